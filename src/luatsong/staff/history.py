"""Who did what to a document or an intake: words for the CMS's log, and reading it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from wagtail.log_actions import registry

from luatsong.staff.fields import FIELD_LABELS

ACTIONS = {
    "luatsong.withdraw": ("Gỡ công bố", "Gỡ khỏi trang công khai"),
    "luatsong.restore": ("Công bố lại", "Công bố lại trên trang công khai"),
    "luatsong.unsuited": ("Không còn phù hợp", "Ghi nhận văn bản không còn phù hợp"),
    "luatsong.suited": ("Phù hợp trở lại", "Bỏ ghi nhận không còn phù hợp"),
    "luatsong.retry": ("Đọc lại", "Đọc lại tệp ở bàn cách ly"),
    "luatsong.reject": ("Loại tệp", "Loại tệp khỏi bàn cách ly"),
    "luatsong.effect_accept": ("Chấp nhận tác động", "Chấp nhận tác động ở bàn hiệu lực"),
    "luatsong.effect_correct": ("Sửa tác động", "Sửa tác động ở bàn hiệu lực"),
    "luatsong.effect_event": ("Ghi nhận sự kiện", "Ghi nhận sự kiện mà tác động chờ"),
    "luatsong.effect_reject": ("Loại tác động", "Loại tác động ở bàn hiệu lực"),
    "luatsong.comment_accept": ("Cho hiện ý kiến", "Cho hiện ý kiến bạn đọc"),
    "luatsong.comment_refuse": ("Không hiện ý kiến", "Không cho hiện ý kiến bạn đọc"),
    "luatsong.comment_reply": ("Trả lời ý kiến", "Trả lời ý kiến bạn đọc"),
    "luatsong.comment_reopen": ("Xét lại ý kiến", "Đưa ý kiến bạn đọc về hàng chờ"),
    "luatsong.recall_confirmed": ("Xác nhận vẫn đúng", "Xác nhận nội dung vẫn đúng khi luật đổi"),
    "luatsong.book_submit": ("Gửi duyệt sách", "Gửi sách để duyệt"),
    "luatsong.book_publish": ("Công bố sách", "Duyệt và đưa sách lên kệ"),
    "luatsong.book_return": ("Trả lại sách", "Trả sách lại cho người soạn"),
    "luatsong.book_withdraw": ("Gỡ sách", "Gỡ sách khỏi kệ"),
    "luatsong.book_revise": ("Sửa sách", "Mở bản sửa của sách"),
    "luatsong.outreach_save": ("Sửa phong trào, mô hình", "Sửa nội dung trang"),
    "luatsong.outreach_show": ("Công bố phong trào, mô hình", "Duyệt và công bố"),
    "luatsong.outreach_hide": ("Gỡ phong trào, mô hình", "Gỡ khỏi trang công khai"),
    "luatsong.register_add": ("Thêm vào danh mục", "Thêm kệ sách hoặc ứng dụng"),
    "luatsong.register_change": ("Sửa danh mục", "Sửa kệ sách hoặc ứng dụng"),
    "luatsong.register_retire": ("Bỏ khỏi danh mục", "Bỏ kệ sách hoặc ứng dụng khỏi trang"),
    "luatsong.register_restore": ("Đưa lại danh mục", "Hiện lại kệ sách hoặc ứng dụng"),
    "luatsong.voice_add": ("Thêm bản ghi", "Tải bản ghi giọng người lên"),
    "luatsong.voice_review": ("Duyệt bản ghi", "Nghe và duyệt bản ghi giọng người"),
    "luatsong.voice_renew": ("Bản ghi vẫn đúng", "Xác nhận bản ghi vẫn đúng với lời bài"),
    "luatsong.voice_withdraw": ("Rút bản ghi", "Rút bản ghi giọng người"),
    "luatsong.questions_export": ("Tải câu hỏi", "Tải danh sách câu hỏi gửi trợ lý"),
    "luatsong.effect_unapply": ("Xét lại tác động", "Gỡ áp dụng hoặc xét lại tác động"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history."""

    at: datetime
    who: str
    what: str
    details: tuple[str, ...]


def history(instance: Model, limit: int = 50) -> list[Entry]:
    """What people did to `instance`, newest first."""
    logs = registry.get_logs_for_instance(instance).select_related("user")
    return [_entry(row) for row in logs.order_by("-timestamp", "-pk")[:limit]]


def _entry(row: Any) -> Entry:
    label = ACTIONS.get(row.action, ("", row.action))[1]
    who = (row.user.get_full_name() or row.user.username) if row.user else "Hệ thống"
    return Entry(row.timestamp, who, label, tuple(_details(row.data or {})))


def _details(data: dict[str, Any]) -> list[str]:
    lines = []
    if data.get("reason"):
        lines.append(f"Lý do: {data['reason']}")
    lines += [
        f"{FIELD_LABELS.get(field, field)}: {value}"
        for field, value in (data.get("corrections") or {}).items()
    ]
    return lines
