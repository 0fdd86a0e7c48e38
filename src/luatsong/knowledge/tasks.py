"""What the background worker does for recall: look every few seconds, and tell."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task, task_backends

from luatsong.knowledge import recall
from luatsong.knowledge.recall_wording import EVERY

_FIRST = 50
_KEPT = timedelta(hours=1)  # results of looks: there are thousands a day
_NIGHT_HOUR = 3  # everything is compared once a night, whatever seems to have changed


# Before sounds and prints, which take longer than a mark may.
@task(priority=_FIRST)
def recall_round() -> None:
    """One look at all that rests on the law, and come again."""
    try:
        recall.sweep()
    finally:
        keep_going()


@task(priority=_FIRST)
def recall_night() -> None:
    """Compare every basis, whether or not anything seems to have changed."""
    try:
        recall.sweep(full=True)
    finally:
        keep_going()


def keep_going() -> None:
    """Put the next look and the next night on the worker's list, once each."""
    if not task_backends["default"].supports_defer:
        return
    now = timezone.now()
    _forget(now - _KEPT)
    if not _waits(recall_round.module_path):
        recall_round.using(run_after=now + timedelta(seconds=EVERY)).enqueue()
    if not _waits(recall_night.module_path):
        local = timezone.localtime(now)
        night = local.replace(hour=_NIGHT_HOUR, minute=0, second=0, microsecond=0)
        if night <= local:
            night += timedelta(days=1)
        recall_night.using(run_after=night).enqueue()


def _forget(before: datetime) -> None:
    """Delete the results of looks that went well."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.filter(
        task_path=recall_round.module_path, status="SUCCESSFUL", finished_at__lt=before
    ).delete()


def _waits(path: str) -> bool:
    """Whether a look is on the list already."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(status="READY", task_path=path).exists()
