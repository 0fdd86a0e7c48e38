"""The history of a document in Akoma Ntoso: life cycle, modifications, temporal groups.

Standard: Akoma Ntoso 3.0 part 2, sections 5.6 (lifecycle), 5.7 (analysis), 5.9 (temporalData).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from lxml import etree

from vnlaw.akn.writing import NAMESPACE, Ids, add
from vnlaw.lexicon import load

Interval = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Modification:
    """One thing done by, or to, the document that is written.

    `verb` is a value of `vnlaw.effects.Verb`, or "renumber". `other` is the FRBR work address of
    the document on the other side (`vnlaw.akn.identify(metadata).work`), `other_address` the
    provision there; `address` the provision of the document that is written; "" for the whole.
    `[start, end)` are the days on which it holds; None where they are not known.
    """

    verb: str
    other: str
    address: str = ""
    other_address: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a document (`passive`), what it does to others (`active`).

    `intervals` gives for an address the half-open days on which the words that are written hold;
    an address that is not there holds as long as the document does.
    """

    passive: tuple[Modification, ...] = ()
    active: tuple[Modification, ...] = ()
    intervals: Mapping[str, Interval] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.passive or self.active or self.intervals)


@cache
def _names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = load("akn")["verbs"]
    return names


class Chronicle:
    """Writes one history into the `meta` of a document whose body is already written.

    `elements` are the elements of the provisions by their addresses.
    """

    def __init__(
        self,
        meta: etree._Element,
        editor: str,
        ids: Ids,
        elements: Mapping[str, etree._Element],
    ) -> None:
        self._meta = meta
        self._source = f"#{editor}"
        self._ids = ids
        self._elements = elements
        self._events: dict[date, str] = {}
        self._groups: dict[Interval, str] = {}

    def write(self, history: History) -> None:
        """Append everything; modifications of unknown verbs are left out, as they have no name."""
        self._lifecycle(history)
        self._analysis(history)
        for address, interval in history.intervals.items():
            element = self._elements.get(address)
            group = self._group(interval) if element is not None else ""
            if element is not None and group:
                element.set("period", f"#{group}")

    def _lifecycle(self, history: History) -> None:
        lifecycle = self._child("lifecycle")
        for event in lifecycle:
            self._events.setdefault(date.fromisoformat(event.get("date")), event.get("eId"))
        for mod in sorted(history.passive, key=_by_day):
            if mod.start and mod.verb in _names():
                self._event(lifecycle, mod.start, _names()[mod.verb]["event"], mod.other)
        modifications = (*history.passive, *history.active)
        days = {day for mod in modifications for day in (mod.start, mod.end)}
        days |= {day for interval in history.intervals.values() for day in interval}
        for day in sorted(filter(None, days)):
            self._event(lifecycle, day, "amendment", "")
        if len(lifecycle) == 0:
            self._meta.remove(lifecycle)

    def _event(self, lifecycle: etree._Element, day: date, kind: str, by: str) -> None:
        if day not in self._events:
            self._events[day] = self._ids.take(f"eventRef_{day.isoformat()}")
            add(
                lifecycle,
                "eventRef",
                eId=self._events[day],
                date=day.isoformat(),
                source=self._source,
                type=kind,
                href=by,
            )

    def _analysis(self, history: History) -> None:
        sides = (
            ("activeModifications", _named(history.active), False),
            ("passiveModifications", _named(history.passive), True),
        )
        if not any(mods for _, mods, _ in sides):
            return
        analysis = self._child("analysis")
        for tag, mods, passive in sides:
            if mods:
                self._modifications(add(analysis, tag), mods, passive=passive)

    def _modifications(
        self, parent: etree._Element, mods: Sequence[Modification], *, passive: bool
    ) -> None:
        step = "pmod" if passive else "amod"
        for count, mod in enumerate(mods, start=1):
            names = _names()[mod.verb]
            eid = self._ids.take(f"{step}_{count}")
            element = add(parent, names["element"], eId=eid, type=names["type"])
            here = self._here(mod.address)
            there = f"{mod.other}/~{mod.other_address}" if mod.other_address else mod.other
            source, target = (there, here) if passive else (here, there)
            add(element, "source", href=source)
            add(element, "destination", href=target)
            group = self._group((mod.start, mod.end))
            if group:
                efficacy = names["element"] == "efficacyMod"
                add(element, "efficacy" if efficacy else "force", period=f"#{group}")

    def _here(self, address: str) -> str:
        element = self._elements.get(address)
        # A provision that is not in this version (repealed) is named by its address alone.
        return (
            f"#{element.get('eId')}" if element is not None else f"#~{address}" if address else "#"
        )

    def _group(self, interval: Interval) -> str:
        """The temporal group of an interval, "" for one without any known day."""
        start, end = interval
        if start is None and end is None:
            return ""
        if interval not in self._groups:
            data = self._child("temporalData")
            eid = self._ids.take(f"temporalGroup_{len(data) + 1}")
            self._groups[interval] = eid
            add(
                add(data, "temporalGroup", eId=eid),
                "timeInterval",
                start=f"#{self._events[start]}" if start else "",
                end=f"#{self._events[end]}" if end else "",
                refersTo=f"#{self._in_force()}",
            )
        return self._groups[interval]

    def _in_force(self) -> str:
        references = self._child("references")
        for concept in references.iter(f"{{{NAMESPACE}}}TLCConcept"):
            if concept.get("eId") == "in-force":
                return "in-force"
        add(
            references,
            "TLCConcept",
            eId="in-force",
            href="/akn/ontology/concept/vn/in-force",
            showAs="Có hiệu lực",
        )
        return "in-force"

    def _child(self, tag: str) -> etree._Element:
        """The child of `meta` of that name, made at its place where it is missing."""
        found = self._meta.find(f"{{{NAMESPACE}}}{tag}")
        if found is None:
            found = add(self._meta, tag, source=self._source)
            order = ("identification", "lifecycle", "analysis", "temporalData", "references")
            rank = {f"{{{NAMESPACE}}}{name}": at for at, name in enumerate(order)}
            self._meta[:] = sorted(self._meta, key=lambda child: rank[child.tag])
        return found


def _named(mods: Iterable[Modification]) -> list[Modification]:
    return sorted((mod for mod in mods if mod.verb in _names()), key=_by_day)


def _by_day(mod: Modification) -> tuple[date, str, str]:
    return mod.start or date.max, mod.other, mod.address
