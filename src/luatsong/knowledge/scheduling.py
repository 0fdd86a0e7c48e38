"""What goes live or ends at its hour, looked at every minute by the site's own worker."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from luatsong.knowledge import checks
from luatsong.knowledge.models import Approval, Item

logger = logging.getLogger(__name__)


def run(now: datetime | None = None) -> int:
    """Publish what is due and end what has expired; how many items changed.

    What would not pass its checks any more (the law changed while it waited) is held back: it is
    a draft again, and the log says why. One item that fails keeps no other from its hour.
    """
    moment = now or timezone.now()
    return _each(_ended(moment), _end) + _each(_due(moment), _publish)


def _ended(now: datetime) -> list[int]:
    return list(Item.objects.filter(live=True, expire_at__lt=now).values_list("pk", flat=True))


def _due(now: datetime) -> list[int]:
    content_type = Item.get_base_content_type()
    waiting = Revision.objects.filter(base_content_type=content_type, approved_go_live_at__lt=now)
    return list(waiting.order_by("approved_go_live_at").values_list("pk", flat=True))


def _each(keys: list[int], change: Callable[[int], bool]) -> int:
    done = 0
    for key in keys:
        try:
            with transaction.atomic():
                done += change(key)
        except Exception:  # the others must not wait for it
            logger.exception("Scheduled change %s failed.", key)
    return done


def _end(pk: int) -> bool:
    item = Item.objects.select_for_update().get(pk=pk)
    if item.live:
        item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _publish(pk: int) -> bool:
    revision = Revision.objects.select_for_update().get(pk=pk)
    if revision.approved_go_live_at is None:
        return False
    found = checks.blocking(revision.as_object())
    if not found:
        revision.publish(log_action="wagtail.publish.scheduled")
        return True
    Revision.objects.filter(pk=pk).update(approved_go_live_at=None)
    Approval.objects.filter(revision_id=pk).delete()
    reason = " ".join(finding.message for finding in found)
    item = Item.objects.get(pk=revision.object_id)
    log(item, "luatsong.item_held_back", data={"reason": reason}, revision=revision)
    return False
