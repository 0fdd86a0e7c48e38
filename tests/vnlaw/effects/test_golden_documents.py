"""Small made-up documents and what a legal official reads in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vnlaw.effects import Effect, find_effects
from vnlaw.parse import parse_text

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(GOLDEN.glob("*.txt"))


def summed_up(effect: Effect) -> dict[str, Any]:
    """What an effect does, without what says nothing."""
    row: dict[str, Any] = {
        "verb": effect.verb.value,
        "source": effect.source,
        "target": "own" if effect.target.own else effect.target.printed,
        "places": [
            str(place) if place.piece == "whole" else f"{place} ({place.piece.value})"
            for place in effect.places
        ],
        "units": [list(unit.lines) for unit in effect.units],
        "phrase": [effect.phrase.old, effect.phrase.new] if effect.phrase else None,
        "after": str(effect.after) if effect.after else None,
        "summary": effect.summary,
        "start": effect.start.isoformat() if effect.start else None,
        "certain": effect.certain,
    }
    return {key: value for key, value in row.items() if value not in (None, [], False, "")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_does_what_an_official_reads_in_it(document: Path) -> None:
    effects = find_effects(parse_text(document.read_text(encoding="utf-8")))
    expected = json.loads(document.with_suffix(".json").read_text(encoding="utf-8"))
    assert [summed_up(effect) for effect in effects] == expected


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_quotes_stand_in_the_lines_they_name(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    lines = text.splitlines()
    for effect in find_effects(parse_text(text)):
        if effect.quote.text and effect.source:
            assert effect.quote.text in text
            assert effect.quote.text.splitlines()[0] in lines[effect.quote.line - 1]
