"""Words and figures of recall, from data (`data/recall.toml`)."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.knowledge").joinpath("data", "recall.toml").read_text(encoding="utf-8")
)
# Days before a known change from which an editor is warned.
AHEAD: int = _DATA["ahead_days"]
# Seconds between two looks of the background worker.
EVERY: int = _DATA["look_seconds"]
# Days the figures look back over.
FIGURES_DAYS: int = _DATA["figures_days"]
# Characters of the old words that are kept with a mark.
LONGEST_WORDS: int = _DATA["longest_words"]
# Seconds within which a mark is expected.
TARGET_SECONDS: int = _DATA["target_seconds"]
_REASONS: dict[str, dict[str, str]] = _DATA["reasons"]
HOW: dict[str, str] = _DATA["how"]
REASONS: list[tuple[str, str]] = [(code, row["short"]) for code, row in _REASONS.items()]


def short(reason: str) -> str:
    """A label for what has become of a place: "Đã sửa đổi"."""
    return _REASONS[reason]["short"]


def sentence(reason: str, *, place: str, since: date | None, by: str, coming: bool = False) -> str:
    """What readers are told of a place, in one Vietnamese sentence."""
    told = _REASONS[reason]["coming" if coming else "notice"].format(
        place=place,
        since=f" từ ngày {since:%d/%m/%Y}" if since else "",
        by=f" bởi {by}" if by else "",
    )
    return told[:1].upper() + told[1:]
