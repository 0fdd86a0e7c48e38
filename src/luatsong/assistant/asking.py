"""What a person asked: masked, with the day whose law counts, documents and places named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from luatsong.assistant.masking import mask
from luatsong.search.understanding import Understood, understand

DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.assistant").joinpath("data", "asking.toml").read_text(encoding="utf-8")
)
DATE = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|\d{1,2} tháng \d{1,2} năm (?:19|20)\d\d"
YEAR = r"(?:19|20)\d\d"
_PARTS = re.compile(r"(\d{1,2})\D+(\d{1,2})\D+(\d{4})")
_HIDDEN = re.compile(r"\[đã che: [^\]]*\]")
# Turns of a conversation that a follow-up is read with.
_TURNS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the assistant takes it; no personal data is left in it.

    `text` is what was asked, `query` the same with what earlier turns lend it; `day` is the day
    whose law counts, `day_named` whether the question says it; `hidden` names what was masked.
    """

    text: str
    query: str
    day: date
    day_named: bool
    understood: Understood
    hidden: tuple[str, ...] = ()
    follows: bool = False

    @property
    def names_law(self) -> bool:
        """Whether it names a document."""
        return bool(self.understood.numbers)

    def has(self, *path: str) -> bool:
        """Whether one of the patterns at `path` of the data stands in the question."""
        patterns: Any = DATA
        for step in path:
            patterns = patterns[step]
        return any(_pattern(pattern).search(self.text) for pattern in patterns)


def ask(text: str, *, today: date, day: date | None = None, earlier: Sequence[str] = ()) -> Asked:
    """Read a question; `day` was chosen beside it, `earlier` are the questions before, masked.

    The day a question itself names counts more than `day`.
    """
    masked = mask(text)
    said = " ".join(masked.text.split())
    named = day_named(said)
    follows = bool(earlier) and _follows(said)
    bare = sought(said)
    query = " ".join([*earlier[-_TURNS:], bare]) if follows else bare
    return Asked(
        text=said,
        query=query,
        day=named or day or today,
        day_named=named is not None,
        understood=understand(query, None),
        hidden=masked.labels,
        follows=follows,
    )


def sought(text: str) -> str:
    """What of a masked question is worth searching for: no days, nothing that was masked."""
    for pattern in (_HIDDEN, *map(_pattern, DATA["sought"]["left_out"])):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def day_named(text: str) -> date | None:
    """The day whose law a question asks for, None where it names none.

    “Trước ngày” is the day before; a year is its last day.
    """
    taken = [match.span() for match in _matches("day", "not_a_day", text)]
    for code, shift in (("before", -1), ("after", 1), ("on", 0), ("year", 0)):
        for match in _matches("day", code, text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            found = _last_of(match) if code == "year" else read_day(match[0])
            if found is not None:
                return found + timedelta(days=shift)
    return None


def read_day(text: str) -> date | None:
    """The first day written in `text`, None where there is none."""
    match = _PARTS.search(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def birth(text: str) -> str:
    """The day of a birth as the question writes it, "" where there is none."""
    return next((match[1] for match in _matches("birth", "patterns", text)), "")


def _follows(text: str) -> bool:
    data = DATA["follow_up"]
    if len(text.split()) <= data["shortest"]:
        return True
    return any(_pattern(pattern).search(text) for pattern in data["patterns"])


def _last_of(match: re.Match[str]) -> date | None:
    year = re.search(YEAR, match[0])
    return date(int(year[0]), 12, 31) if year else None


def _matches(group: str, code: str, text: str) -> Iterator[re.Match[str]]:
    for pattern in DATA[group][code]:
        yield from _pattern(pattern).finditer(text)


_compiled: dict[str, re.Pattern[str]] = {}


def _pattern(pattern: str) -> re.Pattern[str]:
    """Compiled once: patterns are few and come from the data."""
    if pattern not in _compiled:
        filled = pattern.replace("{date}", f"(?:{DATE})").replace("{year}", YEAR)
        _compiled[pattern] = re.compile(rf"(?<!\w){filled}" if pattern[0] not in "(^{" else filled,
                                        re.IGNORECASE)  # fmt: skip
    return _compiled[pattern]
