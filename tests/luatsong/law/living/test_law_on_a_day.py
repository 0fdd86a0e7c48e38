from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from tests.luatsong.law.living.acts import CHANGED, STREAMS, effects, stored, text

from luatsong.accounts.models import User
from luatsong.law import selectors, services
from luatsong.law.models import Document, Effect, Force, Provision, ProvisionVersion
from luatsong.law.selectors import living

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

BEFORE, AFTER = date(2032, 5, 31), date(2032, 6, 1)


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("bien-tap")


def _said(document: Document, day: date) -> dict[str, str]:
    """What is law on a day, by address."""
    rows = living.law_on(document, day)
    return {row.address: " ".join(row.text) for row in rows if row.status == "in-force"}


def test_each_day_has_the_words_of_that_day() -> None:
    law, amending = stored(STREAMS, CHANGED)
    assert {effect.state for effect in effects(amending)} == {Effect.State.APPLIED}
    before, after = _said(law, BEFORE), _said(law, AFTER)
    assert before["dieu-2/khoan-1"] == "Dọn suối mỗi tháng một lần."
    assert after["dieu-2/khoan-1"] == "Dọn suối mỗi tuần một lần."
    assert "dieu-3a" not in before
    assert after["dieu-3a"] == "Người dọn suối giỏi được khen thưởng."
    assert "dieu-2/khoan-3" in before
    assert "dieu-2/khoan-3" not in after


def test_an_inserted_article_stands_in_its_place() -> None:
    law, _ = stored(STREAMS, CHANGED)
    top = [row.address for row in living.law_on(law, AFTER) if row.depth == 0]
    assert top == ["dieu-1", "dieu-2", "dieu-3", "dieu-3a", "dieu-4"]


def test_what_was_repealed_is_shown_as_ended_with_its_reason() -> None:
    law, amending = stored(STREAMS, CHANGED)
    row = next(r for r in living.law_on(law, AFTER) if r.address == "dieu-2/khoan-3")
    assert row.status == Force.Word.ENDED
    [repeal] = effects(amending, "repeal")
    assert row.end_effect_id == repeal.pk
    validity = living.validity_of_provisions(law, AFTER)["dieu-2/khoan-3"]
    assert validity.label == "Hết hiệu lực toàn bộ"
    assert validity.reasons[0].effect
    assert validity.reasons[0].effect.source_label == "Nghị định 20/2032/NĐ-CP"


def test_a_version_names_the_effect_that_made_it() -> None:
    law, amending = stored(STREAMS, CHANGED)
    rows = {row.address: row for row in living.law_on(law, AFTER)}
    [amend] = [effect for effect in effects(amending, "amend") if not effect.summary]
    assert rows["dieu-2/khoan-1"].effect_id == amend.pk
    assert rows["dieu-3a"].change == ProvisionVersion.Change.INSERTED
    assert rows["dieu-1"].effect_id is None


def test_the_order_in_which_documents_arrive_does_not_matter() -> None:
    amending, law = stored(CHANGED, STREAMS)
    assert {effect.state for effect in effects(amending)} == {Effect.State.APPLIED}
    assert _said(law, AFTER)["dieu-2/khoan-1"] == "Dọn suối mỗi tuần một lần."


def test_effects_wait_for_a_document_that_is_not_there() -> None:
    [amending] = stored(CHANGED)
    states = {effect.state for effect in effects(amending) if not effect.summary}
    assert states == {Effect.State.MISSING}
    assert not Document.objects.filter(state=Document.State.STUB).exists()


def test_unapplying_restores_the_text_and_accepting_brings_it_back(editor: User) -> None:
    law, amending = stored(STREAMS, CHANGED)
    as_amended = _said(law, AFTER)
    for effect in effects(amending):
        if not effect.summary:
            services.effect_unapply(effect, editor)
    assert _said(law, AFTER) == _said(law, BEFORE)
    assert living.validity_of(law, AFTER).word == Force.Word.IN_FORCE
    waiting = [effect for effect in effects(amending) if not effect.summary]
    assert {effect.state for effect in waiting} == {Effect.State.REVIEW}
    services.effects_accept(waiting, editor)
    assert _said(law, AFTER) == as_amended
    assert [d.action for d in waiting[0].decisions.all()] == ["unapply", "accept"]


def test_what_was_known_before_can_still_be_asked() -> None:
    [law] = stored(STREAMS)
    then = timezone.now()
    stored(CHANGED)
    known = {row.address for row in living.law_on(law, AFTER, known_at=then)}
    assert "dieu-3a" not in known
    assert "dieu-3a" in {row.address for row in living.law_on(law, AFTER)}


def test_reading_the_same_documents_again_changes_nothing() -> None:
    stored(STREAMS, CHANGED)
    versions = list(ProvisionVersion.objects.values_list("pk", "recorded_to"))
    identities = set(Provision.objects.values_list("identity", flat=True))
    Document.objects.update(folded_at=None, linked_at=None)
    services.refresh()
    assert list(ProvisionVersion.objects.values_list("pk", "recorded_to")) == versions
    assert set(Provision.objects.values_list("identity", flat=True)) == identities


def test_the_text_as_issued_is_kept_for_who_compares() -> None:
    law, _ = stored(STREAMS, CHANGED)
    issued = selectors.as_engine_document(law)
    addresses = [p.number for p in issued.structure.body.provisions]
    assert addresses == ["1", "2", "3", "4"]


def test_a_correction_by_a_person_is_applied_and_kept(editor: User) -> None:
    law, amending = stored(STREAMS, CHANGED)
    [repeal] = effects(amending, "repeal")
    services.effect_correct(repeal, {"places": "khoản 2 Điều 2"}, editor, reason="Đọc nhầm")
    said = _said(law, AFTER)
    assert "dieu-2/khoan-3" in said
    assert "dieu-2/khoan-2" not in said
    repeal.refresh_from_db()
    assert repeal.decisions.get().reason == "Đọc nhầm"


def test_a_rejected_effect_changes_nothing(editor: User) -> None:
    law, amending = stored(STREAMS, CHANGED)
    [repeal] = effects(amending, "repeal")
    services.effect_reject(repeal, "Không phải bãi bỏ", editor)
    assert "dieu-2/khoan-3" in _said(law, AFTER)


def test_a_trial_shows_the_change_and_makes_none(editor: User) -> None:
    law, amending = stored(STREAMS, CHANGED)
    [repeal] = effects(amending, "repeal")
    services.effect_unapply(repeal, editor)
    trial = services.effect_trial(repeal)
    [change] = trial.changes
    assert change.address == "dieu-2/khoan-3"
    assert (bool(change.before), bool(change.after)) == (True, False)
    assert "dieu-2/khoan-3" in _said(law, AFTER)


def test_a_place_that_does_not_exist_waits_for_a_person() -> None:
    wrong = CHANGED.replace("Bãi bỏ khoản 3 Điều 2", "Bãi bỏ khoản 9 Điều 2")
    law, amending = stored(STREAMS, wrong)
    [repeal] = effects(amending, "repeal")
    assert repeal.state == Effect.State.REVIEW
    assert repeal.findings[0]["code"] == "effect-not-applied"
    assert _said(law, AFTER)["dieu-2/khoan-1"] == "Dọn suối mỗi tuần một lần."


def test_two_documents_on_one_place_on_one_day_are_a_conflict() -> None:
    other = text(
        "Nghị định",
        "21/2032/NĐ-CP",
        "Sửa đổi Nghị định số 10/2031/NĐ-CP quy định về bảo vệ suối",
        """Điều 1. Sửa đổi, bổ sung khoản 1 Điều 2 của Nghị định số 10/2031/NĐ-CP như sau:
“1. Dọn suối mỗi ngày một lần.”.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2032.""",
        day=date(2032, 4, 2),
    )
    law, first, second = stored(STREAMS, CHANGED, other)
    rivals = [e for d in (first, second) for e in effects(d, "amend") if not e.summary]
    assert {effect.state for effect in rivals} == {Effect.State.CONFLICT}
    row = next(r for r in living.law_on(law, AFTER) if r.address == "dieu-2/khoan-1")
    assert " ".join(row.text) == "Dọn suối mỗi tháng một lần."
    assert not row.certain
