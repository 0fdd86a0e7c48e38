"""Pages of knowledge items and lists of them: what readers see, and what never reaches them."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import samples
from wagtail.documents.models import Document as Attached
from wagtail.models import Collection, ReferenceIndex

from luatsong.knowledge import services
from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.models import Agency, Audience, Item, LifeEvent

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'
GAME: list[tuple[str, Any]] = [
    (
        "choice",
        {
            "question": f"Đi xe đạp điện có phải đội mũ không?{number}",
            "options": [{"text": "Có", "right": True}, {"text": "Không", "right": False}],
            "why": "<p>Người ngồi trên xe phải đội mũ.</p>",
        },
    )
    for number in (1, 2)
]


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def agency() -> Agency:
    services.load_lists()
    return Agency.objects.get(code="so-y-te")


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_page_and_says_what_it_is(client: Client, kind: str) -> None:
    start = timezone.now() + timedelta(days=3)
    item = make_item(
        kind=kind,
        event_start=start,
        event_place="Nhà văn hóa",
        address="1 đường Suối",
        phone="0234 3 822 111",
        reply_number="12/STP",
        agency=agency(),
    )
    html = page(client, item.get_absolute_url())
    assert item.title in html
    assert item.of_kind.name in html
    described = data_of(html)
    assert described["@type"] == item.of_kind.schema
    assert described["name"] == item.title


def test_the_law_under_an_item_is_linked_as_read_and_as_it_is(client: Client) -> None:
    document = samples.decree()
    item = make_item(
        kind="situation", bases=[(document, "dieu-2/khoan-1")], as_of=date(2026, 10, 1)
    )
    html = page(client, item.get_absolute_url())
    assert f'href="/van-ban/{document.slug}/dieu-2/khoan-1"' in html
    assert f'href="/van-ban/{document.slug}/dieu-2/khoan-1?ngay=2026-10-01"' in html
    assert "Theo pháp luật đến ngày" in html
    assert data_of(html)["citation"][0]["url"].endswith("/dieu-2/khoan-1")


def test_the_plain_version_is_one_link_away(client: Client) -> None:
    item = make_item(plain="Chị được nghỉ sáu tháng.\nChị vẫn có tiền.")
    path = item.get_absolute_url()
    assert "?ban=de-doc" in page(client, path)
    plain = page(client, f"{path}?ban=de-doc")
    assert "<p>Chị được nghỉ sáu tháng.</p>" in plain
    assert "Phải chọn giống cây." not in plain
    assert "?ban=de-doc" not in page(client, make_item().get_absolute_url())


def test_a_game_is_judged_without_script(client: Client) -> None:
    path = make_item(kind="game", body=GAME).get_absolute_url()
    fresh = page(client, path)
    assert "Người ngồi trên xe phải đội mũ." not in fresh
    judged = page(client, f"{path}?c1=1&c2=2")
    assert "đúng 1 trên 2 câu" in judged
    assert judged.count("Người ngồi trên xe phải đội mũ.") == 2
    for senseless in ("c1=99", "c1=%00", "c1=-1", "c9=1", "c1=1;drop"):
        assert "trên 2 câu" not in page(client, f"{path}?{senseless}")


def test_an_event_goes_into_a_calendar(client: Client) -> None:
    start = datetime(2026, 12, 1, 8, 30, tzinfo=timezone.get_current_timezone())
    item = make_item(
        kind="event",
        title="Tọa đàm; về, luật " + "rất dài " * 15,
        event_start=start,
        event_place="Hội trường",
    )
    response = client.get(f"{item.get_absolute_url()}.ics")
    assert response["Content-Type"].startswith("text/calendar")
    lines = response.content.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "DTSTART:20261201T013000Z" in lines
    unfolded = response.content.decode().replace("\r\n ", "")
    assert r"SUMMARY:Tọa đàm\; về\, luật" in unfolded
    assert client.get(f"{make_item().get_absolute_url()}.ics").status_code == 404
    assert start.strftime("%d/%m/%Y") in page(client, "/lich-su-kien/")


def test_what_is_not_live_is_not_there(client: Client) -> None:
    item = make_item(live=False, title="Bản nháp bí mật")
    assert client.get(item.get_absolute_url()).status_code == 404
    for path in ("/", "/kien-thuc/", "/kien-thuc/moi.atom", "/cho/nguoi-dan"):
        assert "Bản nháp bí mật" not in page(client, path)


def test_hostile_words_are_only_words(client: Client) -> None:
    item = make_item(
        kind="skit",
        title=f"Bài {HOSTILE}"[:200],
        slug="bai-doc",
        summary=HOSTILE,
        plain=HOSTILE,
        source=HOSTILE,
        body=[
            ("heading", HOSTILE),
            ("dialogue", {"title": HOSTILE, "lines": [{"character": HOSTILE, "words": HOSTILE}]}),
            ("table", {"caption": HOSTILE, "head": True, "rows": f"{HOSTILE} | b\nc | d"}),
            ("quote", {"place": HOSTILE, "words": HOSTILE}),
        ],
    )
    for path in (item.get_absolute_url(), "/kien-thuc/?ban=de-doc", "/", "/nhung/cot/"):
        html = page(client, path)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "</script><img" not in html
        assert 'href="javascript' not in html
    assert data_of(page(client, item.get_absolute_url()))["description"] == HOSTILE


def test_filters_narrow_the_list_and_its_feed(client: Client) -> None:
    make_item(title="Mở quán", kind="guide", audiences=["business"], area="Thuế, phí, lệ phí")
    make_item(title="Giáo án", kind="school", audiences=["teacher"], agency=agency())
    make_item(title="In English", language="en")
    narrowed = {
        "loai=huong-dan": "Mở quán",
        "doi-tuong=giao-vien": "Giáo án",
        "linh-vuc=Thuế, phí, lệ phí": "Mở quán",
        "co-quan=so-y-te": "Giáo án",
        "ngon-ngu=en": "In English",
        "q=mo quan": "Mở quán",
        f"nam={timezone.localdate().year}&loai=nha-truong": "Giáo án",
    }
    for query, title in narrowed.items():
        listed = page(client, f"/kien-thuc/?{query}").split('<ul class="items">')[1]
        assert re.findall(r"<h3><a[^>]*>([^<]*)</a>", listed) == [title], query
        feed = etree.fromstring(client.get(f"/kien-thuc/moi.atom?{query}").content)
        assert [one.text for one in feed.findall("{*}entry/{*}title")] == [title]


@pytest.mark.parametrize(
    "query",
    [
        "loai=khong-co",
        "loai=%00",
        "nam=abc",
        "trang=-1",
        "trang=0",
        "trang=99999",
        "q=%00",
        "dang=x",
        "nam=²",
    ],
)
def test_a_senseless_filter_is_a_page_not_an_error(client: Client, query: str) -> None:
    make_item()
    page(client, f"/kien-thuc/?{query}")
    assert client.get(f"/kien-thuc/moi.atom?{query}").status_code == 200


def test_a_filter_that_finds_nothing_is_still_called_by_its_name(client: Client) -> None:
    services.load_lists()
    make_item(kind="article")
    html = page(client, "/kien-thuc/?loai=tinh-huong&doi-tuong=hoc-sinh")
    assert "Chưa có bài nào khớp" in html
    chips = html.split("Chưa có bài nào khớp")[0]
    assert kinds()["situation"].plural in chips
    assert Audience.objects.get(slug="hoc-sinh").name in chips
    assert "tinh huong" not in chips


def test_steps_under_a_heading_have_no_second_one(client: Client) -> None:
    steps = {"title": "Các bước", "steps": [{"title": "Nộp tờ khai", "text": ""}]}
    item = make_item(kind="guide", body=[("heading", "Làm thế nào?"), ("steps", steps)])
    assert "<h2>Các bước</h2>" not in page(client, item.get_absolute_url())
    alone = make_item(kind="guide", body=[("steps", steps)])
    assert "<h2>Các bước</h2>" in page(client, alone.get_absolute_url())
    named = make_item(
        kind="guide", body=[("heading", "Làm"), ("steps", {**steps, "title": "Ở xã"})]
    )
    assert "<h2>Ở xã</h2>" in page(client, named.get_absolute_url())


def test_pages_of_a_list_lead_on(client: Client) -> None:
    for _ in range(21):
        make_item()
    assert 'href="/kien-thuc/?trang=2"' in page(client, "/kien-thuc/")
    assert page(client, "/kien-thuc/?trang=2").count('<p class="kind">') == 1


def test_every_audience_and_life_event_has_a_page(client: Client) -> None:
    services.load_lists()
    for path, model in (("/cho/", Audience), ("/viec-doi/", LifeEvent)):
        index = page(client, path)
        for row in model.objects.all():
            assert f'href="{path}{row.slug}"' in index
            assert row.name in page(client, f"{path}{row.slug}")
        assert client.get(f"{path}khong-co").status_code == 404


def test_the_business_column_has_the_fields_of_the_programme(client: Client) -> None:
    for kind in ("obstacle", "reply", "question", "guide", "service", "new-law"):
        make_item(kind=kind, audiences=["business"], address="1 đường Suối", phone="1900 1234")
    html = page(client, "/cho/doanh-nghiep")
    for heading in (
        "Vướng mắc pháp lý của doanh nghiệp",
        "Văn bản trả lời của cơ quan có thẩm quyền",
        "Ý kiến của mạng lưới tư vấn viên pháp luật",
        "Phòng rủi ro pháp lý",
        "Trọng tài, hòa giải thương mại, tư vấn viên",
        "Cổng thông tin hỗ trợ pháp lý cho doanh nghiệp",
    ):
        assert heading in html


def test_a_life_event_gathers_law_and_items(client: Client) -> None:
    document = samples.decree()
    make_item(title="Làm sao", kind="procedure", life_events=["birth"], bases=[document])
    html = page(client, "/viec-doi/sinh-con")
    assert "Làm sao" in html
    assert f'href="/van-ban/{document.slug}"' in html


def test_directory_register_and_forbidden_list_what_they_are_for(client: Client) -> None:
    make_item(
        kind="service",
        title="Trung tâm trợ giúp",
        territory="xã Suối Mây",
        address="1 đường Suối",
        phone="0234 3 822 111; 1900 6192",
    )
    make_item(kind="reply", title="Trả lời vướng mắc", reply_number="15/STP-VP")
    make_item(kind="forbidden", title="Không chặt cây", rights_groups=["privacy-home"])
    directory = page(client, "/noi-giup-do/")
    assert 'href="tel:02343822111"' in directory
    assert 'href="tel:19006192"' in directory
    assert "Trung tâm trợ giúp" not in page(client, "/noi-giup-do/?q=luat su")
    assert "Trung tâm trợ giúp" in page(client, "/noi-giup-do/?dia-ban=xã Suối Mây")
    assert "15/STP-VP" in page(client, "/vuong-mac/")
    forbidden = page(client, "/viec-khong-duoc-lam/")
    assert "Không chặt cây" in forbidden.split("Đời sống riêng tư")[-1]


def test_pages_ask_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    document = samples.decree()
    make_item(title="Bản dịch", language="en")
    item = make_item(
        kind="situation",
        audiences=["citizen", "woman"],
        life_events=["birth"],
        area="Lao động",
        bases=[(document, "dieu-1"), (document, "dieu-2/khoan-1")],
        body=[
            ("law", {"place": f"Điều 1 {document}"}),
            ("quote", {"place": f"Điều 2 {document}", "words": "Lời luật."}),
        ],
    )
    for _ in range(5):
        make_item(audiences=["citizen"], life_events=["birth"], kind="forbidden")
    for path in (
        item.get_absolute_url(),
        "/",
        "/kien-thuc/",
        "/kien-thuc/?q=cay&doi-tuong=nguoi-dan",
        "/cho/",
        "/cho/nguoi-dan",
        "/viec-doi/sinh-con",
        "/viec-khong-duoc-lam/",
        "/lich-su-kien/",
        "/noi-giup-do/",
        "/vuong-mac/",
        "/nhung/",
        "/ung-dung/",
        "/giao-dien/",
    ):
        client.get(path)
        with django_assert_max_num_queries(12):
            page(client, path)


def attached(name: str, content: bytes) -> Attached:
    if Collection.get_first_root_node() is None:  # tests with a server empty the tables
        Collection.add_root(name="Gốc")
    found = Attached(title=name)
    found.file.save(name, ContentFile(content))
    found.save()
    return found


def content_of(response: Any) -> bytes:
    """Read to the end, which closes the file."""
    return b"".join(response.streaming_content)


def with_file(document: Attached, **more: Any) -> Item:
    return make_item(body=[("file", {"title": "Mẫu đơn", "file": document})], **more)


def test_a_file_is_given_while_an_item_with_it_is_live(client: Client) -> None:
    document = attached("mau-don.html", b"<script>alert(1)</script>")
    path = f"/tai-ve/{document.pk}/{document.file.name.rpartition('/')[2]}"
    item = with_file(document, live=False)
    assert client.get(path).status_code == 404
    services.publish_loaded(item, note="Bộ kiểm thử")
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert content_of(response) == b"<script>alert(1)</script>"
    assert client.get(f"/tai-ve/{document.pk}/khac.exe").status_code == 302
    assert f'href="{path}"' in page(client, item.get_absolute_url())


def test_a_file_is_given_before_the_index_of_references_knows(client: Client) -> None:
    document = attached("mau-don.txt", b"Mau don")
    path = f"/tai-ve/{document.pk}/{document.file.name.rpartition('/')[2]}"
    item = with_file(document)
    ReferenceIndex.objects.all().delete()
    assert content_of(client.get(path)) == b"Mau don"
    item.unpublish()
    assert client.get(path).status_code == 404


def test_a_player_may_ask_for_a_part_of_a_recording(client: Client) -> None:
    document = attached("loi.mp3", bytes(range(100)))
    with_file(document)
    path = f"/tai-ve/{document.pk}/{document.file.name.rpartition('/')[2]}"
    whole = client.get(path)
    assert whole["Accept-Ranges"] == "bytes"
    assert content_of(whole) == bytes(range(100))
    part = client.get(path, headers={"range": "bytes=10-19"})
    assert part.status_code == 206
    assert part["Content-Range"] == "bytes 10-19/100"
    assert content_of(part) == bytes(range(10, 20))
    last = client.get(path, headers={"range": "bytes=-5"})
    assert content_of(last) == bytes(range(95, 100))
    assert client.get(path, headers={"range": "bytes=200-"}).status_code == 416


def test_originals_of_pictures_are_not_given(client: Client) -> None:
    for name in ("../original_images/a.png", "a.svg", "khong-co.webp"):
        assert client.get(f"/tep/images/{name}").status_code == 404
