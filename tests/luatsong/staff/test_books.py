"""The desk of the bookshelf: a book is made, handed in, and published by somebody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import chain
from tests.luatsong.staff.english import english_on

from luatsong.accounts.models import User
from luatsong.bookshelf.models import Book
from luatsong.knowledge.models import Audience
from luatsong.knowledge.services import load_lists

pytestmark = pytest.mark.django_db
DESK = "/quan-tri/tu-sach/"


def _person(username: str, *codenames: str) -> Client:
    user = User.objects.create(username=username)
    wanted = Permission.objects.filter(codename__in=["access_admin", *codenames])
    user.user_permissions.set(wanted)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def maker(people: dict[str, User]) -> Client:
    load_lists()
    return _person("soan", "change_book")


@pytest.fixture
def publisher(people: dict[str, User]) -> Client:
    return _person("duyet", "publish_book")


def _new(maker: Client) -> Book:
    citizen = Audience.objects.get(code="citizen")
    values = {
        "title": "Sách nhỏ",
        "summary": "Cho mọi nhà.",
        "language": "vi",
        "licence": "cc-by",
        "audiences": [citizen.pk],
    }
    answer = maker.post(f"{DESK}them/", values)
    assert answer.status_code == 302, answer.content.decode()
    return Book.objects.get()


def test_a_book_is_made_by_searching_and_typing_and_published_by_another(
    maker: Client, publisher: Client, client: Client
) -> None:
    chain.base()
    item = make_item(title="Trồng cây trước cửa")
    book = _new(maker)
    page = f"{DESK}{book.pk}/"
    html = maker.get(page, {"tim": "trong cay"}).content.decode()
    assert "Thêm vào sách: Trồng cây trước cửa" in html
    assert english_on(html) == []
    parts = f"{page}phan/"
    maker.post(parts, {"action": "item", "item": item.pk})
    wrong = maker.post(parts, {"action": "law", "typed": "Điều 9 Luật không có 9/2099/QH15"})
    assert wrong.status_code == 422
    assert "Điều 9 Luật không có 9/2099/QH15" in wrong.content.decode()
    maker.post(parts, {"action": "law", "typed": "Điều 2 Nghị định số 12/2023/NĐ-CP"})
    first, second = book.parts.all()
    maker.post(parts, {"action": "down", "part": first.pk})
    assert list(book.parts.all()) == [second, first]
    maker.post(parts, {"action": "rename", "part": first.pk, f"title-{first.pk}": "Mở đầu"})
    assert "Mở đầu" in maker.get(page).content.decode()

    maker.post(f"{page}buoc/", {"action": "publish"})
    maker.post(f"{page}buoc/", {"action": "submit"})
    book.refresh_from_db()
    assert book.state == "waiting"
    assert maker.post(f"{page}buoc/", {"action": "publish"}).status_code == 302
    book.refresh_from_db()
    assert book.state == "waiting"
    waiting = publisher.get(page).content.decode()
    assert "Duyệt, đưa lên kệ" in waiting
    assert "Đổi tên" not in waiting
    publisher.post(f"{page}buoc/", {"action": "publish"})
    assert client.get(f"/tu-sach/{book.slug}/").status_code == 200
    assert "Duyệt và đưa sách lên kệ" in maker.get(page).content.decode()


def test_who_holds_both_rights_still_needs_a_second_person(maker: Client) -> None:
    both = _person("ca-hai", "change_book", "publish_book")
    book = _new(both)
    both.post(f"{DESK}{book.pk}/phan/", {"action": "item", "item": make_item().pk})
    both.post(f"{DESK}{book.pk}/buoc/", {"action": "submit"})
    html = both.post(f"{DESK}{book.pk}/buoc/", {"action": "publish"}, follow=True).content.decode()
    assert "hãy nhờ người khác" in html
    book.refresh_from_db()
    assert book.state == "waiting"


def test_a_returned_book_tells_why_and_an_empty_one_is_not_handed_in(
    maker: Client, publisher: Client
) -> None:
    book = _new(maker)
    page = f"{DESK}{book.pk}/"
    empty = maker.post(f"{page}buoc/", {"action": "submit"}, follow=True).content.decode()
    assert "Sách còn thiếu: phần nội dung" in empty
    maker.post(f"{page}phan/", {"action": "item", "item": make_item().pk})
    maker.post(f"{page}buoc/", {"action": "submit"})
    none = publisher.post(f"{page}buoc/", {"action": "return", "reason": ""}, follow=True)
    assert "Hãy ghi lý do trả lại" in none.content.decode()
    publisher.post(f"{page}buoc/", {"action": "return", "reason": "Thiếu luật"})
    assert "Được trả lại: Thiếu luật" in maker.get(page).content.decode()


def test_who_has_no_right_gets_nowhere(viewer: Client, maker: Client, client: Client) -> None:
    book = _new(maker)
    for address in (DESK, f"{DESK}them/", f"{DESK}{book.pk}/"):
        assert viewer.get(address).status_code == 302
        assert client.get(address).status_code == 302
    viewer.post(f"{DESK}{book.pk}/phan/", {"action": "law", "typed": "Điều 1 Nghị định 12"})
    viewer.post(f"{DESK}{book.pk}/buoc/", {"action": "submit"})
    book.refresh_from_db()
    assert book.state == "draft"
    assert not book.parts.exists()


def test_the_forms_are_vietnamese(maker: Client) -> None:
    book = _new(maker)
    for address in (DESK, f"{DESK}them/", f"{DESK}{book.pk}/mo-ta/"):
        assert english_on(maker.get(address).content.decode()) == []
    assert "Hãy đặt tên" in maker.post(f"{DESK}them/", {"title": ""}).content.decode()
