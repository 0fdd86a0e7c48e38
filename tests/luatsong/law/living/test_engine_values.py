from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from luatsong.law.engine_values import from_json, to_json
from vnlaw.effects import Effect, NewUnit, Phrase, Place, Quote, Step, Target, Unit, Verb
from vnlaw.numbers import parse_number

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)
_DAYS = st.none() | st.dates(date(1945, 1, 1), date(2100, 1, 1))
_STEPS = st.builds(Step, st.sampled_from(Unit), _WORDS, _WORDS)
_PLACES = st.builds(Place, st.lists(_STEPS, max_size=3).map(tuple), within=_WORDS)
_UNITS = st.builds(NewUnit, st.none() | _PLACES, st.lists(_WORDS, max_size=3).map(tuple))
_NUMBERS = st.sampled_from(
    [None, *map(parse_number, ("10/2031/NĐ-CP", "66.7/2025/NQ-CP", "66-NQ/TW"))]
)
_EFFECTS = st.builds(
    Effect,
    verb=st.sampled_from(Verb),
    source=_WORDS,
    quote=st.builds(Quote, _WORDS, st.integers(0, 9999)),
    target=st.builds(Target, _NUMBERS, _WORDS, _WORDS, st.booleans()),
    places=st.lists(_PLACES, max_size=2).map(tuple),
    units=st.lists(_UNITS, max_size=2).map(tuple),
    phrase=st.none() | st.builds(Phrase, _WORDS, _WORDS, st.lists(_PLACES, max_size=1).map(tuple)),
    after=st.none() | _PLACES,
    start=_DAYS,
    end=_DAYS,
    confidence=st.floats(0, 1),
    certain=st.booleans(),
    doubts=st.lists(_WORDS, max_size=2).map(tuple),
)


@given(_EFFECTS)
def test_an_effect_comes_back_from_json_as_it_was(effect: Effect) -> None:
    assert from_json(Effect, json.loads(json.dumps(to_json(effect)))) == effect


def test_fields_the_engine_no_longer_has_are_passed_over() -> None:
    assert from_json(Quote, {"text": "Bãi bỏ", "line": 3, "colour": "xanh"}) == Quote("Bãi bỏ", 3)
