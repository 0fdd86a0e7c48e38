"""What an item says, as plain paragraphs: for sound, print, the search and checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from luatsong.knowledge.models import Item


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `role` is heading, text, item (of a list), question, step, warning, quote,
    words (of a character), caption, transcript or cell; `block` the name of its block."""

    text: str
    role: str
    block: str


def paragraphs_of(item: Item) -> list[str]:
    """The body as plain paragraphs, in reading order, without transcripts of recordings."""
    return [found.text for found in parts_of(item) if found.role != "transcript"]


def parts_of(item: Item) -> list[Paragraph]:
    """Every paragraph of the body with what it is."""
    return [part for child in item.body for part in parts_of_block(child)]


def parts_of_block(child: Any) -> list[Paragraph]:
    """The paragraphs of one block of a body."""
    read = _READERS.get(child.block_type)
    if read is None:
        return []
    return [
        Paragraph(text, role, child.block_type) for role, text in read(child.value) if text.strip()
    ]


def plain_paragraphs(item: Item) -> list[str]:
    """The plain-language version as paragraphs; empty where there is none."""
    return [line.strip() for line in item.plain.splitlines() if line.strip()]


def rich_paragraphs(source: str) -> list[tuple[str, str]]:
    """Role ("text" or "item") and words of each paragraph of cleaned markup."""
    reader = _Rich()
    reader.feed(source)
    reader.close()
    return reader.done()


class _Rich(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._role = "text"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in ("p", "li", "ul", "ol"):
            self._end()
            self._role = "item" if tag == "li" else "text"
        elif tag == "br":
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "ul", "ol"):
            self._end()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def done(self) -> list[tuple[str, str]]:
        self._end()
        return self.found

    def _end(self) -> None:
        for line in "".join(self._words).splitlines():
            if words := " ".join(line.split()):
                self.found.append((self._role, words))
        self._words = []


_Pairs = Iterator[tuple[str, str]]


def _rich(value: Any) -> list[tuple[str, str]]:
    return rich_paragraphs(getattr(value, "source", "") or "")


def _lines(role: str, text: str | None) -> _Pairs:
    for line in (text or "").splitlines():
        yield role, line.strip()


def _facts(value: Any) -> _Pairs:
    yield "heading", value.get("title") or ""
    yield from _rich(value.get("text"))


def _question(value: Any) -> _Pairs:
    yield from _lines("question", value.get("question"))
    yield from _rich(value.get("answer"))


def _steps(value: Any) -> _Pairs:
    yield "heading", value.get("title") or ""
    for step in value.get("steps") or ():
        yield "step", step.get("title") or ""
        yield from _rich(step.get("text"))


def _checklist(value: Any) -> _Pairs:
    yield "heading", value.get("title") or ""
    for thing in value.get("items") or ():
        yield "item", thing or ""


def _warning(value: Any) -> _Pairs:
    yield "warning", value.get("title") or ""
    yield from _rich(value.get("text"))


def _picture(value: Any) -> _Pairs:
    yield from _lines("caption", value.get("caption"))


def _pictures(value: Any) -> _Pairs:
    yield "heading", value.get("title") or ""
    for picture in value.get("pictures") or ():
        yield from _picture(picture)


def _recording(value: Any) -> _Pairs:
    yield "heading", value.get("title") or ""
    yield from _lines("transcript", value.get("transcript"))


def _dialogue(value: Any) -> _Pairs:
    yield "heading", value.get("title") or ""
    for line in value.get("lines") or ():
        yield "words", ": ".join(filter(None, (line.get("character"), line.get("words"))))


def _choice(value: Any) -> _Pairs:
    yield from _lines("question", value.get("question"))
    for option in value.get("options") or ():
        yield "item", option.get("text") or ""
    yield from _rich(value.get("why"))


def _table(value: Any) -> _Pairs:
    yield "heading", value.get("caption") or ""
    for row in value.lines:
        yield "cell", "; ".join(filter(None, row))


def _law(value: Any) -> _Pairs:
    yield "text", value.get("note") or ""


def _titled(value: Any) -> _Pairs:
    yield "item", value.get("title") or ""


_READERS: dict[str, Callable[[Any], Any]] = {
    "heading": lambda value: [("heading", value or "")],
    "text": _rich,
    "facts": _facts,
    "question_answer": _question,
    "steps": _steps,
    "checklist": _checklist,
    "warning": _warning,
    "quote": lambda value: _lines("quote", value.get("words")),
    "law": _law,
    "picture": _picture,
    "pictures": _pictures,
    "audio": _recording,
    "video": _recording,
    "dialogue": _dialogue,
    "choice": _choice,
    "table": _table,
    "file": _titled,
    "link": _titled,
}
