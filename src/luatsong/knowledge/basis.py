"""Legal bases: from what an editor types or pastes to a pinned place of the law.

    resolve("khoản 2 Điều 5 Luật Đất đai 2024", date(2026, 11, 22))
    resolve("/van-ban/luat-31-2024-qh15/dieu-5?ngay=2025-07-01", today)

What is found is pinned by a hash of its words (`recall_reading`); what is not is told in Vietnamese
with what to do, and with the texts that may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict
from urllib.parse import parse_qs, unquote, urlsplit

from luatsong.knowledge.basis_documents import Meant, documents_meant
from luatsong.knowledge.basis_places import NotClearError, places_meant
from luatsong.knowledge.basis_words import LONGEST, MOST, problem, warning
from luatsong.knowledge.recall_names import place_name
from luatsong.knowledge.recall_reading import LawOf, Place, Said, laws_of
from luatsong.law.models import Document, Provision, ProvisionVersion
from luatsong.law.selectors import published
from luatsong.law.typed_places import address_text
from vnlaw.text import clean

_ADDRESS = re.compile(r"(?:https?://\S+|/)?\S*?/van-ban/(\S+)")
_LINE = re.compile(r"[\n;]+")
_ENDED, _NOT_YET, _UNKNOWN = "ended", "not-yet", "unknown"


class Pinned(TypedDict):
    """The fields of a `Basis` that a resolved place fills."""

    typed: str
    document: Document
    provision: Provision | None
    address: str
    as_of: date
    words_hash: str
    version: ProvisionVersion | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place an editor named, with its words on a day; or why there is none.

    `provision` is None for a whole document or an appendix (then `address` names it). `words` are
    those of the place and all below it on `as_of`, `quote` those of the place itself, `words_hash`
    pins them. `problem` (Vietnamese, "" when all is clear) says what to do, `candidates` what may
    be meant, as texts that resolve; `warning` what an editor should know and may accept.
    """

    document: Document | None = None
    provision: Provision | None = None
    words: str = ""
    words_hash: str = ""
    quote: str = ""
    version: ProvisionVersion | None = None
    problem: str = ""
    address: str = ""
    as_of: date | None = None
    warning: str = ""
    candidates: tuple[tuple[str, str], ...] = ()  # (what to type, what people read)
    typed: str = ""

    @property
    def label(self) -> str:
        """What the place is called: "khoản 2 Điều 5 Luật 31/2024/QH15"."""
        if self.document is None:
            return self.typed
        return place_name(self.document, self.address)

    def pin(self) -> Pinned:
        """The fields of a `Basis`; ValueError where nothing was found."""
        if self.document is None or self.as_of is None or self.problem:
            raise ValueError(self.problem)
        return Pinned(
            typed=self.typed,
            document=self.document,
            provision=self.provision,
            address=self.address,
            as_of=self.as_of,
            words_hash=self.words_hash,
            version=self.version,
        )


def resolve(text: str, on: date) -> Resolved:
    """The one place `text` names, as it reads on `on` (or on the day a pasted address gives)."""
    found = resolve_all(text, on)
    if len(found) == 1:
        return found[0]
    if not found:
        return Resolved(problem=problem("empty"))
    typed = clean(text).strip()[:LONGEST]
    candidates = tuple((one.label, one.label) for one in found if one.document)
    return Resolved(
        problem=problem("several-places", typed=typed), candidates=candidates, typed=typed
    )


def resolve_all(text: str, on: date) -> list[Resolved]:
    """Every place that `text` names: several lines, and several places in one. [] for no text."""
    found: list[Resolved] = []
    for line in filter(None, (part.strip() for part in _LINE.split(clean(text)))):
        found += _line(line[:LONGEST], on)
        if len(found) > MOST:
            return [*found[:MOST], Resolved(problem=problem("too-many", most=MOST))]
    return found


def _line(line: str, on: date) -> list[Resolved]:
    pasted = _ADDRESS.fullmatch(line)
    if pasted:
        return [_pasted(line, pasted[1], on)]
    try:
        places = places_meant(line)
    except NotClearError as error:
        return [Resolved(problem=problem("bare-place", place=error.place), typed=line)]
    meant = documents_meant(line, on)
    if meant.document is None:
        return [_unknown(meant, line, places)]
    law = laws_of([meant.document.pk])[meant.document.pk]
    found = [_placed(law, ways, on, line) for ways in places or ((),)]
    if meant.warned:
        day = f"{on:%d/%m/%Y}"
        told = warning("chosen", document=str(meant.document), day=day)
        found = [replace(one, warning=one.warning or told) for one in found]
    return found


def _unknown(meant: Meant, line: str, places: tuple[tuple[str, ...], ...]) -> Resolved:
    where = f"{address_text(places[0][0])} " if places else ""
    candidates = tuple((f"{where}{one}", f"{one}: {one.title}"[:200]) for one in meant.choices)
    code = "several" if candidates else ("missing" if meant.named else "no-document")
    said = problem(code, typed=line, named=meant.named or line)
    return Resolved(problem=said, candidates=candidates, typed=line)


def _pasted(line: str, path: str, on: date) -> Resolved:
    """An address of this site: /van-ban/<slug>/dieu-5/khoan-2?ngay=2025-07-01."""
    parts = urlsplit(unquote(path))
    slug, _, address = parts.path.strip("/").partition("/")
    slug = slug.removesuffix(".json").removesuffix(".xml").removesuffix(".txt")
    document = published().filter(slug=slug).first()
    if document is None:
        return Resolved(problem=problem("gone-address", typed=line), typed=line)
    asked = parse_qs(parts.query).get("ngay", [""])[0]
    try:
        day = date.fromisoformat(asked) if asked else on
    except ValueError:
        return Resolved(problem=problem("bad-day", typed=asked), typed=line)
    law = laws_of([document.pk])[document.pk]
    fragment = parts.fragment.replace(".", "/")
    wanted = address or fragment
    return _placed(law, (wanted,) if wanted else (), day, line)


def _placed(law: LawOf, ways: tuple[str, ...], on: date, typed: str) -> Resolved:
    """The place at the first of several spellings of its address that is there."""
    document = law.document
    if not ways:
        return _pinned(law, Place(document.pk), on, typed)
    for day in _days(law, on):
        for address in ways:
            place = _place_at(law, address, day)
            if place is not None:
                return _pinned(law, place, day, typed)
    said = problem(
        "no-place",
        document=str(document),
        place=address_text(ways[0]),
        day=f"{on:%d/%m/%Y}",
    )
    return Resolved(document=document, problem=said, typed=typed, address=ways[0])


def _days(law: LawOf, on: date) -> Iterator[date]:
    """The day asked for; then those to come, for what is laid down and not yet there."""
    yield on
    yield from (day for day in law.days() if day > on)


def _place_at(law: LawOf, address: str, day: date) -> Place | None:
    pk = law.document.pk
    lines = law.lines(day)
    for line in lines:
        if line.version.address == address and line.status != _ENDED:
            return Place(pk, line.version.provision_id, address)
    for line in lines:
        if line.version.address == address:
            return Place(pk, line.version.provision_id, address)
    if any(head.slug == address for head in law.heads):
        return Place(pk, None, address)
    return None


def _pinned(law: LawOf, place: Place, on: date, typed: str) -> Resolved:
    day, told = _day_and_warning(law, place, on)
    said = law.said(place, day)
    top = said.versions[0] if place.provision_id and said.versions else None
    rows = Provision.objects.filter(pk=place.provision_id) if place.provision_id else None
    versions = ProvisionVersion.in_areas.filter(pk=top.pk) if top else None
    return Resolved(
        document=law.document,
        provision=rows.first() if rows is not None else None,
        words=said.words,
        words_hash=said.hash,
        quote=_own_words(said) if top else "",
        version=versions.first() if versions is not None else None,
        address=place.address,
        as_of=day,
        warning=told,
        typed=typed,
    )


def _own_words(said: Said) -> str:
    top = said.versions[0]
    return "\n".join(filter(None, (top.heading, top.text)))


def _day_and_warning(law: LawOf, place: Place, on: date) -> tuple[date, str]:
    """The day to pin, and what to know of the place; the first in force of what is to come."""
    said = law.said(place, on)
    name = place_name(law.document, place.address)
    day = f"{on:%d/%m/%Y}"
    if said.word == _NOT_YET:
        starts = (d for d in law.days() if d > on and law.said(place, d).holds)
        start = next(starts, None)
        if start is None:
            return on, warning("not-yet-open", place=name)
        return start, warning("not-yet", place=name, start=f"{start:%d/%m/%Y}")
    if not said.holds or said.word == _UNKNOWN:
        return on, warning(said.word, place=name, day=day)
    return on, ""
