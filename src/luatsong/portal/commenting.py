"""Forms for what readers send. Every message says what to do; nothing typed is lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing

from luatsong.responses.screening import links, tidy
from luatsong.responses.settings import limit, satisfaction
from luatsong.responses.subjects import Subject

_FORMS = signing.TimestampSigner(salt="luatsong.portal.comment-form")
_AGAIN = "Bản này {why}. Nội dung vẫn còn đây: hãy xem lại rồi bấm “Gửi ý kiến” lần nữa."


def new_form_token(subject: Subject) -> str:
    """Says when a form was made, so that programs that fill it in no time are told apart."""
    return _FORMS.sign(subject.address)


class CommentForm(forms.Form):
    """A comment (ý kiến bạn đọc). Fields are named as in the address bar, in Vietnamese."""

    ten = forms.CharField(required=False, strip=True)
    y_kien = forms.CharField(required=False)
    dong_y = forms.BooleanField(required=False)
    # Left empty by people; programs fill in whatever is there.
    trang_web = forms.CharField(required=False)
    dau = forms.CharField(required=False)

    def clean_ten(self) -> str:
        """A name as typed, on one line."""
        name = " ".join(tidy(self.cleaned_data["ten"]).split())
        if len(name) > limit("longest_name"):
            raise forms.ValidationError(f"Tên dài quá {limit('longest_name')} ký tự.")
        if links(name):
            raise forms.ValidationError("Tên không được chứa địa chỉ trang khác.")
        return name

    def clean_y_kien(self) -> str:
        """The words, tidied; markup stays text and is shown as text."""
        words = tidy(self.cleaned_data["y_kien"])
        longest = limit("longest_comment")
        if len(words) < limit("shortest_comment"):
            raise forms.ValidationError("Bạn chưa viết ý kiến.")
        if len(words) > longest:
            raise forms.ValidationError(
                f"Ý kiến dài {len(words)} ký tự; hãy rút còn nhiều nhất {longest} ký tự."
            )
        most = limit("most_links")
        if links(words) > most:
            raise forms.ValidationError(
                f"Ý kiến có quá {most} địa chỉ trang khác. Hãy bỏ bớt rồi gửi lại."
            )
        return words

    def clean_dong_y(self) -> bool:
        """Nothing is kept without consent."""
        if not self.cleaned_data["dong_y"]:
            raise forms.ValidationError("Hãy đánh dấu đồng ý thì ý kiến mới được lưu và công bố.")
        return True

    def clean_trang_web(self) -> str:
        """The trap for programs."""
        if self.cleaned_data["trang_web"]:
            raise forms.ValidationError("Ô này phải để trống. Hãy xóa nội dung ô rồi gửi lại.")
        return ""

    def clean_dau(self) -> str:
        """Not sent faster than a person can, and not from a page of yesterday."""
        signed: str = self.cleaned_data["dau"]
        try:
            _FORMS.unsign(signed, max_age=limit("form_hours") * 3600)
        except signing.BadSignature as error:
            raise forms.ValidationError(_AGAIN.format(why="đã để quá lâu")) from error
        try:
            _FORMS.unsign(signed, max_age=limit("quickest_seconds"))
        except signing.SignatureExpired:
            return signed
        raise forms.ValidationError(_AGAIN.format(why="được gửi quá nhanh"))


class SatisfactionForm(forms.Form):
    """One of the official answers, with the words it asks for."""

    muc = forms.ChoiceField(
        error_messages={
            "required": "Hãy chọn một mức.",
            "invalid_choice": "Hãy chọn một mức trong danh sách.",
        }
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = satisfaction()
        self.fields["muc"].choices = [  # type: ignore[attr-defined]
            (choice.code, choice.label) for choice in choices
        ]
        for choice in choices:
            if choice.remark:
                self.fields[self.field_of(choice.code)] = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """Where an answer asks for words, they are there."""
        cleaned = super().clean() or {}
        chosen = next((one for one in satisfaction() if one.code == cleaned.get("muc")), None)
        if chosen and chosen.remark_needed and not tidy(self.remark()):
            self.add_error(
                self.field_of(chosen.code), f"{chosen.remark}: xin ghi vài chữ để cơ quan sửa."
            )
        if len(self.remark()) > limit("longest_remark"):
            raise forms.ValidationError(f"Lời ghi dài quá {limit('longest_remark')} ký tự.")
        return cleaned

    def remark(self) -> str:
        """The words of the answer chosen; words typed under another answer are left aside."""
        words: str = self.cleaned_data.get(self.field_of(self.cleaned_data.get("muc", "")), "")
        return words

    @staticmethod
    def field_of(code: str) -> str:
        """The name of the text field of an answer."""
        return f"loi_{code}"

    def rows(self) -> list[dict[str, Any]]:
        """Answers for the template, with what was typed and what is wrong."""
        rows = []
        for choice in satisfaction():
            name = self.field_of(choice.code)
            rows.append(
                {
                    "choice": choice,
                    "chosen": self["muc"].value() == choice.code,
                    "field": name,
                    "words": (self[name].value() or "") if choice.remark else "",
                    "errors": self.errors.get(name, []) if self.is_bound else [],
                }
            )
        return rows
