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
from vnlaw.citations.passages import Passage, cite_document, to_json
from vnlaw.citations.resolve import Lookup, Resolution, State, resolve

__all__ = [
    "SELF",
    "THIS",
    "Citation",
    "Context",
    "Lookup",
    "NamedAct",
    "Passage",
    "Reference",
    "Resolution",
    "State",
    "Step",
    "Target",
    "TargetKind",
    "acts_named",
    "cite_document",
    "find",
    "named_acts",
    "resolve",
    "to_json",
]
