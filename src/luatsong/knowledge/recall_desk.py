"""What editors do about marks: confirm that the content still holds, or see it withdrawn.

Revising needs nothing here: the sweep sees the new pin of the revised item.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from luatsong.accounts.models import User
from luatsong.knowledge import after
from luatsong.knowledge.models import Basis, Item, Recall
from luatsong.knowledge.recall_reading import Place, laws_of

_SHORTEST_REASON = 10
CONFIRMED = "luatsong.recall_confirmed"


class NotConfirmableError(ValueError):
    """The content cannot be confirmed; the message (Vietnamese) says what to do."""


@transaction.atomic
def confirm(item: Item, user: User, *, reason: str, now: datetime | None = None) -> int:
    """Say that an item still holds: its changed bases are pinned anew as they read today.

    Gives the number of bases pinned anew. What has ended, was suspended or is gone cannot be
    confirmed: it needs another basis. Raises NotConfirmableError before anything is changed.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    if len(reason.strip()) < _SHORTEST_REASON:
        raise NotConfirmableError("Hãy ghi rõ vì sao nội dung vẫn đúng, ít nhất một câu ngắn.")
    waiting = Recall.objects.select_for_update().filter(
        item=item, resolved_at__isnull=True, ahead=False, basis__isnull=False
    )
    recalls = list(waiting.select_related("basis__document").order_by("pk"))
    if not recalls:
        raise NotConfirmableError("Nội dung này không còn căn cứ nào chờ rà soát.")
    pins = _pins([recall.basis for recall in recalls if recall.basis], today)
    old = {recall.basis_id: recall.words_hash for recall in recalls}
    for basis, fields in pins:
        Basis.objects.filter(pk=basis.pk).update(**fields, state=Basis.State.SOUND)
    _pin_revisions(item, pins, old)
    Recall.objects.filter(pk__in=[recall.pk for recall in recalls]).update(
        resolved_at=now, how=Recall.How.CONFIRMED, note=reason.strip(), by=user
    )
    Item.objects.filter(pk=item.pk).update(basis_state=Item.BasisState.SOUND, affected_since=None)
    log(
        instance=item,
        action=CONFIRMED,
        user=user,
        data={"reason": reason.strip(), "bases": [str(basis) for basis, _ in pins]},
    )
    transaction.on_commit(partial(after.confirmed, item.pk))
    return len(pins)


def withdrawn(item: Item, user: User, *, reason: str, now: datetime | None = None) -> int:
    """Note why an item that is no longer public was taken away; how many marks that resolves."""
    waiting = Recall.objects.filter(item=item, resolved_at__isnull=True)
    return waiting.update(
        resolved_at=now or timezone.now(),
        how=Recall.How.WITHDRAWN,
        note=reason.strip(),
        by=user,
    )


def _pins(bases: Sequence[Basis], today: date) -> list[tuple[Basis, dict[str, Any]]]:
    """The bases with the fields of their new pins."""
    laws = laws_of([basis.document_id for basis in bases])
    found = []
    for basis in bases:
        law = laws.get(basis.document_id)
        place = Place(basis.document_id, basis.provision_id, basis.address)
        day = max(today, basis.as_of)
        said = law.said(place, day) if law else None
        if said is None or not said.holds:
            raise NotConfirmableError(
                f"“{basis}” không còn hiệu lực hoặc không còn trong kho nên không xác nhận được. "
                "Hãy biên soạn lại với căn cứ mới, hoặc gỡ nội dung."
            )
        top = said.versions[0] if basis.provision_id and said.versions else None
        fields: dict[str, Any] = {
            "as_of": day,
            "words_hash": said.hash,
            "address": said.address or basis.address,
            "version_id": top.pk if top else None,
            "changed_on": None,
            "cause": None,
        }
        found.append((basis, fields))
    return found


def _pin_revisions(
    item: Item, pins: Sequence[tuple[Basis, dict[str, Any]]], old: dict[int | None, str]
) -> None:
    """Give the revisions in use the new pins, or publishing one would bring the old ones back."""
    keys = {item.live_revision_id, item.latest_revision_id} - {None}
    for revision in Revision.objects.filter(pk__in=keys):
        changed = False
        for row in revision.content.get("bases", ()):
            for basis, fields in pins:
                same = (row.get("document"), row.get("words_hash"), row.get("provision")) == (
                    basis.document_id,
                    old[basis.pk],
                    basis.provision_id,
                )
                if row.get("pk") == basis.pk or same:
                    row.update(
                        as_of=fields["as_of"].isoformat(),
                        words_hash=fields["words_hash"],
                        address=fields["address"],
                        version=fields["version_id"],
                    )
                    changed = True
        if changed:
            revision.save(update_fields=["content"])
