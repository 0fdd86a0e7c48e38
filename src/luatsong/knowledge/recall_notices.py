"""What readers of an item are told of the law under it, worked out when they read it.

Not dependent on the sweep: where the law has moved since the last look, it is judged now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import reverse

from luatsong.knowledge.models import Item
from luatsong.knowledge.recall_judging import Verdict
from luatsong.knowledge.recall_looking import Seen, looks, seen_of_items
from luatsong.knowledge.recall_names import Cause, causes, name_of
from luatsong.knowledge.recall_wording import EVERY, sentence, short

# Places without a wording of today: there is nothing to compare.
_NOWHERE = frozenset({"gone", "withdrawn"})


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """What is told of one basis.

    `ahead`: of a day to come. `compare` is the address where the two wordings stand side by side
    ("" where there are none), `place` that of the law as it is now, `cause_link` that of the text
    that made the change.
    """

    text: str
    short: str
    ahead: bool
    name: str
    since: date | None
    compare: str = ""
    place: str = ""
    cause: str = ""
    cause_link: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told of an item: `affected` when something it rests on has changed already."""

    lines: tuple[NoticeLine, ...]

    @property
    def affected(self) -> bool:
        """Whether the law under it is no longer as its author read it."""
        return any(not line.ahead for line in self.lines)

    @property
    def now(self) -> list[NoticeLine]:
        """What has changed."""
        return [line for line in self.lines if not line.ahead]

    @property
    def ahead(self) -> list[NoticeLine]:
        """What will change on a known day."""
        return [line for line in self.lines if line.ahead]

    @property
    def since(self) -> date | None:
        """The first day of all that has changed."""
        return min((line.since for line in self.now if line.since), default=None)


def notice(item: Item, today: date) -> Notice | None:
    """What the page of an item tells of the law under it; None when there is nothing to tell.

    Two queries at most, one when nothing is to tell; some more while the law has just moved and no
    sweep has come by yet (for half a minute), whose answer is kept.
    """
    rows = seen_of_items([item.pk])
    found = _verdicts(rows, today)
    return _notice(rows, found, _causes(found.values()))


def notices(items: Iterable[Item], today: date) -> dict[int, Notice]:
    """By key of the item: the same for a list, without links to causes. One query."""
    keys = [item.pk for item in items]
    if not keys:
        return {}
    by_item: dict[int, list[Seen]] = {}
    for row in seen_of_items(keys):
        by_item.setdefault(row.item_id, []).append(row)
    found = _verdicts([row for rows in by_item.values() for row in rows], today)
    told = {pk: _notice(rows, found, {}) for pk, rows in by_item.items()}
    return {pk: one for pk, one in told.items() if one is not None}


def _verdicts(rows: Sequence[Seen], today: date) -> dict[int, Verdict]:
    """The verdicts that stand today; those nobody has looked at since are kept for a while."""
    found = {row.pk: row.verdict for row in rows if row.is_fresh(today)}
    stale = {row.pk: f"recall:{row.stamp(today)}" for row in rows if row.pk not in found}
    if not stale:
        return found
    kept: dict[str, Verdict] = cache.get_many(list(stale.values()))
    found |= {pk: kept[key] for pk, key in stale.items() if key in kept}
    new = {
        look.basis.pk: look.verdict
        for look in looks([row for row in rows if row.pk not in found], today)
    }
    cache.set_many({stale[pk]: verdict for pk, verdict in new.items()}, EVERY * 3)
    return found | new


def _causes(verdicts: Iterable[Verdict]) -> dict[int, Cause]:
    told = [one for one in verdicts if not one.sound or one.coming]
    return causes(pk for one in told for pk in (one.cause, one.coming_cause))


def _notice(
    rows: Sequence[Seen], found: dict[int, Verdict], known: dict[int, Cause]
) -> Notice | None:
    lines: list[NoticeLine] = []
    for row in rows:
        verdict = found[row.pk]
        if not verdict.sound:
            lines.append(_line(row, verdict.reason, verdict.changed_on, verdict.cause, known))
        elif verdict.coming:
            lines.append(
                _line(
                    row,
                    verdict.coming,
                    verdict.coming_on,
                    verdict.coming_cause,
                    known,
                    ahead=True,
                )
            )
    return Notice(tuple(dict.fromkeys(lines))) if lines else None


def _line(
    row: Seen,
    reason: str,
    since: date | None,
    cause: int | None,
    known: dict[int, Cause],
    *,
    ahead: bool = False,
) -> NoticeLine:
    name = name_of(row.type_code, row.type_name, row.number, row.title, row.address)
    by = known.get(cause or 0)
    if by is not None and by.slug == row.slug:  # it ends by its own term
        by = None
    there = reason not in _NOWHERE
    return NoticeLine(
        text=sentence(reason, place=name, since=since, by=by.label if by else "", coming=ahead),
        short=short(reason),
        ahead=ahead,
        name=name,
        since=since,
        compare=compare_link(row.slug, row.address, row.as_of, since if ahead else None)
        if there
        else "",
        place=_place_link(row.slug, row.address, since if ahead else None)
        if reason != "withdrawn"
        else "",
        cause=by.label if by else "",
        cause_link=_place_link(by.slug, by.address, None) if by else "",
    )


def compare_link(slug: str, address: str, old: date, new: date | None) -> str:
    """Where the wordings of two days stand side by side; `new` None is today."""
    values = {"cu": slug, "ngay-cu": old.isoformat(), "moi": slug}
    if new is not None:
        values["ngay-moi"] = new.isoformat()
    if address:
        values["tai"] = address
    return f"{reverse('portal:compare')}?{urlencode(values)}"


def _place_link(slug: str, address: str, day: date | None) -> str:
    query = f"?ngay={day.isoformat()}" if day else ""
    if not address:
        return reverse("portal:document", args=[slug]) + query
    return reverse("portal:provision", args=[slug, address]) + query
