"""How an entry lies in the tantivy index: the schema, and the way in and out of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import tantivy

from luatsong.search.backend import FACETS, Card, Entry
from luatsong.search.tokens import Term, pairs, terms

# A new number makes the index be built anew: change it with anything below.
VERSION = "1"

# One field with repeated words ranks much better than a sum over fields, because the length of
# a text is then weighed once.
HEADING_WEIGHT = 4
TITLE_WEIGHT = 2

_KEYWORDS = ("entry", "spelling", "kind", "type_name", "issuer")


def schema() -> tantivy.Schema:
    """Terms lie in `words` (with marks), `folded` and `pairs`; the rest is for filters."""
    builder = tantivy.SchemaBuilder()
    for name in ("words", "folded", "pairs"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in _KEYWORDS:
        builder.add_text_field(
            name, tokenizer_name="raw", index_option="basic", fast=name in FACETS
        )
    builder.add_unsigned_field("year", indexed=True, fast=True)
    builder.add_unsigned_field("document", indexed=True, fast=True)
    builder.add_text_field("stored", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def written(card: Card, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Field values of every entry of a document."""
    title = terms(card.title)
    name = terms(f"{card.type_name} {card.number}")
    shown = _card_values(card)
    return [
        {
            **_values(card, entry, title, name, shown),
            "entry": "place" if number else "document",
        }
        for number, entry in enumerate(entries)
    ]


def _values(
    card: Card, entry: Entry, title: list[Term], name: list[Term], shown: dict[str, Any]
) -> dict[str, Any]:
    heading, text = terms(entry.heading), terms(entry.text)
    if entry.address:
        weighed = heading * HEADING_WEIGHT + title * TITLE_WEIGHT + name + text
        pieces = [heading, heading, title, text]
    else:
        weighed = (name + title) * HEADING_WEIGHT + text
        pieces = [name, name, title, title, text]
    values: dict[str, Any] = {
        "words": " ".join([term.exact for term in weighed]),
        "folded": " ".join([term.folded for term in weighed]),
        "pairs": " ".join([pair for piece in pieces for pair in pairs(piece)]),
        "document": card.document_id,
        "spelling": list(entry.spellings),
        "kind": card.kind,
        "type_name": card.type_name,
        "issuer": list(card.issuers),
        "stored": json.dumps(
            [shown, entry.address, entry.label, entry.heading, entry.text], ensure_ascii=False
        ),
    }
    if card.year is not None:
        values["year"] = card.year
    return {name: value for name, value in values.items() if value not in ("", [])}


def read(stored: str) -> tuple[Card, Entry]:
    """What `written` stored."""
    shown, address, label, heading, text = json.loads(stored)
    day = shown.pop("issue_date")
    card = Card(
        **{**shown, "issuers": tuple(shown["issuers"])},
        issue_date=date.fromisoformat(day) if day else None,
    )
    return card, Entry(address=address, label=label, heading=heading, text=text)


def _card_values(card: Card) -> dict[str, Any]:
    values = asdict(card)
    values["issue_date"] = card.issue_date.isoformat() if card.issue_date else None
    return values
