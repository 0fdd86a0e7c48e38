"""What a person corrects of an effect: checked when it is entered, applied to what was read.

Fields: verb, target (slug or number of a document of the store), places ("khoản 2 Điều 5; Điều
7"), start and end (YYYY-MM-DD or DD/MM/YYYY, "" takes a date away), text (new wording), old and
new (a phrase), condition, scope, territory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from luatsong.law.engine_values import from_json
from luatsong.law.models import Effect
from luatsong.law.typed_places import NotPlacesError, read_places
from vnlaw.effects import Effect as Value
from vnlaw.effects import NewUnit, Phrase, Place, Verb
from vnlaw.text import clean

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


class InvalidEffectCorrection(ValueError):  # noqa: N818 - named for what it says of the entry
    """A corrected field cannot be used; `message` (Vietnamese) says what to enter."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message


def corrected(row: Effect) -> Value:
    """The engine's value of an effect with what people corrected."""
    value = from_json(Value, row.payload)
    return with_corrections(value, row.corrections) if row.corrections else value


def with_corrections(value: Value, corrections: Mapping[str, str]) -> Value:
    """A value with the corrected fields; raises `InvalidEffectCorrection`."""
    changes: dict[str, Any] = {}
    # New wording last: it belongs to the place that was entered.
    for field, entered in sorted(corrections.items(), key=lambda item: item[0] == "text"):
        if field == "target":
            continue  # a document of the store: a column of the row
        if field not in _FIELDS:
            raise InvalidEffectCorrection(field, f"Không có mục “{field}” để sửa.")
        changes |= _FIELDS[field](clean(entered).strip(), replace(value, **changes))
    return replace(value, **changes)


def _verb(entered: str, _value: Value) -> dict[str, Any]:
    try:
        return {"verb": Verb(entered)}
    except ValueError:
        raise InvalidEffectCorrection(
            "verb", "Hãy chọn một loại tác động trong danh sách."
        ) from None


def _places(entered: str, value: Value) -> dict[str, Any]:
    try:
        places = read_places(entered)
    except NotPlacesError as error:
        raise InvalidEffectCorrection("places", str(error)) from None
    return {"places": places, "units": tuple(_moved(value, places))}


def _moved(value: Value, places: Sequence[Place]) -> Iterator[NewUnit]:
    """The new wording, moved to the places entered: one to one, else by the label it bears."""
    paired = len(places) == len(value.places)
    to = dict(zip(value.places, places, strict=True)) if paired else {}
    for unit in value.units:
        place = unit.place
        if len(places) == len(value.units) == 1:
            place = places[0]
        elif place is not None and place not in places:
            place = to.get(place)
        yield replace(unit, place=place)


def _day(field: str) -> Callable[[str, Value], dict[str, Any]]:
    def read(entered: str, _value: Value) -> dict[str, Any]:
        if not entered:
            return {field: None}
        match = _DAY_FIRST.match(entered)
        try:
            if match:
                return {field: date(int(match[3]), int(match[2]), int(match[1]))}
            return {field: date.fromisoformat(entered)}
        except ValueError:
            raise InvalidEffectCorrection(field, "Hãy nhập ngày dạng 01/07/2025.") from None

    return read


def _text(entered: str, value: Value) -> dict[str, Any]:
    lines = tuple(line.strip() for line in entered.splitlines() if line.strip())
    place = value.places[0] if len(value.places) == 1 else None
    return {"units": (NewUnit(place, lines),) if lines else ()}


def _phrase(which: str) -> Callable[[str, Value], dict[str, Any]]:
    def read(entered: str, value: Value) -> dict[str, Any]:
        before = value.phrase or Phrase("", "")
        changed = replace(before, old=entered) if which == "old" else replace(before, new=entered)
        return {"phrase": changed}

    return read


def _words(field: str) -> Callable[[str, Value], dict[str, Any]]:
    def read(entered: str, _value: Value) -> dict[str, Any]:
        return {field: entered}

    return read


_FIELDS: dict[str, Callable[[str, Value], dict[str, Any]]] = {
    "verb": _verb,
    "places": _places,
    "start": _day("start"),
    "end": _day("end"),
    "text": _text,
    "old": _phrase("old"),
    "new": _phrase("new"),
    "condition": _words("condition"),
    "scope": _words("scope"),
    "territory": _words("territory"),
}
