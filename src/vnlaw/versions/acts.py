"""Acts: effects with their source and target found in the register, and the days they hold.

An act happens only if its source is in force on the day it starts. What is done stays done when the
source ends later; while the source is suspended its acts rest, so that suspending a replacement
revives what it replaced (Luật 64/2025/QH15 Art 56).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vnlaw.consolidation.from_effects import settled
from vnlaw.effects import Effect, Place, Verb
from vnlaw.lexicon import load
from vnlaw.text import fold
from vnlaw.versions import periods
from vnlaw.versions.model import Entry, Noted, Period, Reason, Register

_ENDING = frozenset((Verb.REPEAL, Verb.REPLACE))
_ON_ITSELF = frozenset((Verb.ISSUE, Verb.TAKE_EFFECT, Verb.EXPIRE, Verb.EXTEND))
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Act:
    """An effect that is to happen: `key` is "<source key>#<order>"."""

    key: str
    source: Entry
    target: str
    effect: Effect
    start: date
    end: date | None

    @property
    def whole(self) -> bool:
        """Whether it acts on the document as a whole."""
        effect = self.effect
        return not (effect.places or effect.units or effect.phrase or effect.into or effect.scope)

    @property
    def ends(self) -> bool:
        """Whether it ends the document it acts on."""
        return self.whole and self.effect.verb in _ENDING

    @property
    def suspends(self) -> bool:
        """Whether it suspends the document, or provisions of it."""
        return self.effect.verb is Verb.SUSPEND

    @property
    def stops(self) -> bool:
        """Whether it suspends the whole document everywhere."""
        return self.suspends and self.whole and not self.effect.territory

    @property
    def rank(self) -> tuple[date, date, str, int]:
        """The order in which acts happen."""
        return (self.start, self.source.issued or date.min, self.source.key, self.effect.order)

    def reason(self) -> Reason:
        """The act as a reason for what it brings about."""
        source = self.source
        name = source.number.text if source.number else source.key
        return Reason(self.key, name, self.effect.quote.text, self.start)


class Acts:
    """All acts of a register, by target, and on which days each holds."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.entries = {entry.key: entry for entry in register.entries}
        self.on: dict[str, list[Act]] = defaultdict(list)
        self.found: dict[str, list[Noted]] = defaultdict(list)
        self._by_number: dict[str, list[Entry]] = defaultdict(list)
        self._known: dict[str, tuple[Period, ...]] = {}
        self._happened: set[str] = set()
        for entry in register.entries:
            if entry.number:
                self._by_number[entry.number.key].append(entry)
        for entry in register.entries:
            for act in self._acts(entry):
                self.on[act.target].append(act)
        for acts in self.on.values():
            acts.sort(key=lambda act: act.rank)
        self._happen()

    # --- when acts hold ----------------------------------------------------------------------

    def periods(self, act: Act) -> tuple[Period, ...]:
        """The days on which an act holds; () where it never happens."""
        if act.key not in self._happened:
            return ()
        known = self._known.get(act.key)
        if known is None:
            known = self._known[act.key] = self._periods(act)
        return known

    def _happen(self) -> None:
        """Let acts happen one after the other; each needs a living source on its first day.

        Whether an act happens depends on earlier ones only, so this always ends, and of documents
        that undo each other the first one does.
        """
        for act in sorted((a for acts in self.on.values() for a in acts), key=lambda a: a.rank):
            killer = self._killer(act)
            if killer is None:
                self._happened.add(act.key)
            else:
                mutual = killer.source.key == act.target
                self._note("effect-cycle" if mutual else "effect-of-dead-source", act)

    def _periods(self, act: Act) -> tuple[Period, ...]:
        end = act.end or self._resumed(act)
        if end is not None and end <= act.start:
            return ()
        rests = [
            period
            for other in self.on.get(act.source.key, ())
            # Later acts only: an act whose source rests on its first day does not happen.
            if other.stops and other.rank > act.rank
            if other.key in self._happened
            for period in self._periods(other)
        ]
        return periods.without(Period(act.start, end), rests)

    def _killer(self, act: Act) -> Act | None:
        """What ended or suspended the source before the act; itself where its own term was over."""
        source = act.source
        if source.end is not None and source.end < act.start:
            return act
        for other in self.on.get(source.key, ()):
            if other.rank >= act.rank or other.key not in self._happened:
                continue
            kills = other.stops or (other.ends and not other.effect.territory)
            if kills and periods.holds(self._periods(other), act.start):
                return other
        return None

    def _resumed(self, act: Act) -> date | None:
        """When a suspension is ended by a resumption."""
        if not act.suspends:
            return None
        days = [
            other.start
            for other in self.on.get(act.target, ())
            if other.effect.verb is Verb.RESUME
            and other.start >= act.start
            and other.effect.territory in ("", act.effect.territory)
            and (other.whole or other.effect.places == act.effect.places)
        ]
        return min(days, default=None)

    # --- from effects to acts ----------------------------------------------------------------

    def _acts(self, entry: Entry) -> Iterator[Act]:
        for effect in settled(entry.effects):
            if effect.summary or effect.verb is Verb.ISSUE:
                continue
            target = self._target(entry, effect)
            if target is None:
                continue
            key = f"{entry.key}#{effect.order}"
            start, end = self._days(effect, target, self.event(key, effect))
            act = Act(key, entry, target.key, effect, start or date.max, end)
            code = self._fault(act, target, start)
            if code:
                self._note(code, act)
            else:
                yield act

    def event(self, key: str, effect: Effect) -> date | None:
        """The day on which the condition of an effect came true."""
        events = self.register.events
        return events.get(key) or (events.get(effect.condition) if effect.condition else None)

    @staticmethod
    def _days(effect: Effect, target: Entry, event: date | None) -> tuple[date | None, date | None]:
        """First day, and first day no longer; the stated ones or an event, whichever is first."""
        if effect.verb is Verb.CORRECT:
            # What was misprinted has been law in its right words from the start.
            return target.first, None
        if effect.start is None:
            return event, effect.end
        if effect.verb is Verb.EXPIRE:
            return min(effect.start, event or effect.start), effect.end
        return effect.start, min(filter(None, (effect.end, event)), default=None)

    def _fault(self, act: Act, target: Entry, start: date | None) -> str:
        """Why an act must wait for a person; "" where it need not."""
        effect = act.effect
        if start is None:
            return "effect-date-unknown"
        if effect.order in act.source.accepted:
            return ""
        if target.key == act.source.key:
            return "" if effect.verb in _ON_ITSELF or not act.whole else "effect-on-itself"
        if effect.verb is Verb.CORRECT:
            early = act.source.issued and target.issued and act.source.issued < target.issued
            return "effect-before-target" if early else ""
        if act.source.issued and start < act.source.issued:
            return "effect-before-issue"
        if target.issued and start < target.issued:
            return "effect-before-target"
        return ""

    def _target(self, entry: Entry, effect: Effect) -> Entry | None:
        if effect.target.own:
            return entry
        number = effect.target.number
        found = self._by_number.get(number.key, []) if number else []
        named = fold(effect.target.issuer)
        if len(found) > 1 and named:
            found = [one for one in found if named in map(fold, one.issuers)] or found
        if len(found) > 1:
            # A number of a province means the document of the issuer's own province.
            found = [other for other in found if set(other.issuers) & set(entry.issuers)] or found
        if len(found) == 1:
            return found[0]
        code = "effect-target-ambiguous" if found else "effect-target-missing"
        self.found[entry.key].append(finding(code, f"{entry.key}#{effect.order}", effect))
        return None

    def _note(self, code: str, act: Act) -> None:
        noted = finding(code, act.key, act.effect)
        for key in dict.fromkeys((act.source.key, act.target)):
            if noted not in self.found[key]:
                self.found[key].append(noted)


def finding(
    code: str, key: str, effect: Effect, *, place: Place | None = None, **values: str
) -> Noted:
    """A finding of `data/validity.toml` about an effect (or one place of it), for the desk."""
    row = load("validity")["findings"][code]
    quote = " ".join(effect.quote.text.split())
    if len(quote) > _LONGEST_QUOTE:
        quote = f"{quote[: _LONGEST_QUOTE - 1].rstrip()}…"
    message = row["message"].format(quote=quote, **values)
    return Noted(code, message, effect.quote.line, row["severity"], key, place)
