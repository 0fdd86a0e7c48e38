"""The sweep: every basis compared with the law in force today, marks set, told and cleared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luatsong.knowledge.models import Basis, Item, Recall, Watch
from luatsong.knowledge.recall_drafts import drafted
from luatsong.knowledge.recall_judging import Verdict
from luatsong.knowledge.recall_looking import Look, Seen, looks, seen_of
from luatsong.knowledge.recall_telling import tell
from luatsong.knowledge.recall_wording import LONGEST_WORDS

# Public, on its way to be, or never public yet; what was taken away waits for nobody.
WATCHED = Q(live=True) | Q(first_published_at__isnull=True) | Q(go_live_at__isnull=False)
_BATCH = 200
_Key = tuple[int, int, str, str, bool]


@dataclass(slots=True)
class Swept:
    """What a sweep did: bases judged, marks set and resolved, warnings of days to come, told."""

    judged: int = 0
    marked: int = 0
    resolved: int = 0
    warned: int = 0
    told: int = 0


@dataclass(slots=True)
class _Marks:
    """The open marks of some items: by basis, and those whose basis was written anew."""

    by_basis: dict[tuple[int, bool], Recall] = field(default_factory=dict)
    loose: dict[_Key, Recall] = field(default_factory=dict)
    new: list[Recall] = field(default_factory=list)
    changed: list[Recall] = field(default_factory=list)


def sweep(now: datetime | None = None, *, full: bool = False) -> Swept:
    """Compare bases with the law as it stands today and is known now; set and clear marks.

    Only what may have changed is judged: bases whose pin, document or day is another than at the
    last look. `full` judges all. Safe to run at any time, again, and twice at once.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    done = Swept()
    bases = seen_of(Basis.objects.all())
    stale = [basis for basis in bases if full or not basis.is_fresh(today)]
    found = list(looks(stale, today))
    drafts = list(looks(drafted(bases), today))
    with transaction.atomic():
        _write(found, today, now)
        _mark(bases, found, drafts, now, done)
    done.judged = len(found) + len(drafts)
    done.told = tell(now)
    return done


def _write(found: Sequence[Look], today: date, now: datetime) -> None:
    """Keep what was found; a pin that was edited meanwhile is looked at again next time."""
    Basis.objects.bulk_update(
        [
            Basis(
                pk=look.basis.pk,
                state=look.verdict.state,
                checked_at=now,
                changed_on=look.verdict.changed_on,
                cause_id=look.verdict.cause,
            )
            for look in found
        ],
        ["state", "checked_at", "changed_on", "cause"],
        batch_size=_BATCH,
    )
    for look in found:
        if look.pinned:
            Basis.objects.filter(pk=look.basis.pk, words_hash="").update(words_hash=look.pinned)
    keys = [look.basis.pk for look in found]
    known = _watches(keys)
    there = _there(keys)
    new = [look for look in found if look.basis.pk in there and look.basis.pk not in known]
    Watch.objects.bulk_create(
        [_watch(look, Watch(basis_id=look.basis.pk), today, now) for look in new],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    Watch.objects.bulk_update(
        [
            _watch(look, known[look.basis.pk], today, now)
            for look in found
            if look.basis.pk in known
        ],
        _WATCHED_FIELDS,
        batch_size=_BATCH,
    )


def _there(bases: Sequence[int]) -> set[int]:
    """Of these bases, those nobody has taken away meanwhile."""
    found: set[int] = set()
    for start in range(0, len(bases), _BATCH):
        chunk = Basis.objects.filter(pk__in=bases[start : start + _BATCH])
        found |= set(chunk.values_list("pk", flat=True))
    return found


_WATCHED_FIELDS = [
    "seen",
    "reason",
    "changed_on",
    "applied_at",
    "cause",
    "coming",
    "coming_on",
    "coming_cause",
    "words",
    "checked_at",
]


def _watches(bases: Sequence[int]) -> dict[int, Watch]:
    found: dict[int, Watch] = {}
    for start in range(0, len(bases), _BATCH):
        chunk = Watch.objects.filter(basis__in=bases[start : start + _BATCH])
        found |= {row.basis_id: row for row in chunk}
    return found


def _watch(look: Look, row: Watch, today: date, now: datetime) -> Watch:
    verdict = look.verdict
    row.seen = look.basis.stamp(today)
    row.reason, row.changed_on, row.applied_at = (
        verdict.reason,
        verdict.changed_on,
        verdict.applied_at,
    )
    row.cause_id, row.coming, row.coming_on = verdict.cause, verdict.coming, verdict.coming_on
    row.coming_cause_id = verdict.coming_cause
    # A correction leaves the store without them; then those of an earlier look are kept.
    row.words = look.words[:LONGEST_WORDS] or row.words
    row.checked_at = now
    return row


def _mark(
    bases: Sequence[Seen],
    found: Sequence[Look],
    drafts: Sequence[Look],
    now: datetime,
    done: Swept,
) -> None:
    """Open, change and resolve marks, and say on each item what became of its bases."""
    fresh = {look.basis.pk: look for look in found}
    verdicts = {
        basis.pk: fresh[basis.pk].verdict if basis.pk in fresh else basis.verdict for basis in bases
    }
    pins = {look.basis.pk: look.basis for look in found}
    watched = set(Item.objects.filter(WATCHED).values_list("pk", flat=True))
    marks = _open_marks()
    words = {row.basis_id: row.words for row in _unsound_words(found)}
    for basis in bases:
        if basis.item_id in watched:
            seen = pins.get(basis.pk, basis)
            _mark_basis(seen, verdicts[basis.pk], marks, words.get(basis.pk, ""), now, done)
    for look in drafts:  # after the bases: a place that has gone live keeps its mark
        if look.basis.item_id in watched:
            _mark_basis(look.basis, look.verdict, marks, look.words, now, done)
    for recall in (*marks.by_basis.values(), *marks.loose.values()):
        gone = recall.item_id not in watched
        _resolve(recall, Recall.How.WITHDRAWN if gone else Recall.How.REVISED, now, marks, done)
    Recall.objects.bulk_update(marks.changed, _MARK_FIELDS, batch_size=_BATCH)
    # Another process may have made the same mark: one is enough.
    Recall.objects.bulk_create(marks.new, batch_size=_BATCH, ignore_conflicts=True)
    _say_on_items(bases, verdicts, now)


_MARK_FIELDS = ["basis", "reason", "cause", "changed_on", "resolved_at", "how"]


def _unsound_words(found: Iterable[Look]) -> Iterable[Watch]:
    keys = [look.basis.pk for look in found if not look.verdict.sound or look.verdict.coming]
    return _watches(keys).values()


def _open_marks() -> _Marks:
    marks = _Marks()
    for recall in Recall.objects.filter(resolved_at__isnull=True):
        if recall.basis_id is None and _key(recall) not in marks.loose:
            marks.loose[_key(recall)] = recall
        elif recall.basis_id is None:  # two looks at once made it twice: one goes
            marks.by_basis[-recall.pk, recall.ahead] = recall
        else:
            marks.by_basis[recall.basis_id, recall.ahead] = recall
    return marks


def _key(recall: Recall) -> _Key:
    return (
        recall.item_id,
        recall.document_id,
        recall.address,
        recall.words_hash,
        recall.ahead,
    )


def _mark_basis(
    basis: Seen, verdict: Verdict, marks: _Marks, words: str, now: datetime, done: Swept
) -> None:
    for ahead in (False, True):
        reason = verdict.coming if ahead else ("" if verdict.sound else verdict.reason)
        mark = marks.by_basis.pop((basis.pk, ahead), None)
        key = (basis.item_id, basis.document_id, basis.address, basis.words_hash, ahead)
        if mark is None and reason:
            mark = marks.loose.pop(key, None)
        if mark is not None and (not reason or mark.words_hash != basis.words_hash):
            repinned = mark.words_hash != basis.words_hash
            how = Recall.How.REVISED if repinned else Recall.How.RESTORED
            if ahead and not verdict.sound:
                how = Recall.How.PASSED
            _resolve(mark, how, now, marks, done)
            mark = None
        if reason and mark is None:
            marks.new.append(_new_mark(basis, verdict, words, now, ahead=ahead))
            done.warned += ahead
            done.marked += not ahead
        elif mark is not None and reason:
            _update(mark, basis, verdict, marks)


def _new_mark(basis: Seen, verdict: Verdict, words: str, now: datetime, *, ahead: bool) -> Recall:
    return Recall(
        item_id=basis.item_id,
        basis_id=basis.basis_id,
        document_id=basis.document_id,
        address=basis.address,
        words_hash=basis.words_hash,
        ahead=ahead,
        reason=verdict.coming if ahead else verdict.reason,
        cause_id=verdict.coming_cause if ahead else verdict.cause,
        changed_on=verdict.coming_on if ahead else verdict.changed_on,
        applied_at=min(max(verdict.applied_at or now, basis.there_since), now),
        detected_at=now,
        before=words,
    )


def _update(mark: Recall, basis: Seen, verdict: Verdict, marks: _Marks) -> None:
    """The same mark, of which more or something else is known now."""
    said = (
        (verdict.coming, verdict.coming_cause, verdict.coming_on)
        if mark.ahead
        else (verdict.reason, verdict.cause, verdict.changed_on)
    )
    if (mark.reason, mark.cause_id, mark.changed_on, mark.basis_id) == (*said, basis.basis_id):
        return
    mark.reason, mark.cause_id, mark.changed_on = said
    mark.basis_id = basis.basis_id
    marks.changed.append(mark)


def _resolve(mark: Recall, how: Recall.How, now: datetime, marks: _Marks, done: Swept) -> None:
    mark.resolved_at, mark.how = now, how
    marks.changed.append(mark)
    done.resolved += not mark.ahead


def _say_on_items(bases: Sequence[Seen], verdicts: dict[int, Verdict], now: datetime) -> None:
    """Set the state of every item whose bases tell another than it bears."""
    affected: dict[int, datetime | None] = {}
    for basis in bases:
        verdict = verdicts[basis.pk]
        if not verdict.sound:
            known = affected.get(basis.item_id)
            times = [at for at in (known, verdict.applied_at) if at]
            affected[basis.item_id] = min(times, default=None)
    marked = Item.BasisState.AFFECTED
    rows = Item.objects.filter(Q(basis_state=marked) | Q(pk__in=list(affected)))
    have = {
        pk: (state, at) for pk, state, at in rows.values_list("pk", "basis_state", "affected_since")
    }
    for pk, (state, at) in have.items():
        if pk not in affected and state == marked:
            Item.objects.filter(pk=pk).update(
                basis_state=Item.BasisState.SOUND, affected_since=None
            )
        elif pk in affected and (state != marked or at is None):
            Item.objects.filter(pk=pk).update(
                basis_state=marked, affected_since=affected[pk] or now
            )
