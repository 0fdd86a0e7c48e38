"""The cover of a book, drawn from its title and field: a standalone SVG, no font, no file."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from textwrap import wrap

from luatsong.bookshelf.markup import words

WIDTH, HEIGHT = 600, 800


def cover(title: str, area: str = "", agency: str = "", edition: str = "") -> str:
    """The cover as SVG 600 × 800; the same book always looks the same."""
    ground, ink, mark = _colours(area)
    size, lines = _set(title)
    top = 250 - len(lines) * size // 4
    rows = "".join(
        f'<text x="60" y="{top + n * size * 1.25:.0f}" font-size="{size}" font-weight="700"'
        f' font-family="Noto Serif, Cambria, Times New Roman, serif">{words(line)}</text>'
        for n, line in enumerate(lines)
    )
    small = 'font-size="26" font-family="Noto Sans, Segoe UI, Roboto, Arial, sans-serif"'
    foot = "".join(
        f'<text x="60" y="{HEIGHT - 60 - 38 * n}" {small}>{words(line)}</text>'
        for n, line in enumerate(reversed([one for one in (*wrap(agency, 38)[:2], edition) if one]))
    )
    name = f'<text x="60" y="92" {small}>{words(area)}</text>' if area else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{words(title)}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>'
        f'<rect width="18" height="{HEIGHT}" fill="{mark}"/>{_ornament(title, mark)}'
        f'<rect x="60" y="122" width="120" height="8" fill="{mark}"/>'
        f'<g fill="{ink}">{name}{rows}{foot}</g></svg>'
    )


def _set(title: str) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines."""
    for size in (60, 52, 44, 38):
        lines = wrap(title, int(480 / (size * 0.52)))
        if len(lines) * size <= 300:
            return size, lines
    lines = wrap(title, 27)
    return 34, [*lines[:7], "…"] if len(lines) > 8 else lines


def _ornament(title: str, mark: str) -> str:
    """Open pages in the lower part, leaned by the title so that neighbours differ."""
    turn = hashlib.sha256(title.encode()).digest()[0] % 5
    pages = "".join(
        f'<path d="M300 {560 + 14 * n}C230 {520 + 14 * n - 6 * turn} 150 {525 + 14 * n}'
        f" 90 {548 + 14 * n}M300 {560 + 14 * n}C370 {520 + 14 * n + 6 * turn} 450 {525 + 14 * n}"
        f' 510 {548 + 14 * n}"/>'
        for n in range(4)
    )
    return f'<g fill="none" stroke="{mark}" stroke-width="5" opacity=".8">{pages}</g>'


def _colours(area: str) -> tuple[str, str, str]:
    palettes = _data()
    number = hashlib.sha256(area.encode()).digest()[0] if area else 0
    chosen = palettes[number % len(palettes)]
    return chosen["ground"], chosen["ink"], chosen["mark"]


@cache
def _data() -> list[dict[str, str]]:
    text = files("luatsong.bookshelf").joinpath("data", "covers.toml").read_text("utf-8")
    rows: list[dict[str, str]] = tomllib.loads(text)["palette"]
    return rows
