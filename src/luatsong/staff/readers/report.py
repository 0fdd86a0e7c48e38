"""Mức độ hài lòng: answers by month and page, what people miss, and the same as CSV."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from luatsong.portal.views.figures import MONTHS, as_csv
from luatsong.responses import counting, figures
from luatsong.responses.models import Answer, Page
from luatsong.responses.settings import data, satisfaction
from luatsong.staff.views.page import needs, page_of, render_page

ICON = "success"
TITLE = "Mức độ hài lòng"
MAY_SEE = "responses.view_answer"
_PAGE_SIZE = 50
_WORST = 15
# Fewer answers tell nothing of a page.
_FEWEST = 3


@require_GET
@needs(MAY_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The report; `hoi` limits the remarks to one of the two questions."""
    counting.flush()
    months = figures.months_until(timezone.localdate(), MONTHS)
    remarks = Answer.objects.exclude(remark="").select_related("page").order_by("-day", "-pk")
    question = request.GET.get("hoi", "")
    if question in Answer.Question.values:
        remarks = remarks.filter(question=question)
    return render_page(
        request,
        "staff/satisfaction.html",
        title=TITLE,
        icon=ICON,
        rules=data("reach")["satisfaction"],
        choices=satisfaction(),
        months=figures.satisfaction_by_month(months, Answer.objects.all()),
        helped=figures.helped_by_month(months, Answer.objects.all()),
        worst=_least_helpful(months[0]),
        remarks=page_of(remarks, request, _PAGE_SIZE),
        labels={choice.code: choice.label for choice in satisfaction()},
        question=question,
        questions=Answer.Question.choices,
    )


@require_GET
@needs(MAY_SEE)
def download(_request: HttpRequest) -> HttpResponse:
    """Every answer as CSV: day, page, question, answer, remark (personal data masked)."""
    labels = {choice.code: choice.label for choice in satisfaction()}
    rows = [
        [
            answer.day.isoformat(),
            answer.page.address,
            answer.page.title,
            answer.get_question_display(),
            _label(answer, labels),
            answer.remark,
        ]
        for answer in Answer.objects.select_related("page").order_by("day", "pk").iterator()
    ]
    head = ["ngày", "trang", "tên trang", "câu hỏi", "trả lời", "lời ghi"]
    response = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="danh-gia.csv"'
    return response


def _label(answer: Answer, labels: dict[str, str]) -> str:
    if answer.question == Answer.Question.HELPED:
        return "Có" if answer.value == "yes" else "Chưa"
    return labels.get(answer.value, answer.value)


def _least_helpful(since: date) -> QuerySet[Page, Any]:
    """Pages that most often did not help, of those with some answers. One query."""
    recent = Q(answers__question=Answer.Question.HELPED, answers__day__gte=since)
    return (
        Page.objects.annotate(
            asked=Count("answers", filter=recent),
            no=Count("answers", filter=recent & Q(answers__value="no")),
        )
        .filter(asked__gte=_FEWEST, no__gt=0)
        .order_by("-no", "address")[:_WORST]
    )
