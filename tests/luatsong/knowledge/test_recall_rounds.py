from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from luatsong.knowledge import tasks

pytestmark = [pytest.mark.django_db, pytest.mark.service]


@pytest.fixture(autouse=True)
def _a_worker_that_waits(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_the_rounds_keep_themselves_going_once_each() -> None:
    tasks.keep_going()
    tasks.keep_going()
    rounds = dict(DBTaskResult.objects.values_list("task_path", "run_after"))
    assert set(rounds) == {tasks.recall_round.module_path, tasks.recall_night.module_path}
    assert DBTaskResult.objects.count() == 2
    soon = rounds[tasks.recall_round.module_path]
    assert soon is not None
    assert soon - timezone.now() <= timedelta(seconds=30)
    assert set(DBTaskResult.objects.values_list("priority", flat=True)) == {50}


def test_a_round_that_fails_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("luatsong.knowledge.recall.sweep", fail)
    with pytest.raises(RuntimeError):
        tasks.recall_round.func()
    assert DBTaskResult.objects.count() == 2


def test_results_of_old_rounds_are_forgotten() -> None:
    tasks.keep_going()
    row = DBTaskResult.objects.get(task_path=tasks.recall_round.module_path)
    long_ago = timezone.now() - timedelta(hours=2)
    DBTaskResult.objects.filter(pk=row.pk).update(status="SUCCESSFUL", finished_at=long_ago)
    tasks.keep_going()
    assert not DBTaskResult.objects.filter(pk=row.pk).exists()
