"""Words and limits of reading legal bases, from data (`data/basis.toml`)."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.knowledge").joinpath("data", "basis.toml").read_text(encoding="utf-8")
)
MOST: int = _DATA["most"]
LONGEST: int = _DATA["longest"]
OFFERED: int = _DATA["offered"]
_PROBLEMS: dict[str, str] = _DATA["problems"]
_WARNINGS: dict[str, str] = _DATA["warnings"]


def problem(code: str, **details: object) -> str:
    """Why a basis could not be found, and what to do."""
    return _PROBLEMS[code].format(**details)


def warning(code: str, **details: object) -> str:
    """What to know of a basis that was found."""
    told = _WARNINGS[code].format(**details)
    return told[:1].upper() + told[1:]
