"""Forms of the staff side. Every message says in Vietnamese what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.dateparse import parse_date

from luatsong.law.models import Document, Intake, Issuer

DATE_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
_DATE_ERROR = {"invalid": "Ngày phải viết dạng ngày/tháng/năm, ví dụ 05/11/2026."}


def date_field(label: str) -> forms.DateField:
    """A day typed the Vietnamese way; may stay empty."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DATE_FORMATS,
        error_messages=_DATE_ERROR,
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric"}
        ),
    )


class DocumentFilter(forms.Form):
    """Filters of the document list; they live in the address."""

    q = forms.CharField(label="Tìm", required=False, max_length=300)
    kind = forms.ChoiceField(
        label="Nhóm", required=False, choices=[("", "Mọi nhóm"), *Document.Kind.choices]
    )
    type = forms.ChoiceField(label="Loại văn bản", required=False)
    issuer = forms.ModelChoiceField(
        Issuer.objects.none(), label="Cơ quan", required=False, empty_label="Mọi cơ quan"
    )
    state = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Mọi tình trạng"), *Document.State.choices],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = (
            Document.objects.exclude(type_name="")
            .order_by("type_name")
            .values_list("type_name", flat=True)
            .distinct()
        )
        self.fields["type"].choices = [  # type: ignore[attr-defined]
            ("", "Mọi loại"),
            *((name, name) for name in types),
        ]
        self.fields["issuer"].queryset = Issuer.objects.all()  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs["placeholder"] = "Số ký hiệu hoặc trích yếu"


class DeskFilter(forms.Form):
    """Filters of the quarantine desk."""

    q = forms.CharField(label="Tìm tên tệp", required=False, max_length=200)
    state = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[
            (Intake.State.QUARANTINED.value, "Đang cách ly"),
            (Intake.State.REJECTED.value, "Đã loại"),
        ],
    )


class CorrectionForm(forms.Form):
    """What a person says of a document in place of what the engine read."""

    number = forms.CharField(label="Số ký hiệu", required=False, max_length=120)
    type_name = forms.CharField(
        label="Loại văn bản",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "loai-van-ban"}),
    )
    issuer = forms.CharField(
        label="Cơ quan ban hành",
        required=False,
        max_length=1000,
        help_text="Nhiều cơ quan thì cách nhau bằng dấu “;”.",
    )
    issue_date = date_field("Ngày ban hành")
    title = forms.CharField(
        label="Trích yếu", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    effective_date = date_field("Ngày có hiệu lực")
    expiry_date = date_field("Ngày hết hiệu lực")
    kind = forms.ChoiceField(
        label="Nhóm", required=False, choices=[("", "Như hệ thống đọc"), *Document.Kind.choices]
    )

    accept = forms.BooleanField(
        label="Tôi đã đối chiếu với tệp gốc và xác nhận công bố, dù còn lý do nêu trên.",
        required=False,
    )

    def corrections(self, read: dict[str, str]) -> dict[str, str]:
        """Fields whose value differs from `read`, as text; dates as ISO 8601."""
        values = {name: _as_text(value) for name, value in self.cleaned_data.items()}
        return {name: v for name, v in values.items() if v and v != read.get(name, "")}


def reason_field() -> forms.CharField:
    """Why a person decides so."""
    return forms.CharField(
        label="Lý do",
        min_length=5,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Hãy ghi lý do; lý do được lưu vào nhật ký.",
            "min_length": "Lý do quá ngắn; hãy ghi rõ hơn (ít nhất 5 ký tự).",
        },
    )


class ReasonForm(forms.Form):
    """Why a person decides so; kept in the log."""

    reason = reason_field()


class UnsuitedForm(forms.Form):
    """That a document is no longer suited: from when to when, why, and what shows it."""

    start = date_field("Không còn phù hợp từ ngày")
    end = date_field("Đến trước ngày")
    reason = reason_field()
    evidence = forms.CharField(
        label="Căn cứ kết luận",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ số và ngày của kết luận rà soát.",
        error_messages={"required": "Hãy ghi căn cứ kết luận, ví dụ số và ngày của văn bản."},
    )

    def __init__(self, *args: Any, back: bool = False, **kwargs: Any) -> None:
        """`back`: the document is suited again, which needs no days."""
        super().__init__(*args, **kwargs)
        if back:
            del self.fields["start"], self.fields["end"]
        else:
            self.fields["start"].required = True
            self.fields["start"].error_messages["required"] = "Hãy nhập ngày."


def form_values(texts: Mapping[str, Any]) -> dict[str, Any]:
    """Field values kept as text, as the form shows them: ISO dates become dates."""
    return {
        name: parse_date(value) or value if name.endswith("_date") else value
        for name, value in texts.items()
    }


def _as_text(value: Any) -> str:
    if value is True:
        return "1"
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "").strip()
