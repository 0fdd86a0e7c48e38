"""Forms of the desk of effects. Every message says in Vietnamese what to do."""

from __future__ import annotations

from typing import Any

from django import forms

from luatsong.law.models import Document
from luatsong.law.typed_places import NotPlacesError, read_places
from luatsong.staff.effects.selectors import find_document
from luatsong.staff.effects.trying import MOST_CHARACTERS
from luatsong.staff.effects.words import VERBS, VIEWS, WAITS, verb_choices
from luatsong.staff.forms import date_field, reason_field
from vnlaw.effects import Place
from vnlaw.numbers import parse_number

_LONG = "Nội dung quá dài; mỗi lần nhiều nhất {} ký tự."


class EffectFilter(forms.Form):
    """Filters of the list; they live in the address."""

    trang_thai = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[(view.code, view.label) for view in VIEWS]
    )
    dong_tu = forms.ChoiceField(
        label="Hành động", required=False, choices=[("", "Mọi hành động"), *VERBS.items()]
    )
    so = forms.CharField(
        label="Văn bản",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "Số ký hiệu hoặc trích yếu"}),
    )
    ly_do = forms.ChoiceField(
        label="Lý do chờ", required=False, choices=[("", "Mọi lý do"), *WAITS.items()]
    )


class TryForm(forms.Form):
    """A sentence to try the reading on."""

    cau = forms.CharField(
        label="Câu hoặc đoạn văn bản",
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Dán nguyên văn, kể cả phần nội dung mới trong ngoặc kép.",
        error_messages={
            "required": "Hãy dán một câu sửa đổi, bổ sung, thay thế hoặc bãi bỏ.",
            "max_length": _LONG.format(f"{MOST_CHARACTERS:,}".replace(",", ".")),
        },
    )
    so = forms.CharField(
        label="Số ký hiệu của văn bản chịu tác động",
        required=False,
        max_length=120,
        help_text="Chỉ cần khi câu không nêu văn bản, ví dụ “Bãi bỏ khoản 2 Điều 5.”.",
    )

    def clean_so(self) -> str:
        return checked_number(self.cleaned_data["so"])


class EventForm(forms.Form):
    """The day on which what an effect waits for came true."""

    day = date_field("Ngày xảy ra")
    cause = forms.CharField(
        label="Văn bản làm xảy ra",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Số ký hiệu hoặc địa chỉ trang của luật, văn bản ban hành sau, nếu có.",
    )
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The page holds other forms that ask for a reason.
        super().__init__(*args, **{"auto_id": "su-kien-%s", **kwargs})

    def clean_cause(self) -> Document | None:
        typed = self.cleaned_data["cause"].strip()
        if not typed:
            return None
        found = find_document(typed)
        if found is None:
            raise forms.ValidationError(
                "Không có đúng một văn bản như vậy trong kho. Hãy chép địa chỉ trang của văn bản."
            )
        return found


class EffectCorrectionForm(forms.Form):
    """What a person says of an effect in place of what the engine read."""

    verb = forms.ChoiceField(label="Hành động", choices=[])
    target = forms.CharField(
        label="Số ký hiệu văn bản chịu tác động",
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"list": "van-ban-dich", "autocomplete": "off", "data-staff-documents": ""}
        ),
        help_text="Gõ số ký hiệu; bấm “Tìm văn bản” để chọn trong kho.",
    )
    target_document = forms.ChoiceField(
        label="Văn bản trong kho",
        required=False,
        choices=[],
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": "Văn bản đã chọn không khớp số ký hiệu đã gõ. "
            "Hãy bấm “Tìm văn bản” rồi chọn lại."
        },
    )
    places = forms.CharField(
        label="Vị trí chịu tác động",
        required=False,
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một vị trí, ví dụ “khoản 2 Điều 5”. Để trống nếu là toàn bộ văn bản.",
    )
    start = date_field("Áp dụng từ ngày")
    end = date_field("Đến trước ngày")
    condition = forms.CharField(
        label="Điều kiện",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Khi hiệu lực tùy vào một việc chưa xảy ra; ghi nguyên văn.",
    )
    scope = forms.CharField(
        label="Phạm vi",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Trường hợp được áp dụng hoặc loại trừ, ví dụ “trừ hồ sơ nộp trước ngày …”.",
    )
    territory = forms.CharField(
        label="Địa bàn",
        required=False,
        max_length=255,
        help_text="Chỉ ghi khi không áp dụng trên toàn địa bàn, ví dụ “tỉnh Bình Định”.",
    )
    text = forms.CharField(
        label="Nội dung mới",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ghi cả số thứ tự ở đầu, ví dụ “2. Mức chi …”; không kèm ngoặc kép ngoài cùng.",
    )
    old = forms.CharField(
        label="Cụm từ cũ", required=False, max_length=4_000, widget=forms.Textarea({"rows": 2})
    )
    new = forms.CharField(
        label="Cụm từ mới",
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Để trống nếu chỉ bỏ cụm từ cũ.",
    )

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        """`documents` are the documents found for the typed number, as choices."""
        super().__init__(*args, **kwargs)
        verbs = verb_choices()
        now = self.initial.get("verb", "")
        if now and now not in dict(verbs):
            verbs = [(now, VERBS.get(now, now)), *verbs]
        self.fields["verb"].choices = verbs  # type: ignore[attr-defined]
        self.fields["target_document"].choices = documents  # type: ignore[attr-defined]

    def clean_target(self) -> str:
        return checked_number(self.cleaned_data["target"])

    def clean_places(self) -> tuple[Place, ...]:
        try:
            return read_places(self.cleaned_data["places"])
        except NotPlacesError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", "Ngày kết thúc phải sau ngày bắt đầu.")
        if (
            cleaned.get("new")
            and not cleaned.get("old")
            and cleaned.get("verb") == "replace-phrase"
        ):
            self.add_error("old", "Hãy ghi cụm từ cũ cần thay.")
        return cleaned


def checked_number(text: str) -> str:
    """A typed document number; refuses what is none."""
    number = text.strip()
    if number and parse_number(number) is None:
        raise forms.ValidationError(
            "Số ký hiệu không đúng dạng. Hãy ghi như trên văn bản, ví dụ 15/2023/NQ-HĐND."
        )
    return number
