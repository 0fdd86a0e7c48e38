"""Pages of the shared store for machines: records with their files, in the order of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from luatsong.knowledge.exchange import ledger
from luatsong.knowledge.exchange.ledger import Head
from luatsong.knowledge.exchange.records import record_of, withdrawn_record
from luatsong.knowledge.models import Item, SharedEntry
from luatsong.knowledge.selectors import with_details
from luatsong.renditions import selectors
from luatsong.renditions.models import Rendition

PAGE_SIZE = 100
COLUMNS = (
    *("ma", "vi_tri", "trang_thai", "thay_doi_luc", "dia_chi", "loai", "tieu_de", "tom_tat"),
    *("ngon_ngu", "linh_vuc", "dia_ban", "co_quan", "doi_tuong", "giay_phep", "nguon"),
    *("co_phan_may_lam", "cong_bo_luc", "sua_luc", "can_cu", "phap_luat_da_thay_doi"),
    "ban_the_hien",
)


class AskedWronglyError(Exception):
    """The cursor or the moment in the address makes no sense; the message says how to ask."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Changes behind the position `tu`, at or after the moment `sau`."""

    position: int = 0
    since: datetime | None = None

    @classmethod
    def read(cls, query: QueryDict) -> Asked:
        """From the address; AskedWronglyError."""
        position, since = query.get("tu", ""), query.get("sau", "")
        if position and not (position.isascii() and position.isdigit() and len(position) < 19):
            raise AskedWronglyError(
                "“tu” phải là số: giá trị “vi_tri” của dòng cuối đã nhận. Bỏ trống để lấy từ đầu."
            )
        return cls(int(position or 0), _moment(since) if since else None)


@dataclass(frozen=True, slots=True)
class Page:
    """Records in order; `next` is the position to go on from, None when there is no more."""

    records: tuple[dict[str, Any], ...]
    next: int | None


def head() -> Head:
    """The state of the store: what has changed since the last look now has its place."""
    made = Rendition.objects.filter(state=Rendition.State.MADE).exclude(file="")
    rows = made.order_by().values_list("item").annotate(n=Count("pk"), last=Max("created_at"))
    return ledger.bring_up_to_date({item: f"{count} {last}" for item, count, last in rows})


def head_for(asked: Asked) -> Head:
    """The state of the store for who reads on from `asked`.

    As long as more than a page waits for them, nobody looks for changes: what changed meanwhile
    gets its place behind all that waits, when they come to the end.
    """
    waiting = ledger.entries_after(asked.position, asked.since)[PAGE_SIZE : PAGE_SIZE + 1]
    return ledger.present_head() if waiting.exists() else head()


def page_of(request: HttpRequest, asked: Asked) -> Page:
    """The next records for who has read up to `asked`. At most 10 queries."""
    rows = list(ledger.entries_after(asked.position, asked.since)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    keys = [row.item_id for row in shown if row.live and row.item_id]
    items = {item.pk: item for item in with_details(Item.objects.filter(pk__in=keys, live=True))}
    files = selectors.of_many(list(items.values()))
    found = tuple(_record(request, row, items, files) for row in shown)
    return Page(found, shown[-1].position if len(rows) > PAGE_SIZE else None)


def as_row(record: Mapping[str, Any]) -> list[Any]:
    """A record as one line of a table, in the order of `COLUMNS`; lists joined by "; "."""
    return [_cell(record.get(name, "")) for name in COLUMNS]


def _record(
    request: HttpRequest,
    row: SharedEntry,
    items: Mapping[int, Item],
    files: Mapping[int, Sequence[Rendition]],
) -> dict[str, Any]:
    item = items.get(row.item_id or 0)
    if item is None:
        return withdrawn_record(row)
    told = [_file(request, one) for one in files[item.pk]]
    return record_of(item, row, request.build_absolute_uri, told)


def _file(request: HttpRequest, row: Rendition) -> dict[str, Any]:
    address = reverse("portal:rendition", args=[row.pk, row.file_name])
    found = {
        "hinh_thuc": row.form,
        "ten": row.title or row.get_form_display(),
        "ngon_ngu": row.language,
        "kieu_tep": row.media_type,
        "dung_luong": row.bytes,
        "thoi_luong": row.seconds,
        "do_may_lam": row.made_by == Rendition.Maker.MACHINE,
        "dia_chi": request.build_absolute_uri(address),
        "sha256": row.sha256,
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict):
        return value.get("ten") or value.get("ma", "")
    if isinstance(value, list):
        words = [one.get("ten") or one.get("ghi") or one.get("hinh_thuc", "") for one in value]
        return "; ".join(dict.fromkeys(words))
    return value


def _moment(text: str) -> datetime:
    try:
        # A plus sign that was not escaped arrives as a space.
        found = datetime.fromisoformat(text[:40].replace(" ", "+"))
        if not 1900 < found.year < 2200:
            raise ValueError(text)
    except ValueError as error:
        raise AskedWronglyError(
            "“sau” phải là ngày hoặc thời điểm, ví dụ 2026-11-01 hay 2026-11-01T08:00:00+07:00."
        ) from error
    return found if timezone.is_aware(found) else timezone.make_aware(found)
