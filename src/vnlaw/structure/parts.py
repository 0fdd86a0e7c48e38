"""Where the heading, the preamble, the body and the closing of a document lie."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from vnlaw.document import Level
from vnlaw.structure.annexes import annex_kind, with_letterhead
from vnlaw.structure.labels import CONTAINERS, Mark, read_administrative_mark

_DATA = tomllib.loads(
    files("vnlaw").joinpath("data", "structure_components.toml").read_text(encoding="utf-8")
)
_BASIS = re.compile("|".join(map(re.escape, _DATA["preamble"]["bases"])), re.IGNORECASE)
_ENACTING: tuple[str, ...] = tuple(_DATA["preamble"]["enacting"])
_ADOPTED: tuple[str, ...] = tuple(_DATA["closing"]["adopted"])
_RECIPIENTS: tuple[str, ...] = tuple(_DATA["closing"]["recipients"])
_CAPACITIES: tuple[str, ...] = tuple(_DATA["closing"]["capacities"])
_OFFICES = frozenset(_DATA["closing"]["offices"])
_SIGNED = frozenset(mark.replace(" ", "") for mark in _DATA["closing"]["signed"])

_LONGEST_SIGNATURE = 80  # characters of a line in the signature block
_LONGEST_HEADING = 150  # characters of a line in the heading of an administrative document
_HEADING_AT_LEAST = 3  # lines that are heading whatever they look like
_SHORT_LINE = 40  # characters
_SENTENCE_ENDS = ".:"


@dataclass(frozen=True, slots=True)
class Parts:
    """Places of the parts of a document, each ending where the next one starts.

    Heading from 0, preamble from `preamble`, body from `body`, closing from `closing`, annexes
    from `annexes` to the last line. `administrative`: the body has no Điều.
    """

    preamble: int
    body: int
    closing: int
    annexes: int
    administrative: bool


def find_parts(lines: Sequence[str], marks: Sequence[Mark | None]) -> Parts:
    """Find the parts of a document in its stripped, non-empty lines and their labels."""
    body = _first_provision(marks)
    # A letter may carry a regulation: the provisions after its signature are not its own.
    administrative = body is None or any(map(_is_signed, lines[:body]))
    if body is None or administrative:
        preamble, body = _administrative_start(lines)
    else:
        preamble = _preamble_start(lines, body)
    closing, annexes = _body_end(lines, marks, body)
    return Parts(preamble, body, closing, annexes, administrative)


def _first_provision(marks: Sequence[Mark | None]) -> int | None:
    """Where the first chapter or article 1 stands; else the first article of an excerpt."""
    excerpt = None
    for place, mark in enumerate(marks):
        if mark is None or not mark.firm:
            continue
        if mark.level in CONTAINERS or mark.level is Level.ARTICLE:
            if mark.order == 1:
                return place
            if excerpt is None and mark.level is Level.ARTICLE and mark.rest:
                excerpt = place
    return excerpt


def _preamble_start(lines: Sequence[str], body: int) -> int:
    for place in range(body):
        if _BASIS.match(lines[place]):
            return place
    for place in range(1, body):
        if _enacts(lines, place):
            return place
    return body


def _starts_preamble(lines: Sequence[str], place: int) -> bool:
    return place > 0 and (_BASIS.match(lines[place]) is not None or _enacts(lines, place))


def _enacts(lines: Sequence[str], place: int) -> bool:
    """Whether a line holds enacting words, and is not the title below the document's type."""
    line = lines[place]
    if not line.startswith(_ENACTING) or line.isupper():
        return False
    before = lines[place - 1] if place else ""
    return not (before.isupper() and len(before) < _SHORT_LINE)


def _administrative_start(lines: Sequence[str]) -> tuple[int, int]:
    """Where the preamble and the body of a document without Điều start."""
    heading_end = len(lines)
    for place, line in enumerate(lines):
        if _starts_preamble(lines, place) or _is_first_item(line):
            heading_end = place
            break
        sentence = line[-1] in _SENTENCE_ENDS and len(line) > _SHORT_LINE
        if place >= _HEADING_AT_LEAST and (sentence or len(line) > _LONGEST_HEADING):
            heading_end = place
            break
    if heading_end == len(lines):
        return heading_end, heading_end
    if not _starts_preamble(lines, heading_end):
        return heading_end, heading_end
    for place in range(heading_end, len(lines)):
        if _is_first_item(lines[place]):
            return heading_end, place
        if is_closing(lines[place]):
            break
    return heading_end, heading_end


def _is_first_item(line: str) -> bool:
    mark = read_administrative_mark(line)
    return mark is not None and mark.order == 1 and mark.level in (Level.SECTION, Level.CLAUSE)


def is_closing(line: str) -> bool:
    """Whether a line can start the closing: adoption, recipients, or who signs."""
    if line.startswith(_RECIPIENTS) or line.startswith(_ADOPTED):
        return True
    if len(line) > _LONGEST_SIGNATURE:
        return False
    return line.rstrip(" :.,") in _OFFICES or (line.startswith(_CAPACITIES) and line[-1] != ";")


def _is_signed(line: str) -> bool:
    return line.startswith(_RECIPIENTS) or line.lower().replace(" ", "") in _SIGNED


def _body_end(lines: Sequence[str], marks: Sequence[Mark | None], body: int) -> tuple[int, int]:
    """Where the closing starts, and where the annexes do.

    A signature inside the text is none of the document: articles that go on after it show that.
    They do not go on where numbering restarts at 1, as in an attached text.
    """
    articles = 0
    closing: int | None = None
    restarted = False
    for place in range(body, len(lines)):
        line, mark = lines[place], marks[place]
        if mark is not None and mark.level is Level.ARTICLE and mark.firm:
            restarted = restarted or (closing is not None and mark.order == 1)
            if mark.order == articles + 1 and not restarted:
                articles += 1
                closing = None
        elif closing is None and is_closing(line):
            closing = place
        elif closing is None and _is_signed(line):
            closing = place - 1 if place > body and _is_signer(lines[place - 1]) else place
        elif annex_kind(lines, marks, place, after_closing=closing is not None, first=True):
            annexes = with_letterhead(lines, place, body if closing is None else closing)
            return (annexes if closing is None else closing), annexes
    return (len(lines) if closing is None else closing), len(lines)


def _is_signer(line: str) -> bool:
    return len(line) < _SHORT_LINE and line[-1] not in _SENTENCE_ENDS and line.istitle()
