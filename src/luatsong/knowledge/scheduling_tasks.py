"""The worker's round for what goes live or ends at its hour."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task, task_backends

from luatsong.knowledge import scheduling

EVERY = timedelta(minutes=1)


@task()
def schedule_round() -> None:
    """Do what is due, and come again."""
    try:
        scheduling.run()
    finally:
        keep_going()


def keep_going() -> None:
    """Put the next round on the worker's list, once; nothing where tasks cannot wait."""
    if not task_backends["default"].supports_defer or _waits():
        return
    schedule_round.using(run_after=timezone.now() + EVERY).enqueue()


def _waits() -> bool:
    from django_tasks_db.models import DBTaskResult

    path = schedule_round.module_path
    return DBTaskResult.objects.filter(status="READY", task_path=path).exists()
