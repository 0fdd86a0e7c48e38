"""Texts of which only the year is known up to which they hold what changed them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import CHANGED, STREAMS, effects, stored

from luatsong.law import services
from luatsong.law.models import Effect
from luatsong.law.selectors import living
from luatsong.law.selectors.documents import as_engine_document

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]


@pytest.mark.parametrize(
    ("year", "state", "text"),
    [
        (2033, Effect.State.APPLIED, "tháng"),  # CHANGED starts in 2032: the text holds it
        (2032, Effect.State.REVIEW, "tháng"),  # it may, or may not
        (2031, Effect.State.APPLIED, "tuần"),  # it does not: the fold makes it
    ],
)
def test_a_change_is_never_made_twice(year: int, state: str, text: str) -> None:
    law, amending = stored(STREAMS, CHANGED)
    services.store(
        as_engine_document(law), source=law.source, document=law, text_as_of=date(year, 12, 31)
    )
    services.refresh()
    changes = [effect for effect in effects(amending) if not effect.summary]
    assert {effect.state for effect in changes} == {state}
    rows = {row.address: row for row in living.law_on(law, date(2034, 1, 1))}
    assert rows["dieu-2/khoan-1"].text == (f"Dọn suối mỗi {text} một lần.",)
