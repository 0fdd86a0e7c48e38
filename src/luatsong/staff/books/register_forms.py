"""Forms of the registers: shelves, applications in use. Every message says what to do."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from luatsong.bookshelf.models import Application, Shelf
from luatsong.knowledge import wordlists
from luatsong.knowledge.models import Audience

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_NAMELESS = {"required": "Hãy ghi tên."}


class ShelfForm(forms.ModelForm[Shelf]):
    """A shelf: its name, whom or which field it is for, its place."""

    area = forms.ChoiceField(
        label="Lĩnh vực", required=False, help_text="Sách của lĩnh vực này tự có trên kệ."
    )
    audience = forms.ModelChoiceField(
        Audience.objects.none(),
        label="Dành cho ai",
        required=False,
        empty_label="(không theo đối tượng)",
        help_text="Sách cho đối tượng này tự có trên kệ.",
    )

    class Meta:
        model = Shelf
        fields = ["name", "summary", "audience", "area", "order"]
        labels = {"name": "Tên kệ", "summary": "Mô tả ngắn", "order": "Thứ tự (nhỏ đứng trước)"}
        widgets = {"summary": forms.Textarea(attrs={"rows": 2})}
        error_messages = {
            "name": _NAMELESS,
            "order": {"required": "Hãy ghi số thứ tự; 0 là để cuối.", "invalid": "Hãy ghi số."},
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["audience"].queryset = Audience.objects.all()  # type: ignore[attr-defined]
        areas = [("", "(không theo lĩnh vực)"), *((name, name) for name in wordlists.areas())]
        self.fields["area"].choices = areas  # type: ignore[attr-defined]


class ApplicationForm(forms.ModelForm[Application]):
    """An application in use: what it is for, who looks after it, since when."""

    class Meta:
        model = Application
        fields = ["name", "about", "owner", "address", "state", "since", "order"]
        labels = {
            "name": "Tên ứng dụng",
            "about": "Để làm gì",
            "owner": "Ai quản lý",
            "address": "Địa chỉ",
            "state": "Tình trạng",
            "since": "Từ ngày",
            "order": "Thứ tự (nhỏ đứng trước)",
        }
        help_texts = {
            "address": "Bắt đầu bằng https:// hoặc, với trang của chính cổng này, bằng dấu /.",
            "about": "Một câu: ai dùng, để làm gì.",
        }
        widgets = {"since": _DAY, "about": forms.Textarea(attrs={"rows": 2})}
        error_messages = {
            "name": _NAMELESS,
            "about": {"required": "Hãy ghi một câu: ứng dụng để làm gì."},
            "owner": {"required": "Hãy ghi cơ quan quản lý."},
            "address": {"required": "Hãy ghi địa chỉ."},
            "since": {"required": "Hãy chọn ngày.", "invalid": "Ngày chưa đúng, ví dụ 01/07/2026."},
            "order": {"required": "Hãy ghi số thứ tự; 0 là để cuối.", "invalid": "Hãy ghi số."},
        }

    def clean_address(self) -> str:
        """A page of this site, or of another by http(s): nothing that runs when it is pressed."""
        address = str(self.cleaned_data["address"]).strip()
        if address.startswith("/") and not address.startswith("//") and "\\" not in address:
            return address
        try:
            URLValidator(schemes=["https", "http"])(address)
        except ValidationError:
            raise ValidationError(
                "Địa chỉ phải bắt đầu bằng https:// hoặc bằng một dấu / (trang của cổng này)."
            ) from None
        return address
