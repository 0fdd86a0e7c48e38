"""Forms of campaigns and of models that were tried. Every message says what to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone

from luatsong.knowledge import basis
from luatsong.knowledge.cleaning import clean_plain
from luatsong.knowledge.models import Campaign, Evaluation, Measure, Platform, Practice
from luatsong.renditions.topics import topics

_REQUIRED = "Hãy điền ô này."


class _PlainForm(forms.ModelForm):  # type: ignore[type-arg]
    """Words without markup, dates by the browser's calendar, numbers with a comma."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages["required"] = _REQUIRED
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
                field.error_messages["invalid"] = "Hãy ghi ngày như 09/11/2026."
            elif isinstance(field, forms.DecimalField):
                self.fields[name] = forms.DecimalField(
                    label=field.label, required=False, localize=True, max_digits=14,
                    decimal_places=2, error_messages={"invalid": "Hãy ghi số, ví dụ 71,5."},
                    widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                )  # fmt: skip
            elif isinstance(field, forms.ModelChoiceField):
                field.empty_label = "(chưa chọn)"
            elif isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        for name, value in found.items():
            if isinstance(value, str) and not isinstance(self.fields[name], forms.ChoiceField):
                found[name] = clean_plain(value).text
        starts, ends = found.get("starts"), found.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Ngày kết thúc trước ngày bắt đầu; hãy sửa một trong hai.")
        return found


class CampaignForm(_PlainForm):
    """A movement, campaign, month or day."""

    law = forms.CharField(
        label="Văn bản ấy trong kho (nếu có)",
        required=False,
        max_length=300,
        help_text="Ghi như “Kế hoạch 12/KH-UBND” hoặc dán địa chỉ; tên ở trên sẽ dẫn đến văn bản.",
    )

    class Meta:
        model = Campaign
        fields = ("name", "kind", "summary", "text", "starts", "ends", "agency", "source")
        help_texts = {
            "ends": "Để trống nếu chưa biết.",
            "source": "Số, ký hiệu, ngày, cơ quan ban hành.",
            "text": "Mỗi dòng một đoạn.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.document:
            self.fields["law"].initial = str(self.instance.document)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        typed = found.get("law", "")
        self.instance.document = None
        if typed:
            resolved = basis.resolve(typed, timezone.localdate())
            if resolved.document is None or resolved.problem:
                self.add_error("law", resolved.problem)
            self.instance.document = resolved.document
        return found


class PracticeForm(_PlainForm):
    """A model that is tried."""

    packs = forms.MultipleChoiceField(
        label="Gói chủ đề đã dùng", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Practice
        fields = (
            *("name", "summary", "place", "who", "agency", "starts", "ends", "state", "pilot"),
            *("support", "aim", "measured_by", "packs"),
        )
        help_texts = {
            "place": "Xã, phường, thôn, trường, doanh nghiệp…",
            "support": "Kinh phí, thiết bị, người hướng dẫn; chỉ với địa phương làm điểm.",
            "ends": "Để trống nếu còn làm.",
            "measured_by": "Đếm gì, hỏi ai, lúc nào; để người khác đo lại được.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(key, key) for key in self.instance.packs or ()]
        known = [(f"{one.kind}/{one.code}", one.name) for one in topics()]
        missing = [pair for pair in chosen if pair[0] not in dict(known)]
        self.fields["packs"].choices = [*known, *missing]  # type: ignore[attr-defined]


class PlatformForm(_PlainForm):
    """Where the items of a movement run."""

    address = forms.URLField(
        label="Địa chỉ trang có nội dung",
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Hãy ghi địa chỉ như https://hoctap.example/phap-luat."},
    )

    class Meta:
        model = Platform
        fields = ("name", "address", "since")


class MeasureForm(_PlainForm):
    """One figure before and after."""

    class Meta:
        model = Measure
        fields = ("name", "unit", "before", "before_on", "after", "after_on", "source")

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for value, day in (("before", "before_on"), ("after", "after_on")):
            if found.get(value) is not None and not found.get(day) and day not in self.errors:
                self.add_error(day, "Có số thì phải có ngày đo.")
        return found


class EvaluationForm(_PlainForm):
    """What officials judged."""

    class Meta:
        model = Evaluation
        fields = ("verdict", "text", "by", "on", "document")
        help_texts = {"document": "Số, ký hiệu, ngày của báo cáo hoặc kết luận."}

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if (on := found.get("on")) and on > timezone.localdate():
            self.add_error("on", "Ngày đánh giá chưa tới.")
        return found


PLATFORMS: Any = inlineformset_factory(Campaign, Platform, form=PlatformForm, extra=1)
MEASURES: Any = inlineformset_factory(Practice, Measure, form=MeasureForm, extra=1)
EVALUATIONS: Any = inlineformset_factory(Practice, Evaluation, form=EvaluationForm, extra=1)
