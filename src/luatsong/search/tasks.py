"""What the background worker does for the index: take in what could not be taken in at once."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task, task_backends

from luatsong.search.backend import IndexBusyError, SearchUnavailableError
from luatsong.search.services import index_pending

_AFTER = timedelta(minutes=1)


@task()
def catch_up() -> None:
    """Take in what waits; while the engine is busy or away, come again."""
    try:
        index_pending(wait=2)
    except (IndexBusyError, SearchUnavailableError):
        come_again()


def come_again() -> None:
    """Put another try on the worker's list, once; nothing where tasks cannot wait."""
    if not task_backends["default"].supports_defer or _waits():
        return
    catch_up.using(run_after=timezone.now() + _AFTER).enqueue()


def _waits() -> bool:
    """Whether a try is on the list already."""
    from django_tasks_db.models import DBTaskResult

    mine = Q(status="READY", task_path=catch_up.module_path)
    return DBTaskResult.objects.filter(mine).exists()
