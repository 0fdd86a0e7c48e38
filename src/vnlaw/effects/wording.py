"""The word lists of `data/effects.toml` as compiled patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from vnlaw.lexicon import load

# Stands for every quoted character in the bare text.
QUOTED = "\x01"


def data() -> dict[str, Any]:
    """The whole file; callers must not change it."""
    return load("effects")


def source(section: str, name: str) -> str:
    """One expression of the file, its blanks standing for runs of spaces."""
    text: str = data()[section][name]
    return text.replace(" ", r"\s+")


@cache
def pattern(section: str, name: str, *, shape: str = "{}") -> re.Pattern[str]:
    """One expression compiled without case; `shape` wraps it ("^{}$")."""
    return re.compile(shape.replace("{}", f"(?:{source(section, name)})"), re.IGNORECASE)
