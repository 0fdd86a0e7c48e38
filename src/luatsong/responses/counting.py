"""Reach: a page was read, heard, downloaded, printed. Counted in memory, written in batches.

`seen` may be called from a middleware or a view: it costs microseconds and no query. What the page
is about is asked when the batch is written (`describing`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from luatsong.responses.batches import Batches
from luatsong.responses.describing import Described, described, known_columns
from luatsong.responses.models import Form, Page, PageAudience, Reach

_LONGEST_ADDRESS = 1000
_LONGEST_COLUMN = 60
# Rows of one statement; SQLite takes 32,766 parameters.
_ROWS = 500


class _Key(NamedTuple):
    day: date
    address: str
    form: str
    column: str


class Row(NamedTuple):
    """What one stored count is of."""

    day: date
    page: int
    form: str
    column: str


def seen(address: str, *, form: Form = Form.READ, column: str = "", times: int = 1) -> None:
    """Count that the page at `address` (a path) was used, through the column of an agency or not.

    Whoever calls sorts out programs (`audience.is_reader`). Never raises, never asks the store.
    """
    _batches.add(
        _Key(
            timezone.localdate(), address[:_LONGEST_ADDRESS], form.value, column[:_LONGEST_COLUMN]
        ),
        times,
    )


def flush() -> None:
    """Write what this process has counted."""
    _batches.flush()


def forget() -> None:
    """Drop what this process has counted and not written."""
    _batches.clear()


def pages_of(found: Iterable[Described]) -> dict[str, Page]:
    """The rows of described pages, by address, made and brought up to date. At most 6 queries."""
    wanted = {one.address: one for one in found}
    known = {page.address: page for page in Page.objects.filter(address__in=wanted)}
    new = [_page(one) for address, one in wanted.items() if address not in known]
    changed = [
        _as(known[address], one)
        for address, one in wanted.items()
        if address in known and _differs(known[address], one)
    ]
    Page.objects.bulk_create(new, ignore_conflicts=True)  # another process may have made them
    Page.objects.bulk_update(changed, ["title", "kind", "area", "agency"])
    if new:
        known = {page.address: page for page in Page.objects.filter(address__in=wanted)}
    _set_audiences(known, wanted)
    return known


def add(counts: Mapping[Row, int]) -> None:
    """Add to the stored counts, in one statement each `_ROWS`; writers beside it add, too."""
    table = connection.ops.quote_name(Reach._meta.db_table)
    names = ", ".join(
        connection.ops.quote_name(name) for name in ("day", "page_id", "form", "column", "times")
    )
    keys = ", ".join(
        connection.ops.quote_name(name) for name in ("day", "page_id", "form", "column")
    )
    # In one order for all writers: two of them never wait for each other.
    rows = [(*key, times) for key, times in sorted(counts.items())]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _ROWS):
            part = rows[start : start + _ROWS]
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(part))
            cursor.execute(
                f"INSERT INTO {table} ({names}) VALUES {places} "  # noqa: S608 - only our own names
                f"ON CONFLICT ({keys}) DO UPDATE SET times = {table}.times + excluded.times",
                [
                    value.isoformat() if isinstance(value, date) else value
                    for row in part
                    for value in row
                ],
            )


def _write(counts: Mapping[_Key, int]) -> None:
    with transaction.atomic():
        about = described(key.address for key in counts)
        pages = pages_of(about.values())
        columns = known_columns({key.column for key in counts if key.column})
        rows: Counter[Row] = Counter()
        for key, times in counts.items():
            page = pages[about[key.address].address]
            column = key.column if key.column in columns else ""
            rows[Row(key.day, page.pk, key.form, column)] += times
        add(rows)


def _page(one: Described) -> Page:
    return _as(Page(address=one.address), one)


def _as(page: Page, one: Described) -> Page:
    page.title = one.title[:500] or page.title
    page.kind, page.area, page.agency = one.kind[:40], one.area[:120], one.agency[:200]
    return page


def _differs(page: Page, one: Described) -> bool:
    stored = (page.title, page.kind, page.area, page.agency)
    wanted = (one.title[:500] or page.title, one.kind[:40], one.area[:120], one.agency[:200])
    return stored != wanted


def _set_audiences(pages: Mapping[str, Page], wanted: Mapping[str, Described]) -> None:
    stored = {
        (row.page_id, row.code): row.pk
        for row in PageAudience.objects.filter(page__in=[page.pk for page in pages.values()])
    }
    right = {
        (pages[address].pk, code[:40]) for address, one in wanted.items() for code in one.audiences
    }
    PageAudience.objects.bulk_create(
        [PageAudience(page_id=page, code=code) for page, code in sorted(right - stored.keys())],
        ignore_conflicts=True,
    )
    gone = [pk for key, pk in stored.items() if key not in right]
    if gone:
        PageAudience.objects.filter(pk__in=gone).delete()


_batches: Batches[_Key] = Batches(_write)
