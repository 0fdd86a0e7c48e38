"""Pages of reading without a network, and files made of items."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests.luatsong.knowledge.factories import make_item

from luatsong.knowledge.models import Item
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.sources import page_hash

pytestmark = pytest.mark.django_db


def made(
    item: Item, form: str = Form.LEAFLET, name: str = "to-gap.abc.pdf", **more: object
) -> Rendition:
    """A file of an item, as a maker leaves it."""
    row = Rendition(
        item=item,
        form=form,
        variant=str(more.pop("variant", "a5")),
        title="Tờ gấp khổ A5",
        state=Rendition.State.MADE,
        source_hash=page_hash(item),
        media_type=str(more.pop("media_type", "application/pdf")),
        sha256="a" * 64,
        bytes=8,
        **more,
    )
    row.file.save(name, ContentFile(b"%PDF-1.7"), save=False)
    row.save()
    return row


def body_of(response: object) -> bytes:
    content = getattr(response, "streaming_content", None)
    return b"".join(content) if content is not None else response.content  # type: ignore[attr-defined]


def test_a_file_of_an_item_has_an_address_and_a_name(client: Client) -> None:
    row = made(make_item())
    response = client.get(f"/ban/{row.pk}/to-gap.pdf")
    assert body_of(response) == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"
    assert client.get(f"/ban/{row.pk}/khac.pdf")["Location"] == f"/ban/{row.pk}/to-gap.pdf"


def test_a_file_of_older_words_is_not_given(client: Client) -> None:
    item = make_item()
    row = made(item)
    Item.objects.filter(pk=item.pk).update(title="Lời mới")
    assert client.get(f"/ban/{row.pk}/to-gap.pdf").status_code == 404


def test_a_file_of_an_item_that_is_not_public_is_not_given(client: Client) -> None:
    item = make_item()
    row = made(item)
    Item.objects.filter(pk=item.pk).update(live=False)
    assert client.get(f"/ban/{row.pk}/to-gap.pdf").status_code == 404


def test_a_player_gets_the_part_it_asks_for(client: Client) -> None:
    row = made(make_item(), Form.CARD, "nghe.abc.mp3", media_type="audio/mpeg")
    response = client.get(
        f"/ban/{row.pk}/nghe.mp3", headers={"Range": "bytes=1-3", "Accept-Encoding": "gzip"}
    )
    assert (response.status_code, body_of(response)) == (206, b"PDF")
    assert response["Content-Range"] == "bytes 1-3/8"


def test_all_cards_come_in_one_archive_with_their_words(client: Client) -> None:
    item = make_item(slug="cay")
    made(item, Form.CARD, "the-1.abc.png", variant="vuong-01", alt="Chọn cây bản địa.")
    content = client.get("/ban/cay/the-hinh.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["the-1.png", "mo-ta.txt"]
        assert "Chọn cây bản địa." in archive.read("mo-ta.txt").decode()
    assert client.get("/ban/khong-co/the-hinh.zip").status_code == 404


def test_the_page_for_printing_works_where_no_pdf_can_be_made(client: Client) -> None:
    make_item(slug="cay", title="Trồng cây")
    page = client.get("/ban/cay/in").content.decode()
    assert "<h1>Trồng cây</h1>" in page
    assert "data-print" in page


def test_topics_lead_to_packs_and_to_what_a_browser_keeps(client: Client) -> None:
    item = make_item()
    assert "/ngoai-tuyen/doi-tuong/citizen/" in client.get("/ngoai-tuyen/").content.decode()
    page = client.get("/ngoai-tuyen/doi-tuong/citizen/").content.decode()
    assert "/ngoai-tuyen/doi-tuong/citizen.zip" in page
    pages = client.get("/ngoai-tuyen/doi-tuong/citizen.json").json()["pages"]
    assert item.get_absolute_url() in pages
    response = client.get("/ngoai-tuyen/doi-tuong/citizen.zip")
    assert response["Content-Type"] == "application/zip"
    assert zipfile.is_zipfile(io.BytesIO(response.content))


@pytest.mark.parametrize("form", [".zip", ".json", "/"])
def test_a_topic_nobody_knows_is_not_found(client: Client, form: str) -> None:
    assert client.get(f"/ngoai-tuyen/doi-tuong/khong-co{form}").status_code == 404


def test_pages_of_topics_need_few_queries(
    client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(3):
        make_item()
    for address in ("/ngoai-tuyen/", "/ngoai-tuyen/doi-tuong/citizen/"):
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            client.get(address)


def test_the_service_worker_governs_the_site_and_keeps_nothing_of_staff(client: Client) -> None:
    response = client.get("/sw.js")
    script = response.content.decode()
    assert response["Content-Type"].startswith("text/javascript")
    assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"]
    kept = script.split("const READABLE = ", 1)[1].split(";", 1)[0]
    for address in ("/quan-tri/", "/tim-kiem", "/theo-doi/", "/hoi-dap/", "/y-kien/"):
        assert not any(address.startswith(start) for start in json.loads(kept))
    shell = json.loads(script.split("const SHELL = ", 1)[1].split(";\n", 1)[0])
    assert "/ngoai-tuyen/khong-co-mang" in shell
    for address in shell:
        response = client.get(address)
        assert response.status_code == 200, address
        body_of(response)
        response.close()


def test_every_page_names_the_web_manifest(client: Client) -> None:
    assert 'href="/manifest.webmanifest"' in client.get("/").content.decode()
    manifest = client.get("/manifest.webmanifest").json()
    assert manifest["scope"] == "/"
    icon = client.get(manifest["icons"][0]["src"])
    assert body_of(icon).startswith(b"<svg")
    icon.close()
