"""Comparing versions of a text, or any two texts, provision by provision and word by word."""

from vnlaw.diff.compare import compare, compare_documents
from vnlaw.diff.matching import by_identity, by_likeness
from vnlaw.diff.model import Change, Difference, Does, Edit, Kind, Unit
from vnlaw.diff.units import units_of, units_of_nodes
from vnlaw.diff.words import edits

__all__ = [
    "Change",
    "Difference",
    "Does",
    "Edit",
    "Kind",
    "Unit",
    "by_identity",
    "by_likeness",
    "compare",
    "compare_documents",
    "edits",
    "units_of",
    "units_of_nodes",
]
