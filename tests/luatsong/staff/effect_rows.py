"""Effects in the store for tests of the desk: read by the engine, put where a test wants them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone
from tests.luatsong.factories import make_document

from luatsong.law.engine_values import to_json
from luatsong.law.models import Document, Effect
from luatsong.law.typed_places import place_text
from vnlaw.addresses import segment
from vnlaw.document import Level
from vnlaw.effects import Effect as Value
from vnlaw.effects import Place, find_effects
from vnlaw.parse import parse_text

BASE_NUMBER = "12/2026/TT-BTL"
BASE = """Điều 5. Mức chi
1. Mức chi cho xã là 500.000 đồng.
2. Sở Thủy lâm hướng dẫn:
a) Lập dự toán;
b) Quyết toán.
Điều 7. Thi hành
Các xã thực hiện."""
AMENDING = f"""Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số {BASE_NUMBER}
1. Sửa đổi, bổ sung khoản 1 Điều 5 như sau:
“1. Mức chi cho xã là 700.000 đồng.”
2. Bãi bỏ Điều 7.
Điều 2. Tổ chức thực hiện
Thủ trưởng các đơn vị thực hiện Thông tư này."""


def base() -> Document:
    """The document that is amended."""
    document = make_document(text=BASE, number=BASE_NUMBER)
    Effect.objects.filter(document=document).delete()
    return document


def amending(text: str = AMENDING, number: str = "20/2026/TT-BTL") -> Document:
    """The document that amends."""
    return make_document(text=text, number=number, title="Sửa đổi Thông tư về trồng cây")


def effects_of(
    document: Document, text: str = AMENDING, *, start: date | None = None, **fields: Any
) -> list[Effect]:
    """The effects of `text` as rows of `document`, announcements aside.

    With `start` they begin on that day, and are a little doubtful; else nobody knows when.
    """
    Effect.objects.filter(document=document).delete()
    found = [e for e in find_effects(parse_text(text)) if not e.target.own and not e.summary]
    provisions = {p.address: p for p in document.provisions.all()}
    rows = []
    for order, read in enumerate(found):
        value = _dated(read, start) if start else read
        number = value.target.number
        target = Document.objects.filter(number=number.text).first() if number else None
        values: dict[str, Any] = {
            "provision": provisions.get(value.source),
            "fingerprint": f"{document.pk}-{order}",
            "verb": value.verb.value,
            "quote": value.quote.text,
            "target_document": target,
            "target_key": number.key if number else "",
            "target_number": value.target.printed,
            "target_name": value.target.name,
            "places": [{"text": place_text(p), "address": _address(p)} for p in value.places],
            "payload": to_json(value),
            "start": value.start,
            "end": value.end,
            "confidence": value.confidence,
            "certain": value.certain,
            "doubts": list(value.doubts),
            "state": Effect.State.REVIEW if target else Effect.State.MISSING,
            "recorded_from": timezone.now(),
        }
        rows.append(Effect.objects.create(document=document, order=order, **{**values, **fields}))
    return rows


def _dated(value: Value, start: date) -> Value:
    doubts = tuple(doubt for doubt in value.doubts if doubt != "date-missing")
    return replace(
        value, start=start, doubts=(*doubts, "words-left-over"), confidence=0.75, certain=False
    )


def _address(place: Place) -> str:
    return "/".join(segment(Level(step.unit.value), step.number) for step in place.steps)
