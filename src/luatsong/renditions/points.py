"""The few messages of an item that fit a card or a poster: whole sentences, never cut ones.

A sentence of law cut in the middle may say the opposite ("không được … trừ trường hợp …"), so what
does not fit is continued on the next card or left to the page, never shortened.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from luatsong.renditions.dress import print_data
from luatsong.renditions.sheet import Line, Part, Sheet


@dataclass(frozen=True, slots=True)
class Point:
    """One message. `tone` is what it looks like: plain, step, fact, key, ask, warn, list."""

    tone: str
    kicker: str
    heading: str = ""
    text: str = ""
    items: tuple[str, ...] = ()
    number: int = 0

    @property
    def length(self) -> str:
        """All it says in one string: its length decides the type size."""
        return " ".join((self.heading, self.text, *self.items)).strip()


def points_of(sheet: Sheet, most: int) -> list[Point]:
    """At most `most` messages of an item, in its own order, kinds that say most first to stay.

    An item of plain paragraphs gives its first sentences.
    """
    found = [point for part in sheet.parts for point in _of_part(part)]
    if not found:
        found = _of_text(sheet)
    whole = [piece for point in found for piece in _pieces(point)]
    return _chosen(whole, most)


def plain_text(markup: str) -> str:
    """Cleaned HTML as running text on one line."""
    spaced = re.sub(r"</(?:p|li|h\d|div|tr)>|<br\s*/?>", " ", markup)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", spaced)).split())


def sentences(text: str) -> list[str]:
    """A running text cut after its sentences; "TP. Hồ" and "Điều 5. Tên" are not cut."""
    ends = re.finditer(r"[.!?…][”\"')]?\s+(?=[“\"(]?[^\W\d_a-zà-ỹ])", text)
    found, start = [], 0
    for end in ends:
        word = text[start : end.start()].rsplit(" ", 1)[-1]
        if text[end.start()] == "." and (word.isdigit() or (len(word) < 3 and word.isupper())):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _of_part(part: Part) -> Iterator[Point]:
    make = _MAKERS.get(part.kind)
    if make is not None:
        yield from make(part)


def _steps(part: Part) -> Iterator[Point]:
    for number, line in enumerate(part.lines, start=1):
        yield _headed("step", f"Bước {number}", line, number)


def _facts(part: Part) -> Iterator[Point]:
    yield Point("fact", part.title or "Sự việc", text=plain_text(part.html))


def _practical(part: Part) -> Iterator[Point]:
    for line in part.lines:
        yield Point("key", line.label, text=plain_text(line.html))


def _asked(part: Part) -> Iterator[Point]:
    for line in part.lines:
        yield _headed("ask", "Hỏi – đáp", line)


def _warning(part: Part) -> Iterator[Point]:
    yield Point("warn", "Lưu ý", part.title, plain_text(part.html))


def _checklist(part: Part) -> Iterator[Point]:
    items = tuple(line.label or plain_text(line.html) for line in part.lines)
    size = int(print_data()["cards"]["items"])
    for start in range(0, len(items), size):
        heading = part.title or "Cần chuẩn bị"
        yield Point("list", "Cần nhớ", heading, items=items[start : start + size])


_MAKERS: dict[str, Callable[[Part], Iterator[Point]]] = {
    "steps": _steps,
    "practical": _practical,
    "facts": _facts,
    "question_answer": _asked,
    "warning": _warning,
    "checklist": _checklist,
}


def _headed(tone: str, kicker: str, line: Line, number: int = 0) -> Point:
    return Point(tone, kicker, line.label, plain_text(line.html), number=number)


def _of_text(sheet: Sheet) -> list[Point]:
    """Headings with the first sentence below them; without headings, first sentences."""
    found: list[Point] = []
    heading = ""
    for part in sheet.parts:
        if part.kind == "heading":
            heading = part.title
        elif part.kind == "text":
            for paragraph in re.split(r"</(?:p|li)>", part.html):
                said = sentences(plain_text(paragraph))
                if said:
                    found.append(Point("plain", "Điều cần biết", heading, said[0]))
                    heading = ""
    return found


def _pieces(point: Point) -> list[Point]:
    """A message in as many cards as it needs; nothing where a sentence fits no card."""
    limit = int(print_data()["cards"]["characters"])
    if len(point.length) <= limit:
        return [point] if point.length else []
    room = limit - len(point.heading) - 1
    packed = [""]
    for sentence in sentences(point.text):
        if len(sentence) > room:
            return []
        joined = f"{packed[-1]} {sentence}".strip()
        packed = [*packed[:-1], joined] if len(joined) <= room else [*packed, sentence]
    kickers = [point.kicker] + [f"{point.kicker} (tiếp)"] * (len(packed) - 1)
    return [
        replace(point, kicker=kicker, text=text)
        for kicker, text in zip(kickers, packed, strict=True)
    ]


def _chosen(points: list[Point], most: int) -> list[Point]:
    """The ones that matter most when there are too many, still in their order."""
    if len(points) <= most:
        return points
    weight = {tone: place for place, tone in enumerate(print_data()["cards"]["tones"])}
    ranked = sorted(range(len(points)), key=lambda n: (weight[points[n].tone], n))
    return [points[n] for n in sorted(ranked[:most])]
