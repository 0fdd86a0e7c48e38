"""What the background worker does for counts: every night, old ones are folded into months."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task, task_backends

from luatsong.responses import folding

# Few people read then.
AT = time(2, 40)


@task()
def fold_round() -> None:
    """Fold what is old, and come again the next night."""
    try:
        folding.fold(timezone.localdate())
    finally:
        keep_going()


def keep_going() -> None:
    """Put the next round on the worker's list, once; nothing where tasks cannot wait."""
    if not task_backends["default"].supports_defer or _waits():
        return
    fold_round.using(run_after=_next(timezone.localtime())).enqueue()


def _next(now: datetime) -> datetime:
    today = now.replace(hour=AT.hour, minute=AT.minute, second=0, microsecond=0)
    return today if now < today else today + timedelta(days=1)


def _waits() -> bool:
    from django_tasks_db.models import DBTaskResult

    path = fold_round.module_path
    return DBTaskResult.objects.filter(status="READY", task_path=path).exists()
