"""The colours of site.css, and how well they contrast (WCAG 2.2, success criteria 1.4.3, 1.4.11).

The living design page reads them from the file itself, so that it cannot say what is not so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SET = re.compile(r"--(?P<name>[a-z-]+):\s*(?P<value>#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b")
_LINEAR_BELOW = 0.04045


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on a ground; `ratio` from 1 to 21, `least` what WCAG asks of this use."""

    name: str
    ink: str
    ground: str
    ratio: float
    least: float

    @property
    def holds(self) -> bool:
        """Whether the pair contrasts enough."""
        return self.ratio >= self.least


@dataclass(frozen=True, slots=True)
class Scheme:
    name: str
    colours: Mapping[str, str]
    pairs: tuple[Pair, ...]


@cache
def schemes() -> tuple[Scheme, ...]:
    """Light, dark and high contrast, with every pair the pages use."""
    data = tomllib.loads(_read("data/palette.toml"))
    style = _read("static/portal/site.css")
    found = []
    light: dict[str, str] = {}
    for scheme in data["scheme"]:
        start = style.index(scheme["begins"])
        own = _colours(style[start : style.index("}", start)])
        light = light or own
        colours = {**light, **own}
        pairs = tuple(
            Pair(
                pair["name"],
                colours[pair["ink"]],
                colours[pair["ground"]],
                contrast(colours[pair["ink"]], colours[pair["ground"]]),
                pair["least"],
            )
            for pair in data["pair"]
        )
        found.append(Scheme(scheme["name"], colours, pairs))
    return tuple(found)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours like "#8f1d2c" or "#fff": 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4


def _colours(rules: str) -> dict[str, str]:
    return {found["name"]: found["value"] for found in _SET.finditer(rules)}


def _read(path: str) -> str:
    return files("luatsong.portal").joinpath(path).read_text("utf-8")
