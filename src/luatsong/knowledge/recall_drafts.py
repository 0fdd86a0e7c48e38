"""Places that only the unpublished edit of a public item rests on: nobody reads it yet, but its
author must know when the law moves on before it is sent.

Places the public text rests on, too, are looked at as its bases; a draft that never was public has
bases of its own in the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from wagtail.models import Revision

from luatsong.knowledge.models import Basis, Item
from luatsong.knowledge.recall_looking import Seen
from luatsong.law.models import Document

_Pin = tuple[int, int, str, str]


def drafted(bases: Sequence[Seen]) -> list[Seen]:
    """Pins of unpublished edits that no basis of `bases` has; their keys are below zero.

    One query where nothing is being edited, three otherwise.
    """
    edited = Item.objects.filter(live=True, has_unpublished_changes=True)
    latest = set(edited.exclude(latest_revision=None).values_list("latest_revision", flat=True))
    if not latest:
        return []
    known = {_pin(row.item_id, row.document_id, row.address, row.words_hash) for row in bases}
    rows = [
        (revision, row)
        for revision in Revision.objects.filter(pk__in=latest)
        for row in revision.content.get("bases") or ()
        if row.get("words_hash")
        and _pin(int(revision.object_id), row["document"], row["address"], row["words_hash"])
        not in known
    ]
    documents = Document.objects.in_bulk({row["document"] for _, row in rows})
    return list(_seen(rows, documents))


def _pin(item: int, document: int, address: str, words_hash: str) -> _Pin:
    return item, document, address, words_hash


def _seen(
    rows: Sequence[tuple[Revision, dict[str, Any]]], documents: dict[int, Document]
) -> Iterator[Seen]:
    for number, (revision, row) in enumerate(rows, start=1):
        document = documents.get(row["document"])
        if document is None:
            continue
        yield Seen(
            pk=-number,
            item_id=int(revision.object_id),
            typed=row.get("typed") or "",
            document_id=document.pk,
            provision_id=row.get("provision"),
            address=row["address"],
            as_of=date.fromisoformat(row["as_of"]),
            words_hash=row["words_hash"],
            state=Basis.State.SOUND,
            type_code=document.type_code,
            type_name=document.type_name,
            number=document.number,
            title=document.title,
            slug=document.slug,
            published=document.state,
            updated_at=document.updated_at,
            folded_at=document.folded_at,
            text_hash=document.text_hash,
            seen=None,
            reason=None,
            changed_on=None,
            applied_at=None,
            cause=None,
            coming=None,
            coming_on=None,
            coming_cause=None,
            item_published=revision.created_at,
            item_made=revision.created_at,
        )
