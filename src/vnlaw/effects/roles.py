"""Which of the documents a sentence names it acts on.

A sentence names many documents: those it acts on, those that amended them before, and those in
their titles ("Thông tư số A sửa đổi, bổ sung một số điều của Thông tư số B và Thông tư số C").
Roles are read from what stands between two names, and from the order of time: nobody amends a
text that does not exist yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from vnlaw.effects.documents import Reference, Role
from vnlaw.effects.places import Chain
from vnlaw.effects.wording import pattern

_JOINER = pattern("documents", "joiner")
_AMENDERS = pattern("documents", "amenders")
_ACTING = pattern("documents", "acting", shape=r"(?<!\w){}")
# "các nghị định hướng dẫn thi hành Luật A": texts nobody has numbered.
_UNNAMED = pattern("documents", "unnamed", shape=r"(?<!\w){}")
_LONGEST_GAP = 600


class _State(Enum):
    LISTED = auto()  # after a document acted on
    AMENDERS = auto()  # inside "đã được sửa đổi, bổ sung bởi …"
    DESCRIBED = auto()  # inside the title of a document acted on


def with_roles(
    text: str, references: Sequence[Reference], chains: Sequence[Chain], start: int, end: int
) -> list[Reference]:
    """References of `text[start:end]` with their roles.

    `text` must have its asides in brackets blanked out, so that what they name is not met.
    """
    result: list[Reference] = []
    state, edge = _State.LISTED, start
    head: Reference | None = None  # the document acted on last
    first: Reference | None = None  # the first document of the running aside
    first_placed = False  # whether places in it are named ("bởi khoản 2 Điều 1 Thông tư …")
    head_placed = False  # whether only places of the head are acted on
    acting = False  # whether that aside says what the document did to others
    for reference in references:
        if not (start <= reference.start and reference.end <= end):
            continue
        if reference.role is Role.OWN or not text[reference.start : reference.end].strip():
            continue
        gap = text[edge : reference.start]
        edge = reference.end
        role, sure = Role.TARGET, reference.sure
        listed = _without_chains(text, gap, reference.start, chains)
        amends = _AMENDERS.search(gap[-_LONGEST_GAP:]) is not None
        if head is None and state is _State.LISTED:
            role = Role.MENTION if amends or _UNNAMED.search(gap) else role
            if amends:
                state, first = _State.AMENDERS, reference
        elif ";" in gap and not amends:
            placed = head_placed and listed == gap
            role, sure = _after_semicolon(state, head, reference, acting=acting, placed=placed)
            state = _State.LISTED if role is Role.TARGET else state
        elif _JOINER.search(listed):
            placed = listed != gap and not first_placed
            if not (state is _State.AMENDERS and placed and reference.named):
                role, sure = _joined(state, head, first, reference, text, acting=acting)
        elif state is _State.AMENDERS and not amends:
            role = Role.MENTION  # in the title of a document that amended the one acted on
        else:
            if state is _State.LISTED:
                acting = _ACTING.search(gap) is not None
            state = _State.AMENDERS if amends else _State.DESCRIBED
            role, first, first_placed = Role.MENTION, reference, listed != gap
        if role is Role.TARGET:
            head, head_placed, state = reference, listed != gap, _State.LISTED
        result.append(replace(reference, role=role, sure=sure))
    return result


def _without_chains(text: str, gap: str, end: int, chains: Sequence[Chain]) -> str:
    """The gap before a reference without the places that belong to it."""
    start = end - len(gap)
    inner = [chain for chain in chains if start <= chain.start and chain.end <= end]
    while inner and re.fullmatch(
        r"\s*(?:(?:của|tại|thuộc|và|,|các|ban hành kèm theo)\s*)*",
        text[inner[-1].end : end],
        re.IGNORECASE,
    ):
        end = inner.pop().start
    return text[start:end]


def _joined(
    state: _State,
    head: Reference | None,
    first: Reference | None,
    reference: Reference,
    text: str,
    *,
    acting: bool,
) -> tuple[Role, bool]:
    """Role of a document that stands in a row with the one before it."""
    if state is _State.LISTED:
        return Role.TARGET, reference.sure
    if head is None:
        return Role.MENTION, True
    if state is _State.AMENDERS:
        return _after_amenders(first, reference, text)
    if reference.target.number is None:
        return Role.MENTION, True
    same_type = reference.target.name.lower() == head.target.name.lower()
    if acting:
        # "Thông tư A sửa đổi Thông tư B và Thông tư C": C is not younger than A
        if reference.is_older(head):
            return Role.MENTION, True
        return (Role.TARGET, head.is_older(reference)) if same_type else (Role.MENTION, True)
    like_described = (
        first is not None and first.target.name.lower() == reference.target.name.lower()
    )
    return (Role.TARGET, not like_described) if same_type else (Role.MENTION, True)


def _after_semicolon(
    state: _State, head: Reference | None, reference: Reference, *, acting: bool, placed: bool
) -> tuple[Role, bool]:
    """A semicolon starts a new item, unless it stands in a list of what the head amended.

    There the documents are older than the head and bare of dates, which items are not; or only
    places of the head are acted on (`placed`): "Điều 2 Thông tư A sửa đổi Thông tư B; Thông tư C".
    """
    if state is not _State.DESCRIBED or head is None or not (acting and reference.is_older(head)):
        return Role.TARGET, reference.sure
    if placed or (head.day and not reference.day):
        return Role.MENTION, True
    return Role.TARGET, False


def _acts_on_others(text: str, reference: Reference) -> bool:
    """Whether the title after a document says that it amends others."""
    return _ACTING.search(text, reference.end, reference.end + 160) is not None


def _after_amenders(first: Reference | None, reference: Reference, text: str) -> tuple[Role, bool]:
    """A document in a row with those that amended the one acted on.

    Only normative documents amend; one with a title of its own that does not amend is acted on.
    """
    if reference.target.number is not None and reference.target.number.year is None:
        return Role.TARGET, True
    own_title = reference.described(text)
    if own_title and not _acts_on_others(text, reference):
        return Role.TARGET, first is not None and reference.is_older(first)
    return Role.MENTION, True
