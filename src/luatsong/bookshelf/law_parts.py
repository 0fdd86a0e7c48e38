"""What a part of a book that is law says on a day, and whether that is still what its maker read.

Law in a book is never a copy: it is read from the store on the day it is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luatsong.bookshelf.models import Part
from luatsong.knowledge.recall_reading import NOT_HOLDING, LawOf, Line, laws_of
from luatsong.law.selectors.provisions import paragraphs
from luatsong.law.typed_places import address_text
from vnlaw.tables import Table, grouped
from vnlaw.text import fold


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision on a day; `depth` counts from the outermost one of the part (0)."""

    address: str
    label: str
    heading: str
    lines: tuple[str | Table, ...]
    depth: int
    outline: bool  # carries a heading of its own: part, chapter, section, article
    over: bool  # is no law on the day (ended, suspended, not yet)


@dataclass(frozen=True, slots=True)
class LawPart:
    """A part that is law, on a day; `gone` where nothing of it is left to show."""

    provisions: tuple[Provision, ...]
    words_hash: str
    gone: bool = False

    def changed_since(self, part: Part) -> bool:
        """Whether it reads otherwise than when the book was made."""
        return bool(part.words_hash) and part.words_hash != self.words_hash


_OUTLINE = frozenset({"part", "chapter", "section", "subsection", "article"})


def read_laws(parts: Iterable[Part], day: date) -> dict[int, LawPart]:
    """Every law part by its key, as it stands on `day`. Six queries for any number."""
    wanted = [part for part in parts if part.document_id is not None]
    laws = laws_of(part.document_id for part in wanted if part.document_id) if wanted else {}
    return {
        part.pk: read_law(laws.get(part.document_id or 0), part.address, part.until, day)
        for part in wanted
    }


def read_law(law: LawOf | None, address: str, until: str, day: date) -> LawPart:
    """The place from `address` to `until` on a day; "" is the whole text, or one place."""
    lines = _between(law.lines(day), address, until) if law and _public(law) else []
    if law is None or not lines:
        return LawPart((), "", gone=True)
    whole_over = law.word(day) in NOT_HOLDING
    kept = [line for line in lines if line.status not in NOT_HOLDING or whole_over]
    top = min(line.version.depth for line in lines)
    found = tuple(_provision(line, top) for line in kept)
    told = repr([(p.address, p.heading, p.lines, p.over) for p in found])
    return LawPart(found, hashlib.sha256(told.encode()).hexdigest(), gone=not found)


def lines_of(law: LawPart) -> list[str]:
    """What a law part says, line by line, to be read aloud; [] where nothing of it is in force."""
    if law.gone or all(one.over for one in law.provisions):
        return []
    found: list[str] = []
    for one in law.provisions:
        lead = " ".join(part for part in (one.label, one.heading) if part)
        said = [_row(line) if isinstance(line, tuple) else line for line in one.lines]
        said = [line for line in said if line]
        if lead and said and not one.heading:
            said[0] = f"{lead} {said[0]}"
        elif lead:
            found.append(lead)
        found += said
    return found


def _row(table: Table) -> str:
    """A table as people read it to each other: row by row."""
    return ". ".join(", ".join(cell for cell in row if cell) for row in table)


def sibling(law: LawOf, address: str, name: str, day: date) -> str:
    """The address of the provision called `name` ("Điều 9") beside the one at `address`; or ""."""
    wanted = fold(name).strip(" .)")
    parent = address.rpartition("/")[0]
    for line in law.lines(day):
        above, _, own = line.version.address.rpartition("/")
        names = (address_text(own), line.version.label)
        if above == parent and wanted in (fold(one).strip(" .)") for one in names):
            return line.version.address
    return ""


def _public(law: LawOf) -> bool:
    return law.document.state == law.document.State.PUBLISHED


def _between(lines: Sequence[Line], address: str, until: str) -> list[Line]:
    """The lines from a place to the end of the last one; [] where one of them is not there."""
    if not address:
        return list(lines)
    start = _at(lines, address)
    if start is None:
        return [line for line in lines if line.version.component == address]
    last = _at(lines, until) if until else start
    if last is None or last < start:
        return []
    end = last + 1
    while end < len(lines) and lines[end].version.depth > lines[last].version.depth:
        end += 1
    return list(lines[start:end])


def _at(lines: Sequence[Line], address: str) -> int | None:
    places = (
        at
        for at, line in enumerate(lines)
        if address in (line.version.address, line.version.own_address)
    )
    return next(places, None)


def _provision(line: Line, top: int) -> Provision:
    version = line.version
    return Provision(
        address=version.address,
        label=version.label,
        heading=version.heading,
        lines=tuple(grouped(paragraphs(version.text))),
        depth=version.depth - top,
        outline=version.level in _OUTLINE,
        over=line.status in NOT_HOLDING,
    )
