"""What the shared store holds, for its public page: counted from what is public now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.models import Agency, Audience, Basis, Item, SharedEntry
from luatsong.knowledge.wordlists import languages, licences
from luatsong.renditions.models import Form, Rendition


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table; `share` is its part of the largest, in percent, for the bar."""

    name: str
    count: int
    share: int
    address: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """All figures of the page. `resting` items name a law, `sound` of them law that is as it was
    read, `affected` are marked; `silent` agencies have nothing in the store yet."""

    total: int
    resting: int
    sound: int
    affected: int
    withdrawn: int
    updated: datetime | None
    groups: tuple[tuple[str, str, tuple[Line, ...]], ...]
    agencies: tuple[Line, ...]
    silent: int
    years: tuple[tuple[int, int], ...]

    @property
    def unnamed(self) -> int:
        """Items that name no agency."""
        return self.total - sum(line.count for line in self.agencies)

    @property
    def sound_share(self) -> float | None:
        """Percent of the items that name a law whose law is as it was read; None without any."""
        return 100 * self.sound / self.resting if self.resting else None


def holdings() -> Holdings:
    """The figures. Five queries."""
    named = Exists(Basis.objects.filter(item=OuterRef("pk")))
    rows = list(
        Item.objects.filter(live=True)
        .order_by()
        .values_list("kind", "area", "language", "licence", "basis_state", "first_published_at")
        .annotate(named=named)
    )
    sound = Item.BasisState.SOUND
    agencies, silent = _agencies()
    years = Counter(timezone.localtime(row[5]).year for row in rows if row[5])
    known = kinds()
    grouped = (
        ("loai", "Loại nội dung", _lines((row[0] for row in rows), _names(known), _slugs(known))),
        ("linh-vuc", "Lĩnh vực", _lines((row[1] for row in rows), {"": "Pháp luật nói chung"})),
        ("doi-tuong", "Dành cho ai", _audiences()),
        ("dang", "Hình thức", _forms(len(rows))),
        ("ngon-ngu", "Ngôn ngữ", _lines((row[2] for row in rows), languages())),
        (
            "",
            "Giấy phép sử dụng",
            _lines((row[3] for row in rows), {one.code: one.name for one in licences().values()}),
        ),
    )
    return Holdings(
        total=len(rows),
        resting=sum(row[6] for row in rows),
        sound=sum(row[6] and row[4] == sound for row in rows),
        affected=sum(row[4] != sound for row in rows),
        withdrawn=SharedEntry.objects.filter(live=False).count(),
        updated=max((line.at for line in agencies if line.at), default=None),
        groups=grouped,
        agencies=agencies,
        silent=silent,
        years=tuple(sorted(years.items())),
    )


def _names(known: Mapping[str, object]) -> dict[str, str]:
    return {code: getattr(kind, "plural", code) for code, kind in known.items()}


def _slugs(known: Mapping[str, object]) -> dict[str, str]:
    return {code: getattr(kind, "slug", code) for code, kind in known.items()}


def _lines(
    values: Iterable[str], names: Mapping[str, str], slugs: Mapping[str, str] | None = None
) -> tuple[Line, ...]:
    counted = Counter(values).most_common()
    return _shared(
        (names.get(value, value), count, (slugs or {}).get(value, value))
        for value, count in counted
    )


def _shared(rows: Iterable[tuple[str, int, str]]) -> tuple[Line, ...]:
    found = list(rows)
    top = max((count for _, count, _ in found), default=0)
    return tuple(
        Line(name, count, round(100 * count / top) if top else 0, address)
        for name, count, address in found
    )


def _audiences() -> tuple[Line, ...]:
    live = Count("items", filter=Q(items__live=True))
    rows = Audience.objects.annotate(n=live).filter(n__gt=0).order_by("-n", "order")
    return _shared((row.name, row.n, row.slug) for row in rows)


def _forms(total: int) -> tuple[Line, ...]:
    """Items by the forms they have; every item has its page. A form of old words counts not."""
    made = Rendition.objects.filter(state=Rendition.State.MADE, item__live=True).exclude(file="")
    counted = dict(
        made.order_by().values_list("form").annotate(n=Count("item", distinct=True)).order_by("-n")
    )
    rows = [("Trang đọc", total, "")]
    rows += [(Form(form).label, count, "") for form, count in counted.items()]
    return _shared(rows)


def _agencies() -> tuple[tuple[Line, ...], int]:
    """Agencies with what they have in the store and when they last put something in."""
    live = Q(items__live=True)
    rows = list(
        Agency.objects.annotate(
            n=Count("items", filter=live), at=Max("items__last_published_at", filter=live)
        ).order_by("-n", "name")
    )
    top = max((row.n for row in rows), default=0)
    lines = (
        Line(row.name, row.n, round(100 * row.n / top), row.slug, row.at) for row in rows if row.n
    )
    return tuple(lines), sum(not row.n for row in rows)
