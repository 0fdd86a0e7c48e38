"""The outline of a lesson (giáo án) of an item: aims, minutes, questions, law. Values only."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from luatsong.renditions.deck import Deck, Slide, paragraphs
from luatsong.renditions.points import plain_text
from luatsong.renditions.sheet import Part, Sheet
from luatsong.renditions.toolkit import Quote, toolkit_data


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the course: from minute `start` on, for `minutes`; `slides` like "4–6"."""

    kind: str
    start: int
    minutes: int
    activity: str
    speaker: str
    listeners: str
    slides: str

    @property
    def clock(self) -> str:
        """From minute to minute."""
        return f"{self.start}–{self.start + self.minutes}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what to answer."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson ready to be written down."""

    sheet: Sheet
    aims: tuple[str, ...]
    steps: tuple[Step, ...]
    questions: tuple[Asked, ...]
    quotes: tuple[Quote, ...]

    @property
    def minutes(self) -> int:
        """How long it takes, rounded up to what people plan with."""
        total = self.steps[-1].start + self.steps[-1].minutes if self.steps else 0
        unit: int = toolkit_data()["lesson"]["round"]
        return math.ceil(total / unit) * unit


def aims_of(sheet: Sheet) -> tuple[str, ...]:
    """What listeners shall know or be able to do, by the parts the item has."""
    words: dict[str, str] = toolkit_data()["lesson"]["aims"]
    longest: int = toolkit_data()["lesson"]["titles"]
    found = [words["summary"].format(sheet.summary)] if sheet.summary else []
    for kind in ("question_answer", "choice", "steps", "checklist", "warning"):
        for part in sheet.parts:
            said = _gist(part) if part.kind == kind else ""
            if said and len(said) <= longest:
                found.append(words[kind].format(said, count=len(part.lines)))
                break
    laws = "; ".join(ground.words for ground in sheet.grounds)
    if laws and len(laws) <= longest:
        found.append(words["law"].format(laws))
    return tuple(found)


def lesson_of(sheet: Sheet, quotes: Sequence[Quote], deck: Deck) -> Lesson:
    """The lesson of an item; its course follows the slides of `deck`."""
    return Lesson(
        sheet, aims_of(sheet), tuple(_timed(_course(deck))), tuple(_asked(sheet)),
        tuple(quotes),
    )  # fmt: skip


def _gist(part: Part) -> str:
    """What a part is about, in a few words."""
    if part.kind == "question_answer":
        return part.lines[0].label if part.lines else ""
    if part.kind in ("steps", "checklist"):
        named = [line.label for line in part.lines if line.label]
        return "; ".join(name.rstrip(" .;") for name in named)
    if part.kind == "warning":
        said = part.title or next(iter(paragraphs(part.html)), "")
        return said.rstrip(" .")
    return part.title


def _course(deck: Deck) -> Iterator[tuple[str, float, str, str]]:
    """Kind, minutes before rounding, what the speaker does, slides: one a run of slides."""
    data = toolkit_data()["lesson"]
    words, listeners = data["words"], data["listeners"]
    opening = sum(1 for one in deck.slides if one.source in ("", "aims"))
    yield "opening", data["opening"], words["greeting"], _range(1, opening)
    numbered = [
        (number, slide)
        for number, slide in enumerate(deck.slides, start=1)
        if slide.source in listeners
    ]
    for (kind, title), run in groupby(numbered, key=lambda one: (one[1].source, one[1].title)):
        slides = list(run)
        said = sum(_syllables(slide) for _, slide in slides)
        yield (
            kind,
            said / data["syllables"] + listeners[kind],
            words["reading"].format(title) if kind == "law" else title,
            _range(slides[0][0], slides[-1][0]),
        )
    last = len(deck.slides)
    yield "exchange", data["exchange"], words["discussion"], _range(last - 1, last - 1)
    yield "closing", data["closing"], words["ending"], _range(last, last)


def _timed(course: Iterator[tuple[str, float, str, str]]) -> Iterator[Step]:
    data = toolkit_data()["lesson"]
    at = 0
    for kind, exact, speaker, slides in course:
        minutes = max(data["least"], math.ceil(exact))
        yield Step(
            kind, at, minutes, data["activities"][kind], speaker, data["listening"][kind], slides
        )
        at += minutes


def _syllables(slide: Slide) -> int:
    cells = [cell for row in slide.rows for cell in row]
    return len(" ".join((slide.title, slide.text, *slide.items, *cells)).split())


def _range(first: int, last: int) -> str:
    return str(first) if first >= last else f"{first}–{last}"


def _asked(sheet: Sheet) -> Iterator[Asked]:
    for part in sheet.parts:
        if part.kind == "question_answer":
            for line in part.lines:
                yield Asked(line.label, tuple(paragraphs(line.html)))
        elif part.kind == "choice":
            options = tuple(f"– {line.label}" for line in part.lines)
            why = plain_text(part.html)
            answer = f"Trả lời: {part.source}" + (f" ({why.rstrip('.')})" if why else "")
            yield Asked(part.title, (*options, answer))
