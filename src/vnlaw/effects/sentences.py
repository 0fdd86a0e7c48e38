"""Sentences of a passage, with what is quoted or bracketed in them set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vnlaw.effects.documents import Reference, find_references
from vnlaw.effects.model import Target
from vnlaw.effects.passages import Passage
from vnlaw.effects.places import Chain, find_chains
from vnlaw.effects.wording import QUOTED, pattern

_QUOTED = re.compile(r"[“\"„«](?P<inner>[^“”\"„«»]*)[”\"»‟]")
_OPENING = re.compile(r"[“\"„«]")
_BRACKETED = re.compile(r"\([^()]*\)")
_END = re.compile(r"\.(?:/\.)?\s+(?=[A-ZĐÀ-ỴƯƠĂÂÊÔ“\"])")
_NOT_AN_END = re.compile(r"(?:\b(?:số|TP|Tp|tp)|\d)\.$")
_BULLET = re.compile(r"\s*(?:[-–+•*]\s*|\d{1,3}[.)]\s+|[a-zđ]\)\s*)?")
# After an order an exception may have a day of its own: "bãi bỏ A, trừ Điều 2 hết hiệu lực từ …".
_DATED_EXCEPTION = re.compile(
    r"(?:,\s*)?trừ\s[^;.:]*?(?<!,)\s(?:hết|chấm\s+dứt|tiếp\s+tục)\s[^;:.]*", re.IGNORECASE
)
_ORDERED = re.compile(
    r"(?<!\w)(?:(?:hết|chấm\s+dứt)\s+hiệu\s+lực|(?:bãi|h[uủ][ỷy])\s+bỏ)(?!\w)", re.IGNORECASE
)
_LISTING = re.compile(r"(?<!\w)(?:bãi|h[uủ][ỷy])\s+bỏ(?!\w)", re.IGNORECASE)
_EXCEPTION = re.compile(
    r"(?:,\s*)?(?<!\w)trừ\s+(?!đi\b|khi\b)[^;.:]*?"
    r"(?=[;.:]|$|\s+(?:hết|chấm\s+dứt|tiếp\s+tục)\b|,?\s+kể\s+từ|,\s*(?:Nghị|Thông|Quyết|Luật))",
    re.IGNORECASE,
)
_UNTIL = pattern("time", "until_clause", shape=r"(?<!\w){}")
_LABELLED = re.compile(r"\s*(?:\d{1,3}[a-zđ]?\d?\.|[a-zđ]\d?\)|Điều\s+\d)(?=\s)")
_NOUN = pattern("phrases", "noun", shape=r"(?<!\w)(?:{})\s*:?\s*$")
_ANNOUNCED = pattern("lists", "announcing", shape=r"{}\s*$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: `start` and `end` with the marks, `text` without."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage and what was found in it.

    All positions are those of the passage. `bare` is the passage's view with quoted words,
    brackets, exceptions and "until" clauses blanked out. `new` is new text that starts inside
    the line.
    """

    passage: Passage
    start: int
    end: int
    bare: str
    quotes: tuple[Quoted, ...]
    chains: tuple[Chain, ...]
    references: tuple[Reference, ...]
    exceptions: tuple[tuple[int, int], ...]
    new: tuple[str, ...] = ()
    last: bool = True

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def text_between(self, start: int, end: int) -> str:
        """Words of the passage, its runs of spaces made one."""
        return " ".join(self.passage.view[start:end].split()).strip(" .;")

    def after_bullet(self) -> int:
        """Where the words begin."""
        match = _BULLET.match(self.bare, self.start, self.end)
        return match.end() if match else self.start


def sentences(passage: Passage, names: Mapping[str, Target]) -> Iterator[Sentence]:
    """The sentences of a passage; those without any verb of effect may be left out."""
    view, new = _without_new_text(passage)
    quotes = tuple(
        Quoted(m.start(), m.end(), " ".join(m["inner"].split())) for m in _QUOTED.finditer(view)
    )
    bare = _blank(
        _blank(view, [(q.start, q.end) for q in quotes], QUOTED), _spans(_BRACKETED, view)
    )
    exceptions = tuple(_exceptions(bare))
    bare = _blank(_blank(bare, exceptions), _spans(_UNTIL, bare))
    chains = tuple(find_chains(bare))
    references = tuple(find_references(bare, names))
    bounds = list(_bounds(bare, references))
    for start, end in bounds:
        yield Sentence(
            passage,
            start,
            end,
            bare,
            tuple(q for q in quotes if start <= q.start < end),
            tuple(c for c in chains if start <= c.start < end),
            tuple(r for r in references if start <= r.start < end),
            tuple(e for e in exceptions if start <= e[0] < end),
            new,
            end == bounds[-1][1],
        )


def _without_new_text(passage: Passage) -> tuple[str, tuple[str, ...]]:
    """Cut new text that begins in the line of its instruction ("… như sau: “5. …")."""
    view = passage.view
    for match in _OPENING.finditer(view):
        unclosed = not _QUOTED.match(view, match.start())
        before = view[: match.start()].rstrip()
        if _ANNOUNCED.search(before) or (
            _LABELLED.match(view, match.end()) and (unclosed or not _NOUN.search(before))
        ):
            head = view[: match.start()] + " " * (len(view) - match.start())
            return head, (passage.text[match.start() :].replace("\n", " "), *passage.quoted)
    return view, passage.quoted


def _exceptions(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := _EXCEPTION.search(text, at):
        dated = _DATED_EXCEPTION.match(text, match.start())
        clauses = text[: match.start()].split(";")
        ordered = _ORDERED.search(clauses[-1]) or _LISTING.search(clauses[0])
        at = dated.end() if dated and ordered else match.end()
        yield match.start(), at


def _spans(what: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in what.finditer(text)]


def _blank(text: str, spans: Iterable[tuple[int, int]], mark: str = " ") -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], mark * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _bounds(text: str, references: tuple[Reference, ...]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if _NOT_AN_END.search(text[max(0, match.start() - 4) : match.start() + 1]):
            inside = any(r.start < match.start() < r.end - 1 for r in references)
            ends_number = text[match.start() - 1 : match.start()].isdigit()
            if inside or not ends_number:
                continue
        yield start, match.start() + 1
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
