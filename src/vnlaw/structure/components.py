"""Where the body of a document ends, and where attached texts and appendices start."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from vnlaw.document import ComponentKind, Level
from vnlaw.structure.labels import CONTAINERS, Mark, read_mark
from vnlaw.tables import is_row

_DATA = tomllib.loads(
    files("vnlaw").joinpath("data", "structure_components.toml").read_text(encoding="utf-8")
)
_PREAMBLE: tuple[str, ...] = tuple(_DATA["preamble"]["starts"])
_RECIPIENTS: tuple[str, ...] = tuple(_DATA["closing"]["recipients"])
_CAPACITIES: tuple[str, ...] = tuple(_DATA["closing"]["capacities"])
_OFFICES = frozenset(_DATA["closing"]["offices"])
_ATTACHED_TYPES: tuple[str, ...] = tuple(_DATA["attached"]["types"])
_NOTE = re.compile(rf"^\(?\s*(?:{'|'.join(_DATA['attached']['note'])})\b", re.IGNORECASE)
_NOTE_INSIDE = re.compile(rf"\(\s*(?:{'|'.join(_DATA['attached']['note'])})\b", re.IGNORECASE)


def _heading_pattern(words: Sequence[str]) -> re.Pattern[str]:
    forms = {form: None for word in words for form in (word, word.upper(), word.title())}
    alternatives = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    number = r"(?:(?:số|SỐ)\s*)?(?:[IVXLC]+|\d{1,3}|[A-ZĐ])(?:[.\-]?[0-9A-Za-zĐđ]{1,4})*"
    return re.compile(
        rf"(?P<label>(?:{alternatives})(?:\s*{number})?)(?!\w)(?P<rest>.*)", re.DOTALL
    )


_APPENDIX = _heading_pattern(_DATA["appendix"]["words"])
_FORM = _heading_pattern(_DATA["appendix"]["forms"])
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM")
_RULE = re.compile(r"[-–—_=*\s.]+$")

_NOTE_WITHIN = 8  # lines from a title to its "(Ban hành kèm theo …)"
_PROVISION_WITHIN = 15  # lines from a title to its first provision
_LONGEST_TITLE = 250  # characters of a heading line


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of lines `[start, end)` that is one component; `title` is where its name stands."""

    kind: ComponentKind
    start: int
    title: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Places of the parts of a document; `closing` equals the end of the body when there is none.

    Heading `[0, preamble)`, preamble `[preamble, body)`, body `[body, closing)`, closing
    `[closing, end)`, then the segments, which follow each other up to the last line.
    """

    preamble: int
    body: int
    closing: int
    end: int
    segments: tuple[Segment, ...]


def plan(lines: Sequence[str], marks: Sequence[Mark | None]) -> Plan:
    """Find the parts of a document in its stripped, non-empty lines."""
    body = _body_start(lines, marks)
    closing, end = _body_end(lines, marks, body)
    return Plan(
        preamble=_preamble_start(lines, body),
        body=body,
        closing=closing,
        end=end,
        segments=tuple(_segments(lines, marks, end)),
    )


def _body_start(lines: Sequence[str], marks: Sequence[Mark | None]) -> int:
    fallback = None
    for place, mark in enumerate(marks):
        if mark is None or not mark.firm:
            continue
        if mark.level in (*CONTAINERS, Level.ARTICLE):
            if mark.order == 1:
                return place
            if fallback is None:
                fallback = place
    return len(lines) if fallback is None else fallback


def _preamble_start(lines: Sequence[str], body: int) -> int:
    for place in range(body):
        if lines[place].startswith(_PREAMBLE):
            return place
    return body


def is_closing(line: str) -> bool:
    """Whether a line can start the signature block or the list of recipients."""
    return line.startswith(_RECIPIENTS) or (
        len(line) < 80
        and (line.rstrip(" :.,") in _OFFICES or (line.startswith(_CAPACITIES) and line[-1] != ";"))
    )


def _body_end(lines: Sequence[str], marks: Sequence[Mark | None], body: int) -> tuple[int, int]:
    articles = 0
    closing: int | None = None
    for place in range(body, len(lines)):
        line, mark = lines[place], marks[place]
        if mark is not None and mark.level is Level.ARTICLE and mark.firm:
            if mark.order == articles + 1:
                articles += 1
                closing = None
        elif closing is None and is_closing(line):
            closing = place
        elif _starts_component(lines, marks, place, sure=closing is not None):
            start = _with_letterhead(lines, place, body if closing is None else closing)
            return (start if closing is None else closing), start
    end = len(lines)
    return (end if closing is None else closing), end


def _starts_component(
    lines: Sequence[str], marks: Sequence[Mark | None], place: int, *, sure: bool
) -> ComponentKind | None:
    """What component line `place` starts; `sure` when the body is known to be over."""
    line = lines[place]
    if line[0] not in _INITIALS or len(line) > _LONGEST_TITLE or is_row(line):
        return None
    noted = any(_NOTE.match(near) for near in lines[place + 1 : place + 1 + _NOTE_WITHIN])
    noted = noted or _NOTE_INSIDE.search(line) is not None
    if not (sure or noted):
        return None
    match = _APPENDIX.match(line) or _FORM.match(line)
    if match is not None and _is_heading_rest(match["rest"]):
        return ComponentKind.APPENDIX
    if line.startswith(_ATTACHED_TYPES) and line.isupper() and not _names_container(marks, place):
        near = marks[place + 1 : place + 1 + _PROVISION_WITHIN]
        if noted or (line in _ATTACHED_TYPES and any(_is_first(mark) for mark in near)):
            return ComponentKind.ATTACHED
    return None


_INITIALS = frozenset(
    word[0] for word in (*_DATA["appendix"]["words"], *_DATA["appendix"]["forms"], *_ATTACHED_TYPES)
)


def _names_container(marks: Sequence[Mark | None], place: int) -> bool:
    """Whether the line is the title of a chapter ("QUY ĐỊNH CHUNG") rather than of a text."""
    before = marks[place - 1] if place else None
    return before is not None and before.level in CONTAINERS


def _is_first(mark: Mark | None) -> bool:
    return (
        mark is not None
        and mark.firm
        and mark.order == 1
        and mark.level in (Level.PART, Level.CHAPTER, Level.ARTICLE)
    )


def _is_heading_rest(rest: str) -> bool:
    rest = rest.strip()
    return not rest or rest[0] in ".:-–—(/" or rest.isupper()


def _with_letterhead(lines: Sequence[str], place: int, floor: int) -> int:
    """Where the letterhead above a title starts; `place` itself when there is none."""
    start = place
    if not any(_MOTTO.search(line) for line in lines[max(floor, place - 6) : place]):
        return start
    while start - 1 > floor:
        line = lines[start - 1]
        if not (_MOTTO.search(line) or _RULE.match(line) or line.isupper()):
            break
        if is_closing(line):
            break
        start -= 1
    return start


def _segments(lines: Sequence[str], marks: Sequence[Mark | None], end: int) -> list[Segment]:
    titles: list[tuple[ComponentKind, int]] = []
    in_appendix = False
    for place in range(end, len(lines)):
        kind = _starts_component(lines, marks, place, sure=True)
        if kind is None:
            continue
        is_form = kind is ComponentKind.APPENDIX and not _APPENDIX.match(lines[place])
        if in_appendix and (is_form or kind is ComponentKind.ATTACHED):
            continue
        in_appendix = kind is ComponentKind.APPENDIX and not is_form
        titles.append((kind, place))
    segments: list[Segment] = []
    start = end
    for number, (kind, title) in enumerate(titles):
        if number + 1 < len(titles):
            stop = _with_letterhead(lines, titles[number + 1][1], title)
        else:
            stop = len(lines)
        segments.append(Segment(kind, start, title, stop))
        start = stop
    return segments


def title_end(lines: Sequence[str], segment: Segment, marks: Sequence[Mark | None]) -> int:
    """Where the title lines of a component stop."""
    place = segment.title + 1
    while place < segment.end and place - segment.title < _NOTE_WITHIN:
        line = lines[place]
        if marks[place] is not None or _NOTE.match(line) or is_row(line):
            break
        if place > segment.title + 1 and not line.isupper():
            break
        if len(line) > _LONGEST_TITLE or _RULE.match(line):
            break
        place += 1
    return place


def split_label(line: str) -> tuple[str, str]:
    """The label of a component ("PHỤ LỤC II") and what stands after it on its line."""
    match = _APPENDIX.match(line) or _FORM.match(line)
    if match is not None:
        return match["label"], match["rest"].strip()
    for word in _ATTACHED_TYPES:
        if line.startswith(word):
            return word, line[len(word) :].strip()
    return line, ""


def read_marks(lines: Sequence[str]) -> list[Mark | None]:
    """The label of every line that has one; table rows never have."""
    return [None if is_row(line) else read_mark(line) for line in lines]
