"""Places in what an editor types: "khoản 2 Điều 5", "điều 5 khoản 2", "k2 đ5", "Điều 5.2"."""

from __future__ import annotations

import re

from luatsong.search.understanding import understand
from luatsong.search.understanding.contract import Provision
from vnlaw.addresses import segment, slugify
from vnlaw.citations import addresses_of, find
from vnlaw.citations.model import Reference
from vnlaw.document import Level

_POINT_IN_ARTICLE = re.compile(r"^(dieu-\d+[a-z]*)-(\d+[a-z]*)$")
_PARTS = {"appendix": "phu-luc"}


class NotClearError(ValueError):
    """A clause or point without its article; `place` as typed."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def places_meant(text: str) -> tuple[tuple[str, ...], ...]:
    """Each place that is named, as addresses to be tried one after the other; () for none.

    Raises NotClearError.
    """
    cited = [
        _addresses(reference, address)
        for citation in find(text)
        for reference, address in zip(citation.provisions, addresses_of(citation), strict=True)
    ]
    if cited:
        return tuple(dict.fromkeys(cited))
    typed = [_typed(place) for place in understand(text).provisions]
    return tuple(dict.fromkeys(typed))


def _addresses(reference: Reference, address: str) -> tuple[str, ...]:
    """Of a reference; `address` as the engine places it, in an attached text where it says so."""
    if not address:
        part = next((step for step in reference.steps if step.level in _PARTS), None)
        if part is None:
            raise NotClearError(reference.text)
        return _part(_PARTS[part.level], part.number, reference)
    levels = {step.level for step in reference.steps}
    if not levels & {"article", "part", "chapter", "section", "subsection"}:
        raise NotClearError(reference.text)
    return _with_dotted(address)


def _part(word: str, number: str, reference: Reference) -> tuple[str, ...]:
    """An appendix by its number; appendices are counted in the order they stand in."""
    counted = segment(Level.CHAPTER, number).rpartition("-")[2] if number else "1"
    below = [step for step in reference.steps if step.level not in _PARTS]
    tail = "/".join(
        segment(Level(step.level), step.number)
        for step in below
        if step.level in {level.value for level in Level}
    )
    address = f"{word}-{counted}"
    return (f"{address}/{tail}",) if tail else (address,)


def _with_dotted(address: str) -> tuple[str, ...]:
    """ "Điều 5.2" is an article of that number, or clause 2 of Article 5."""
    dotted = _POINT_IN_ARTICLE.match(address)
    return (address, f"{dotted[1]}/khoan-{dotted[2]}") if dotted else (address,)


def _typed(place: Provision) -> tuple[str, ...]:
    if not place.article:
        named = {"điểm": place.point, "khoản": place.clause}
        raise NotClearError(" ".join(f"{word} {at}" for word, at in named.items() if at))
    steps = [f"dieu-{_number(place.article)}"]
    if place.clause:
        steps.append(f"khoan-{_number(place.clause)}")
    if place.point:
        steps.append(f"diem-{_number(place.point)}")
    return _with_dotted("/".join(steps))


def _number(printed: str) -> str:
    return slugify(printed.lower().replace("đ", "dd"))
