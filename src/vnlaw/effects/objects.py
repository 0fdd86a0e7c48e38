"""What an act reaches: pairs of a document and its places, read from a stretch of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vnlaw.effects.documents import Reference, Role
from vnlaw.effects.model import Piece, Place, Step, Target, Unit
from vnlaw.effects.places import RANK, Chain
from vnlaw.effects.roles import with_roles
from vnlaw.effects.sentences import Sentence
from vnlaw.effects.wording import pattern, source

_FILLER = pattern("filler", "before_object", shape=r"\s*(?:(?:{}|[,:;–-])(?:\s+|(?=[,:;])|$))*")
_SOME = pattern("filler", "some", shape=r"(?<!\w){}")
_LISTED = re.compile(
    rf"[\s,;:]*(?:(?:{source('filler', 'link')}|và|hoặc|như sau|sau đây)[\s,;:]*)*", re.IGNORECASE
)
_ATTACHED = pattern("documents", "attached", shape=r"\s*(?:của|tại)\s+(?P<within>{})\s*$")
_LINKED = re.compile(
    r"\s*(?:(?:của|tại|thuộc|trong)\s+)?(?:bản\s+)?[^;:]{0,200}?(?:ban hành\s+)?kèm theo\s*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?P<name>[^;:,.]{0,200}?)(?:được\s+)?(?:ban hành\s+)?kèm theo\s*$", re.IGNORECASE
)
_AND = re.compile(r"^\s*(?:và|của|tại|các|toàn bộ)\s+", re.IGNORECASE)
_ANNEX_OF = pattern(
    "documents", "annex", shape=r"(?P<name>{}[^;:,.]{0,120}?)\s+(?:của|tại|thuộc)\s*"
)
_CONTENT = pattern("lists", "content", shape=r"\s*{}")
_ANNEX = pattern("documents", "annex", shape=r"{}")
_TRAILING = re.compile(r"[\s.;,:/]*(?:(?<!\w)(?:và|đồng thời))?[\s.;,:/]*$", re.IGNORECASE)
_BARE_DOCUMENT = pattern("documents", "bare", shape=r"\s*{}\s*$")


@dataclass(frozen=True, slots=True)
class Object:
    """One document an act reaches and the places in it, () for all of it.

    `target` is None where the document is the one spoken of before.
    """

    target: Target | None
    places: tuple[Place, ...]
    start: int
    end: int
    sure: bool = True
    chains: tuple[Chain, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reached:
    """All objects of a region; `some` marks "một số điều của …"; `clean` no word left over."""

    objects: tuple[Object, ...]
    some: bool
    clean: bool


def read_objects(sentence: Sentence, start: int, end: int) -> Reached:
    """Read the objects of `[start, end)`: "khoản 1 Điều 2 Nghị định A; Nghị định B"."""
    text = sentence.bare
    references = with_roles(text, sentence.references, sentence.chains, start, end)
    owned, lost = _owners(sentence, start, end, references)
    objects = [
        _named_object(sentence, start, reference, references, owned)
        for reference in references
        if reference.role is Role.TARGET
    ]
    loose = [chain for chain, owner in owned if owner is None]
    tail = ""
    if loose:
        tail = text[loose[-1].end : end]
        objects.append(_loose_object(loose, tail))
    first = min((item.start for item in objects), default=end)
    clean = not lost and _only_filler(text[start:first]) and _between_clean(text, objects)
    clean = clean and _tail_clean(tail, objects)
    some = bool(_SOME.search(text[start:first]))
    return Reached(tuple(sorted(objects, key=lambda item: item.start)), some, clean)


def _named_object(
    sentence: Sentence,
    start: int,
    reference: Reference,
    references: Sequence[Reference],
    owned: Sequence[tuple[Chain, Reference | None]],
) -> Object:
    """A document and the places in it; an annex or a content may be named instead of places."""
    chains = tuple(chain for chain, owner in owned if owner is reference)
    targets = [other for other in references if other.role is Role.TARGET]
    within = _within(sentence, start, reference, chains, targets)
    places = tuple(_within_text(place, within) for chain in chains for place in chain.places)
    if not places and _names_annex(within):
        places = (Place((Step(Unit.APPENDIX, "", within),)),)
    elif not places and (content := _content(sentence.bare, start, reference, references)):
        places = (Place((), Piece.NAMED, content),)
    first = min([reference.start, *(chain.start for chain in chains)])
    sure = reference.sure and all(chain.sure for chain in chains)
    return Object(reference.target, places, first, reference.end, sure, chains)


def _loose_object(chains: Sequence[Chain], tail: str) -> Object:
    """Places without a document; `tail` may name the attached text they lie in."""
    attached = _ATTACHED.match(_TRAILING.sub("", tail))
    within = " ".join(attached["within"].split()) if attached else ""
    places = tuple(_within_text(place, within) for chain in chains for place in chain.places)
    sure = all(chain.sure for chain in chains)
    return Object(None, places, chains[0].start, chains[-1].end, sure, tuple(chains))


def _owners(
    sentence: Sentence, start: int, end: int, references: Sequence[Reference]
) -> tuple[list[tuple[Chain, Reference | None]], bool]:
    """The document each chain lies in; chains of asides and of the own text are left out."""
    text = sentence.bare
    owned: list[tuple[Chain, Reference | None]] = []
    lost = False
    everyone = sorted(
        [
            *references,
            *(r for r in sentence.references if r.role is Role.OWN and start <= r.start < end),
        ],
        key=lambda reference: reference.start,
    )
    for chain in sentence.chains:
        if not (start <= chain.start and chain.end <= end):
            continue
        before = next((r for r in reversed(everyone) if r.end <= chain.start), None)
        if any(r.start <= chain.start < r.end for r in everyone):
            continue
        following = next((r for r in everyone if r.start >= chain.end), None)
        if following and ":" in text[chain.end : following.start]:
            following = None
        if following is not None and not _reaches(text, chain, following, sentence.chains):
            following = None
        if following is not None and following.role is not Role.TARGET:
            continue
        if following is None and before is not None and not _after_document(text, before, chain):
            # places inside the title of a document: "… quy định chi tiết khoản 2 Điều 4"
            lost = lost or before.role is Role.OWN
            continue
        if following is None and re.match(
            r"\s*(?:của\s+)?(?:Điều|khoản|điểm)\s+này", text[chain.end : chain.end + 30]
        ):
            continue
        owner = following or (before if before and before.role is Role.TARGET else None)
        owned.append((chain, owner))
    return owned, lost


def _reaches(text: str, chain: Chain, reference: Reference, chains: Sequence[Chain]) -> bool:
    """Whether a chain belongs to the document named after it, other places between or not."""
    at = chain.end
    for other in chains:
        if other.start >= at and other.end <= reference.start:
            if not _LISTED.fullmatch(text, at, other.start):
                return False
            at = other.end
    between = text[at : reference.start]
    return bool(_LISTED.fullmatch(between) or _LINKED.fullmatch(between) or _is_part_name(between))


def _is_part_name(between: str) -> bool:
    """Words that name the annex a place lies in, "… Danh mục hàng hóa của"."""
    return (
        ";" not in between
        and len(between) < 120
        and bool(
            re.fullmatch(
                r"\s*(?:[-–]\s+)?"
                r"(?:(?:(?:về|của)\s+)?[A-ZĐ][^;:.]{0,100}?\s*(?:của|tại|thuộc|kèm theo)?"
                r"|về\s[^;:,.]{0,100}?\s(?:của|tại|trong|kèm theo))\s*",
                between,
            )
        )
    )


def _after_document(text: str, reference: Reference, chain: Chain) -> bool:
    """Whether places stand in a row after a document ("Luật A: khoản 1 Điều 2; Điều 3")."""
    between = text[reference.end : chain.start]
    return bool(
        re.search(r"[;:]\s*(?:tại\s+|các\s+)?$", between)
        or re.fullmatch(r"\s*,?\s*(?:tại|ở)\s+", between)
    )


def _within(
    sentence: Sentence,
    start: int,
    reference: Reference,
    chains: Sequence[Chain],
    targets: Sequence[Reference],
) -> str:
    """The attached text spoken of, "Quy chế … ban hành kèm theo" before the document."""
    edge = max(
        [start, *(c.end for c in chains), *(t.end for t in targets if t.end <= reference.start)]
    )
    lead = _AND.sub("", sentence.passage.view[edge : reference.start].lstrip(' "“„,'))
    match = _WITHIN.search(lead) or _ANNEX_OF.fullmatch(lead)
    if match is None:
        return ""
    name = lead[: match.end("name")] if _ANNEX.match(lead) and ";" not in lead else match["name"]
    return " ".join(_AND.sub("", name).strip(' ,;"“”').split()) or "kèm theo"


def _content(text: str, start: int, reference: Reference, references: Sequence[Reference]) -> str:
    """What part of a document is meant where no number says so: "quy định về … tại"."""
    edge = max([start, *(r.end for r in references if r.end <= reference.start)])
    lead = text[edge : reference.start]
    match = _CONTENT.match(_AND.sub("", lead))
    return " ".join(match[0].split()) if match else ""


def _names_annex(within: str) -> bool:
    return _ANNEX.match(within) is not None


def _within_text(place: Place, within: str) -> Place:
    if not within or (place.steps and RANK[place.steps[0].unit] >= RANK[Unit.TABLE]):
        return place
    return Place(place.steps, place.piece, re.sub(r"^(?:của|tại)\s+", "", within))


def _tail_clean(tail: str, objects: Sequence[Object]) -> bool:
    """Whether nothing but the document's bare name follows places without a named document."""
    if any(item.target for item in objects):
        return True
    tail = _TRAILING.sub("", tail).strip()
    return not tail or any(shape.match(tail) for shape in (_BARE_DOCUMENT, _ATTACHED))


def _only_filler(text: str) -> bool:
    text = text.strip(" .;")
    if _BARE_DOCUMENT.match(text):
        return True
    return _FILLER.fullmatch(text) is not None or _WITHIN.fullmatch(text.strip() + " ") is not None


def _between_clean(text: str, objects: Sequence[Object]) -> bool:
    """Whether nothing stands between the chains of an object but commas and links."""
    for item in objects:
        at = item.start
        for chain in item.chains:
            if chain.start > at and not _LISTED.fullmatch(text, at, chain.start):
                return False
            at = max(at, chain.end)
    return True
