"""HTML to blocks: one pass over the tree, text only, nothing that runs or is hidden."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from lxml import etree

from vnlaw.document import Footnote
from vnlaw.reading.blocks import Block, Cell, Grid
from vnlaw.reading.numbering import formatted
from vnlaw.reading.scripts import superscript
from vnlaw.reading.unreadable import Unreadable

FACTS: dict[str, Any] = tomllib.loads(
    files("vnlaw").joinpath("data", "reading_html.toml").read_text(encoding="utf-8")
)
_DROPPED = frozenset(FACTS["dropped"])
_ACTIVE = frozenset(FACTS["active"])
_BLOCKS = frozenset(FACTS["blocks"])
_SURROUNDINGS = frozenset(FACTS["surroundings"])
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_NOTE_CALL = re.compile(r"#_?(?:ftn|edn|footnote-?)\d+$", re.IGNORECASE)
_NOTE_BACK = re.compile(r"#_?(?:ftn|edn|footnote-?)ref-?\d+$", re.IGNORECASE)
_NOTE_BODY = re.compile(r"_?(?:ftn|edn)\d+$", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"\s*\d{1,5}\s*$")
_STYLES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}
_DEEPEST = 120  # levels of elements that are followed one by one
_WIDEST = 400  # columns a span may reach; more is a slip or an attack


def parse(text: str) -> tuple[etree._Element, bool]:
    """The tree of an HTML page, and whether all of it could be read; raises `Unreadable`.

    External things are never fetched.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable.because("no-text") from error
    if root is None:
        raise Unreadable.because("no-text")
    return root, not any("depth" in entry.message for entry in parser.error_log)


@dataclass(slots=True)
class Page:
    """What a walk over a page gave."""

    blocks: list[Block] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    images: int = 0
    active: bool = False
    hidden: bool = False


class Walker:
    """Collects blocks from elements. `bare` drops what surrounds the text of a whole page."""

    def __init__(self, *, bare: bool = False) -> None:
        self.page = Page()
        self._dropped = _DROPPED | _SURROUNDINGS if bare else _DROPPED
        self._into = self.page.blocks
        self._buffer: list[str] = []
        self._marker = ""
        self._note: str | None = None
        self._depth = 0

    def walk(self, element: etree._Element) -> Page:
        """Read `element` and all below it."""
        self._visit(element)
        self._flush()
        return self.page

    def _visit(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in self._dropped:
            self.page.active = self.page.active or tag in _ACTIVE
            return
        if self._is_hidden(element):
            self.page.hidden = self.page.hidden or bool("".join(element.itertext()).strip())
            return
        if tag in _BLOCKS:
            self._flush()
            _BLOCK_VISITS.get(tag, Walker._block)(self, element)
            self._flush()
        else:
            _INLINE_VISITS.get(tag, Walker._children)(self, element)

    @staticmethod
    def _is_hidden(element: etree._Element) -> bool:
        if element.get("hidden") is not None:
            return True
        style = element.get("style")
        return bool(style and _HIDDEN.search(style))

    def _children(self, element: etree._Element) -> None:
        if self._depth > _DEEPEST:
            self._plain(element)
            return
        self._depth += 1
        if element.text:
            self._buffer.append(element.text)
        for child in element:
            self._visit(child)
            if child.tail:
                self._buffer.append(child.tail)
        self._depth -= 1

    def _plain(self, element: etree._Element) -> None:
        """Text of elements nested beyond reason, as tags never closed make them."""
        etree.strip_elements(element, *self._dropped, with_tail=False)
        for event, part in etree.iterwalk(element, events=("start", "end")):
            if part.tag in _BLOCKS or part.tag == "br":
                self._flush()
            text = part.text if event == "start" else part.tail
            if text and not (part is element and event == "end"):
                self._buffer.append(text)

    def _flush(self) -> None:
        text = " ".join("".join(self._buffer).split())
        self._buffer.clear()
        if not text:
            return
        if self._note is not None:
            self._add_note(text)
            return
        if self._marker:
            if not text.startswith(self._marker):
                text = f"{self._marker} {text}"
            self._marker = ""
        self._into.append(text)

    def _add_note(self, text: str) -> None:
        marker = self._note or ""
        notes = self.page.footnotes
        if notes and notes[-1].marker == marker:
            notes[-1] = Footnote(marker, f"{notes[-1].text} {text}")
        else:
            notes.append(Footnote(marker, text))

    def _block(self, element: etree._Element) -> None:
        self._children(element)
        if self._note is not None:
            around = element.getparent()
            goes_on = around is not None and _NOTE_BODY.match(around.get("id") or "")
            if _NOTE_BODY.match(element.get("id") or "") or not goes_on:
                self._flush()
                self._note = None

    def _pre(self, element: etree._Element) -> None:
        for line in "".join(element.itertext()).splitlines():
            self._buffer.append(line)
            self._flush()

    def _break(self, _element: etree._Element) -> None:
        self._flush()

    def _image(self, element: etree._Element) -> None:
        # Rulers and spacers are drawn as images a few pixels high.
        sizes = [element.get(name) or "" for name in ("width", "height")]
        if not any(_WHOLE_NUMBER.match(size) and int(size) < 12 for size in sizes):
            self.page.images += 1

    def _superscript(self, element: etree._Element) -> None:
        if element.find(".//a") is not None:
            self._children(element)
            return
        before = "".join(self._buffer[-6:])
        self._buffer.append(superscript("".join(element.itertext()), before))

    def _anchor(self, element: etree._Element) -> None:
        target = element.get("href") or ""
        if "#" in target:
            marker = "".join(element.itertext()).strip().strip("[]()")
            if marker and _NOTE_BACK.search(target):
                self._flush()
                self._note = marker
                return
            if marker and _NOTE_CALL.search(target):
                self._buffer.append(f"[{marker}]")
                return
        self._children(element)

    def _list(self, element: etree._Element) -> None:
        style = _list_style(element)
        number = _whole(element.get("start"), 1)
        for child in element:
            if child.tag == "li":
                number = _whole(child.get("value"), number)
                self._flush()
                self._marker = _marker(number, style)
                number += 1
            self._visit(child)
            self._flush()
            self._marker = ""
            if child.tail:
                self._buffer.append(child.tail)

    def _table(self, element: etree._Element) -> None:
        outside, self._into = self._into, []
        grid = Grid()
        taken: dict[int, int] = {}
        for part in element:
            rows = part if part.tag in {"tbody", "thead", "tfoot"} else [part]
            for row in rows:
                if row.tag == "tr":
                    grid.rows.append(self._row(row, taken))
                else:  # a caption, or text that strayed between rows
                    self._into = outside
                    self._visit(row)
                    self._flush()
        self._into = outside
        self._into.append(grid)

    def _row(self, row: etree._Element, taken: dict[int, int]) -> list[Cell]:
        """The cells of one row; `taken` maps columns to the rows that a cell above still fills."""
        cells: list[Cell] = []
        column = 0
        spans: dict[int, int] = {}
        for element in row:
            if element.tag not in {"td", "th"}:
                self._visit(element)
                continue
            while taken.get(column):
                column += 1
            cell = Cell(column=column)
            cells.append(cell)
            self._into = cell.blocks
            self._children(element)
            self._flush()
            width = max(1, min(_whole(element.get("colspan"), 1), _WIDEST - column))
            height = _whole(element.get("rowspan"), 1)
            spans.update((place, height) for place in range(column, column + width))
            column += width
        for place in list(taken):
            taken[place] -= 1
            if taken[place] <= 0:
                del taken[place]
        taken.update((place, height - 1) for place, height in spans.items() if height > 1)
        return cells


_BLOCK_VISITS = {
    "table": Walker._table,
    "ol": Walker._list,
    "ul": Walker._list,
    "pre": Walker._pre,
    "hr": Walker._break,
}
_INLINE_VISITS = {
    "br": Walker._break,
    "img": Walker._image,
    "sup": Walker._superscript,
    "a": Walker._anchor,
}


def _list_style(element: etree._Element) -> str:
    if element.tag == "ul":
        return "bullet"
    named = _LIST_STYLE.search(element.get("style") or "")
    return _STYLES.get(named[1] if named else element.get("type") or "1", "decimal")


def _marker(number: int, style: str) -> str:
    if style == "bullet":
        return "-"
    text = formatted(number, style)
    ending = ")" if style == "lowerLetter" else "."
    return f"{text}{ending}" if text else ""


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and _WHOLE_NUMBER.match(value) else default
