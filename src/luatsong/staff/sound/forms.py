"""Forms for recordings. Every message says in Vietnamese what to do."""

from __future__ import annotations

from typing import Any

from django import forms

from luatsong.knowledge.models import Item
from luatsong.knowledge.wordlists import language_choices
from luatsong.renditions.models import Rendition
from luatsong.renditions.recordings import Reader

_PAPERS = ".pdf,.jpg,.jpeg,.png"


class RecordingForm(forms.Form):
    """A recording, who reads it, and how they agreed."""

    sound = forms.FileField(
        label="Tệp ghi âm",
        help_text="MP3, M4A, AMR, 3GP, OGG, FLAC, WAV. Máy nén lại, bỏ mọi thông tin kèm tệp.",
        error_messages={
            "required": "Hãy chọn tệp ghi âm (tệp quá lớn bị dừng khi đang gửi).",
            "empty": "Tệp trống. Hãy chọn lại tệp ghi âm.",
        },
        widget=forms.FileInput(attrs={"accept": "audio/*,.amr,.3gp,.m4a"}),
    )
    language = forms.ChoiceField(label="Ngôn ngữ", choices=language_choices)
    speaker = forms.CharField(
        label="Người đọc",
        max_length=200,
        help_text="Tên như sẽ hiện trên trang; có thể là “Tổ truyền thông bản Suối”.",
        error_messages={"required": "Hãy ghi tên người đọc như sẽ hiện trên trang."},
    )
    village = forms.CharField(label="Thôn, bản, xã", max_length=200, required=False)
    consent = forms.CharField(
        label="Lời đồng ý",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Đồng ý ngày nào, bằng cách nào. Bỏ trống khi kèm bản chụp giấy đồng ý.",
    )
    consent_file = forms.FileField(
        label="Bản chụp giấy đồng ý",
        required=False,
        help_text="PDF hoặc ảnh; chỉ người phụ trách xem được.",
        widget=forms.FileInput(attrs={"accept": _PAPERS}),
    )
    transcript = forms.CharField(
        label="Lời của bản đọc",
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Chép lại lời đọc bằng chữ của ngôn ngữ ấy, cho người không nghe được.",
    )
    replaces = forms.ModelChoiceField(
        Rendition.objects.none(),
        label="Thay cho bản ghi",
        required=False,
        empty_label="Không thay bản nào",
    )

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Rendition.objects.filter(
            item=item, made_by=Rendition.Maker.PERSON, state=Rendition.State.MADE
        )
        self.fields["replaces"].queryset = rows  # type: ignore[attr-defined]

    def clean_consent_file(self) -> Any:
        """Only what shows a paper: a PDF or a picture."""
        paper = self.cleaned_data.get("consent_file")
        if paper and not paper.name.lower().endswith(tuple(_PAPERS.split(","))):
            raise forms.ValidationError("Bản chụp giấy đồng ý phải là tệp PDF, JPG hoặc PNG.")
        return paper

    def reader(self) -> Reader:
        """Who reads, from a valid form."""
        data = self.cleaned_data
        return Reader(
            name=data["speaker"],
            language=data["language"],
            village=data["village"],
            consent=data["consent"],
            consent_file=data["consent_file"] or None,
            transcript=data["transcript"],
        )
