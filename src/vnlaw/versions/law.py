"""Questions to a history: the law on a day, and the force of a document or a provision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vnlaw.consolidation import Node
from vnlaw.versions.areas import chain
from vnlaw.versions.model import History, Reason, State, Version, Word

_WHOLE = frozenset((Word.NOT_YET, Word.ENDED, Word.SUSPENDED, Word.UNSUITED, Word.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Validity:
    """The force of something on a day, in an official word, and why.

    `territory` names the only area it holds in, "" for all of the document's.
    """

    word: Word
    reasons: tuple[Reason, ...] = ()
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One provision as it stands on a day."""

    version: Version
    validity: Validity
    depth: int

    @property
    def node(self) -> Node:
        """The provision itself."""
        return self.version.node


def law_on(
    history: History, day: date, *, known_at: date | None = None, territory: str = ""
) -> tuple[Standing, ...]:
    """All provisions of a document as they read on `day`, in order, each with its force.

    `known_at` asks what was known then (None: now); `territory` asks for one area ("": all; then
    what was changed for one area only reads as everywhere else).
    Repealed, suspended and not yet valid provisions are there, too: their word says so. Empty
    before the document was issued. Linear in the number of versions.
    """
    areas = chain(territory, history.areas)
    local = {
        (version.node.identity, version.territory)
        for version in history.versions
        if version.territory in areas and _is_known(version, known_at)
    }
    versions = [
        version
        for version in history.versions
        if version.valid_from <= day
        and (version.valid_to is None or day < version.valid_to)
        and _is_known(version, known_at)
        and version.territory == _area_of(version.node.identity, local, areas)
    ]
    states = _States(history, day, known_at, territory)
    below: dict[str | None, list[Version]] = {}
    for version in versions:
        below.setdefault(version.node.parent, []).append(version)
    for siblings in below.values():
        siblings.sort(key=lambda version: version.node.order)
    return tuple(_walk(below, None, states, states.document, 0))


def validity(
    history: History,
    day: date,
    *,
    identity: str = "",
    known_at: date | None = None,
    territory: str = "",
) -> Validity:
    """The force of the document, or of the provision with a lasting identity, on a day."""
    states = _States(history, day, known_at, territory)
    if not identity:
        return states.document
    for standing in law_on(history, day, known_at=known_at, territory=territory):
        if standing.node.identity == identity:
            return standing.validity
    known = [
        version
        for version in history.versions
        if version.node.identity == identity and _is_known(version, known_at)
    ]
    if not known:
        return Validity(Word.UNKNOWN)
    later = all(version.valid_from > day for version in known)
    return Validity(Word.NOT_YET if later else Word.ENDED)


class _States:
    """The states that hold on one day, as known on another, in one area."""

    def __init__(self, history: History, day: date, known_at: date | None, territory: str) -> None:
        self.own: dict[str, State] = {}
        self.reasons = history.reasons
        states = [
            state
            for state in history.states
            if state.valid_from <= day
            and (state.valid_to is None or day < state.valid_to)
            and _is_known(state, known_at)
        ]
        areas = set(chain(territory, history.areas))
        local: list[State] = []
        for state in states:
            if not state.territory or state.territory in areas:
                known = self.own.get(state.identity)
                if known is None or state.territory or state.identity:
                    self.own[state.identity] = state
            elif not state.identity:
                local.append(state)
        self.document = self._document(history, areas, local, territory)

    def _document(
        self, history: History, areas: set[str], local: list[State], territory: str
    ) -> Validity:
        state = self.own.get("")
        found = Validity(state.word, state.reasons) if state else Validity(Word.UNKNOWN)
        area = history.territory
        if area and territory and area not in areas:
            if territory not in chain(area, history.areas):
                return Validity(Word.ENDED if found.word is Word.ENDED else Word.UNKNOWN, (), area)
            found = Validity(found.word, found.reasons, area)
        if local and found.word is Word.IN_FORCE:
            reasons = tuple(reason for state in local for reason in state.reasons)
            rests = all(state.word is Word.SUSPENDED for state in local)
            word = Word.PARTLY_SUSPENDED if rests else Word.PARTLY_ENDED
            found = Validity(word, reasons, found.territory)
        return found


def _walk(
    below: Mapping[str | None, list[Version]],
    parent: str | None,
    states: _States,
    above: Validity,
    depth: int,
) -> Iterator[Standing]:
    for version in below.get(parent, ()):
        node = version.node
        found = _of_provision(node, states, above)
        yield Standing(version, found, depth)
        yield from _walk(below, node.identity, states, found, depth + 1)


def _of_provision(node: Node, states: _States, above: Validity) -> Validity:
    """A provision shares the fate of what it stands in, unless it has one of its own."""
    if above.word in _WHOLE:
        return above
    if node.repealed:
        reason = states.reasons.get(node.origin)
        return Validity(Word.ENDED, (reason,) if reason else (), above.territory)
    state = states.own.get(node.identity) if node.identity else None
    if state is not None:
        return Validity(state.word, state.reasons, above.territory)
    return Validity(Word.IN_FORCE, (), above.territory)


def _is_known(item: Version | State, known_at: date | None) -> bool:
    if known_at is None:
        return item.recorded_to is None
    return item.recorded_from <= known_at and (
        item.recorded_to is None or known_at < item.recorded_to
    )


def _area_of(identity: str, local: Collection[tuple[str, str]], areas: Iterable[str]) -> str:
    """The nearest area for which a provision has a text of its own, "" for none."""
    return next((area for area in areas if (identity, area) in local), "")
