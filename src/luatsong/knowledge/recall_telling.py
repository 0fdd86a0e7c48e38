"""Telling the owners: one letter for all that is new, by mail where a mail server is named.

Without one the desk tells: what waits stands on the first page of the staff side at once.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string

from luatsong.accounts.models import User
from luatsong.knowledge.models import Recall
from luatsong.knowledge.recall_names import causes, place_name
from luatsong.knowledge.recall_wording import sentence

logger = logging.getLogger(__name__)

# A mail server that refused is left alone for so long.
_PAUSE = timedelta(minutes=10)
_PAUSED = "luatsong.knowledge.recall.mail"
# Marks that one letter tells; the rest is counted.
_MOST = 30


def tell(now: datetime) -> int:
    """Tell owners of the marks nobody was told of yet; how many marks were told."""
    waiting = Recall.objects.filter(told_at__isnull=True, resolved_at__isnull=True)
    by_mail = Q(item__owner__is_active=True) & ~Q(item__owner__email="")
    if not (settings.EMAIL_HOST or "smtp" not in settings.EMAIL_BACKEND):
        return waiting.update(told_at=now)
    told = waiting.exclude(by_mail).update(told_at=now)
    if cache.get(_PAUSED):
        return told
    rows = waiting.filter(by_mail).select_related("item__owner", "document")
    by_owner: dict[int, list[Recall]] = {}
    for recall in rows.defer("item__body", "item__plain", "before"):
        by_owner.setdefault(recall.item.owner_id or 0, []).append(recall)
    for recalls in by_owner.values():
        owner = recalls[0].item.owner
        if owner is None or not _send(owner, recalls):
            break
        keys = [recall.pk for recall in recalls]
        told += Recall.objects.filter(pk__in=keys).update(told_at=now)
    return told


def _send(owner: User, recalls: Sequence[Recall]) -> bool:
    """One letter of all that is new; False when the server did not take it."""
    known = causes(recall.cause_id for recall in recalls)
    lines = [
        (
            recall.item.title,
            sentence(
                recall.reason,
                place=place_name(recall.document, recall.address),
                since=recall.changed_on,
                by=known[recall.cause_id].label if recall.cause_id in known else "",
                coming=recall.ahead,
            ),
        )
        for recall in recalls[:_MOST]
    ]
    context = {
        "owner": owner,
        "lines": lines,
        "more": max(0, len(recalls) - _MOST),
        "site": settings.WAGTAILADMIN_BASE_URL,
    }
    body = render_to_string("knowledge/recall_letter.txt", context)
    subject = f"{len({recall.item_id for recall in recalls})} nội dung cần rà soát vì luật thay đổi"
    headers = {"Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, body, to=[owner.email], headers=headers).send()
    except (SMTPException, OSError):
        logger.warning("Chưa gửi được thư báo thu hồi; sẽ thử lại.", exc_info=True)
        cache.set(_PAUSED, True, _PAUSE.total_seconds())
        return False
    return True
