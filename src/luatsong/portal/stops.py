"""The life line of a document: its days, and on each what one document did told together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from luatsong.law.selectors.living import EffectRow, Event
from luatsong.portal.addressing import provision_link
from luatsong.portal.wording import verb_words


@dataclass(frozen=True, slots=True)
class Act:
    """What one document did on a day: `label` leads to it, `sums` counts ("sửa đổi 24 chỗ")."""

    label: str
    href: str
    sums: str
    effects: list[EffectRow]


@dataclass(frozen=True, slots=True)
class Stop:
    """The events of one day; `before` is the last day of the words they changed.

    `plain` stand alone; `acts` are documents that did several things.
    """

    day: date
    before: date
    coming: bool
    plain: list[Event]
    acts: list[Act]
    changes: bool  # whether there are words before and after to compare


def stops(events: Sequence[Event], today: date) -> list[Stop]:
    """Events, which are in time, by day."""
    return [_stop(day, list(found), today) for day, found in groupby(events, key=lambda e: e.day)]


def _stop(day: date, events: list[Event], today: date) -> Stop:
    several = Counter(e.effect.source_id for e in events if e.effect)
    plain = [e for e in events if not e.effect or several[e.effect.source_id] == 1]
    told = [e.effect for e in events if e.effect and several[e.effect.source_id] > 1]
    by_source: dict[int, list[EffectRow]] = {}
    for effect in told:
        by_source.setdefault(effect.source_id, []).append(effect)
    acts = [_act(effects) for effects in by_source.values()]
    changes = any(e.effect and not e.effect.own for e in events)
    return Stop(day, day - timedelta(days=1), day > today, plain, acts, changes)


def _act(effects: list[EffectRow]) -> Act:
    first = effects[0]
    return Act(first.source_label, provision_link(first.source_slug), _sums(effects), effects)


def _sums(effects: Iterable[EffectRow]) -> str:
    """ "sửa đổi 24 chỗ, bãi bỏ 2 chỗ"."""
    counts: Counter[str] = Counter()
    for effect in effects:
        counts[effect.verb] += len(effect.places) or 1
    return ", ".join(
        f"{verb_words(verb, 'count').lower()} {count} chỗ" for verb, count in counts.most_common()
    )
