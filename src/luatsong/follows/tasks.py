"""What the background worker does for follows: mails at once, and a round every quarter hour."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task, task_backends

from luatsong.follows import services

EVERY = timedelta(minutes=15)


@task()
def deliver_letters() -> None:
    """Send what waits now: a confirmation should not wait for the next round."""
    services.deliver()


@task()
def digest_round() -> None:
    """Send digests that are due, and come again."""
    try:
        services.send_digests()
    finally:
        keep_going()


def keep_going() -> None:
    """Put the next round on the worker's list, once; nothing where tasks cannot wait."""
    if not task_backends["default"].supports_defer or _waits():
        return
    digest_round.using(run_after=timezone.now() + EVERY).enqueue()


def _waits() -> bool:
    """Whether a round is on the list already."""
    from django_tasks_db.models import DBTaskResult

    path = digest_round.module_path
    return DBTaskResult.objects.filter(status="READY", task_path=path).exists()
