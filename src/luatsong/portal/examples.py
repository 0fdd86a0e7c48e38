"""Words of the assistant's pages that are data."""

from __future__ import annotations

import tomllib
from importlib.resources import files

EXAMPLES: tuple[str, ...] = tuple(
    tomllib.loads(
        files("luatsong.portal").joinpath("data", "assistant.toml").read_text(encoding="utf-8")
    )["examples"]
)
