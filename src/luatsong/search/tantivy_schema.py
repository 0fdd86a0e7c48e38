"""The fields of an entry (`luatsong.search.fields`) as tantivy keeps them."""

from __future__ import annotations

import tantivy

from luatsong.search.fields import TERM_FACETS

_KEYWORDS = ("entry", "spelling", "phrase", "kind", "type_name", "issuer", "field", "territory")
_NUMBERS = ("year", "document", "valid_from", "valid_to", "forward")


def schema() -> tantivy.Schema:
    """Terms lie in `words` (with marks), `folded` and `pairs`; the rest is for filters."""
    builder = tantivy.SchemaBuilder()
    for name in ("words", "folded", "pairs"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in _KEYWORDS:
        builder.add_text_field(
            name, tokenizer_name="raw", index_option="basic", fast=name in (*TERM_FACETS, "entry")
        )
    for name in _NUMBERS:
        builder.add_unsigned_field(name, indexed=name in ("year", "document"), fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()
