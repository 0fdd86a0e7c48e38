"""Results of the search are kept for seconds, never longer than the index stays the same."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django import Settings
from tests.luatsong.portal import samples

from luatsong.law.models import Document
from luatsong.portal import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked_each_time(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WHOLE_PAGE_BYTES = 1_000_000
    monkeypatch.setattr(kept, "_ASKED_EVERY", 0.0)


def test_the_same_question_is_answered_from_memory() -> None:
    found: kept.Kept[int] = kept.Kept()
    made = iter(range(10))
    assert [found.get("cây", lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    assert found.get("suối", lambda: next(made)) == 1


def test_a_change_of_the_index_is_seen_at_once() -> None:
    samples.decree()
    found: kept.Kept[int] = kept.Kept()
    assert found.get("cây", lambda: 1) == 1
    Document.objects.update(indexed_at=timezone.now())
    assert found.get("cây", lambda: 2) == 2


def test_nothing_is_kept_long_or_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    found: kept.Kept[int] = kept.Kept(most=2)
    for number in range(3):
        found.get(number, lambda: 1)
    assert found.get(0, lambda: 2) == 2
    monkeypatch.setattr(kept, "SECONDS", -1.0)
    found.get("neu", lambda: 3)
    assert found.get("neu", lambda: 4) == 4


def test_where_pages_are_not_kept_results_are_not(settings: Settings) -> None:
    settings.WHOLE_PAGE_BYTES = 0
    found: kept.Kept[int] = kept.Kept()
    assert [found.get("cây", lambda: 1), found.get("cây", lambda: 2)] == [1, 2]
