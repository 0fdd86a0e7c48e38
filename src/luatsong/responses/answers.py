"""Answers to "did this help?" and to the scale of satisfaction: what is stored of them."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from luatsong.assistant.masking import mask
from luatsong.responses.models import Answer
from luatsong.responses.screening import tidy
from luatsong.responses.settings import limit
from luatsong.responses.subjects import Subject
from luatsong.responses.traces import first_today, within_limits

_SIGNER = signing.TimestampSigner(salt="luatsong.responses.answer")
_REMARK_SECONDS = 3600


class AnsweredError(Exception):
    """This device has answered on this page today."""


class TooManyError(Exception):
    """The caller has sent more than the limits allow."""


def answer(
    request: HttpRequest, subject: Subject, question: Answer.Question, value: str, remark: str = ""
) -> Answer:
    """Store one answer; personal data in the remark is masked before.

    `AnsweredError` where the device has answered the question on this page today, `TooManyError`
    where its network sends too much.
    """
    if not within_limits(request, "answer"):
        raise TooManyError
    if not first_today(request, f"{question.value}:{subject.address}"):
        raise AnsweredError
    return Answer.objects.create(
        page=subject.page(),
        question=question,
        value=value,
        remark=_remark(remark),
        day=timezone.localdate(),
    )


def receipt(stored: Answer) -> str:
    """Lets whoever gave an answer add words to it within the hour."""
    signed: str = _SIGNER.sign_object({"answer": stored.pk})
    return signed


def answer_of(signed: str) -> Answer | None:
    """The answer of a receipt; None for one that is too old or not ours."""
    try:
        pk = _SIGNER.unsign_object(signed, max_age=_REMARK_SECONDS)["answer"]
    except signing.BadSignature:
        return None
    return Answer.objects.select_related("page").filter(pk=pk).first()


def add_remark(stored: Answer, remark: str) -> None:
    """Add what is missing on the page, once."""
    words = _remark(remark)
    if words:
        Answer.objects.filter(pk=stored.pk, remark="").update(remark=words)


def _remark(text: str) -> str:
    return mask(tidy(text)[: limit("longest_remark")]).text
