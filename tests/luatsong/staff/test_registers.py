"""Registers of shelves and applications: kept by staff, seen by readers, noted in the log."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from tests.luatsong.staff.english import english_on

from luatsong.accounts.models import User
from luatsong.bookshelf import registers, selectors
from luatsong.bookshelf.models import Application, Shelf
from luatsong.knowledge.services import load_lists
from luatsong.staff.history import history

pytestmark = pytest.mark.django_db
DESK = "/quan-tri/danh-muc/"
VALUES = {
    "name": "Loa thôn",
    "about": "Phát bản tin pháp luật buổi sáng.",
    "owner": "Ủy ban nhân dân xã Suối Mây",
    "address": "https://loa.anha.example/",
    "state": "trial",
    "since": "2026-05-01",
    "order": "0",
}


@pytest.fixture
def keeper(people: dict[str, User]) -> Client:
    load_lists()
    registers.load()
    user = User.objects.create(username="giu-danh-muc")
    wanted = Permission.objects.filter(codename__in=["access_admin", "change_book"])
    user.user_permissions.set(wanted)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_application_is_added_changed_retired_and_shown_again(
    keeper: Client, client: Client
) -> None:
    assert keeper.post(f"{DESK}ung-dung/them/", VALUES).status_code == 302
    row = Application.objects.get(name="Loa thôn")
    assert (row.code, row.since) == ("loa-thon", date(2026, 5, 1))
    assert row == registers.applications().last()
    assert "Loa thôn" in client.get("/ung-dung/").content.decode()

    keeper.post(f"{DESK}ung-dung/{row.pk}/", {**VALUES, "name": "Loa bản", "state": "used"})
    page = client.get("/ung-dung/").content.decode()
    assert "Loa bản" in page
    assert "Loa thôn" not in page

    keeper.post(f"{DESK}ung-dung/{row.pk}/buoc/", {"action": "retire"})
    assert "Loa bản" not in client.get("/ung-dung/").content.decode()
    assert "Đã bỏ từ" in keeper.get(DESK).content.decode()
    keeper.post(f"{DESK}ung-dung/{row.pk}/buoc/", {"action": "restore"})
    assert "Loa bản" in client.get("/ung-dung/").content.decode()

    row.refresh_from_db()
    assert [entry.what.split()[0] for entry in history(row)] == ["Hiện", "Bỏ", "Sửa", "Thêm"]


def test_rows_of_the_data_are_loaded_once_and_stay_as_staff_left_them(keeper: Client) -> None:
    first = Application.objects.earliest("order")
    keeper.post(f"{DESK}ung-dung/{first.pk}/buoc/", {"action": "retire"})
    Shelf.objects.filter(code="everyday").update(name="Chuyện nhà")
    assert registers.load() == 0
    first.refresh_from_db()
    assert first.retired_on is not None
    assert Shelf.objects.get(code="everyday").name == "Chuyện nhà"


def test_a_shelf_is_added_and_a_retired_one_is_no_longer_offered(keeper: Client) -> None:
    values = {"name": "Kệ của em", "summary": "", "audience": "", "area": "", "order": "0"}
    assert keeper.post(f"{DESK}ke-sach/them/", values).status_code == 302
    shelf = Shelf.objects.get(slug="ke-cua-em")
    assert "Kệ của em" in keeper.get("/quan-tri/tu-sach/them/").content.decode()
    keeper.post(f"{DESK}ke-sach/{shelf.pk}/buoc/", {"action": "retire"}, follow=True)
    assert "Kệ của em" not in keeper.get("/quan-tri/tu-sach/them/").content.decode()
    assert shelf.pk not in [one.shelf.pk for one in selectors.shelves()]


def test_two_rows_of_one_name_have_addresses_of_their_own(keeper: Client) -> None:
    values = {"name": "Kệ của em", "summary": "", "audience": "", "area": "", "order": "0"}
    for _ in range(2):
        keeper.post(f"{DESK}ke-sach/them/", values)
    assert set(Shelf.objects.filter(name="Kệ của em").values_list("slug", flat=True)) == {
        "ke-cua-em",
        "ke-cua-em-2",
    }


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("address", "javascript:alert(1)", "https://"),
        ("address", "//xau.example/", "https://"),
        ("address", "/\\xau.example", "https://"),
        ("address", "data:text/html,x", "https://"),
        ("name", "", "Hãy ghi tên"),
        ("since", "hôm qua", "Ngày chưa đúng"),
        ("state", "khac", "không"),
        ("order", "-1", ""),
    ],
)
def test_what_cannot_be_shown_is_refused_with_what_to_do(
    keeper: Client, field: str, value: str, said: str
) -> None:
    answer = keeper.post(f"{DESK}ung-dung/them/", {**VALUES, field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert VALUES["owner"] in answer.content.decode()  # what was typed is kept
    assert not Application.objects.filter(owner=VALUES["owner"]).exists()


def test_only_those_who_keep_the_shelf_enter(keeper: Client, people: dict[str, User]) -> None:
    user = User.objects.create(username="xem")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    other = Client()
    other.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    row = Application.objects.earliest("order")
    for answer in (
        other.get(DESK),
        other.post(f"{DESK}ung-dung/them/", VALUES),
        other.post(f"{DESK}ung-dung/{row.pk}/buoc/", {"action": "retire"}),
    ):
        assert answer.status_code in (302, 403)
    row.refresh_from_db()
    assert row.retired_on is None
    assert not Application.objects.filter(name="Loa thôn").exists()


def test_every_word_of_the_registers_is_vietnamese(keeper: Client) -> None:
    row = Application.objects.earliest("order")
    for path in (
        DESK,
        f"{DESK}ung-dung/them/",
        f"{DESK}ke-sach/them/",
        f"{DESK}ung-dung/{row.pk}/",
    ):
        assert not english_on(keeper.get(path).content.decode())
    assert keeper.get(f"{DESK}khac/them/").status_code == 404
    assert keeper.post(f"{DESK}ung-dung/{row.pk}/buoc/", {"action": "x"}).status_code in (302, 403)
