"""What an item is, for machines: schema.org as JSON-LD (https://schema.org, version 29)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from luatsong.knowledge.models import Item
from luatsong.knowledge.reading import parts_of
from luatsong.knowledge.wordlists import licences
from luatsong.portal.items import Ground

# A data block is no script, but its text ends where "</script" stands.
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def described(request: HttpRequest, item: Item, grounds: Sequence[Ground]) -> SafeString:
    """The JSON of <script type="application/ld+json">, safe to stand in a page."""

    def full(path: str) -> str:
        return request.build_absolute_uri(path)

    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": item.of_kind.schema,
        "name": item.title,
        "headline": item.title,
        "description": item.summary,
        "url": full(item.get_absolute_url()),
        "inLanguage": item.language,
        "isAccessibleForFree": True,
        "publisher": {"@type": "GovernmentOrganization", "name": str(item.agency or "")},
        "audience": [{"@type": "Audience", "audienceType": a.name} for a in item.audiences.all()],
        "citation": [
            {"@type": "Legislation", "name": ground.name, "url": full(ground.today)}
            for ground in grounds
        ],
        "license": getattr(licences().get(item.licence), "url", ""),
        "datePublished": _moment(item.first_published_at),
        "dateModified": _moment(item.last_published_at),
        **_OF_TYPE.get(item.of_kind.schema, _nothing)(item),
    }
    if not item.agency:
        del data["publisher"]
    kept = {name: value for name, value in data.items() if value not in ("", [], None)}
    return SafeString(json.dumps(kept, ensure_ascii=False).translate(_ESCAPED))


def _moment(value: Any) -> str:
    return value.isoformat(timespec="seconds") if value else ""


def _nothing(_item: Item) -> dict[str, Any]:
    return {}


def _questions(item: Item) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    for part in parts_of(item):
        if part.block != "question_answer":
            continue
        if part.role == "question":
            answer = {"@type": "Answer", "text": ""}
            found.append({"@type": "Question", "name": part.text, "acceptedAnswer": answer})
        elif found:
            answer = found[-1]["acceptedAnswer"]
            answer["text"] = f"{answer['text']}\n{part.text}".strip()
    if item.of_kind.schema == "QAPage":
        return {"mainEntity": found[0]} if found else {}
    return {"mainEntity": found}


def _steps(item: Item) -> dict[str, Any]:
    steps: list[dict[str, Any]] = []
    for part in parts_of(item):
        if part.block == "steps" and part.role == "step":
            steps.append({"@type": "HowToStep", "name": part.text, "text": part.text})
        elif part.block == "steps" and part.role in ("text", "item") and steps:
            steps[-1]["text"] = f"{steps[-1]['text']} {part.text}"
    return {"step": steps}


def _event(item: Item) -> dict[str, Any]:
    return {
        "startDate": _moment(item.event_start),
        "endDate": _moment(item.event_end),
        "location": {"@type": "Place", "name": item.event_place, "address": item.event_place},
    }


def _service(item: Item) -> dict[str, Any]:
    return {"address": item.address, "telephone": item.phone, "openingHours": item.hours}


_OF_TYPE = {
    "QAPage": _questions,
    "FAQPage": _questions,
    "HowTo": _steps,
    "Event": _event,
    "LegalService": _service,
}
