"""Staff meet no English, wherever links lead them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from tests.luatsong.factories import make_document, make_source
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.staff.effect_rows import BASE, BASE_NUMBER, amending, effects_of
from tests.luatsong.staff.english import english_on

from luatsong.accounts.models import User
from luatsong.knowledge import services
from luatsong.law.models import Intake
from luatsong.staff.models import Upload, UploadedFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_tree")]

_LINK = re.compile(r'(?:href="|"url": ")(/quan-tri/[^"?#]*)')
_FILE = re.compile(r"/tep/$|/logout/$|/jsi18n/$|/sprite/$")


def _reachable(client: Client) -> dict[str, str]:
    """Every page that links lead to from the dashboard, by address; one of each kind."""
    pages: dict[str, str] = {}
    waiting = [reverse("wagtailadmin_home")]
    kinds: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"\d+", "N", address)
        if kind in kinds or _FILE.search(address):
            continue
        kinds.add(kind)
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        pages[address] = answer.content.decode()
        waiting += [urlsplit(link).path for link in _LINK.findall(pages[address])]
    return pages


@pytest.fixture
def pages(superuser: Client, quarantined: Callable[..., Intake]) -> dict[str, str]:
    make_document(source=make_source(), text=BASE, number=BASE_NUMBER)
    effects_of(amending())
    quarantined()
    upload = Upload.objects.create()
    UploadedFile.objects.create(upload=upload, name="a.txt", size=1, message="")
    owner = User.objects.get(username="quan-tri")
    make_item(live=False, owner=owner).save_revision(user=owner)
    services.submit(make_item(live=False), user=owner)
    make_item()
    return _reachable(superuser)


def test_the_staff_side_is_reached_by_links(pages: dict[str, str]) -> None:
    reached = {re.sub(r"\d+", "N", address) for address in pages}
    assert reached >= {
        "/quan-tri/",
        "/quan-tri/van-ban/",
        "/quan-tri/van-ban/N/",
        "/quan-tri/van-ban/N/go/",
        "/quan-tri/tai-len/",
        "/quan-tri/tai-len/N/",
        "/quan-tri/ban-cach-ly/",
        "/quan-tri/ban-cach-ly/N/",
        "/quan-tri/hieu-luc/",
        "/quan-tri/hieu-luc/N/",
        "/quan-tri/hieu-luc/thieu-van-ban/",
        "/quan-tri/hieu-luc/doc-thu/",
        "/quan-tri/users/",
        "/quan-tri/users/new/",
        "/quan-tri/users/edit/N/",
        "/quan-tri/users/delete/N/",
        "/quan-tri/groups/",
        "/quan-tri/groups/new/",
        "/quan-tri/groups/edit/N/",
        "/quan-tri/account/",
        "/quan-tri/reports/site-history/",
        "/quan-tri/noi-dung/",
        "/quan-tri/noi-dung/viet-moi/",
        "/quan-tri/noi-dung/lich/",
        "/quan-tri/noi-dung/N/",
        "/quan-tri/noi-dung/edit/N/",
        "/quan-tri/noi-dung/history/N/",
        "/quan-tri/images/",
        "/quan-tri/documents/",
        "/quan-tri/danh-muc/doi-tuong/",
        "/quan-tri/danh-muc/co-quan/",
    }


def test_no_page_shows_or_says_english(pages: dict[str, str]) -> None:
    left = {address: found for address, page in pages.items() if (found := english_on(page))}
    assert left == {}


def test_nothing_unused_is_linked(pages: dict[str, str]) -> None:
    unused = re.compile(r"/(?:pages|collections|workflows|sites|snippets)/")
    assert [address for address in pages if unused.search(address)] == []


def test_the_login_and_its_errors_are_vietnamese(client: Client, db: None) -> None:
    address = reverse("wagtailadmin_login")
    assert english_on(client.get(address).content.decode()) == []
    wrong = client.post(address, {"username": "ai", "password": "sai"})
    assert "không đúng" in wrong.content.decode()
    assert english_on(wrong.content.decode()) == []
    empty = client.post(address, {"username": "", "password": ""})
    assert english_on(empty.content.decode()) == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("wagtailusers_users:add", {"username": "a b", "password1": "ngan", "password2": "khac"}),
        ("wagtailusers_groups:add", {"name": ""}),
        ("wagtailadmin_account", {}),
    ],
)
def test_forms_with_errors_are_vietnamese(
    superuser: Client, name: str, fields: dict[str, str]
) -> None:
    page = superuser.post(reverse(name), fields).content.decode()
    assert english_on(page) == []


def test_a_page_that_does_not_exist_is_vietnamese(superuser: Client) -> None:
    answer = superuser.get("/quan-tri/khong-co/")
    assert answer.status_code == 404
    assert english_on(answer.content.decode()) == []


def test_a_refusal_is_vietnamese(viewer: Client) -> None:
    page = viewer.get(reverse("staff_upload"), follow=True).content.decode()
    assert "Bạn không có quyền vào khu vực này" in page
    assert english_on(page) == []
