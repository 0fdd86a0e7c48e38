"""The area a local document applies in, and what became of areas that were merged."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from luatsong.law.models import AreaMerger
from vnlaw.text import fold
from vnlaw.versions.areas import chain

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.law").joinpath("data", "territories.toml").read_text(encoding="utf-8")
)
# "Ủy ban nhân dân tỉnh Bình Định" -> "Bình Định"; the words are matched in any case. A "Tỉnh ủy"
# is no area.
_AREA = re.compile(rf"(?<!\w)(?:{'|'.join(_DATA['words'])})\s+(?!ủy\b)(.+)$", re.IGNORECASE)
_LEADING = re.compile(rf"(?:{'|'.join(_DATA['words'])})\s+(?=[^\W\d_])", re.IGNORECASE)


def territory_of(issuers: Iterable[str], place: str) -> str:
    """The area of a local body: by its name, else the place of signing."""
    for issuer in issuers:
        match = _AREA.search(issuer)
        if match:
            return match[1].strip(" .,;")[:120]
    return place


def area_name(area: str) -> str:
    """An area without the word for its kind: "tỉnh Bình Định" -> "Bình Định"."""
    match = _LEADING.match(area)
    return area[match.end() :] if match else area


@cache
def _known() -> dict[str, str]:
    return {old: new for new, olds in _DATA["into"].items() for old in olds}


def areas() -> dict[str, str]:
    """Old area -> the one it lies in now. One query."""
    return _known() | dict(AreaMerger.objects.values_list("old", "new"))


def areas_around(area: str) -> tuple[str, ...]:
    """An area and those it lies in, the nearest first. One query."""
    return chain(area_name(area), areas())


def lies_in(area: str, wider: str) -> bool:
    """Whether an area is another one, or was merged into it; marks and case do not matter."""
    if fold(area) == fold(wider):
        return True
    return any(fold(old) == fold(area) and fold(new) == fold(wider) for old, new in areas().items())


def note_merger(old: str, new: str, on: date) -> None:
    """Keep that an area became part of another one."""
    AreaMerger.objects.update_or_create(old=old, defaults={"new": new, "merged_on": on})
