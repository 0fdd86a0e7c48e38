"""Titles of attached texts and appendices: where they start and what they are called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from vnlaw.document import ComponentKind, Level
from vnlaw.structure.labels import CONTAINERS, Mark
from vnlaw.tables import is_row

_DATA = tomllib.loads(
    files("vnlaw").joinpath("data", "structure_components.toml").read_text(encoding="utf-8")
)
_WORDS: list[str] = _DATA["appendix"]["words"]
_FORMS: list[str] = _DATA["appendix"]["forms"]
_TYPES: tuple[str, ...] = tuple(_DATA["attached"]["types"])
_NOTE_WORDS = "|".join(_DATA["attached"]["note"])
_NOTE = re.compile(rf"\(?\s*(?:{_NOTE_WORDS})\b", re.IGNORECASE)
_NOTE_INSIDE = re.compile(rf"\(\s*(?:{_NOTE_WORDS})\b", re.IGNORECASE)
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM")
_RULE = re.compile(r"[-–—_=*\s.]+$")

_NOTE_WITHIN = 8  # lines from a title to its "(Ban hành kèm theo …)"
_PROVISION_WITHIN = 15  # lines from a title to its first provision
_LETTERHEAD = 6  # lines between the motto and a title
_LONGEST_TITLE = 250  # characters of a heading line


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    forms = {form: None for word in words for form in (word, word.upper(), word.title())}
    alternatives = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    number = r"(?:(?:số|SỐ)\s*)?(?:[IVXLC]+|\d{1,3}|[A-ZĐ])(?:[.\-]?[0-9A-Za-zĐđ]{1,4})*"
    return re.compile(
        rf"(?P<label>(?:{alternatives})(?:\s*(?P<number>{number}))?)(?!\w)(?P<rest>.*)", re.DOTALL
    )


_APPENDIX = _pattern(_WORDS)
_FORM = _pattern(_FORMS)
_INITIALS = frozenset(word[0] for word in (*_WORDS, *_FORMS, *_TYPES))


@dataclass(frozen=True, slots=True)
class Annex:
    """Lines `[start, end)` of one attached text or appendix; its name stands at `title`."""

    kind: ComponentKind
    start: int
    title: int
    end: int


def annex_kind(
    lines: Sequence[str],
    marks: Sequence[Mark | None],
    place: int,
    *,
    after_closing: bool,
    first: bool,
) -> ComponentKind | None:
    """What kind of annex the line at `place` is the title of, if any.

    Before the closing of the document has been seen, only a title counts that says by whom it
    was issued ("Ban hành kèm theo …"). The `first` one after it needs no such note.
    """
    line = lines[place]
    if line[0] not in _INITIALS or len(line) > _LONGEST_TITLE or is_row(line):
        return None
    noted = _is_noted(lines, place)
    if not (after_closing or noted):
        return None
    match = _APPENDIX.match(line) or _FORM.match(line)
    if match is not None and _is_name(match["rest"]):
        return ComponentKind.APPENDIX
    if line.startswith(_TYPES) and line.isupper() and not _follows_container(marks, place):
        near = marks[place + 1 : place + 1 + _PROVISION_WITHIN]
        if noted or (after_closing and first) or (line in _TYPES and any(map(_is_first, near))):
            return ComponentKind.ATTACHED
    return None


def _is_noted(lines: Sequence[str], place: int) -> bool:
    near = lines[place + 1 : place + 1 + _NOTE_WITHIN]
    return any(map(_NOTE.match, near)) or _NOTE_INSIDE.search(lines[place]) is not None


def _is_name(rest: str) -> bool:
    """Whether what follows "Phụ lục I" is its name, and not the rest of a sentence."""
    rest = rest.strip()
    return not rest or rest[0] in ".:-–—(/" or rest.isupper()


def _follows_container(marks: Sequence[Mark | None], place: int) -> bool:
    """Whether the line is the title of a chapter ("QUY ĐỊNH CHUNG") rather than of a text."""
    before = marks[place - 1] if place else None
    return before is not None and before.level in CONTAINERS


def _is_first(mark: Mark | None) -> bool:
    levels = (Level.PART, Level.CHAPTER, Level.ARTICLE)
    return mark is not None and mark.firm and mark.order == 1 and mark.level in levels


def with_letterhead(lines: Sequence[str], title: int, floor: int) -> int:
    """Where the letterhead above a title starts; `title` itself when there is none."""
    start = title
    if not any(map(_MOTTO.search, lines[max(floor, title - _LETTERHEAD) : title])):
        return start
    while start - 1 > floor:
        line = lines[start - 1]
        if not (_MOTTO.search(line) or _RULE.match(line) or line.isupper()):
            break
        start -= 1
    return start


def find_annexes(lines: Sequence[str], marks: Sequence[Mark | None], start: int) -> list[Annex]:
    """The annexes in the lines from `start` on, which follow each other without a gap.

    Forms inside an appendix belong to it: only another appendix ends it.
    """
    titles: list[tuple[ComponentKind, int]] = []
    in_appendix = False
    for place in range(start, len(lines)):
        kind = annex_kind(lines, marks, place, after_closing=True, first=not titles)
        if kind is None:
            continue
        appendix = _APPENDIX.match(lines[place]) is not None
        if in_appendix and not appendix:
            continue
        in_appendix = appendix
        titles.append((kind, place))
    annexes: list[Annex] = []
    for number, (kind, title) in enumerate(titles):
        following = titles[number + 1][1] if number + 1 < len(titles) else None
        end = len(lines) if following is None else with_letterhead(lines, following, title)
        annexes.append(Annex(kind, start, title, end))
        start = end
    return annexes


def title_end(lines: Sequence[str], marks: Sequence[Mark | None], annex: Annex) -> int:
    """The place after the last line of an annex's title."""
    named = bool(split_label(lines[annex.title])[1])
    place = annex.title + 1
    while place < min(annex.end, annex.title + _NOTE_WITHIN):
        line = lines[place]
        if marks[place] is not None or is_row(line) or len(line) > _LONGEST_TITLE:
            break
        if _MOTTO.search(line) or _NOTE.match(line) or _RULE.match(line):
            break
        if _is_numbered_form(line):
            break
        if not line.isupper() and (named or place > annex.title + 1):
            break
        place += 1
    return place


def _is_numbered_form(line: str) -> bool:
    """Whether a form starts here ("Mẫu số 01"); "DANH MỤC CÂY" may be the name of an annex."""
    match = _FORM.match(line)
    return match is not None and match["number"] is not None


def split_label(line: str) -> tuple[str, str]:
    """The label of an annex ("PHỤ LỤC II") and its name, if that stands on the same line."""
    match = _APPENDIX.match(line) or _FORM.match(line)
    if match is not None:
        return match["label"], match["rest"].strip(" .:-–—")
    for word in _TYPES:
        if line.startswith(word):
            return word, line[len(word) :].strip(" .:-–—")
    return line, ""
