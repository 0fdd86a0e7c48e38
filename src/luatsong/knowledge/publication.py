"""The seal without which nothing goes live, and what happens when something has."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Revision

from luatsong.knowledge import after
from luatsong.knowledge.models import Approval, Item
from luatsong.knowledge.searching import search_text


class NotApprovedError(PermissionDenied):
    """A revision that has not been through review and approval was about to be published."""


def require_approval(revision: Revision) -> None:
    """Refuse (NotApprovedError) a revision without a seal; whoever asks, by whatever button."""
    if not Approval.objects.filter(revision_id=revision.pk).exists():
        raise NotApprovedError(
            "Nội dung chưa qua đủ hai bước thẩm định và duyệt nên không công bố được."
        )


def went_live(item_pk: int, revision_pk: int) -> None:
    """Make the item findable and tell everybody, if it is this revision that is live now."""
    item = Item.objects.filter(pk=item_pk, live=True, live_revision_id=revision_pk).first()
    if item is None:  # it goes live on a later day
        return
    Item.objects.filter(pk=item_pk).update(search_text=search_text(item))
    transaction.on_commit(partial(after.published, item_pk))


def went_away(item_pk: int) -> None:
    """Tell everybody that the item is no longer public."""
    transaction.on_commit(partial(after.withdrawn, item_pk))
