"""Forms of the moderation queue."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from django import forms

from luatsong.responses.models import Comment


@cache
def reasons() -> tuple[str, ...]:
    """Usual reasons for not showing a comment."""
    text = files("luatsong.staff").joinpath("data", "readers.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["reasons"])


class CommentFilter(forms.Form):
    """Words to look for; lives in the address."""

    q = forms.CharField(label="Tìm trong ý kiến, tên trang", required=False, max_length=200)


class ReplyForm(forms.Form):
    """The agency's answer under a comment."""

    reply = forms.CharField(
        label="Trả lời của cơ quan",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Hiện dưới ý kiến, ghi tên cơ quan. Có thể để trống.",
    )


class RefusalForm(forms.Form):
    """Why a comment is not shown; its writer reads it."""

    reason = forms.CharField(
        label="Lý do không hiện",
        max_length=500,
        error_messages={"required": "Hãy ghi lý do; người gửi sẽ đọc lý do này."},
        widget=forms.TextInput(attrs={"list": "ly-do-mau"}),
        help_text="Chọn lý do có sẵn hoặc tự ghi. Người gửi xem được lý do này.",
    )


TABS = (
    ("cho", "Chờ xem", Comment.State.WAITING),
    ("nghi", "Nghi quảng cáo, xúc phạm", Comment.State.SUSPECT),
    ("hien", "Đang hiện", Comment.State.SHOWN),
    ("khong", "Không hiện", Comment.State.REFUSED),
)
