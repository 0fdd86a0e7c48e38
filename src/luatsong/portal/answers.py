"""A verified answer as pages and the API show it. Nothing else of the assistant is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from luatsong.assistant.answering import Answer
from luatsong.assistant.places import address_of
from luatsong.assistant.standing import Standing
from luatsong.assistant.values import CheckedQuote, Source, VerifiedSentence
from luatsong.portal.days import PARAMETER

_NOTICE = "Câu trả lời do máy soạn từ các trích dẫn đã được kiểm tra; không phải tư vấn pháp lý."


@dataclass(frozen=True, slots=True)
class ShownQuote:
    text: str
    place: str  # “khoản 2 Điều 5”
    document: str
    url: str
    version: int | None


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """`lead` is what the sentence says in its own words; the quotes stand below it."""

    lead: str
    text: str
    quotes: tuple[ShownQuote, ...]
    sums: tuple[str, ...]
    in_force: bool


def shown(answer: Answer) -> list[ShownSentence]:
    """The sentences of an answer, which are verified by their type."""
    return shown_sentences(answer.sentences, answer.asked.day)


def shown_sentences(sentences: Sequence[VerifiedSentence], day: date) -> list[ShownSentence]:
    """Verified sentences with links to the law of `day`."""
    return [_sentence(sentence, day) for sentence in sentences]


@dataclass(frozen=True, slots=True)
class Near:
    """A place to read where the question is not answered."""

    place: str  # “Điều 5”
    heading: str
    document: str
    url: str


def near(answer: Answer) -> list[Near]:
    """The nearest articles, where the question is one for the law and none of them answers it."""
    if not answer.declined or answer.reply not in ("", "not-found"):
        return []
    day = answer.asked.day
    return [
        Near(one.label, one.heading, one.document, _url(one, one.address, day))
        for one in answer.near
    ]


def as_data(answer: Answer, site: str) -> dict[str, Any]:
    """The answer for programs; `site` is the address of the site, without a slash behind."""
    return {
        "thong_bao": _NOTICE,
        "cau_hoi": answer.asked.text,
        "da_che": list(answer.asked.hidden),
        "ngay_ap_dung": answer.asked.day.isoformat(),
        "tra_loi_duoc": not answer.declined,
        "ly_do": answer.reply_text,
        "cau": [_sentence_data(sentence, site) for sentence in shown(answer)],
        "hieu_luc": [_standing_data(standing, site) for standing in answer.standings],
        "hoi_lai": answer.clarification.ask if answer.clarification else "",
        "khong_thay": list(answer.not_found),
        "co_the_chua_dung": answer.doubtful,
        "gan_nhat": [
            {"van_ban": one.document, "vi_tri": one.place, "dia_chi": site + one.url}
            for one in near(answer)
        ],
    }


def _sentence_data(sentence: ShownSentence, site: str) -> dict[str, Any]:
    return {
        "loi": sentence.text,
        "con_hieu_luc": sentence.in_force,
        "phep_tinh": list(sentence.sums),
        "trich": [
            {
                "nguyen_van": quote.text,
                "van_ban": quote.document,
                "vi_tri": quote.place,
                "dia_chi": site + quote.url,
                "phien_ban": quote.version,
            }
            for quote in sentence.quotes
        ],
    }


def _standing_data(standing: Standing, site: str) -> dict[str, Any]:
    return {
        "van_ban": standing.document,
        "dia_chi": site + reverse("portal:document", args=[standing.slug]),
        "tinh_trang": standing.label,
        "con_ap_dung": standing.applies,
        "tu_ngay": standing.since.isoformat() if standing.since else None,
        "den_truoc_ngay": standing.until.isoformat() if standing.until else None,
        "can_cu": [ground.text for ground in standing.grounds],
    }


def _sentence(sentence: VerifiedSentence, day: date) -> ShownSentence:
    lead = " ".join(sentence.rest.replace("“", "").replace("”", "").replace("…", " ").split())
    return ShownSentence(
        lead=lead.rstrip(" :"),
        text=sentence.text,
        quotes=tuple(_quote(quote, day) for quote in sentence.quotes),
        sums=tuple(
            f"{' · '.join(operand.text for operand in sum_.operands)} → {sum_.result}"
            for sum_ in sentence.computations
        ),
        in_force=sentence.in_force,
    )


def _quote(quote: CheckedQuote, day: date) -> ShownQuote:
    source = quote.source
    return ShownQuote(
        text=quote.text,
        place=source.label,
        document=source.document,
        url=_url(source, address_of(quote), day),
        version=source.version_id,
    )


def _url(source: Source, address: str, day: date) -> str:
    query = "" if day == timezone.localdate() else f"?{PARAMETER}={day.isoformat()}"
    base = reverse("portal:document", args=[source.slug])
    return f"{base}/{address}{query}"
