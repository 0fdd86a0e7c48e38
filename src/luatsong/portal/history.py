"""The life of a document for other systems: versions and effects as JSON, history for AKN."""

from __future__ import annotations

from collections.abc import Sequence

from luatsong.law.models import Document, Effect
from luatsong.law.selectors import published
from luatsong.law.selectors.living import EffectRow
from luatsong.portal.living import Living
from luatsong.portal.margin import APPLIED
from vnlaw.akn import History, Modification, identify
from vnlaw.document import Kind, Metadata
from vnlaw.numbers import parse_number

# What no other system needs told: a document's own issue, and when it starts.
_OWN = frozenset({Effect.Verb.ISSUE.value, Effect.Verb.TAKE_EFFECT.value})


def history_of(whole: Living) -> History:
    """What was done to a document and by it, applied effects only, and when its words hold.

    One query, for the names of the documents on the other side.
    """
    document = whole.document
    effects = [
        effect
        for effect in whole.effects.values()
        if effect.state in APPLIED and not effect.summary and effect.verb not in _OWN
    ]
    passive = [e for e in effects if e.target_id == document.pk or e.own]
    active = [e for e in effects if e.source_id == document.pk and not e.own]
    works = _works([*(e.source_id for e in passive), *(e.target_id for e in active)])
    return History(
        passive=tuple(
            Modification(e.verb, works[e.source_id], at, e.source_address, e.start, e.end)
            for e in passive
            if e.source_id in works
            for at in _addresses(e)
        ),
        active=tuple(
            Modification(e.verb, works[e.target_id], e.source_address, at, e.start, e.end)
            for e in active
            if e.target_id in works
            for at in _addresses(e)
        ),
        intervals={
            row.address: (row.valid_from, row.valid_to)
            for row in whole.rows
            if row.effect_id is not None or row.end_effect_id is not None
        },
    )


def _addresses(effect: EffectRow) -> list[str]:
    return list(dict.fromkeys(address for _, address in effect.places)) or [""]


def _works(ids: Sequence[int | None]) -> dict[int | None, str]:
    """FRBR works of published documents by id."""
    documents = published().filter(pk__in={pk for pk in ids if pk is not None})
    return {document.pk: identify(_metadata(document)).work for document in documents}


def _metadata(document: Document) -> Metadata:
    """As far as a name needs it."""
    return Metadata(
        kind=Kind(document.kind),
        language=document.language,
        type_code=document.type_code,
        type_name=document.type_name,
        number=parse_number(document.number) if document.number else None,
        issuers=tuple(document.metadata.get("issuers", ())),
        place=document.place,
        issue_date=document.issue_date,
        title=document.title,
        legal_bases=(),
        signers=(),
        recipients=(),
        effective=(),
        effective_date=None,
        expiry_date=None,
    )
