from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.knowledge.test_recall import AFTER, at
from tests.luatsong.law.living.acts import STREAMS, stored

from luatsong.knowledge.models import Item, Recall
from luatsong.knowledge.recall_figures import figures
from luatsong.knowledge.templatetags.recall_tags import lasting

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

NOW = at(AFTER)


def _marks(*seconds: int) -> Item:
    """One mark for each, made so many seconds after the law changed."""
    [law] = stored(STREAMS)
    item = make_item(bases=[(law, "dieu-3")])
    for number, span in enumerate(seconds):
        Recall.objects.create(
            item=item,
            document=law,
            words_hash=str(number),
            reason="changed",
            applied_at=NOW - timedelta(seconds=span),
            detected_at=NOW,
            told_at=NOW + timedelta(seconds=2),
            resolved_at=NOW + timedelta(days=1) if number else None,
            how="revised" if number else "",
        )
    return item


def test_how_long_recall_takes_is_told_by_its_middle_and_its_slow_end() -> None:
    _marks(*range(1, 21))
    found = figures(NOW + timedelta(days=2))
    assert found.to_mark.median == timedelta(seconds=10)
    assert found.to_mark.p95 == timedelta(seconds=19)
    assert found.to_tell.median == timedelta(seconds=2)
    assert (found.to_resolve.count, found.to_resolve.median) == (19, timedelta(days=1))
    assert found.in_time == 1.0


def test_a_mark_that_took_too_long_lowers_the_share_in_time() -> None:
    _marks(1, 2, 3, 61)
    assert figures(NOW).in_time == 0.75


def test_what_is_older_than_the_period_counts_no_more() -> None:
    _marks(1, 2)
    later = figures(NOW + timedelta(days=40))
    assert (later.to_mark.count, later.to_resolve.count, later.in_time) == (0, 0, None)


def test_nothing_yet_is_no_error() -> None:
    found = figures(NOW)
    assert (found.to_mark.median, found.sound_share, found.oldest) == (None, None, None)


def test_the_public_page_of_quality_tells_it(client: Client) -> None:
    _marks(5)
    page = client.get("/dung-du-sach-song/").content.decode()
    assert "Kiến thức theo kịp luật" in page
    assert "100" in page


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (None, "–"),
        (timedelta(seconds=12.4), "12 giây"),
        (timedelta(minutes=3), "3 phút"),
        (timedelta(hours=2, minutes=30), "2,5 giờ"),
        (timedelta(days=4), "4 ngày"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(span: timedelta | None, said: str) -> None:
    assert lasting(span) == said
