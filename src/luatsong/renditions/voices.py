"""The machine's voices, and the data that says how sound is made."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of the machine, for one region."""

    code: str
    name: str
    espeak: str
    server: str
    region: str


@cache
def voices() -> dict[str, Voice]:
    """All voices by code, the default first."""
    return {row["code"]: Voice(**row) for row in sound_data()["voices"]}


@cache
def sound_data() -> dict[str, Any]:
    """`data/voices.toml`."""
    text = files("luatsong.renditions").joinpath("data", "voices.toml").read_text("utf-8")
    return tomllib.loads(text)
