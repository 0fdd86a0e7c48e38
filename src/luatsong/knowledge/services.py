"""What is done with knowledge items. Everything that changes one goes through here."""

from __future__ import annotations

from django.db import transaction

from luatsong.knowledge.lists import load_lists
from luatsong.knowledge.models import Approval, Item

__all__ = ["load_lists", "publish_loaded"]


@transaction.atomic
def publish_loaded(item: Item, *, note: str) -> Item:
    """Publish an item that comes approved with the product or from another system.

    `note` says where it was approved. Nobody reaches this from a page: what people write goes
    through review and approval.
    """
    revision = item.save_revision(log_action=True)
    Approval.objects.create(item=item, revision=revision, how=Approval.How.LOADED, note=note)
    revision.publish()
    item.refresh_from_db()
    return item
