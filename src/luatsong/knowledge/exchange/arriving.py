"""Records of other stores become drafts here, and go the way of every draft: review, approval.

What is public, on its way to it, written here or changed here is never touched: the report says so
and what to do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from luatsong.accounts.models import User
from luatsong.knowledge import workflow
from luatsong.knowledge.exchange import drafting
from luatsong.knowledge.exchange.reading import Line
from luatsong.knowledge.exchange.records import RESERVED, WITHDRAWN
from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.models import Arrival, Item
from luatsong.knowledge.wordlists import languages

NEW, UPDATED, SAME = "new", "updated", "same"
KEPT, GONE, REFUSED = "kept", "gone", "refused"
NAMES = {
    NEW: "bản thảo mới",
    UPDATED: "bản thảo được cập nhật",
    SAME: "không có gì mới",
    KEPT: "giữ nguyên bản ở đây",
    GONE: "kho gửi đã gỡ",
    REFUSED: "không nhận",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: a key of `NAMES`, and what an editor should know."""

    line: int
    what: str
    title: str = ""
    notes: tuple[str, ...] = ()


class _DryRunError(Exception):
    """Takes back what a trial has done."""


def take_in(
    lines: Iterable[Line], *, owner: User | None = None, dry_run: bool = False
) -> Iterator[Outcome]:
    """Take in one record after the other, each whole or not at all.

    With `dry_run` nothing stays. Stopping in between is harmless: the next run finds what is there
    to be the same.
    """
    for line in lines:
        if line.record is None:
            yield Outcome(line.number, REFUSED, notes=(line.problem,))
            continue
        outcomes: list[Outcome] = []
        try:
            with transaction.atomic():
                outcomes.append(_one(line.number, line.record, owner))
                if dry_run:
                    raise _DryRunError
        except _DryRunError:
            pass
        yield outcomes[0]


def _one(number: int, record: Mapping[str, Any], owner: User | None) -> Outcome:
    title = drafting.plain(record.get("tieu_de", ""))
    item = Item.objects.select_for_update().filter(uid=record["ma"]).first()
    arrival = Arrival.objects.filter(item=item).first() if item else None
    if record["trang_thai"] == WITHDRAWN:
        return _gone(number, item, arrival)
    if reason := _why_not(record):
        return Outcome(number, REFUSED, title, (reason,))
    seen = _digest(record)
    if item is not None:
        if reason := _why_kept(item, arrival):
            return Outcome(number, KEPT, title, (reason,))
        if arrival is not None and arrival.seen == seen:
            return Outcome(number, SAME, title)
    drafted, notes = drafting.drafted(record, item)
    if item is None:
        drafted.owner = owner
    drafted.save()
    revision = drafted.save_revision(user=owner if item is None else None, clean=False)
    Arrival.objects.update_or_create(
        item=drafted,
        defaults={
            "sender": record.get("co_quan", {}).get("ten", ""),
            "address": record.get("dia_chi", ""),
            "seen": seen,
            "revision": revision,
        },
    )
    return Outcome(number, NEW if item is None else UPDATED, title, tuple(notes))


def _why_not(record: Mapping[str, Any]) -> str:
    if record["loai"]["ma"] not in kinds():
        return f"Loại nội dung “{record['loai']['ma']}” không có trong danh mục ở đây."
    if record["ngon_ngu"] not in languages():
        return f"Ngôn ngữ “{record['ngon_ngu']}” không có trong danh mục ở đây."
    if record["giay_phep"]["ma"] == RESERVED:
        return "Nội dung giữ bản quyền; phải xin phép tác giả, không nhận qua tệp."
    if not drafting.plain(record["tieu_de"]):
        return "Tiêu đề không có chữ nào."
    if not record.get("noi_dung"):
        return "Dòng này không có phần nội dung."
    return ""


def _why_kept(item: Item, arrival: Arrival | None) -> str:
    if arrival is None:
        return "Nội dung này được viết ở kho này; không nhận bản ngoài đè lên."
    if item.live or item.first_published_at:
        return "Đã công bố ở đây; không sửa bản đã công bố. Hãy đối chiếu và mở bản sửa nếu cần."
    if workflow.current_step(item) is not None or item.scheduled_revision is not None:
        return "Đang chờ thẩm định, duyệt hoặc giờ công bố; hãy nhận lại sau."
    if item.latest_revision_id != arrival.revision_id:
        return "Đã có người ở đây sửa bản thảo; không nhận bản ngoài đè lên."
    return ""


def _gone(number: int, item: Item | None, arrival: Arrival | None) -> Outcome:
    if item is None or arrival is None:
        return Outcome(number, SAME, "")
    told = "Kho gửi đã gỡ nội dung này; hãy xem lại và gỡ ở đây nếu không còn đúng."
    return Outcome(number, GONE, item.title, (told,))


def _digest(record: Mapping[str, Any]) -> str:
    told = {name: value for name, value in record.items() if name not in ("vi_tri", "thay_doi_luc")}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
