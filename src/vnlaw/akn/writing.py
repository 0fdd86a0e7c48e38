"""Small steps of writing Akoma Ntoso: elements, safe text, unique ids, notes, blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from vnlaw import tables
from vnlaw.addresses import slugify
from vnlaw.document import Footnote

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

# XML 1.0, production 2 (Char).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe(text: str) -> str:
    """`text` with what XML cannot hold replaced by U+FFFD."""
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def root(tag: str) -> etree._Element:
    """A top element in the standard's namespace."""
    return etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={None: NAMESPACE})


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """Append an element; `as_` stands for the attribute `as`. Empty values are left out."""
    element = etree.SubElement(parent, _TAGS[tag])
    for name, value in attributes.items():
        if value:
            element.set(name.rstrip("_"), safe(" ".join(value.split())))
    return element


class _Tags(dict[str, str]):
    """Tag -> tag in the standard's namespace; filled as tags are met."""

    def __missing__(self, tag: str) -> str:
        self[tag] = f"{{{NAMESPACE}}}{tag}"
        return self[tag]


_TAGS = _Tags()


# Elements that hold words: blanks put into them for the eye would be words, too.
_WORDED = frozenset(f"{{{NAMESPACE}}}{tag}" for tag in ("p", "num", "heading"))


def indent(element: etree._Element, depth: int = 0) -> None:
    """Lay `element` out for the eye, one blank a level, without touching any words.

    `element` itself must not be one that holds words.
    """
    if not len(element):
        return
    inner = "\n" + " " * (depth + 1)
    element.text = inner
    for child in element:
        if child.tag not in _WORDED:
            indent(child, depth + 1)
        child.tail = inner
    child.tail = inner[:-1]


class Ids:
    """Hands out element ids, each once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def take(self, wanted: str) -> str:
        """`wanted`, or `wanted_2`, `wanted_3`, … when it is taken."""
        chosen, count = wanted, 1
        while chosen in self._used:
            count += 1
            chosen = f"{wanted}_{count}"
        self._used.add(chosen)
        return chosen


class Notes:
    """Puts the footnotes of a document where the text first calls them: `…[1]`."""

    def __init__(self, footnotes: Sequence[Footnote], ids: Ids) -> None:
        self._ids = ids
        self._waiting: dict[str, Footnote] = {}
        self._rest: list[Footnote] = []
        self._placed: dict[str, str] = {}
        for note in footnotes:
            if note.marker and note.marker not in self._waiting:
                self._waiting[note.marker] = note
            else:
                self._rest.append(note)
        marks = "|".join(re.escape(marker) for marker in self._waiting)
        self._call = re.compile(rf"\[({marks})\]") if marks else None

    def write(self, element: etree._Element, text: str) -> None:
        """Fill `element` with `text`, its calls turned into notes and references to notes."""
        if self._call is None or "[" not in text:
            _append(element, text)
            return
        end = 0
        for match in self._call.finditer(text):
            _append(element, text[end : match.start()])
            self._mark(element, match[1])
            end = match.end()
        _append(element, text[end:])

    def uncalled(self) -> list[Footnote]:
        """Footnotes that no text has called so far."""
        return [*self._waiting.values(), *self._rest]

    def put(self, parent: etree._Element, note: Footnote) -> str:
        """Write one note at the end of `parent` and return its id."""
        eid = self._ids.take(f"fn_{slugify(note.marker) or 'x'}")
        element = add(parent, "authorialNote", marker=note.marker, placement="bottom", eId=eid)
        for line in note.text.split("\n"):
            _append(add(element, "p"), line)
        return eid

    def _mark(self, element: etree._Element, marker: str) -> None:
        if note := self._waiting.pop(marker, None):
            self._placed[marker] = self.put(element, note)
        else:
            add(element, "noteRef", href=f"#{self._placed[marker]}", marker=marker)


def blocks(parent: etree._Element, lines: Iterable[str], notes: Notes) -> None:
    """Append paragraphs and tables, one paragraph a line."""
    for block in tables.grouped(lines):
        if isinstance(block, str):
            notes.write(add(parent, "p"), block)
        else:
            _table(parent, block, notes)


def _table(parent: etree._Element, rows: tables.Table, notes: Notes) -> None:
    table = add(parent, "table")
    for cells in rows:
        line = add(table, "tr")
        for cell in cells:
            box = add(line, "td")
            for text in cell.split("\n"):
                notes.write(add(box, "p"), text)


def _append(element: etree._Element, text: str) -> None:
    """Add words behind what `element` holds."""
    if not text:
        return
    text = safe(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
