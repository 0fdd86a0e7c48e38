from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.law.living.acts import CHANGED, STREAMS, effects, stored, text

from luatsong.accounts.models import User
from luatsong.knowledge import after, recall, services
from luatsong.knowledge.basis import resolve
from luatsong.knowledge.models import Basis, Item, Recall
from luatsong.knowledge.recall_backlog import changes_of
from luatsong.law import services as law_services
from luatsong.law.models import Document

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BEFORE = date(2032, 5, 1)
AFTER = date(2032, 6, 2)

SUSPENDED = text(
    "Nghị quyết",
    "30/2033/NQ-CP",
    "Về ngưng hiệu lực một số quy định",
    """Điều 1. Ngưng hiệu lực
Ngưng hiệu lực Điều 2 Nghị định số 10/2031/NĐ-CP từ ngày 01 tháng 3 năm 2033.
Điều 2. Hiệu lực thi hành
Nghị quyết này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2033.""",
    day=date(2033, 2, 1),
)
REPEALED = text(
    "Nghị định",
    "40/2034/NĐ-CP",
    "Quy định về suối và sông",
    """Điều 1. Phạm vi
Nghị định này quy định về suối và sông.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2034.
2. Nghị định số 10/2031/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.""",
    day=date(2034, 3, 1),
)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def on(typed: str, day: date = BEFORE, **fields: object) -> Item:
    """A live item that rests on what is typed, as it reads on a day."""
    item = make_item(live=False, **fields)  # type: ignore[arg-type]
    item.bases = [Basis(**resolve(one, day).pin()) for one in typed.splitlines()]
    item.save()
    services.publish_loaded(item, note="Bộ kiểm thử")
    return Item.objects.get(pk=item.pk)


def state(item: Item) -> str:
    return str(Item.objects.values_list("basis_state", flat=True).get(pk=item.pk))


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("bien-tap", email="bien-tap@example.vn")


def test_an_amended_clause_marks_what_rests_on_it_and_nothing_else() -> None:
    stored(STREAMS)
    clause = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    article = on("Điều 2 NĐ 10/2031/NĐ-CP")
    whole = on("NĐ 10/2031/NĐ-CP")
    other = on("khoản 2 Điều 2 NĐ 10/2031/NĐ-CP")
    recall.sweep(at(BEFORE))
    assert not Recall.objects.exists()
    stored(CHANGED)
    assert recall.sweep(at(AFTER)).marked == 3
    assert [state(item) for item in (clause, article, whole, other)] == [
        "affected",
        "affected",
        "affected",
        "sound",
    ]


def test_a_mark_says_what_since_when_and_by_which_text() -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    recall.sweep(at(BEFORE))
    [amending] = stored(CHANGED)
    recall.sweep(at(AFTER))
    [mark] = Recall.objects.filter(item=item)
    assert (mark.reason, mark.changed_on) == ("changed", date(2032, 6, 1))
    assert mark.cause is not None
    assert mark.cause.document == amending
    assert mark.before == "1. Dọn suối mỗi tháng một lần."
    basis = item.bases.get()
    assert (basis.state, basis.changed_on) == ("changed", date(2032, 6, 1))
    [line] = recall.notice(item, AFTER).now  # type: ignore[union-attr]
    assert line.text == (
        "Khoản 1 Điều 2 Nghị định 10/2031/NĐ-CP đã được sửa đổi từ ngày 01/06/2032 "
        "bởi Nghị định 20/2032/NĐ-CP."
    )
    assert "ngay-cu=2032-05-01" in line.compare
    assert "tai=dieu-2" in line.compare


def test_a_change_that_is_known_ahead_warns_first_and_marks_on_its_day() -> None:
    stored(STREAMS)
    item = on("khoản 3 Điều 2 NĐ 10/2031/NĐ-CP", date(2032, 2, 1))
    stored(CHANGED)
    assert recall.sweep(at(date(2032, 3, 1))).warned == 0  # more than sixty days ahead
    assert recall.sweep(at(BEFORE)).warned == 1
    assert state(item) == "sound"
    [line] = recall.notice(item, BEFORE).ahead  # type: ignore[union-attr]
    assert "sẽ hết hiệu lực từ ngày 01/06/2032" in line.text
    assert recall.sweep(at(date(2032, 6, 1), 0)).marked == 1
    assert state(item) == "affected"
    ahead, mark = Recall.objects.order_by("pk")
    assert (ahead.ahead, ahead.how) == (True, "passed")
    assert (mark.reason, mark.resolved_at) == ("ended", None)
    assert mark.applied_at == at(date(2032, 6, 1), 0)


def test_a_suspended_and_an_ended_text_mark_what_rests_on_them() -> None:
    stored(STREAMS)
    clause, whole = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP"), on("Điều 3 NĐ 10/2031/NĐ-CP")
    stored(SUSPENDED)
    recall.sweep(at(date(2033, 3, 2)))
    assert (state(clause), state(whole)) == ("affected", "sound")
    assert Recall.objects.get(item=clause).reason == "suspended"
    stored(REPEALED)
    recall.sweep(at(date(2034, 5, 2)))
    assert state(whole) == "affected"
    assert Recall.objects.get(item=whole).reason == "ended"
    assert Recall.objects.get(item=clause).reason == "ended"
    assert whole.bases.get().state == "ended"


def test_a_withdrawn_document_cannot_be_relied_on() -> None:
    [law] = stored(STREAMS)
    item = on("Điều 3 NĐ 10/2031/NĐ-CP")
    recall.sweep(at(BEFORE))
    law.state = Document.State.WITHDRAWN
    law.save(update_fields=["state", "updated_at"])
    recall.sweep(at(BEFORE, 10))
    assert state(item) == "affected"
    assert item.bases.get().state == "unknown"
    law.state = Document.State.PUBLISHED
    law.save(update_fields=["state", "updated_at"])
    recall.sweep(at(BEFORE, 11))
    assert state(item) == "sound"
    assert Recall.objects.get().how == "restored"


def test_undoing_the_effect_clears_the_mark(editor: User) -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    [amending] = stored(CHANGED)
    recall.sweep(at(AFTER))
    [amend] = [one for one in effects(amending, "amend") if not one.summary]
    law_services.effect_unapply(amend, editor)
    recall.sweep(at(AFTER, 10))  # the change itself has been followed by one
    assert state(item) == "sound"
    [mark] = Recall.objects.all()
    assert mark.how == "restored"
    assert recall.notice(item, AFTER) is None


def test_a_second_sweep_changes_nothing_and_judges_nothing() -> None:
    stored(STREAMS)
    on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    stored(CHANGED)
    recall.sweep(at(AFTER))
    marks = list(Recall.objects.values())
    again = recall.sweep(at(AFTER, 10))
    assert (again.judged, again.marked, again.resolved) == (0, 0, 0)
    full = recall.sweep(at(AFTER, 11), full=True)
    assert (full.judged, full.marked) == (1, 0)
    assert list(Recall.objects.values()) == marks


def test_readers_are_told_before_any_sweep() -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    recall.sweep(at(BEFORE))
    stored(CHANGED)
    assert state(item) == "sound"
    found = recall.notice(item, AFTER)
    assert found
    assert found.affected
    assert found.since == date(2032, 6, 1)


@pytest.mark.parametrize(("day", "most"), [(BEFORE, 1), (AFTER, 2)])
def test_a_notice_costs_two_queries_at_most(day: date, most: int) -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP\nĐiều 3 NĐ 10/2031/NĐ-CP")
    if day == AFTER:
        stored(CHANGED)
    recall.sweep(at(day))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        recall.notice(item, day)
    assert len(asked) <= most


def test_a_list_costs_one_query() -> None:
    stored(STREAMS)
    items = [on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP"), on("Điều 3 NĐ 10/2031/NĐ-CP")]
    stored(CHANGED)
    recall.sweep(at(AFTER))
    with CaptureQueriesContext(connection) as asked:
        found = recall.notices(items, AFTER)
    assert len(asked) == 1
    assert set(found) == {items[0].pk}


def test_a_law_explained_before_it_is_in_force_is_sound_until_its_day() -> None:
    stored(STREAMS)
    item = on("Điều 2 NĐ 10/2031/NĐ-CP", date(2031, 2, 1))
    recall.sweep(at(date(2031, 2, 1)))
    assert state(item) == "sound"
    recall.sweep(at(date(2031, 3, 1)))
    assert state(item) == "sound"


def test_confirming_pins_anew_and_needs_a_reason(editor: User) -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP", owner=editor)
    stored(CHANGED)
    recall.sweep(at(AFTER))
    with pytest.raises(recall.NotConfirmableError, match="vì sao"):
        recall.confirm(item, editor, reason=" ", now=at(AFTER))
    recall.confirm(item, editor, reason="Nội dung không nói đến số lần dọn suối.", now=at(AFTER))
    assert state(item) == "sound"
    assert recall.sweep(at(AFTER, 10)).marked == 0
    [mark] = Recall.objects.all()
    assert (mark.how, mark.by) == ("confirmed", editor)
    assert item.bases.get().as_of == AFTER
    # Publishing the revision that was live does not bring the old pin back.
    item = Item.objects.get(pk=item.pk)
    item.latest_revision.publish()
    recall.sweep(at(AFTER, 11))
    assert state(item) == "sound"


def test_who_makes_forms_of_an_item_is_told_that_it_holds_again(
    editor: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP", owner=editor)
    stored(CHANGED)
    recall.sweep(at(AFTER))
    told: list[int] = []
    after.on_confirmed(told.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            recall.confirm(item, editor, reason="Nội dung vẫn còn đúng.", now=at(AFTER))
    finally:
        after._confirmed.remove(told.append)
    assert told == [item.pk]


def test_what_has_ended_cannot_be_confirmed(editor: User) -> None:
    stored(STREAMS)
    item = on("khoản 3 Điều 2 NĐ 10/2031/NĐ-CP")
    stored(CHANGED)
    recall.sweep(at(AFTER))
    with pytest.raises(recall.NotConfirmableError, match="căn cứ mới"):
        recall.confirm(item, editor, reason="Nội dung vẫn còn đúng.", now=at(AFTER))
    assert state(item) == "affected"


def test_revising_with_the_new_words_resolves_the_mark() -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    stored(CHANGED)
    recall.sweep(at(AFTER))
    item = Item.objects.get(pk=item.pk)
    item.bases = [Basis(**resolve("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP", AFTER).pin())]
    services.publish_loaded(item, note="Bộ kiểm thử")
    recall.sweep(at(AFTER, 10))
    assert state(item) == "sound"
    assert Recall.objects.get().how == "revised"


def test_publishing_an_old_draft_brings_the_mark_back() -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    stored(CHANGED)
    recall.sweep(at(AFTER))
    item = Item.objects.get(pk=item.pk)
    services.publish_loaded(item.get_latest_revision_as_object(), note="Bộ kiểm thử")
    recall.sweep(at(AFTER, 10))
    assert state(item) == "affected"
    assert Recall.objects.filter(resolved_at__isnull=True).count() == 1


def test_a_withdrawn_item_waits_for_nobody() -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    stored(CHANGED)
    recall.sweep(at(AFTER))
    Item.objects.get(pk=item.pk).unpublish()
    recall.sweep(at(AFTER, 10))
    assert Recall.objects.get().how == "withdrawn"


def test_a_basis_without_a_pin_is_pinned_as_its_day_reads() -> None:
    [law] = stored(STREAMS)
    item = make_item(bases=[(law, "dieu-2/khoan-1")], as_of=BEFORE)
    stored(CHANGED)
    recall.sweep(at(AFTER))
    assert item.bases.get().words_hash
    assert state(item) == "affected"


def test_a_change_made_on_the_desk_marks_without_waiting_for_the_worker(editor: User) -> None:
    stored(STREAMS)
    # Pinned on a day to come, as the clock of the machine is long before this law.
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP", AFTER)
    [amending] = stored(CHANGED)
    recall.sweep()
    assert state(item) == "affected"
    [amend] = [one for one in effects(amending, "amend") if not one.summary]
    law_services.effect_reject(amend, "Đọc nhầm.", editor)
    assert state(item) == "sound"


def test_the_old_words_are_kept_although_nobody_looked_while_they_stood() -> None:
    stored(STREAMS, CHANGED)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    recall.sweep(at(AFTER))
    assert Recall.objects.get(item=item).before == "1. Dọn suối mỗi tháng một lần."


@pytest.fixture
def with_mail(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example.vn"


@pytest.mark.usefixtures("with_mail")
def test_the_owner_gets_one_letter_for_all_that_changed(editor: User) -> None:
    stored(STREAMS)
    for typed in ("khoản 1 Điều 2 NĐ 10/2031", "khoản 3 Điều 2 NĐ 10/2031"):
        on(typed, owner=editor)
    stored(CHANGED)
    assert recall.sweep(at(AFTER)).told == 2
    [letter] = mail.outbox
    assert letter.to == ["bien-tap@example.vn"]
    assert "đã được sửa đổi từ ngày 01/06/2032" in letter.body
    assert "đã hết hiệu lực" in letter.body
    recall.sweep(at(AFTER) + timedelta(minutes=1))
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("with_mail")
def test_a_mail_server_that_is_away_is_tried_again_later(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.cache import cache
    from django.core.mail import EmailMessage

    stored(STREAMS)
    on("khoản 1 Điều 2 NĐ 10/2031", owner=editor)
    stored(CHANGED)
    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", _refuse)
        recall.sweep(at(AFTER))
    assert Recall.objects.get().told_at is None
    cache.clear()
    assert recall.sweep(at(AFTER, 10)).told == 1


def _refuse(_message: object) -> None:
    raise ConnectionRefusedError


def _edited(item: Item, typed: str) -> None:
    """An unpublished edit of a public item that rests on something else."""
    item.bases = [Basis(**resolve(typed, BEFORE).pin())]
    item.save_revision(clean=False)


def test_an_unpublished_edit_is_marked_though_readers_are_told_nothing() -> None:
    stored(STREAMS)
    item = on("khoản 2 Điều 2 NĐ 10/2031/NĐ-CP")
    _edited(item, "khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    recall.sweep(at(BEFORE))
    assert not Recall.objects.exists()
    stored(CHANGED)
    assert recall.sweep(at(AFTER)).marked == 1
    assert recall.sweep(at(AFTER)).marked == 0
    mark = Recall.objects.get()
    assert (mark.item, mark.basis, mark.reason) == (item, None, "changed")
    assert mark.before == "1. Dọn suối mỗi tháng một lần."
    assert state(item) == "sound"
    assert recall.notice(item, AFTER) is None
    [change] = changes_of(item, AFTER)
    assert change.said.startswith("Trong bản sửa chưa công bố: Khoản 1 Điều 2")
    assert change.after
    assert change.after != change.before


def test_the_mark_of_an_edit_ends_when_it_is_read_again_and_stays_when_it_goes_live() -> None:
    stored(STREAMS)
    kept, mended = (on("khoản 2 Điều 2 NĐ 10/2031/NĐ-CP") for _ in range(2))
    for item in (kept, mended):
        _edited(item, "khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    stored(CHANGED)
    assert recall.sweep(at(AFTER)).marked == 2
    mended.bases = [Basis(**resolve("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP", AFTER).pin())]
    mended.save_revision(clean=False)
    kept.bases = [Basis(**resolve("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP", BEFORE).pin())]
    services.publish_loaded(kept, note="Bộ kiểm thử")
    assert recall.sweep(at(AFTER)).marked == 0
    mark = Recall.objects.get(item=kept)
    assert (mark.resolved_at, mark.basis) == (None, Item.objects.get(pk=kept.pk).bases.get())
    assert state(kept) == "affected"
    assert Recall.objects.get(item=mended).how == Recall.How.REVISED
