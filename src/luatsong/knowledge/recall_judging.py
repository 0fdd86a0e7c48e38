"""Whether what an item rests on still reads as it did, since when not, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from luatsong.knowledge.models import Basis
from luatsong.knowledge.recall_reading import LawOf, Place, Said
from luatsong.knowledge.recall_wording import AHEAD
from luatsong.law.models import Document
from luatsong.law.selectors.living.moments import holds

# What has become of a basis; words for each are data (`data/recall.toml`).
SOUND, CHANGED, MOVED, GONE, WITHDRAWN = "sound", "changed", "moved", "gone", "withdrawn"
_STATES = {
    SOUND: Basis.State.SOUND,
    CHANGED: Basis.State.CHANGED,
    MOVED: Basis.State.CHANGED,
    GONE: Basis.State.UNKNOWN,
    WITHDRAWN: Basis.State.UNKNOWN,
}


class Pin(NamedTuple):
    """What an author read: a place, the day, and the hash of its words."""

    place: Place
    as_of: date
    words_hash: str

    @classmethod
    def of(cls, basis: Basis) -> Pin:
        """The pin of a basis, stored or not."""
        place = Place(basis.document_id, basis.provision_id, basis.address)
        return cls(place, basis.as_of, basis.words_hash)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What has become of a pin by a day.

    `reason` is one of the words above or a value of `Force.Word` under which nothing holds;
    `changed_on` the first day of the present difference, None where no day is known; `cause` the
    id of the effect that made it; `applied_at` when the store took it in, or the day came.
    `coming_on`, `coming`, `coming_cause` tell the same of the next difference ahead.
    """

    reason: str
    changed_on: date | None = None
    cause: int | None = None
    applied_at: datetime | None = None
    coming: str = ""
    coming_on: date | None = None
    coming_cause: int | None = None

    @property
    def sound(self) -> bool:
        """Whether it reads as pinned and holds."""
        return self.reason == SOUND

    @property
    def state(self) -> str:
        """A value of `Basis.State`."""
        return str(_STATES.get(self.reason, Basis.State.ENDED).value)


def judge(pin: Pin, law: LawOf | None, today: date) -> Verdict:
    """What has become of a pin; `law` is None where its document is not in the store.

    A pin of a day to come (a text explained before it is in force) is judged on that day.
    """
    if law is None or law.document.state != Document.State.PUBLISHED:
        changed = law.document.updated_at if law else None
        return Verdict(WITHDRAWN, applied_at=changed)
    day = max(today, pin.as_of)
    reason = _reason(pin, law, day)
    if reason == SOUND:
        return _ahead(pin, law, day, today)
    since = _since(pin, law, day)
    was, now = law.said(pin.place, _eve(since, pin, day)), law.said(pin.place, day)
    cause, recorded = _cause(law, was, now, since or day, day)
    moments = [recorded, _morning(since) if since and since <= today else None]
    known = [moment for moment in moments if moment]
    return Verdict(reason, since, cause, max(known) if known else None)


def _reason(pin: Pin, law: LawOf, day: date) -> str:
    said = law.said(pin.place, day)
    if not said.word:
        return GONE
    if not said.holds:
        return said.word
    if said.hash == pin.words_hash:
        return SOUND
    return MOVED if pin.place.address and said.address != pin.place.address else CHANGED


def _ahead(pin: Pin, law: LawOf, day: date, today: date) -> Verdict:
    """Sound, with the first known day within reach from which it will not be."""
    horizon = today + timedelta(days=AHEAD)
    for coming in law.days():
        if day < coming <= horizon and (reason := _reason(pin, law, coming)) != SOUND:
            was, then = law.said(pin.place, day), law.said(pin.place, coming)
            cause, _ = _cause(law, was, then, coming, coming)
            return Verdict(SOUND, coming=reason, coming_on=coming, coming_cause=cause)
    return Verdict(SOUND)


def _since(pin: Pin, law: LawOf, day: date) -> date | None:
    """The first day of the difference that lasts until `day`.

    None where the pinned words stood on no day the store knows (a correction, a new reading).
    """
    since = None
    for earlier in reversed([d for d in law.days() if d <= day]):
        if _reason(pin, law, earlier) == SOUND:
            return since
        since = earlier
    return None


def _eve(since: date | None, pin: Pin, day: date) -> date:
    """A day before the difference; the day of the pin, where that is not known."""
    return since - timedelta(days=1) if since else min(pin.as_of, day)


def _cause(
    law: LawOf, was: Said, now: Said, since: date, day: date
) -> tuple[int | None, datetime | None]:
    """The effect behind a difference, and when the store learnt of what makes it."""
    before = {version.pk for version in was.versions}
    after = {version.pk for version in now.versions}
    new = [version for version in now.versions if version.pk not in before]
    ended = [version for version in was.versions if version.pk not in after]
    moments = [version.recorded_from for version in (*new, *ended)]
    causes = [version.effect_id for version in new if version.effect_id]
    causes += [version.end_effect_id for version in ended if version.end_effect_id]
    below = {version.provision_id for version in (*was.versions, *now.versions)} | {None}
    for stretch in law.stretches:
        force = stretch.force
        began = force.valid_from is not None and since <= force.valid_from <= day
        if force.provision_id in below and began and holds(force, day):
            moments.append(stretch.recorded_from)
            if not now.holds or force.provision_id is not None:
                causes += force.reasons
    if not now.holds:
        causes += [version.end_effect_id for version in now.versions if version.end_effect_id]
    if not moments:  # the words differ from those pinned on every day: what made them last
        latest = sorted(now.versions, key=lambda version: version.recorded_from)[-1:]
        causes += [version.effect_id for version in latest if version.effect_id]
        moments = [version.recorded_from for version in latest]
    return next(iter(causes), None), max(moments, default=None)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())
