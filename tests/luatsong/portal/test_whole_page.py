"""Whole pages from memory: only what anyone may have, and never what is no longer so."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import samples

from luatsong.accounts.models import User
from luatsong.follows import reads
from luatsong.portal import fragments, whole_page

pytestmark = pytest.mark.django_db
CODED = {"accept-encoding": "gzip"}


@pytest.fixture(autouse=True)
def _kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WHOLE_PAGE_BYTES = 4 * 1024 * 1024
    for module in (whole_page, fragments):
        monkeypatch.setattr(module, "ASKED_EVERY_SECONDS", 0.0)


def words(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_kept_page_is_the_same_page_without_asking_the_store_for_it(
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = make_item(title="Nghỉ sinh con").get_absolute_url()
    first = client.get(path)
    monkeypatch.setattr(whole_page, "ASKED_EVERY_SECONDS", 60.0)
    client.get(path)
    with django_assert_max_num_queries(0):
        second = client.get(path)
    assert second.content == first.content
    for header in ("Content-Type", "Cache-Control", "Content-Security-Policy", "ETag"):
        assert second[header] == first[header]


def test_a_compressed_page_is_kept_compressed(client: Client) -> None:
    path = make_item().get_absolute_url()
    plain = client.get(path)
    for _ in range(2):
        coded = client.get(path, headers=CODED)
        assert coded["Content-Encoding"] == "gzip"
        assert gzip.decompress(coded.content) == plain.content
        assert int(coded["Content-Length"]) == len(coded.content)
        assert "Accept-Encoding" in coded["Vary"]
        assert coded["ETag"].startswith("W/")


def test_who_has_the_page_is_told_so(client: Client) -> None:
    path = make_item().get_absolute_url()
    for headers in ({}, CODED):
        etag = client.get(path, headers=headers)["ETag"]
        again = client.get(path, headers={**headers, "if-none-match": etag})
        assert again.status_code == 304
        assert not again.content


def test_a_publication_is_seen_by_the_next_reader(client: Client) -> None:
    item = make_item(title="Tên cũ")
    assert "Tên mới" not in words(client, "/kien-thuc/")
    make_item(title="Tên mới")
    assert "Tên mới" in words(client, "/kien-thuc/")
    item.unpublish()
    assert client.get(item.get_absolute_url()).status_code == 404
    assert "Tên cũ" not in words(client, "/kien-thuc/")


def test_a_change_of_the_law_is_seen_by_the_next_reader(client: Client) -> None:
    document = samples.decree()
    path = f"/van-ban/{document.slug}"
    words(client, path)
    document.title = "Tên đã sửa"
    document.save()
    assert "Tên đã sửa" in words(client, path)


def test_staff_are_answered_by_the_site_itself(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path = make_item().get_absolute_url()
    words(client, path)
    client.force_login(User.objects.create_user("canbo"))
    with pytest.raises(pytest.fail.Exception), django_assert_max_num_queries(0):
        client.get(path)


def made(headers: dict[str, str], path: str = "/", *, status: int = 200, cookie: str = "") -> int:
    """How often a page with these headers is made for two readers of the same address."""
    calls = 0

    def view(_request: HttpRequest) -> HttpResponse:
        nonlocal calls
        calls += 1
        response = HttpResponse("Trang", status=status, headers=headers)
        if cookie:
            response.set_cookie("csrftoken", cookie)
        return response

    middleware = whole_page.WholePages(view)
    for _ in range(2):
        middleware(RequestFactory().get(path))
    return calls


def test_pages_of_one_reader_and_errors_are_not_kept() -> None:
    public = {"Cache-Control": "public, max-age=60"}
    assert made(public) == 1
    assert made(public, status=404) == 2
    assert made(public, cookie="x") == 2
    assert made({**public, "Vary": "Cookie"}) == 2
    assert made({"Cache-Control": "private"}) == 2
    for path in ("/tim-kiem?q=cay", "/hoi-dap/", "/theo-doi/?q=cay", "/quan-tri/"):
        assert made(public, path) == 2


def test_a_document_read_from_memory_is_counted(client: Client) -> None:
    document = samples.decree()
    reads.forget()
    for _ in range(3):
        words(client, f"/van-ban/{document.slug}")
    reads.flush()
    assert reads.most_read(document.updated_at.date(), days=2, limit=1) == [document.pk]


def test_memory_is_bounded(client: Client, settings: Settings) -> None:
    paths = [make_item().get_absolute_url() for _ in range(4)]
    settings.WHOLE_PAGE_BYTES = 60_000
    pages = whole_page.Pages(60_000)
    for number, path in enumerate(paths):
        body = client.get(path).content
        page = whole_page.Page((), "", body, gzip.compress(body), "v", 1e12, None)
        pages.put(("host", f"{path}{number}", False), page)
        assert pages._bytes <= 60_000


def test_another_host_or_query_is_another_page(client: Client) -> None:
    path = make_item(title="Một bài", plain="Nói ngắn gọn.").get_absolute_url()
    assert "Nói ngắn gọn." not in words(client, path)
    assert "Nói ngắn gọn." in words(client, f"{path}?ban=de-doc")
    elsewhere = client.get(path, headers={"host": "khac.example.vn"}).content.decode()
    assert "khac.example.vn" in elsewhere
