"""Texts that a person has found to be no longer suited."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import STREAMS, stored

from luatsong.accounts.models import User
from luatsong.law import selectors, services
from luatsong.law.models import Document, SuitabilityDecision
from luatsong.law.selectors import living
from luatsong.law.selectors.documents import as_engine_document

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]
_DAY = date(2034, 1, 1)
_WORDS = {"reason": "Không còn suối nào", "evidence": "Kết quả rà soát 12/BC-STP"}


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("bien-tap")


@pytest.fixture
def law() -> Document:
    [found] = stored(STREAMS)
    return found


def test_it_says_so_with_reason_and_evidence(law: Document, editor: User) -> None:
    services.document_unsuited(law, editor, start=_DAY, **_WORDS)
    found = living.validity_of(law, _DAY)
    assert found.label == "Không còn phù hợp"
    told = " ".join(reason.text for reason in found.reasons)
    assert "Không còn suối nào" in told
    assert "12/BC-STP" in told
    assert living.validity_of(law, date(2033, 12, 31)).label == "Còn hiệu lực"
    assert selectors.provisions_of(law, _DAY) == []


def test_it_can_be_taken_back_and_both_decisions_are_kept(law: Document, editor: User) -> None:
    services.document_unsuited(law, editor, start=_DAY, **_WORDS)
    services.document_suited(law, editor, reason="Suối có lại", evidence="13/BC-STP")
    assert living.validity_of(law, _DAY).label == "Còn hiệu lực"
    assert SuitabilityDecision.objects.filter(document=law, by=editor).count() == 2


def test_it_stays_when_the_document_is_read_again(law: Document, editor: User) -> None:
    services.document_unsuited(law, editor, start=_DAY, **_WORDS)
    services.store(as_engine_document(law), source=law.source, document=law)
    services.refresh()
    assert living.validity_of(law, _DAY).label == "Không còn phù hợp"


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"start": date(2031, 1, 1)}, "start"),
        ({"end": _DAY}, "end"),
        ({"reason": " "}, "reason"),
        ({"evidence": ""}, "evidence"),
    ],
)
def test_what_cannot_stand_is_refused_with_words(
    law: Document, editor: User, entry: dict[str, object], field: str
) -> None:
    values = {"start": _DAY, **_WORDS, **entry}
    with pytest.raises(services.NotSuitability) as error:
        services.document_unsuited(law, editor, **values)  # type: ignore[arg-type]
    assert error.value.field == field
    assert error.value.message.endswith(".")
    with pytest.raises(services.NotSuitability):
        services.document_suited(law, editor, **_WORDS)
