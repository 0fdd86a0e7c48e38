"""How an entry lies in an index, whatever the engine: its fields, and the way back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from luatsong.search.backend import Card, Entry, Part
from luatsong.search.forward import LONGEST
from luatsong.search.tokens import Term, pairs, terms

# A new number makes the index be built anew: change it with anything below.
VERSION = "3"

# One field with repeated words ranks much better than a sum over fields, because the length of
# a text is then weighed once (docs/adr/0011).
HEADING_WEIGHT = 6
TITLE_WEIGHT = 3
FIELD_WEIGHT = 2
# Syllables of a passage at most: longer paragraphs are parted.
_PASSAGE = 120
# Syllables of the scope clause that stand for a title the source does not have.
_SCOPE = 40
_SCOPE_HEADING = "pham vi dieu chinh"

# Characters of a heading that is offered while something is being typed.
_LONGEST_PHRASE = 140

# Days as numbers (proleptic ordinals); the open ends.
ALWAYS = 0
FOREVER = 9_999_999

TERM_FACETS = ("kind", "type_name", "issuer", "field", "territory", "year")
# Stands between two passages in the codes of a text.
_PARTED = 0


class Written(NamedTuple):
    """Field values of an entry, and its codes for the forward file, a list for each channel."""

    values: dict[str, Any]
    channels: tuple[list[int], list[int], list[int], list[int]]


def written(card: Card, entries: Sequence[Entry]) -> Iterator[Written]:
    """What goes into the index of every entry of a document; `forward` is still to be added."""
    title = terms(card.title) or _scope(entries)
    name = terms(f"{card.type_name} {card.number}")
    shown = _card_values(card)
    for number, entry in enumerate(entries):
        found = _place(entry, title, name, card) if number else _whole(entry, title, name)
        found.values.update(_filters(card, entry, "place" if number else "document"))
        shape = [shown, _entry_values(entry)]
        found.values["stored"] = json.dumps(shape, ensure_ascii=False).encode()
        yield found


def phrase(text: str) -> str:
    """What is compared while something is being typed."""
    return " ".join([term[1] for term in terms(text)])


def day_number(day: date | None, default: int) -> int:
    return day.toordinal() if day else default


def _place(entry: Entry, title: list[Term], name: list[Term], card: Card) -> Written:
    heading, lines = terms(entry.heading), _lines(entry.text)
    text = list(chain.from_iterable(lines))
    area = terms(entry.field or card.field)
    weighed = heading * HEADING_WEIGHT + title * TITLE_WEIGHT + area * FIELD_WEIGHT + name + text
    near = (
        pairs(heading) * HEADING_WEIGHT
        + pairs(title) * TITLE_WEIGHT
        + pairs(area) * FIELD_WEIGHT
        + pairs(text)
    )
    return Written(_words(weighed, near), _channels(heading, [*title, *name], area, lines))


def _whole(entry: Entry, title: list[Term], name: list[Term]) -> Written:
    lines = _lines(entry.text)
    text = list(chain.from_iterable(lines))
    weighed = (name + title) * HEADING_WEIGHT + text
    near = (pairs(name) + pairs(title)) * HEADING_WEIGHT + pairs(text)
    return Written(_words(weighed, near), _channels(title, [*title, *name], [], lines))


def _words(weighed: list[Term], near: list[str]) -> dict[str, Any]:
    return {
        "words": " ".join([term[0] for term in weighed]),
        "folded": " ".join([term[1] for term in weighed]),
        "pairs": " ".join(near),
    }


def _channels(
    heading: list[Term], title: list[Term], area: list[Term], lines: list[list[Term]]
) -> tuple[list[int], list[int], list[int], list[int]]:
    return (
        [term[2] for term in heading],
        [term[2] for term in title],
        [term[2] for term in area],
        _passages(lines),
    )


def _lines(text: str) -> list[list[Term]]:
    return [terms(line) for line in text.split("\n")]


def _passages(lines: list[list[Term]]) -> list[int]:
    """Codes of a text with `_PARTED` between its passages (paragraphs, at most `_PASSAGE`)."""
    codes: list[int] = []
    for line in lines:
        found = [term[2] for term in line]
        for start in range(0, len(found), _PASSAGE):
            codes += found[start : start + _PASSAGE]
            codes.append(_PARTED)
        if len(codes) > LONGEST:
            break
    return codes[:LONGEST]


def _scope(entries: Sequence[Entry]) -> list[Term]:
    """The first words of the scope clause, for a document whose title is not known."""
    for entry in entries:
        if _SCOPE_HEADING in " ".join(term[1] for term in terms(entry.heading)):
            return terms(entry.text)[:_SCOPE]
    return []


def _filters(card: Card, entry: Entry, kind_of_entry: str) -> dict[str, Any]:
    values: dict[str, Any] = {
        "entry": kind_of_entry,
        "spelling": list(entry.spellings),
        "phrase": phrase(entry.heading) if len(entry.heading) <= _LONGEST_PHRASE else "",
        "document": card.document_id,
        "kind": card.kind,
        "type_name": card.type_name,
        "issuer": list(card.issuers),
        "field": entry.field or card.field,
        "territory": card.territory,
        "year": card.year,
        "valid_from": day_number(entry.valid_from, ALWAYS),
        "valid_to": day_number(entry.valid_to, FOREVER),
    }
    return {name: value for name, value in values.items() if value not in ("", [], None)}


def read(stored: bytes) -> tuple[Card, Entry]:
    """What `written` stored."""
    shown, values = json.loads(stored)
    shown["issuers"] = tuple(shown["issuers"])
    shown["issue_date"] = _day(shown["issue_date"])
    for name in ("valid_from", "valid_to"):
        values[name] = _day(values.get(name))
    values["parts"] = tuple(Part(*part) for part in values.get("parts", ()))
    return Card(**shown), Entry(**values)


def _card_values(card: Card) -> dict[str, Any]:
    return {**asdict(card), "issue_date": _text(card.issue_date)}


def _entry_values(entry: Entry) -> dict[str, Any]:
    values = {
        "address": entry.address,
        "label": entry.label,
        "heading": entry.heading,
        "text": entry.text,
        "provision_id": entry.provision_id,
        "version_id": entry.version_id,
        "valid_from": _text(entry.valid_from),
        "valid_to": _text(entry.valid_to),
        "parts": entry.parts,
        "field": entry.field,
    }
    required = ("address", "label", "heading", "text")
    return {name: value for name, value in values.items() if value or name in required}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
