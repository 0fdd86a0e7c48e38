"""Citations: which documents and provisions a text refers to, with exact spans.

`find` reads one paragraph, `cite_document` a whole document, `find_in_provision` the wording one
provision has on some day; `resolve` links what is certain.
Words and patterns are data (`vnlaw/data/citations.toml`, `named_laws.toml`).
"""

from vnlaw.citations.acts import NamedAct, acts_named, named_acts
from vnlaw.citations.expand import read_places
from vnlaw.citations.find import find
from vnlaw.citations.in_provision import document_context, find_in_provision
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
from vnlaw.citations.placing import addresses_of
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
    "addresses_of",
    "cite_document",
    "document_context",
    "find",
    "find_in_provision",
    "named_acts",
    "read_places",
    "resolve",
    "to_json",
]
