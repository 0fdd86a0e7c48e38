"""The life of a document: its force as a whole, day by day, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vnlaw.effects import Verb
from vnlaw.lexicon import load
from vnlaw.versions import periods
from vnlaw.versions.acts import Act, Acts
from vnlaw.versions.model import Entry, Period, Reason, State, Word

# A correction changes no rule: it gives the right words of the rule that was there.
_CHANGING = frozenset((Verb.AMEND, Verb.REPLACE, Verb.REPLACE_PHRASE, Verb.REPEAL))

Dated = tuple[Act, tuple[Period, ...]]  # an act and the days on which it holds


@dataclass(frozen=True, slots=True)
class End:
    """A way in which a document ends, and the days on which it is ended."""

    period: Period
    reason: Reason
    territory: str = ""


class Lives:
    """Lives of all documents of a register, worked out as they are asked for."""

    def __init__(self, acts: Acts) -> None:
        self.acts = acts
        self._ends: dict[str, tuple[End, ...]] = {}
        self._asking: set[str] = set()

    def ends(self, entry: Entry) -> tuple[End, ...]:
        """Everything that ends a document as a whole."""
        if entry.key in self._ends:
            return self._ends[entry.key]
        if entry.key in self._asking:  # each lays down the details of the other
            return ()
        self._asking.add(entry.key)
        found = (*self._own_end(entry), *self._by_acts(entry), *self._with_parents(entry))
        self._asking.discard(entry.key)
        self._ends[entry.key] = found
        return found

    def suspensions(self, entry: Entry) -> Iterator[Dated]:
        """Acts that suspend the whole document, everywhere or in one area, with their days."""
        for act in self.acts.on.get(entry.key, ()):
            if act.suspends and act.whole:
                yield act, self.acts.periods(act)

    def states(self, entry: Entry, kept: Sequence[Dated] = ()) -> tuple[State, ...]:
        """The force of the document from its issue on; states follow each other without gaps.

        `kept` are the acts that keep provisions of it alive although it has ended.
        """
        if entry.start is None:
            day = entry.issued or date.min
            return (State("", Word.UNKNOWN, day),)
        changes = [
            (act, self.acts.periods(act))
            for act in self.acts.on.get(entry.key, ())
            if _is_partial(act) and act.effect.verb is not Verb.CONTINUE
        ]
        suspensions = list(self.suspensions(entry))
        ends = self.ends(entry)
        days = {entry.first, entry.start}
        days |= periods.edges(end.period for end in ends)
        days |= periods.edges(p for _, ps in (*suspensions, *changes, *kept) for p in ps)
        if entry.unsuited:
            days |= periods.edges([entry.unsuited])
        return _joined(
            self._state(entry, stretch, ends, suspensions, changes, kept)
            for stretch in periods.stretches(day for day in days if day >= entry.first)
        )

    def _state(
        self,
        entry: Entry,
        stretch: Period,
        ends: tuple[End, ...],
        suspensions: Sequence[Dated],
        changes: Sequence[Dated],
        kept: Sequence[Dated],
    ) -> State:
        day = stretch.start

        def state(word: Word, *reasons: Reason) -> State:
            return State("", word, day, stretch.end, reasons)

        over = [end.reason for end in ends if end.period.holds(day) and not end.territory]
        if over:
            alive = [act.reason() for act in _holding(kept, day)]
            return state(Word.PARTLY_ENDED if alive else Word.ENDED, *over, *alive)
        if entry.start is None or day < entry.start:
            return state(Word.NOT_YET)
        resting = _holding(suspensions, day)
        if any(act.stops for act in resting):
            return state(Word.SUSPENDED, *(act.reason() for act in resting if act.stops))
        if entry.unsuited and entry.unsuited.holds(day):
            return state(Word.UNSUITED, *_unsuited(entry))
        local = [end.reason for end in ends if end.period.holds(day)]
        holding = _holding(changes, day)
        partly = [act.reason() for act in (*resting, *holding) if act.suspends]
        if partly:
            return state(Word.PARTLY_SUSPENDED, *partly)
        ended = [act.reason() for act in holding if act.effect.verb in _CHANGING]
        if ended or local:
            return state(Word.PARTLY_ENDED, *ended, *local)
        return state(Word.IN_FORCE, *(act.reason() for act in holding))

    def _own_end(self, entry: Entry) -> Iterator[End]:
        """Its own term, unless it was extended."""
        for act in self.acts.on.get(entry.key, ()):
            over = act.effect.verb is Verb.EXPIRE and act.whole and act.effect.target.own
            if over and self.acts.event(act.key, act.effect) and self.acts.periods(act):
                # "… hoặc đến khi luật mới có hiệu lực": whichever is first.
                yield End(Period(act.start), act.reason())
        if entry.end is None:
            return
        end: date | None = entry.end
        reason = Reason("", entry.number.text if entry.number else entry.key, "", entry.end)
        for act in self.acts.on.get(entry.key, ()):
            verb = act.effect.verb
            if verb is Verb.EXPIRE and act.whole and act.start == entry.end:
                reason = act.reason()
            lengthens = verb is Verb.EXTEND or (verb is Verb.CONTINUE and act.whole)
            if lengthens and act.start <= entry.end and self.acts.periods(act):
                end = act.effect.end
        if end is not None:
            yield End(Period(end), reason)

    def _by_acts(self, entry: Entry) -> Iterator[End]:
        kept = self._kept(entry)
        for act in self.acts.on.get(entry.key, ()):
            if not act.ends:
                continue
            later = [one for one in kept if _outlasts(one, act)]
            until = self._kept_until(later)
            if later and until is None:
                continue
            for period in self.acts.periods(act):
                start = max(period.start, until) if until else period.start
                if period.end is None or start < period.end:
                    yield End(Period(start, period.end), act.reason(), act.effect.territory)

    def _kept(self, entry: Entry) -> list[Act]:
        """What says that a document as a whole lives on."""
        return [
            act
            for act in self.acts.on.get(entry.key, ())
            if act.effect.verb is Verb.CONTINUE and act.whole and self.acts.periods(act)
        ]

    def _with_parents(self, entry: Entry) -> Iterator[End]:
        """The three regimes of texts that lay down details (requirements of Art 57)."""
        parents = [self.acts.entries.get(key) for key in entry.details]
        if not parents:
            return
        days: list[tuple[date, Entry]] = []
        for parent in parents:
            first = self._first_end(parent) if parent is not None else None
            if parent is None or first is None:
                return  # one of the texts it details still lives
            days.append((first, parent))
        day, last = max(days, key=lambda found: (found[0], found[1].key))
        regime = next(
            row
            for row in load("validity")["regime"]
            if row.get("from", date.min) <= day < row.get("to", date.max)
        )
        kept = self._kept(entry)
        if regime["outcome"] == "continues":
            return
        end = self._kept_until(kept)
        if kept and end is None:
            return
        name = last.number.text if last.number else last.key
        quote = load("validity")["reasons"]["parent-ended"].format(
            parent=name, source=regime["source"]
        )
        yield End(Period(max(day, end) if end else day), Reason("", name, quote, day))

    @staticmethod
    def _kept_until(kept: list[Act]) -> date | None:
        """Until when announcements keep a text alive; None where without term (or none)."""
        if not kept or any(act.end is None for act in kept):
            return None
        return max(act.end for act in kept if act.end is not None)

    def _first_end(self, entry: Entry) -> date | None:
        found = [end.period.start for end in self.ends(entry) if not end.territory]
        return min(found, default=None)


def _holding(acts: Sequence[Dated], day: date) -> list[Act]:
    return [act for act, days in acts if periods.holds(days, day)]


def _outlasts(keeping: Act, ending: Act) -> bool:
    """Whether a text lives on although another ends it: said with that end, or after it.

    What was said before it gives way to the later text (Luật 64/2025/QH15 Art 58).
    """
    if keeping.effect.territory not in ("", ending.effect.territory):
        return False
    if keeping.source.key == ending.source.key:
        return True
    said, ended = keeping.source.issued, ending.source.issued
    return said is not None and ended is not None and said >= ended


def _unsuited(entry: Entry) -> Iterator[Reason]:
    """Why a person said that it is no longer suited."""
    if entry.unsuited and entry.unsuited_reason:
        name = entry.number.text if entry.number else entry.key
        yield Reason("", name, entry.unsuited_reason, entry.unsuited.start)


def _is_partial(act: Act) -> bool:
    """Whether an act touches some provisions, or their words, and not the document as a whole."""
    if act.effect.target.own and act.effect.verb in (Verb.TAKE_EFFECT, Verb.EXPIRE):
        return False
    return not act.whole


def _joined(states: Iterator[State]) -> tuple[State, ...]:
    """Neighbours that say the same become one."""
    result: list[State] = []
    for state in states:
        last = result[-1] if result else None
        if last and (last.word, last.reasons) == (state.word, state.reasons):
            result[-1] = State("", last.word, last.valid_from, state.valid_to, last.reasons)
        else:
            result.append(state)
    return tuple(result)
