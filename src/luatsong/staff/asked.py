"""Questions to the assistant as the staff side lists them; masked, never who asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from luatsong.assistant.models import AskedQuestion, AssistantQuestion
from luatsong.assistant.scope import REPLIES
from luatsong.law.models import Document

DECLINED, BAD, GOOD, ANSWERED = "khong-tra-loi", "danh-gia-kem", "danh-gia-tot", "co-tra-loi"
_OUTCOMES: dict[str, tuple[str, Q]] = {
    DECLINED: ("Không trả lời", Q(declined=True)),
    ANSWERED: ("Có trả lời", Q(declined=False)),
    BAD: ("Bị chê", Q(helpful=False)),
    GOOD: ("Được khen", Q(helpful=True)),
}
_HEAD = ("Lúc hỏi", "Câu hỏi (đã che)", "Luật của ngày", "Kết quả", "Lý do", "Đánh giá", "Đã dẫn")
# A cell that begins so is a formula to spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_EXPORTED = 50_000


class Filter(forms.Form):
    """What of the questions is shown."""

    ket_qua = forms.ChoiceField(
        label="Kết quả",
        required=False,
        choices=[("", "Tất cả"), *((code, label) for code, (label, _) in _OUTCOMES.items())],
    )
    tu_ngay = forms.DateField(
        label="Từ ngày", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    den_ngay = forms.DateField(
        label="Đến ngày", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    q = forms.CharField(label="Có chữ", required=False, max_length=200)


@dataclass(frozen=True, slots=True)
class Cited:
    """A place an answer quoted, and its page on the day whose law was asked."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question as the list shows it."""

    asked: AskedQuestion
    reason: str
    cited: tuple[Cited, ...]

    @property
    def rated(self) -> str:
        """What the asker said of the answer, "" when nothing."""
        return {True: "Có ích", False: "Không có ích", None: ""}[self.asked.helpful]


def questions(wanted: Filter) -> QuerySet[AskedQuestion]:
    """The questions that pass the filter, the latest first; a wrong filter passes all."""
    found = AskedQuestion.objects.all()
    values: dict[str, Any] = wanted.cleaned_data if wanted.is_valid() else {}
    if values.get("ket_qua"):
        found = found.filter(_OUTCOMES[values["ket_qua"]][1])
    if values.get("tu_ngay"):
        found = found.filter(asked_at__gte=_start(values["tu_ngay"]))
    if values.get("den_ngay"):
        found = found.filter(asked_at__lt=_start(values["den_ngay"] + timedelta(days=1)))
    if values.get("q"):
        found = found.filter(text__icontains=values["q"])
    return found


def sent() -> QuerySet[AssistantQuestion]:
    """Questions that people sent on to a person, the latest first."""
    return AssistantQuestion.objects.all()


def rows(found: list[AskedQuestion]) -> list[Row]:
    """Questions with what they cite by name; one query."""
    slugs = {place["document"] for one in found for place in one.cited}
    names = {
        document.slug: str(document)
        for document in Document.objects.filter(slug__in=slugs).only(
            "slug", "type_name", "number", "title"
        )
    }
    return [
        Row(
            one,
            REPLIES.get(one.reply, "") if one.declined else "",
            tuple(_cited(place, names, one.day) for place in one.cited),
        )
        for one in found
    ]


def as_csv(found: QuerySet[AskedQuestion]) -> Iterator[str]:
    """The lines of a CSV file that spreadsheets open rightly: BOM, no formulas."""
    yield "\ufeff" + _line(_HEAD)
    for one in found[:_MOST_EXPORTED].iterator(chunk_size=500):
        places = "; ".join(f"{place['document']}/{place['address']}" for place in one.cited)
        yield _line(
            (
                f"{timezone.localtime(one.asked_at):%d/%m/%Y %H:%M}",
                one.text,
                f"{one.day:%d/%m/%Y}",
                "Không trả lời" if one.declined else "Có trả lời",
                REPLIES.get(one.reply, "") if one.declined else "",
                Row(one, "", ()).rated,
                places,
            )
        )


def _cited(place: dict[str, Any], names: dict[str, str], day: date) -> Cited:
    slug, address = place["document"], place["address"]
    article = address.partition("/")[0].replace("dieu-", "Điều ").replace("dd", "đ")
    url = f"/van-ban/{slug}/{address}?ngay={day.isoformat()}"
    return Cited(f"{article} {names.get(slug, slug)}", url)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _line(cells: tuple[str, ...]) -> str:
    written = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(written).writerow(safe)
    return written.getvalue()
