"""Labels of provisions: which lines may start one, and how their numbers follow each other."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from vnlaw.document import Level
from vnlaw.structure.wording import instructs

_DATA = tomllib.loads(
    files("vnlaw").joinpath("data", "structure_labels.toml").read_text(encoding="utf-8")
)
_WORDS: dict[str, list[str]] = _DATA["words"]
_NUMBER_WORDS: dict[str, int] = _DATA["number_words"]
_POINT_ORDER: str = _DATA["points"]["order"]
_SKIPPABLE: str = _DATA["points"]["skippable"]
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

DEPTH = {level: depth for depth, level in enumerate(Level)}
CONTAINERS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may start a provision.

    `order` and `suffix` are the number to compare: (4, "a") for 4a; for a point the place of
    its letter and its digit. `firm` is False where the label could as well be a reference in
    running text ("Điều 11 Luật Quốc tịch").
    """

    level: Level
    number: str
    order: int
    suffix: str
    label: str
    rest: str
    firm: bool

    @property
    def style(self) -> str:
        """The punctuation after the number: lists keep to one."""
        return "" if self.label[-1].isalnum() else self.label[-1]

    def follows(self, previous: Mark | None) -> bool:
        """Whether this is what comes next after `previous` (None: at the start of a list)."""
        return self.step(previous) in (0, 1)

    def step(self, previous: Mark | None) -> int | None:
        """Distance from `previous`: 1 for the next one, 0 for an inserted number (4 → 4a).

        None when this stands before `previous` or repeats it.
        """
        if previous is None:
            return self.order
        if self.order == previous.order:
            return 0 if self.suffix > previous.suffix else None
        if self.order < previous.order:
            return None
        if self.level is Level.POINT:
            between = _POINT_ORDER[previous.order : self.order - 1]
            return 1 + sum(letter not in _SKIPPABLE for letter in between)
        return self.order - previous.order


def _alternatives(level: str) -> str:
    words = sorted(_WORDS[level], key=len, reverse=True)
    forms = {form: None for word in words for form in (word, word.upper(), word.title())}
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)


_NUMBER_WORD = "|".join(
    sorted((rf"(?i:{re.escape(word)})" for word in _NUMBER_WORDS), key=len, reverse=True)
)
_TAIL = r"(?!\w)\s*(?P<mark>[.:)/\-–—]*)\s*(?P<rest>.*)"
_CONTAINER = re.compile(
    "(?:"
    + "|".join(f"(?P<{level.value}>{_alternatives(level.value)})" for level in CONTAINERS)
    + rf")\s*(?:(?P<roman>[IVXLC]+)|(?P<digits>\d{{1,3}})|(?P<word>{_NUMBER_WORD}))"
    + r"(?P<suffix>[A-Za-zđĐ]?)"
    + _TAIL,
    re.DOTALL,
)
_ARTICLE = re.compile(
    rf"(?:{_alternatives('article')})\s*(?P<digits>\d{{1,4}})\s?(?P<suffix>[A-Za-zđĐ]?\d?)" + _TAIL,
    re.DOTALL,
)
_CLAUSE = re.compile(
    r"(?P<digits>\d{1,3})(?P<suffix>[a-zđ]?\d?)\s?(?:[.)]|[-/](?=\s))(?!\d)[.,\s]*(?P<rest>.*)",
    re.DOTALL,
)
_WORD_CLAUSE = re.compile(
    rf"(?:{_alternatives('clause')})\s*(?P<digits>\d{{1,3}})(?P<suffix>[a-zđ]?)\s?[.:)](?!\d)\s*"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_POINT = re.compile(r"(?P<letter>[a-zđ])(?P<suffix>\d{0,2})\s?[.)](?!\w)\s*(?P<rest>.*)", re.DOTALL)
_GLUED_POINT = re.compile(r"(?P<letter>[a-zđ])(?P<suffix>\d{0,2})\s?\)\s*(?P<rest>.*)", re.DOTALL)
_WORD_POINT = re.compile(
    rf"(?:{_alternatives('point')})\s*(?P<letter>[a-zđ])(?P<suffix>\d{{0,2}})\s?[.:)]\s*(?P<rest>.*)",
    re.DOTALL,
)
_SUBPOINT = re.compile(r"\((?P<number>[ivx]{1,6})\)\s*(?P<rest>.*)", re.DOTALL)
_ROMAN_HEADING = re.compile(r"(?P<roman>[IVXL]{1,7})\s?[.:)/\-–](?!\w)\s*(?P<rest>.*)", re.DOTALL)
_DOTTED_CLAUSE = re.compile(
    r"(?P<digits>\d{1,2})(?P<minor>(?:\.\d{1,2}){1,4})(?:\.(?!\d)|(?=\s))\s*(?P<rest>.*)", re.DOTALL
)

_WORD_INITIALS = frozenset(word[0] for words in _WORDS.values() for word in words)


def roman(text: str) -> int:
    """Value of an upper-case Roman number; lenient, as printed numbers are."""
    total = 0
    values = [_ROMAN[letter] for letter in text]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if following > value else value
    return total


def read_mark(line: str) -> Mark | None:
    """The label that starts `line` (stripped), or None for running text."""
    first = line[:1]
    if first.isdecimal():
        return _clause(_CLAUSE.match(line), line)
    if first in _WORD_INITIALS:
        return _worded(line)
    if first == "(":
        return _subpoint(line)
    if "a" <= first <= "z" or first == "đ":
        return _point(_GLUED_POINT.match(line) or _POINT.match(line), line)
    return None


def read_administrative_mark(line: str) -> Mark | None:
    """The label of a line in a document that has no Điều.

    "I." is a section there (NĐ 30/2020/NĐ-CP Phụ lục I); "1.2" a clause after clause 1, its
    suffix padded so that 1.10 comes after 1.2.
    """
    match = _ROMAN_HEADING.match(line)
    if match is not None:
        order = roman(match["roman"])
        return _mark(Level.SECTION, line, match["rest"], str(order), order)
    match = _DOTTED_CLAUSE.match(line)
    if match is not None:
        number = match["digits"] + match["minor"]
        suffix = ".".join(digits.zfill(3) for digits in match["minor"].split("."))
        return _mark(Level.CLAUSE, line, match["rest"], number, int(match["digits"]), suffix)
    return read_mark(line)


def forget_below(last: dict[Level, Mark], level: Level, keep: Level | None = None) -> None:
    """Numbering below `level` starts anew, except that of `keep`."""
    for lower in [lower for lower in last if DEPTH[lower] > DEPTH[level]]:
        if lower is not keep:
            del last[lower]


def _mark(
    level: Level, line: str, rest: str, number: str, order: int, suffix: str = "", firm: bool = True
) -> Mark:
    label = line[: len(line) - len(rest)].rstrip() if rest else line
    return Mark(level, number, order, suffix, label, rest, firm)


def _worded(line: str) -> Mark | None:
    match = _ARTICLE.match(line)
    if match:
        rest = match["rest"]
        firm = bool(match["mark"]) or not rest
        if not firm and not rest[0].isupper():
            return None
        # "Điều 1 Sửa đổi, bổ sung một số điều của …": no reference goes on so.
        firm = firm or instructs(rest)
        suffix = match["suffix"].lower()
        order = int(match["digits"])
        return _mark(Level.ARTICLE, line, rest, f"{order}{suffix}", order, suffix, firm)
    match = _CONTAINER.match(line)
    if match:
        return _container(match, line)
    clause = _clause(_WORD_CLAUSE.match(line), line)
    return clause or _point(_WORD_POINT.match(line), line)


def _container(match: re.Match[str], line: str) -> Mark | None:
    rest = match["rest"]
    if rest and not match["mark"] and not rest.isupper():
        return None
    level = next(level for level in CONTAINERS if match[level.value])
    suffix = match["suffix"].lower()
    if match["roman"]:
        order = roman(match["roman"])
    elif match["digits"]:
        order = int(match["digits"])
    else:
        order = _NUMBER_WORDS[match["word"].lower()]
    return _mark(level, line, rest, f"{order}{suffix}", order, suffix)


def _clause(match: re.Match[str] | None, line: str) -> Mark | None:
    if match is None:
        return None
    order, suffix = int(match["digits"]), match["suffix"]
    return _mark(Level.CLAUSE, line, match["rest"], f"{order}{suffix}", order, suffix)


def _point(match: re.Match[str] | None, line: str) -> Mark | None:
    if match is None:
        return None
    letter, suffix = match["letter"], match["suffix"]
    order = _POINT_ORDER.index(letter) + 1
    return _mark(Level.POINT, line, match["rest"], letter + suffix, order, suffix)


def _subpoint(line: str) -> Mark | None:
    match = _SUBPOINT.match(line)
    if match is None:
        return None
    order = roman(match["number"].upper())
    return _mark(Level.SUBPOINT, line, match["rest"], match["number"], order)
