"""Headers, machine pages, files, errors."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from lxml import etree
from tests.luatsong.portal import samples

from luatsong.law.models import Document, SourceFile
from luatsong.portal.views import errors

pytestmark = pytest.mark.django_db
PAGES = ("/", "/van-ban/", "/tim-kiem", "/gioi-thieu", "/tro-nang", "/robots.txt", "/sitemap.xml")
CONTENT = b"<script>alert(1)</script>"


@pytest.fixture
def source() -> SourceFile:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    found = SourceFile(
        fingerprint=sha256, sha256=sha256, name="Luật.html", media_type="text/html", size=25
    )
    found.file.save("luat.html", ContentFile(CONTENT))
    return found


def test_public_pages_set_no_cookie_and_may_be_kept(client: Client) -> None:
    slug = samples.decree().slug
    for path in (*PAGES, f"/van-ban/{slug}", f"/van-ban/{slug}/dieu-1", "/van-ban-moi.atom"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        assert "public" in response["Cache-Control"], path
        assert response["ETag"], path
        again = client.get(path, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304, path


def test_a_changed_document_is_a_new_page(client: Client) -> None:
    document = samples.decree()
    path = f"/van-ban/{document.slug}"
    before = client.get(path)
    document.title = "Tên đã sửa"
    document.save()
    after = client.get(path, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "Tên đã sửa" in after.content.decode()


def test_pages_carry_no_inline_script_or_style(client: Client) -> None:
    slug = samples.decree().slug
    for path in (*PAGES, f"/van-ban/{slug}", f"/van-ban/{slug}/dieu-1", "/khong-co"):
        html = client.get(path).content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert " onclick=" not in html
        assert "<script>" not in html
        assert "http://" not in html.replace("http://testserver", "").replace("http://www.", "")
    assert "'unsafe-inline'" not in client.get("/")["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*PAGES, "/van-ban/x", "/tep/abc/x.pdf"])
def test_public_pages_only_answer_reading(client: Client, path: str) -> None:
    assert client.post(path).status_code in (403, 405)


def test_a_source_file_is_only_ever_downloaded(client: Client, source: SourceFile) -> None:
    document = samples.decree()
    Document.objects.filter(pk=document.pk).update(source=source)
    response = client.get(f"/tep/{source.sha256}/Luật.html")
    assert b"".join(response.streaming_content) == CONTENT  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert f"/tep/{source.sha256}/" in client.get(f"/van-ban/{document.slug}").content.decode()


def test_a_source_without_a_published_document_is_not_given(
    client: Client, source: SourceFile
) -> None:
    path = f"/tep/{source.sha256}/Luật.html"
    assert client.get(path).status_code == 404
    samples.decree()
    Document.objects.update(source=source, state=Document.State.WITHDRAWN)
    assert client.get(path).status_code == 404


def test_a_source_under_another_name_leads_to_its_own_name(
    client: Client, source: SourceFile
) -> None:
    samples.decree()
    Document.objects.update(source=source)
    assert client.get(f"/tep/{source.sha256}/khac.exe").status_code == 301


def test_the_sitemap_lists_every_published_document(client: Client) -> None:
    slug = samples.decree().slug
    index = etree.fromstring(client.get("/sitemap.xml").content)
    parts = [node.text for node in index.iter("{*}loc")]
    assert "http://testserver/sitemap-van-ban.xml" in parts
    listed = client.get("/sitemap-van-ban.xml").content.decode()
    assert f"<loc>http://testserver/van-ban/{slug}</loc>" in listed
    assert "sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_feed_holds_the_newest_documents(client: Client) -> None:
    slug = samples.decree().slug
    feed = etree.fromstring(client.get("/van-ban-moi.atom").content)
    links = [entry.get("href") for entry in feed.iter("{*}link")]
    assert f"http://testserver/van-ban/{slug}" in links


def test_a_page_that_is_not_there_offers_a_search(client: Client) -> None:
    response = client.get("/luat-dat-dai/2024")
    assert response.status_code == 404
    assert 'value="luat dat dai 2024"' in response.content.decode()


def test_error_pages_say_what_to_do(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert errors.forbidden(request).status_code == 403
    assert errors.bad_request(request).status_code == 400
    limited = errors.too_many(request)
    assert limited.status_code == 429
    assert limited["Retry-After"] == "60"
    broken = errors.server_error(request)
    assert broken.status_code == 500
    assert "về trang đầu" in broken.content.decode()
