"""Citations: which documents and provisions a text refers to, with exact spans.

`find` reads one paragraph, `cite_document` a whole document, `resolve` links what is certain.
Words and patterns are data (`vnlaw/data/citations.toml`, `named_laws.toml`).
"""

from vnlaw.citations.acts import NamedAct, acts_named, named_acts
from vnlaw.citations.find import find
from vnlaw.citations.model import (
    SELF,
    THIS,
    Citation,
    Context,
    Reference,
    Step,
    Target,
    TargetKind,
)

__all__ = [
    "SELF",
    "THIS",
    "Citation",
    "Context",
    "NamedAct",
    "Reference",
    "Step",
    "Target",
    "TargetKind",
    "acts_named",
    "find",
    "named_acts",
]
