"""The relations of a document as a picture: SVG that needs no script and no style of its own.

The document stands in the middle, what it rests on or acts on to the left, what acts on it or
rests on it to the right; the lists beside the picture say the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

from luatsong.law.models import Document
from luatsong.law.selectors.living import Related, RelationGroup
from luatsong.portal.addressing import provision_link

_WIDTH = 920
_BOX = 250
_MIDDLE = 200
_LINE = 18  # height of a line of text
_GAP = 10
_LETTERS = 30  # that fit into a box
# A picture of more would be a carpet; the lists have all.
_EACH = 5
_ALL = 14


class _Item(NamedTuple):
    group: str
    lines: tuple[str, ...]
    href: str


def picture(document: Document, groups: Sequence[RelationGroup]) -> str:
    """The picture as safe SVG, "" where there is nothing to draw."""
    left = _items([group for group in groups if group.active])
    right = _items([group for group in groups if not group.active])
    if not left and not right:
        return ""
    height = max(_height(left), _height(right), 120)
    middle = height / 2
    parts = [
        _column(left, 0, height, middle, left_side=True),
        _column(right, _WIDTH - _BOX, height, middle, left_side=False),
        _centre(document, middle),
    ]
    return (
        f'<svg class="hinh" viewBox="0 0 {_WIDTH} {height:.0f}" role="group"'
        ' aria-labelledby="hinh-ten" aria-describedby="hinh-mo-ta">'
        f'<title id="hinh-ten">Quan hệ của {escape(str(document))} với văn bản khác</title>'
        f'<desc id="hinh-mo-ta">{escape(_told(groups))}</desc>{"".join(parts)}</svg>'
    )


def _items(groups: Sequence[RelationGroup]) -> list[_Item]:
    found: list[_Item] = []
    for group in groups:
        found += [_item(group.label, item) for item in group.items[:_EACH]]
        if len(group.items) > _EACH:
            found.append(_Item(group.label, (f"và {len(group.items) - _EACH} văn bản khác",), ""))
    if len(found) > _ALL:
        rest = len(found) - _ALL + 1
        found = [*found[: _ALL - 1], _Item("", (f"và {rest} quan hệ khác trong danh sách",), "")]
    return found


def _item(group: str, item: Related) -> _Item:
    lines = wrap(item.label or item.title, _LETTERS)[:2]
    return _Item(group, tuple(lines), provision_link(item.slug) if item.slug else "")


def _box_height(item: _Item) -> int:
    return _LINE * (len(item.lines) + bool(item.group)) + 12


def _height(items: Sequence[_Item]) -> float:
    return sum(_box_height(item) + _GAP for item in items)


def _column(
    items: Sequence[_Item], x: float, height: float, middle: float, *, left_side: bool
) -> str:
    out = []
    y = (height - _height(items)) / 2 + _GAP / 2
    for item in items:
        box = _box_height(item)
        centre = y + box / 2
        start = x + _BOX if left_side else x
        to = (_WIDTH - _MIDDLE) / 2 if left_side else (_WIDTH + _MIDDLE) / 2
        bend = (start + to) / 2
        out.append(
            f'<path class="net" d="M{start:.0f} {centre:.0f}C{bend:.0f} {centre:.0f}'
            f' {bend:.0f} {middle:.0f} {to:.0f} {middle:.0f}"/>'
        )
        out.append(_box(item, x, y, box))
        y += box + _GAP
    return "".join(out)


def _box(item: _Item, x: float, y: float, height: float) -> str:
    lines = []
    at = y + _LINE
    if item.group:
        lines.append(
            f'<text class="loai" x="{x + 12:.0f}" y="{at:.0f}">{escape(item.group)}</text>'
        )
        at += _LINE
    for line in item.lines:
        lines.append(f'<text x="{x + 12:.0f}" y="{at:.0f}">{escape(line)}</text>')
        at += _LINE
    style = "o" if item.href else "o thieu"
    inside = (
        f'<rect class="{style}" x="{x + 1:.0f}" y="{y:.0f}" width="{_BOX - 2}"'
        f' height="{height}" rx="5"/>{"".join(lines)}'
    )
    return f'<a href="{item.href}">{inside}</a>' if item.href else inside


def _centre(document: Document, middle: float) -> str:
    lines = wrap(str(document), 22)[:3]
    height = _LINE * len(lines) + 24
    x, y = (_WIDTH - _MIDDLE) / 2, middle - height / 2
    at = f'class="giua" x="{_WIDTH / 2:.0f}"'
    words = "".join(
        f'<text {at} y="{y + 24 + _LINE * n:.0f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<rect class="tam" x="{x:.0f}" y="{y:.0f}" width="{_MIDDLE}" height="{height}" rx="6"/>'
        f"{words}"
    )


def _told(groups: Sequence[RelationGroup]) -> str:
    return ". ".join(
        f"{group.label}: {', '.join(item.label or item.title for item in group.items[:_EACH])}"
        + (f" và {len(group.items) - _EACH} văn bản khác" if len(group.items) > _EACH else "")
        for group in groups
    )
