"""New text of an instruction, sorted to the places it is for, in whole lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vnlaw.effects.model import NewUnit, Piece, Place, Step, Unit

_OPEN = re.compile(r"^\s*[“\"„«‘']+\s*")
_CLOSE = re.compile(r"\s*[”\"‟»’“]+\s*[.;,]?\s*(?:[.;,]|và)?\s*$")
# Between two quotations of one line: "… hết.” “2. Cơ quan …".
_NEXT = re.compile(
    r"(?<=[”\"‟»])[.;,]*\s+(?=[“\"„«]\s*(?:Điều\s+\d|\d{1,3}[a-zđ]?\d?\s?[.)]|[a-zđ]\d?\s?[.)]))"
)
# A label of the text's own, its line glued to the end of a quotation.
_GLUED = re.compile(r"(?<=[”\"‟»])[.;,]*\s*(?:Điều|Chương|Mục)\s+\w+\.?\s*$")
_LABELS = {
    Unit.ARTICLE: re.compile(r"(?:Điều|ĐIỀU)\s+(?P<n>\d+[a-zđ]?\d?)\s*[.:]?(?=\s|$)"),
    Unit.CLAUSE: re.compile(r"(?P<n>\d{1,3}[a-zđ]?\d?)\s?[.)](?!\d)"),
    Unit.POINT: re.compile(
        r"(?P<n>[a-zđ]\d{0,2})\s?[).](?!\w)|(?P<m>\d{1,2}(?:\.\d{1,2})+)\.?(?=\s)"
    ),
    Unit.SUBPOINT: re.compile(
        r"(?P<n>\([ivx]{1,5}\)|[a-zđ]\.\d{1,2}|\d{1,2}(?:\.\d{1,2})+)[.)]?(?=\s)"
    ),
    Unit.SECTION: re.compile(
        r"(?:Mục|MỤC)\s+(?P<n>[IVXLC\d]+[a-zđ]?)|(?P<m>[IVXLC]+|\d{1,3}[a-z]?)[.)]"
    ),
    Unit.CHAPTER: re.compile(r"(?:Chương|CHƯƠNG)\s+(?P<n>[IVXLC\d]+[a-zA-Zđ]?)"),
}


def bare_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines without the quotation marks around them; quoted words inside them are kept."""
    result = _parted(lines)
    if not result:
        return ()
    if all(_OPEN.match(line) for line in result) and len(result) > 1:
        return tuple(_unwrapped(line) for line in result)
    result = [_opened(line) if _starts_quotation(line) else line for line in result]
    result = [_closed(line) for line in result[:-1]] + [_closed(result[-1], last=True)]
    return tuple(line for line in result if line)


def _parted(lines: Sequence[str]) -> list[str]:
    """Lines with each quotation starting one of its own, and no label glued to the last."""
    result = [part.strip() for line in lines for part in _NEXT.split(line) if part.strip()]
    if result:
        result[-1] = _GLUED.sub("", result[-1])
    return result


def _quotations(lines: Sequence[str]) -> list[list[str]]:
    """New text by quotation: each starts with a line that opens one before a label."""
    blocks: list[list[str]] = []
    for line in _parted(lines):
        inner = _OPEN.sub("", line)
        opens = inner != line and any(label.match(inner) for label in _LABELS.values())
        if opens or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _unwrapped(line: str) -> str:
    return _closed(_opened(line), last=True)


def _starts_quotation(line: str) -> bool:
    """Whether a mark at the start of a line opens new text and not a quoted term in it."""
    if not _OPEN.match(line):
        return False
    inner = _OPEN.sub("", line)
    return any(label.match(inner) for label in _LABELS.values()) or not re.match(
        r"[^”\"»]{1,60}[”\"»]\s+\S", inner
    )


def _opened(line: str) -> str:
    return _OPEN.sub("", line, count=1)


def _closed(line: str, *, last: bool = False) -> str:
    """Take off a closing mark that nothing in the line opened."""
    match = _CLOSE.search(line)
    if match is None:
        return line
    opened = len(re.findall(r"[“„«]", line[: match.start()]))
    closed = len(re.findall(r"[”‟»]", line[: match.start()]))
    straight = line[: match.start()].count('"') % 2
    marks = len(re.findall(r"[”\"‟»’]", match[0]))
    if (opened > closed or straight) and marks < 2:
        return line
    kept = line[: match.start()]
    if opened > closed or straight:
        return kept + "”"
    return kept if last or match[0].strip() else line


def sort_units(lines: Sequence[str], places: Sequence[Place]) -> tuple[tuple[NewUnit, ...], bool]:
    """New text by place; False where lines and places do not match one to one.

    A place of a whole unit takes the line that bears its label and the lines below it. Text of
    one place alone is all its own, whatever its labels say.
    """
    text = bare_lines(lines)
    if not text:
        return (), True
    if len(places) == 1:
        return (NewUnit(places[0], text),), _fits(text, places[0])
    if not places:
        return (NewUnit(None, text),), False
    quotations = _quotations(lines)
    if len(quotations) == len(places) and all(map(_quotes, quotations, places)):
        # Points of one quotation may bear the number of another place.
        pairs = zip(places, quotations, strict=True)
        return tuple(NewUnit(place, bare_lines(block)) for place, block in pairs), True
    units: list[NewUnit] = []
    current: Place | None = None
    taken: list[str] = []
    waiting = list(places)
    for line in text:
        found = next((place for place in waiting if _bears(line, place)), None)
        if (
            found is None and current is None and waiting and waiting[0].piece is not Piece.WHOLE
        ) or (found is None and _next_without_label(waiting, current)):
            found = waiting[0]
        if found is not None:
            if taken:
                units.append(NewUnit(current, tuple(taken)))
            current, taken = found, []
            waiting.remove(found)
        taken.append(line)
    if taken:
        units.append(NewUnit(current, tuple(taken)))
    return tuple(units), not waiting and all(unit.place for unit in units)


def _quotes(lines: Sequence[str], place: Place) -> bool:
    return place.piece is Piece.WHOLE and _bears(lines[0], place)


def _next_without_label(waiting: Sequence[Place], current: Place | None) -> bool:
    """A heading takes one line: what follows it, if without label, is for the next place."""
    if not waiting or current is None or current.piece is not Piece.HEADING:
        return False
    return waiting[0].piece is Piece.LEAD


def _fits(lines: Sequence[str], place: Place) -> bool:
    """Whether new text starts with the label of the place it is for."""
    if place.piece is not Piece.WHOLE or not place.steps:
        return True
    unit = place.steps[-1].unit
    if unit not in _LABELS:
        return unit not in (Unit.PARAGRAPH, Unit.SENTENCE) or True
    return _bears(lines[0], place)


def _bears(line: str, place: Place) -> bool:
    """Whether a line starts with the label of a place."""
    if not place.steps:
        return False
    step = place.steps[-1]
    label = _LABELS.get(step.unit)
    match = label.match(_OPEN.sub("", line)) if label else None
    if match is None:
        return False
    if place.piece not in (Piece.WHOLE, Piece.LEAD, Piece.HEADING):
        return False
    number = match["n"] or (match["m"] if "m" in match.re.groupindex else "") or ""
    return _same(number, step)


def _same(number: str, step: Step) -> bool:
    roman = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    plain = number.strip("()")
    if plain and all(letter in roman for letter in plain):
        values = [roman[letter] for letter in plain]
        plain = str(sum(-a if b > a else a for a, b in zip(values, [*values[1:], 0], strict=True)))
    return plain.lstrip("0").lower() == step.number.lower()
