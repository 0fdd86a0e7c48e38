"""Slides of an item or of a topic: values, before they become a page or a file of an office.

What does not fit a slide goes on to the next one; no sentence is cut (see `points`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from luatsong.renditions.points import plain_text, sentences
from luatsong.renditions.sheet import Line, Part, Picture, Sheet
from luatsong.renditions.toolkit import Quote, toolkit_data

_LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `look` is title, list, steps, say, ask, answer, warn, law, table, picture or end.

    `source` is the kind of part it comes from (of the opening, "title" …), for the outline.
    """

    look: str
    title: str
    kicker: str = ""
    text: str = ""
    items: tuple[str, ...] = ()
    first: int = 1  # number of the first item, where they are numbered
    rows: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None
    notes: str = ""
    source: str = ""

    @property
    def size(self) -> str:
        """The step of type size for what it says."""
        length = len(" ".join((self.text, *self.items)))
        steps: dict[str, int] = toolkit_data()["steps"]
        return next((step for step, most in steps.items() if length <= most), list(steps)[-1])


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in order, and what stands at the foot of each."""

    title: str
    language: str
    slides: tuple[Slide, ...]
    address: str  # what the QR code on the last slide holds
    foot: str  # who publishes it and the day of its law
    slug: str

    @property
    def notes(self) -> list[tuple[int, Slide]]:
        """Slides with something for the speaker, with their numbers."""
        return [(n, one) for n, one in enumerate(self.slides, start=1) if one.notes]


def deck_of(sheet: Sheet, quotes: Sequence[Quote], aims: Sequence[str], foot: str) -> Deck:
    """The slides of an item: title, aims, its parts, the law word for word, exchange, end."""
    words, notes = toolkit_data()["words"], toolkit_data()["notes"]
    shown = {part.source for part in sheet.parts if part.kind == "law"}
    slides = [
        Slide("title", sheet.title, sheet.kind, sheet.summary, notes=notes["title"]),
        *_list(words["aims"], "", aims, notes=notes["aims"], source="aims"),
        *_body(sheet),
        *(slide for quote in quotes if quote.name not in shown
          for slide in law_slides(quote)),
        *_list(words["plain"], "", sheet.plain, source="plain"),
        Slide(
            "ask", words["exchange"], text=words["exchange_text"],
            notes=notes["exchange"], source="exchange",
        ),
        _end(sheet, words, notes),
    ]  # fmt: skip
    return Deck(sheet.title, sheet.language, tuple(slides), sheet.address, foot, sheet.slug)


def deck_of_topic(name: str, sheets: Sequence[Sheet], address: str, foot: str, slug: str) -> Deck:
    """The slides of several items: what is told, then of each its title and main messages."""
    words, notes, data = (toolkit_data()[key] for key in ("words", "notes", "slides"))
    told = sheets[: data["topic_items"]]
    slides = [Slide("title", name, words["slides"], notes=notes["title"])]
    slides += _list(words["topic"], "", [sheet.title for sheet in told], notes=notes["aims"])
    for sheet in told:
        slides.append(Slide("section", sheet.title, sheet.kind, sheet.summary))
        slides += list(_body(sheet))[: data["of_topic"]]
        slides += _list(words["law"], sheet.title, [ground.words for ground in sheet.grounds])
    slides.append(Slide("end", words["end"], text=address, notes=notes["end"], source="end"))
    return Deck(name, "vi", tuple(slides), address, foot, slug)


def law_slides(quote: Quote) -> list[Slide]:
    """One place of the law, word for word, on as many slides as it needs."""
    words, notes = toolkit_data()["words"], toolkit_data()["notes"]
    kicker = words["law_day"].format(day=f"{quote.day:%d/%m/%Y}")
    name = f"{quote.name[:1].upper()}{quote.name[1:]}"
    slides = [
        Slide("law", name, kicker, items=chunk, notes=notes["law"], source="law")
        for chunk in _chunks(quote.lines)
    ]
    if slides and not quote.whole:
        last = slides[-1]
        more = words["more"].format(address=quote.address)
        slides[-1] = Slide(
            "law", last.title, kicker, more, last.items, notes=last.notes, source="law"
        )
    return slides


def paragraphs(html: str) -> list[str]:
    """Cleaned HTML as plain paragraphs."""
    return [said for said in map(plain_text, re.split(r"</(?:p|li|h\d)>", html)) if said]


def _body(sheet: Sheet) -> Iterator[Slide]:
    """The parts in their own order; a heading names what follows it."""
    heading = ""
    for part in sheet.parts:
        if part.kind == "heading":
            heading = part.title
            continue
        make = _MAKERS.get(part.kind)
        if make is not None:
            yield from make(part, heading)
            heading = ""


def _list(
    title: str, kicker: str, lines: Iterable[str], *, look: str = "list", notes: str = "",
    source: str = "",
) -> list[Slide]:  # fmt: skip
    slides, first = [], 1
    for chunk in _chunks(lines):
        slides.append(Slide(look, title, kicker, "", chunk, first, notes=notes, source=source))
        first += len(chunk)
    return slides


def _chunks(lines: Iterable[str]) -> list[tuple[str, ...]]:
    """Lines in groups that fit one slide; a line longer than a slide is cut between sentences."""
    data = toolkit_data()["slides"]
    groups: list[list[str]] = [[]]
    for line in lines:
        for piece in _pieces(line, data["characters"]):
            full = sum(map(len, groups[-1])) + len(piece) > data["characters"]
            if groups[-1] and (full or len(groups[-1]) == data["items"]):
                groups.append([])
            groups[-1].append(piece)
    return [tuple(group) for group in groups if group]


def _pieces(line: str, most: int) -> list[str]:
    if len(line) <= most:
        return [line] if line else []
    found = [""]
    for sentence in sentences(line):
        joined = f"{found[-1]} {sentence}".strip()
        found = [*found[:-1], joined] if len(joined) <= most else [*found, sentence]
    return [piece for piece in found if piece]


def _end(sheet: Sheet, words: dict[str, str], notes: dict[str, str]) -> Slide:
    laws = tuple(ground.words for ground in sheet.grounds)[: toolkit_data()["slides"]["laws"]]
    return Slide(
        "end", words["end"], text=sheet.short_address, items=laws, notes=notes["end"], source="end"
    )


def _said(part: Part, heading: str, fallback: str, *, look: str, note: str = "") -> list[Slide]:
    """Running text: paragraphs of the part under its title."""
    title = part.title or heading or fallback
    kicker = fallback if title != fallback else ""
    slides = [
        Slide(look, title, kicker, items=chunk, notes=note, source=part.kind)
        for chunk in _chunks(paragraphs(part.html))
    ]
    return slides or ([Slide(look, title, kicker, source=part.kind)] if part.title else [])


def _text(part: Part, heading: str) -> list[Slide]:
    return _said(part, heading, toolkit_data()["words"]["content"], look="say")


def _facts(part: Part, heading: str) -> list[Slide]:
    data = toolkit_data()
    return _said(part, heading, data["words"]["facts"], look="say", note=data["notes"]["facts"])


def _warning(part: Part, heading: str) -> list[Slide]:
    return _said(part, heading, toolkit_data()["words"]["warning"], look="warn")


def _asked(part: Part, _heading: str) -> list[Slide]:
    data, slides = toolkit_data(), []
    for line in part.lines:
        words = data["words"]
        slides.append(
            Slide("ask", line.label, words["ask"], notes=data["notes"]["ask"], source=part.kind)
        )
        slides += [
            Slide("answer", line.label, words["answer"], items=chunk, source=part.kind)
            for chunk in _chunks(paragraphs(line.html))
        ]
    return slides


def _choice(part: Part, _heading: str) -> list[Slide]:
    data = toolkit_data()
    options = tuple(
        f"{letter}. {line.label}" for letter, line in zip(_LETTERS, part.lines, strict=False)
    )
    why = paragraphs(part.html)
    return [
        Slide(
            "ask", part.title, data["words"]["quiz"], "", options,
            notes=data["notes"]["quiz"], source=part.kind,
        ),
        Slide("answer", part.title, data["words"]["answer"], part.source, tuple(why),
              source=part.kind),
    ]  # fmt: skip


def _lines(part: Part, heading: str, word: str, look: str) -> list[Slide]:
    fallback = toolkit_data()["words"][word]
    title = part.title or heading or fallback
    kicker = fallback if title != fallback else ""
    said = [_one_line(line) for line in part.lines]
    return _list(title, kicker, [line for line in said if line], look=look, source=part.kind)


def _one_line(line: Line) -> str:
    text = plain_text(line.html)
    if line.label and text:
        return f"{line.label.rstrip(' .:')}: {text}"
    return line.label or text


def _steps(part: Part, heading: str) -> list[Slide]:
    return _lines(part, heading, "steps", "steps")


def _checklist(part: Part, heading: str) -> list[Slide]:
    return _lines(part, heading, "checklist", "list")


def _practical(part: Part, heading: str) -> list[Slide]:
    return _lines(part, heading, "practical", "list")


def _dialogue(part: Part, heading: str) -> list[Slide]:
    return _lines(part, heading, "dialogue", "list")


def _pictures(part: Part, heading: str) -> list[Slide]:
    word = toolkit_data()["words"]["picture"]
    return [
        Slide(
            "picture",
            part.title or heading or word,
            f"{word} {number}" if len(part.pictures) > 1 else "",
            picture.caption,
            picture=picture,
            notes=picture.alt,
            source="picture",
        )
        for number, picture in enumerate(part.pictures, start=1)
    ]


def _table(part: Part, heading: str) -> list[Slide]:
    title = part.title or heading or toolkit_data()["words"]["table"]
    head, *rows = part.rows or ((),)
    most: int = toolkit_data()["slides"]["rows"]
    return [
        Slide("table", title, rows=(head, *rows[start : start + most]), source="text")
        for start in range(0, len(rows), most)
    ]


def _quoted(part: Part, _heading: str) -> list[Slide]:
    words, notes = toolkit_data()["words"], toolkit_data()["notes"]
    return [
        Slide("law", part.source or words["law"], words["law"], items=chunk, notes=notes["law"],
              source="law")
        for chunk in _chunks(paragraphs(part.html))
    ]  # fmt: skip


_MAKERS: dict[str, Callable[[Part, str], list[Slide]]] = {
    "text": _text,
    "facts": _facts,
    "warning": _warning,
    "question_answer": _asked,
    "choice": _choice,
    "steps": _steps,
    "checklist": _checklist,
    "practical": _practical,
    "dialogue": _dialogue,
    "picture": _pictures,
    "pictures": _pictures,
    "table": _table,
    "quote": _quoted,
    "law": _quoted,
}
