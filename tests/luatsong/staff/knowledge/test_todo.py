"""What the desk says of what waits, what comes next and where the results are."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.staff.knowledge.conftest import Person

from luatsong.accounts.models import User
from luatsong.knowledge import services
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge.todo import count_of, todo_of

pytestmark = pytest.mark.django_db


def _draft(owner: User) -> Item:
    item = make_item(live=False, owner=owner, plain="Bạn trồng cây bên suối.")
    item.save_revision(user=owner)
    return Item.objects.get(pk=item.pk)


def _home(client: Client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def _desk(client: Client, item: Item) -> str:
    return client.get(reverse("staff_item", args=[item.pk])).content.decode()


def _next(client: Client, item: Item) -> str:
    return _desk(client, item).partition("Tiếp theo:")[2].partition("</p>")[0]


def test_who_comes_for_the_first_time_is_told_the_way(author: Person) -> None:
    assert "Lần đầu ở đây?" in _home(author.client)
    _draft(author.user)
    assert "Lần đầu ở đây?" not in _home(author.client)


def test_the_bell_counts_what_asks_for_the_persons_hand(
    author: Person, reviewer: Person, approver: Person
) -> None:
    item = _draft(author.user)
    assert count_of(author.user) == count_of(reviewer.user) == 0
    services.submit(item, user=author.user)
    assert "Việc của bạn (1)" in _home(reviewer.client)
    assert count_of(approver.user) == 0
    services.return_with_reason(item, user=reviewer.user, reason="Thiếu điều 5.")
    assert count_of(reviewer.user) == 0
    page = _home(author.client)
    assert "Việc của bạn (1)" in page
    assert "Trả lại để bạn sửa" in page
    assert "Thiếu điều 5." in page


def test_the_author_sees_what_went_live(author: Person, reviewer: Person, approver: Person) -> None:
    item = _draft(author.user)
    services.submit(item, user=author.user)
    services.review(item, user=reviewer.user)
    services.approve(item, user=approver.user)
    assert todo_of(author.user).published == [item]
    assert "Mới công bố" in _home(author.client)
    page = _desk(author.client, item)
    assert "Bản nghe, tờ gấp, thẻ hình" in page
    assert reverse("staff_rendition", args=[item.pk]) in page


def test_each_step_says_what_comes_next_and_who_does_it(
    author: Person, reviewer: Person, approver: Person
) -> None:
    item = _draft(author.user)
    assert "Gửi thẩm định" in _desk(author.client, item)
    services.submit(item, user=author.user)
    assert f"Chờ {reviewer.user.get_full_name()} thẩm định" in _next(author.client, item)
    services.review(item, user=reviewer.user)
    assert f"Chờ {approver.user.get_full_name()} duyệt" in _next(author.client, item)


def test_where_nobody_may_take_a_step_the_page_says_so(author: Person) -> None:
    item = _draft(author.user)
    services.submit(item, user=author.user)
    assert "Chưa có ai thẩm định được" in _desk(author.client, item)


def test_a_translation_begins_at_the_item_and_is_found_there(author: Person) -> None:
    item = make_item(owner=author.user, area="", body=[("text", "<p>Chọn giống cây.</p>")])
    page = _desk(author.client, item)
    assert "Bắt đầu bản dịch" in page
    address = reverse("wagtailsnippets_knowledge_item:add")
    form = author.client.get(address, {"loai": "article", "dich": item.pk, "tieng": "tyz"})
    shown = form.context["form"]
    assert shown.instance.translation_of == item
    assert shown["language"].value() == "tyz"
    assert item.title in form.content.decode()
    assert "Bản dịch của" in form.content.decode()
    other = make_item(live=False, language="tyz", translation_of=item, title="Co mạy rịm khuổi")
    assert "Co mạy rịm khuổi" in _desk(author.client, item)
    assert item.title in _desk(author.client, other)
    assert "Bắt đầu bản dịch" not in _desk(author.client, other)


def test_a_translation_of_nothing_is_an_ordinary_form(author: Person) -> None:
    address = reverse("wagtailsnippets_knowledge_item:add")
    for asked in ("x", "999999", "9" * 40, ""):
        form = author.client.get(address, {"loai": "article", "dich": asked, "tieng": "zz"})
        assert form.status_code == 200
        assert "Bản dịch của" not in form.content.decode()


def test_the_preview_of_a_draft_tells_no_empty_date(author: Person) -> None:
    item = _draft(author.user)
    page = author.client.get(reverse("staff_item_look", args=[item.pk])).content.decode()
    assert "Cập nhật <" not in page
    assert "Cập nhật" not in page
