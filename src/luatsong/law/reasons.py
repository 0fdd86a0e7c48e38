"""Why a source is where it is: codes and Vietnamese words, from data."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from vnlaw.document import Finding

DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.law").joinpath("data", "intake.toml").read_text(encoding="utf-8")
)
_LABELS: dict[str, str] = tomllib.loads(
    files("luatsong.law").joinpath("data", "reason_labels.toml").read_text(encoding="utf-8")
)
_REASONS: dict[str, dict[str, Any]] = DATA["reasons"]
_ACCEPTED = frozenset(DATA["accepted"]["findings"])


def reason(code: str, **details: object) -> Finding:
    """The standard reason of a code, its blanks filled from `details`."""
    return Finding(code, _REASONS[code]["message"].format(**details), severity="error")


def label(code: str) -> str:
    """A few Vietnamese words for a reason or finding; the code itself when it has none yet."""
    return _LABELS.get(code, code)


def may_be_accepted(code: str) -> bool:
    """Whether a person who has looked may publish a source in spite of this reason."""
    return code in _ACCEPTED or bool(_REASONS.get(code, {}).get("acceptable"))


def too_large(size: int, limit: int) -> Finding:
    """The reason for a file of `size` bytes past a limit in bytes."""
    megabyte = 1024 * 1024
    return reason("too-large", size=round(size / megabyte), limit=limit // megabyte)
