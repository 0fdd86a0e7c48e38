"""The life of a document as JSON values: its versions, the effects on and of it, its validity."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from luatsong.law.selectors import ProvisionRow
from luatsong.law.selectors.living import EffectRow, Validity, timeline
from luatsong.portal.addressing import provision_link
from luatsong.portal.citation import cite_document
from luatsong.portal.living import Living

Json = dict[str, Any]


def life_json(whole: Living, site: str) -> Json:
    """Everything of one day; `site` is the address of the site without a slash.

    Days are ISO dates, intervals half-open `[valid_from, valid_to)`; null is open or not known.
    `spans` are [line, start, end, id of effect or null], line -1 the heading; characters count
    Unicode code points. One query beside those of `whole`, for the life line.
    """
    document = whole.document
    effects = whole.effects.values()
    return {
        "document": {
            "address": site + provision_link(document.slug),
            "number": document.number,
            "citation": cite_document(document),
            "issue_date": _day(document.issue_date),
        },
        "day": whole.day.on.isoformat(),
        "validity": _validity(whole.validity, site) if whole.validity else None,
        "change_days": [day.isoformat() for day in whole.days],
        "events": [
            {
                "day": event.day.isoformat(),
                "kind": event.kind,
                "text": event.text,
                "effect": event.effect.id if event.effect else None,
            }
            for event in timeline(document)
        ],
        "versions": [_version(row) for row in whole.rows],
        "effects_on": [_effect(e, site) for e in effects if e.target_id == document.pk or e.own],
        "effects_of": [
            _effect(e, site) for e in effects if e.source_id == document.pk and not e.own
        ],
    }


def _version(row: ProvisionRow) -> Json:
    return {
        "identity": str(UUID(row.identity)),
        "address": row.address,
        "label": row.label,
        "heading": row.heading,
        "text": list(row.text),
        "status": row.status,
        "change": row.change,
        "valid_from": _day(row.valid_from),
        "valid_to": _day(row.valid_to),
        "effect": row.effect_id,
        "end_effect": row.end_effect_id,
        "certain": row.certain,
        "spans": [list(span) for span in row.spans],
    }


def _effect(effect: EffectRow, site: str) -> Json:
    target = effect.target_slug and site + provision_link(effect.target_slug)
    return {
        "id": effect.id,
        "verb": effect.verb,
        "state": effect.state,
        "source": site + provision_link(effect.source_slug, effect.source_address),
        "source_label": effect.source_label,
        "target": target or None,
        "target_label": effect.target_label,
        "places": [{"text": text, "address": address} for text, address in effect.places],
        "quote": effect.quote,
        "start": _day(effect.start),
        "end": _day(effect.end),
        "condition": effect.condition,
        "scope": effect.scope,
        "territory": effect.territory,
        "certain": effect.certain,
    }


def _validity(validity: Validity, site: str) -> Json:
    return {
        "word": validity.word,
        "label": validity.label,
        "since": _day(validity.since),
        "until": _day(validity.until),
        "territory": validity.territory,
        "note": validity.note,
        "reasons": [
            {"text": reason.text, "effect": _effect(reason.effect, site) if reason.effect else None}
            for reason in validity.reasons
        ],
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
