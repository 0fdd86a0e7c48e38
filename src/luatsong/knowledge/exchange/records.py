"""An item in the structure of `schema`, as other stores get it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from luatsong.knowledge.exchange import schema
from luatsong.knowledge.exchange.parts import told_parts
from luatsong.knowledge.models import Basis, Item, SharedEntry
from luatsong.knowledge.recall_names import place_name
from luatsong.knowledge.wordlists import licences

LIVE, WITHDRAWN = "cong-bo", "da-go"
# Others may not use the words or files of these: only what describes them is told.
RESERVED = "reserved"
STATES = {
    Basis.State.SOUND: "con-nguyen",
    Basis.State.CHANGED: "da-sua-doi",
    Basis.State.ENDED: "het-hieu-luc",
    Basis.State.UNKNOWN: "chua-ro",
}
Full = Callable[[str], str]


def withdrawn_record(entry: SharedEntry) -> dict[str, Any]:
    """What is told of an item that is no longer public: that it is so, and since when."""
    return {**_head(entry), "trang_thai": WITHDRAWN}


def record_of(
    item: Item, entry: SharedEntry, full: Full, files: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """A public item, loaded by `selectors.with_details`; `full` makes addresses absolute."""
    found: dict[str, Any] = {
        **_head(entry),
        "trang_thai": LIVE,
        "dia_chi": full(item.get_absolute_url()),
        "loai": {"ma": item.kind, "ten": item.of_kind.name},
        "tieu_de": item.title,
        "tom_tat": item.summary,
        "ngon_ngu": item.language,
        "la_ban_dich_cua": str(item.translation_of.uid) if item.translation_of else "",
        "linh_vuc": item.area,
        "dia_ban": item.territory,
        "co_quan": {"ma": item.agency.code, "ten": item.agency.name} if item.agency else {},
        "doi_tuong": _listed(item.audiences.all()),
        "viec_doi": _listed(item.life_events.all()),
        "giay_phep": _licence(item.licence),
        "nguon": item.source,
        "cong_bo_luc": _moment(item.first_published_at),
        "sua_luc": _moment(item.last_published_at),
        "can_cu": [_basis(row, full) for row in item.bases.all()],
        "su_kien": _filled(
            bat_dau=_moment(item.event_start),
            ket_thuc=_moment(item.event_end),
            dia_diem=item.event_place,
        ),
        "van_ban_tra_loi": _filled(
            so=item.reply_number, ngay=item.reply_date.isoformat() if item.reply_date else ""
        ),
    }
    if item.licence != RESERVED:
        found |= {"noi_dung": told_parts(item), "ban_de_doc": item.plain}
        found["ban_the_hien"] = list(files)
    kept = {name: value for name, value in found.items() if value not in ("", [], {})}
    return kept | {
        "co_phan_may_lam": item.ai_made,
        "phap_luat_da_thay_doi": item.basis_state == Item.BasisState.AFFECTED,
    }


def _head(entry: SharedEntry) -> dict[str, Any]:
    return {
        "phien_ban": schema.VERSION,
        "ma": str(entry.uid),
        "vi_tri": entry.position,
        "thay_doi_luc": _moment(entry.changed_at),
    }


def _basis(row: Basis, full: Full) -> dict[str, str]:
    address = f"/van-ban/{row.document.slug}" + (f"/{row.address}" if row.address else "")
    return _filled(
        ghi=row.typed or place_name(row.document, row.address),
        van_ban=str(row.document),
        vi_tri=row.address,
        theo_ngay=row.as_of.isoformat(),
        trich=row.quote,
        tinh_trang=STATES[Basis.State(row.state)],
        dia_chi=full(f"{address}?ngay={row.as_of.isoformat()}"),
    )


def _licence(code: str) -> dict[str, str]:
    known = licences().get(code)
    return _filled(ma=code, ten=known.name, dia_chi=known.url) if known else {"ma": code}


def _listed(rows: Iterable[Any]) -> list[dict[str, str]]:
    return [{"ma": row.code, "ten": row.name} for row in rows]


def _filled(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _moment(value: datetime | None) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""
