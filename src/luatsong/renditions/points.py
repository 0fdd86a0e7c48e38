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
from luatsong.renditions.sheet import Line, Part, Picture, Sheet

_WARNING = "Lưu ý"


@dataclass(frozen=True, slots=True)
class Point:
    """One message; `tone` is its look: plain, step, fact, key, ask, warn, list, picture."""

    tone: str
    kicker: str
    heading: str = ""
    text: str = ""
    items: tuple[str, ...] = ()
    number: int = 0
    picture: Picture | None = None

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
    return _chosen([_pieces(point) for point in found], most)


def plain_text(markup: str) -> str:
    """Cleaned HTML as running text on one line."""
    spaced = re.sub(r"</(?:p|li|h\d|div|tr)>|<br\s*/?>", " ", markup)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", spaced)).split())


def sentences(text: str) -> list[str]:
    """A running text cut after its sentences; "TP. Hồ" and "Điều 5. Tên" are not cut."""
    ends = re.finditer(r"[.!?…][”\"')]?\s+(?=[“\"(]?(\w))", text)
    found, start = [], 0
    for end in ends:
        word = text[start : end.start()].rsplit(" ", 1)[-1]
        if not end[1].isupper():
            continue
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
    title = "" if part.title.strip().lower() == _WARNING.lower() else part.title
    yield Point("warn", _WARNING, title, plain_text(part.html))


def _checklist(part: Part) -> Iterator[Point]:
    rules = print_data()["cards"]
    heading = part.title or "Cần chuẩn bị"
    group: list[str] = []
    for line in part.lines:
        full = sum(map(len, group)) + len(line.label) + len(heading) > rules["list"]
        if group and (full or len(group) == rules["items"]):
            yield Point("list", "Cần nhớ", heading, items=tuple(group))
            group = []
        group.append(line.label)
    if group:
        yield Point("list", "Cần nhớ", heading, items=tuple(group))


def _pictures(part: Part) -> Iterator[Point]:
    for number, picture in enumerate(part.pictures, start=1):
        several = len(part.pictures) > 1
        kicker = f"Tranh {number}" if several else "Hình ảnh"
        text = picture.caption or picture.alt
        yield Point("picture", kicker, text=text, number=number * several, picture=picture)


_MAKERS: dict[str, Callable[[Part], Iterator[Point]]] = {
    "steps": _steps,
    "practical": _practical,
    "facts": _facts,
    "question_answer": _asked,
    "warning": _warning,
    "checklist": _checklist,
    "picture": _pictures,
    "pictures": _pictures,
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
        return [point] if point.length or point.picture else []
    texts = _packed(sentences(point.text), limit, taken=len(point.heading) + 1)
    if texts is None:
        return []
    first = replace(point, text=texts[0])
    kicker = f"{point.kicker} (tiếp)"
    return [first, *(replace(point, kicker=kicker, heading="", text=text) for text in texts[1:])]


def _packed(said: list[str], limit: int, taken: int) -> list[str] | None:
    """Sentences joined into texts of at most `limit` characters, `taken` of the first are gone.

    The first may be empty: a long question has a card of its own. None: a sentence is too long.
    """
    packed = [""]
    for sentence in said:
        if len(sentence) > limit:
            return None
        room = limit - (taken if len(packed) == 1 else 0)
        joined = f"{packed[-1]} {sentence}".strip()
        packed = [*packed[:-1], joined] if len(joined) <= room else [*packed, sentence]
    return packed


def _chosen(messages: list[list[Point]], most: int) -> list[Point]:
    """The messages that matter most when there are too many: whole ones, still in their order."""
    weight = {tone: place for place, tone in enumerate(print_data()["cards"]["tones"])}
    told = [n for n, pieces in enumerate(messages) if pieces]
    kept: set[int] = set()
    for n in sorted(told, key=lambda n: (weight[messages[n][0].tone], n)):
        if sum(len(messages[k]) for k in kept) + len(messages[n]) <= most:
            kept.add(n)
    return [piece for n in sorted(kept) for piece in messages[n]]
