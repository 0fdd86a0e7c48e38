"""Consolidation: amending texts applied to what they amend, every span with its source."""

from vnlaw.consolidation.articles import Amendment, Consolidated, consolidate_article
from vnlaw.consolidation.lines import BASE, Line, Span, plain
from vnlaw.consolidation.model import Instruction, Op, Outcome, Part, Spot, Status, Step
from vnlaw.consolidation.passes import apply
from vnlaw.consolidation.tree import Node, Tree

__all__ = [
    "BASE",
    "Amendment",
    "Consolidated",
    "Instruction",
    "Line",
    "Node",
    "Op",
    "Outcome",
    "Part",
    "Span",
    "Spot",
    "Status",
    "Step",
    "Tree",
    "apply",
    "consolidate_article",
    "plain",
]
