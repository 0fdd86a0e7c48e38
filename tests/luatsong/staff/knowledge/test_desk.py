"""The editor's desk: nothing skips a step, nothing typed is lost, everybody sees what waits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.knowledge.people import make_person
from tests.luatsong.staff.knowledge.conftest import Person
from tests.luatsong.staff.knowledge.filling import filled
from wagtail.models import Revision

from luatsong.accounts.models import User
from luatsong.knowledge import services, workflow
from luatsong.knowledge.kinds import kind_of
from luatsong.knowledge.models import Agency, Basis, Item

pytestmark = pytest.mark.django_db

ROOM = "wagtailsnippets_knowledge_item"
FILES = {"picture": 0, "sound": 0, "film": 0}


def _url(name: str, *args: Any) -> str:
    return reverse(f"{ROOM}:{name}", args=args)


def _form(kind: str = "article", basis: str = "", **more: Any) -> dict[str, Any]:
    return filled(kind_of(kind), FILES, basis, **more)


def _draft(author: Person, **fields: Any) -> Item:
    item = make_item(live=False, owner=author.user, **fields)
    item.save_revision(user=author.user)
    return item


@pytest.fixture
def superuser(db: None) -> Client:
    user = make_person("administrator")
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_publish_button_sent_by_hand_only_saves_a_draft(
    author: Person, superuser: Client
) -> None:
    item = _draft(author)
    for client in (author.client, superuser):
        client.post(_url("edit", item.pk), {**_form(title="Đã sửa"), "action-publish": "1"})
        item.refresh_from_db()
        assert not item.live
    add = f"{_url('add')}?loai=article"
    superuser.post(add, {**_form(title="Lén công bố"), "action-publish": "1"})
    assert not Item.objects.get(title="Lén công bố").live


def test_the_ways_of_the_cms_to_approve_are_closed(
    author: Person, reviewer: Person, superuser: Client
) -> None:
    item = _draft(author)
    services.submit(item, user=author.user)
    step = workflow.current_step(item)
    assert step is not None
    for client in (author.client, reviewer.client, superuser):
        for name in ("workflow_action", "collect_workflow_action_data"):
            client.post(_url(name, item.pk, "approve", step.pk), {"comment": ""})
        sent = {**_form(), "action-workflow-action": "1", "workflow-action-name": "approve"}
        client.post(_url("edit", item.pk), sent)
        step.refresh_from_db()
        assert step.status == "in_progress"
    item.refresh_from_db()
    assert not item.live


def test_nothing_is_done_to_many_items_at_once(author: Person, superuser: Client) -> None:
    item = _draft(author)
    bulk = reverse("wagtail_bulk_action", args=["knowledge", "item", "delete"])
    for client in (author.client, superuser):
        client.post(f"{bulk}?id={item.pk}", {"confirm": "1"})
    assert Item.objects.filter(pk=item.pk).exists()


def test_the_cms_unpublishes_only_by_our_page_with_a_reason(
    author: Person, approver: Person, superuser: Client
) -> None:
    item = make_item()
    for client in (author.client, superuser):
        client.post(_url("unpublish", item.pk))
        assert Item.objects.get(pk=item.pk).live
    address = reverse("staff_item_withdraw", args=[item.pk])
    assert author.client.post(address, {"comment": "Sai"}).status_code in (302, 403)
    assert "Hãy ghi lý do" in approver.client.post(address, {"comment": ""}).content.decode()
    assert Item.objects.get(pk=item.pk).live
    approver.client.post(address, {"comment": "Sai số tiền."})
    assert not Item.objects.get(pk=item.pk).live


def test_an_old_revision_is_restored_as_a_draft_only(author: Person, superuser: Client) -> None:
    item = make_item(owner=author.user)
    first = item.latest_revision
    assert first is not None
    superuser.post(
        _url("revisions_revert", item.pk, first.pk), {**_form(title="Cũ"), "action-publish": "1"}
    )
    assert Item.objects.get(pk=item.pk).title != "Cũ"


def test_what_waits_cannot_be_edited_and_its_author_takes_it_back(author: Person) -> None:
    item = _draft(author)
    services.submit(item, user=author.user)
    before = Revision.objects.count()
    author.client.post(_url("edit", item.pk), _form(title="Sửa trộm"))
    assert Revision.objects.count() == before
    author.client.post(_url("edit", item.pk), {**_form(), "action-cancel-workflow": "1"})
    assert workflow.current_step(item) is None


def test_a_refused_step_says_why_on_the_page(author: Person, reviewer: Person) -> None:
    item = _draft(author)
    services.submit(item, user=author.user)
    address = reverse("staff_item", args=[item.pk])
    page = reviewer.client.post(address, {"comment": "", "tra-lai": "1"}).content.decode()
    assert "Hãy ghi lý do trả lại" in page
    page = author.client.post(address, {"comment": "", "dong-y": "1"}).content.decode()
    assert "không có quyền thẩm định" in page
    answer = reviewer.client.post(address, {"comment": "Thiếu địa chỉ.", "tra-lai": "1"})
    assert answer.status_code == 302
    assert "Thiếu địa chỉ." in author.client.get(_url("edit", item.pk)).content.decode()


def test_what_cannot_be_sent_is_kept_and_says_what_is_missing(author: Person) -> None:
    add = f"{_url('add')}?loai=situation"
    sent = {**_form(title="Chưa xong", summary="", plain=""), "action-submit": "1"}
    page = author.client.post(add, sent, follow=True).content.decode()
    item = Item.objects.get(title="Chưa xong")
    assert workflow.current_step(item) is None
    assert "Chưa điền “tóm tắt”" in page
    assert "phải có ít nhất một căn cứ pháp lý" in page
    assert "phải có bản dễ đọc" in page


def test_markup_pasted_from_word_is_cleaned_and_the_words_kept(author: Person) -> None:
    pasted = (
        '<p class="MsoNormal" style="color:red">Trồng <b onclick="x()">cây</b><o:p></o:p></p>'
        "<script>alert(1)</script><!--[if gte mso 9]><xml>x</xml><![endif]-->"
    )
    add = f"{_url('add')}?loai=article"
    page = author.client.post(add, _form(summary=pasted, plain="a < b và c > d"), follow=True)
    item = Item.objects.get()
    assert item.summary == "Trồng cây"
    assert item.plain == "a < b và c > d"
    told = page.content.decode()
    assert "mã lệnh (script)" in told
    assert "mã định dạng của Word" in told


def test_bases_are_kept_as_typed_and_bound_to_the_law(author: Person) -> None:
    document = make_document()
    typed = f"Điều 1 {document}\nĐiều 77 {document}"
    author.client.post(f"{_url('add')}?loai=article", _form(basis=typed))
    item = Item.objects.get()
    assert item.basis_text == typed
    basis = Basis.objects.get(item=item)
    assert (basis.document, basis.address) == (document, "dieu-1")
    assert basis.words_hash
    page = author.client.get(_url("edit", item.pk)).content.decode()
    assert "không có Điều 77" in page
    assert "Quy chế này quy định việc trồng cây bên suối" in page


def test_a_form_that_is_wrong_keeps_what_was_typed(author: Person) -> None:
    page = author.client.post(
        f"{_url('add')}?loai=event", _form("event", event_start="hôm qua", title="Hội nghị")
    ).content.decode()
    assert "Những gì bạn gõ vẫn còn nguyên" in page
    assert "hôm qua" in page
    assert "Hội nghị" in page


def test_an_unknown_kind_leads_to_the_choice(author: Person) -> None:
    answer = author.client.get(f"{_url('add')}?loai=khong-co")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("staff_item_kinds")


def test_a_form_has_only_the_fields_of_its_kind(author: Person) -> None:
    page = author.client.get(f"{_url('add')}?loai=service").content.decode()
    assert 'name="phone"' in page
    assert 'name="event_start"' not in page
    assert 'name="basis_text"' not in page


def test_a_draft_is_deleted_by_its_owner_and_a_public_item_by_nobody(
    author: Person, superuser: Client
) -> None:
    item, public = _draft(author), make_item(owner=author.user)
    superuser.post(_url("delete", item.pk))
    author.client.post(_url("delete", public.pk))
    assert Item.objects.count() == 2
    author.client.post(_url("delete", item.pk))
    assert list(Item.objects.all()) == [public]


def test_the_first_page_shows_what_waits_for_whom(author: Person, reviewer: Person) -> None:
    item = _draft(author, title="Nuôi ong bên suối")
    home = reverse("wagtailadmin_home")
    assert "Nuôi ong bên suối" in author.client.get(home).content.decode()
    assert "Nuôi ong bên suối" not in reviewer.client.get(home).content.decode()
    services.submit(item, user=author.user)
    assert "Nuôi ong bên suối" in reviewer.client.get(home).content.decode()


def test_the_preview_shows_what_is_not_public_yet_to_staff_only(
    author: Person, client: Client
) -> None:
    item = _draft(author, title="Nuôi ong bên suối")
    look = reverse("staff_item_look", args=[item.pk])
    assert "Nuôi ong bên suối" in author.client.get(look).content.decode()
    assert client.get(look).status_code == 302
    assert client.get(item.get_absolute_url()).status_code == 404


def test_the_calendar_shows_events_and_what_goes_live(author: Person) -> None:
    day = datetime(2031, 5, 6, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    make_item(kind="event", title="Hội nghị bên suối", event_start=day)
    _draft(author, title="Bài hẹn giờ", go_live_at=day)
    address = reverse("staff_item_calendar")
    page = author.client.get(f"{address}?thang=2031-05").content.decode()
    assert "Hội nghị bên suối" in page
    assert "Dự kiến công bố" in page
    assert f"Ngày {date(2031, 5, 6).day}/5/2031" in page
    assert author.client.get(f"{address}?thang=99999-99").status_code == 200


def test_one_permission_changes_the_lists(author: Person, superuser: Client) -> None:
    address = reverse("wagtailsnippets_knowledge_agency:add")
    sent = {"name": "Sở Suối", "code": "so-suoi", "slug": "so-suoi"}
    author.client.post(address, sent)
    superuser.post(address, sent)
    assert Agency.objects.filter(code="so-suoi").count() == 1


def test_a_form_sent_twice_makes_one_item(author: Person) -> None:
    add = f"{_url('add')}?loai=article"
    uid = str(uuid4())
    author.client.post(add, {**_form(title="Tự lưu"), "uid": uid})
    author.client.post(add, {**_form(title="Bấm gửi"), "uid": uid, "action-submit": "1"})
    item = Item.objects.get()
    assert item.title == "Bấm gửi"
    assert workflow.current_step(item) is not None


def test_nobody_writes_into_an_item_by_its_mark(author: Person) -> None:
    item = make_item(live=False)
    sent = {**_form(title="Chiếm"), "uid": str(item.uid)}
    assert author.client.post(f"{_url('add')}?loai=article", sent).status_code in (302, 403)
    item.refresh_from_db()
    assert item.title != "Chiếm"


def test_a_form_that_arrives_without_its_body_keeps_the_stored_one(author: Person) -> None:
    item = _draft(author)
    before = Revision.objects.count()
    for lost in ({}, {"body-count": "abc"}, {"body-count": "2"}):
        form = {k: v for k, v in _form(title="Gõ dở").items() if not k.startswith("body")}
        page = author.client.post(_url("edit", item.pk), {**form, **lost})
        assert page.status_code == 200
        assert "JavaScript" in page.content.decode()
        assert 'value="Gõ dở"' in page.content.decode()
    assert Revision.objects.count() == before


def test_who_reviews_reads_the_history_and_nobody_locks_by_hand(
    author: Person, reviewer: Person, superuser: Client
) -> None:
    item = _draft(author)
    assert reviewer.client.get(_url("history", item.pk)).status_code == 200
    for client in (author.client, superuser):
        for name in ("lock", "unlock"):
            client.post(_url(name, item.pk))
        item.refresh_from_db()
        assert not item.locked
