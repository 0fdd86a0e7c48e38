"""Forms of the bookshelf's desk. Every message says what to do."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from luatsong.bookshelf.models import Book, Shelf
from luatsong.knowledge import wordlists
from luatsong.knowledge.models import Agency, Audience


class BookForm(forms.Form):
    """What a book says of itself."""

    title = forms.CharField(
        label="Tên sách",
        max_length=200,
        error_messages={"required": "Hãy đặt tên cho sách."},
        help_text="Ngắn, nói đúng điều có trong sách. Bìa được vẽ từ tên này.",
    )
    summary = forms.CharField(
        label="Giới thiệu",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hai, ba câu: sách giúp ai làm được việc gì. Cần có trước khi gửi duyệt.",
    )
    audiences = forms.ModelMultipleChoiceField(
        Audience.objects.none(),
        label="Dành cho ai",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shelves = forms.ModelMultipleChoiceField(
        Shelf.objects.none(),
        label="Đặt thêm ở kệ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sách tự có trên kệ của đối tượng và lĩnh vực đã chọn.",
    )
    area = forms.ChoiceField(label="Lĩnh vực", required=False)
    language = forms.ChoiceField(label="Ngôn ngữ", initial="vi")
    licence = forms.ChoiceField(label="Giấy phép sử dụng", initial="cc-by")
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Cơ quan biên soạn", required=False, empty_label="(chưa chọn)"
    )
    edition = forms.CharField(
        label="Lần xuất bản",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": f"Lần 1, năm {timezone.localdate().year}"}),
    )

    field_order = (
        *("title", "summary", "agency", "edition", "area", "language", "licence"),
        *("audiences", "shelves"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, rows in (
            ("audiences", Audience.objects.all()),
            ("shelves", Shelf.objects.filter(retired_on__isnull=True)),
            ("agency", Agency.objects.all()),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        for name, choices in (
            ("area", [("", "Pháp luật nói chung"), *((a, a) for a in wordlists.areas())]),
            ("language", wordlists.language_choices()),
            ("licence", wordlists.licence_choices()),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def values_of(book: Book) -> dict[str, object]:
    """The present values of a book for its form."""
    plain = ("title", "summary", "area", "language", "licence", "agency", "edition")
    values: dict[str, object] = {name: getattr(book, name) for name in plain}
    return {
        **values,
        "audiences": list(book.audiences.all()),
        "shelves": list(book.shelves.all()),
    }


class LawForm(forms.Form):
    """A law, or provisions of it, to put into a book."""

    typed = forms.CharField(
        label="Luật hoặc điều luật",
        max_length=300,
        error_messages={"required": "Hãy ghi điều luật, ví dụ: Điều 5 Luật Đất đai 2024."},
        help_text="Như người ta nói: “Điều 5 Luật Đất đai 2024”, “Chương II Nghị định …”, hoặc dán "
        "địa chỉ trên trang. Không ghi điều nào là lấy cả văn bản.",
    )
    until = forms.CharField(
        label="Đến hết (nếu lấy nhiều điều liền nhau)",
        required=False,
        max_length=120,
        help_text="Ví dụ: “Điều 9”.",
    )


class ReturnForm(forms.Form):
    """Why a book goes back to its makers."""

    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=500,
        error_messages={"required": "Hãy ghi lý do trả lại để người soạn sửa."},
    )
