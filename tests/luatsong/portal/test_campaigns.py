"""Movements and models that were tried, as readers and other sites see them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.knowledge.factories import make_item

from luatsong.knowledge import services
from luatsong.knowledge.models import Agency, Campaign, Item, Measure, Practice
from luatsong.portal.measured import change, number
from luatsong.responses import counting
from luatsong.responses.models import Form

pytestmark = pytest.mark.django_db
ADDRESS = "/phong-trao/binh-dan-hoc-vu-so/"


def make_campaign(*items: Item, **fields: Any) -> Campaign:
    values = {
        "name": "Bình dân học vụ số",
        "slug": "binh-dan-hoc-vu-so",
        "kind": "movement",
        "summary": "Ai cũng biết dùng dịch vụ số.",
        "text": "Đoạn một.\n<b>Đoạn hai.</b>",
        "source": "Kế hoạch 01/KH-UBND",
        "starts": timezone.localdate() - timedelta(days=10),
        "public": True,
        **fields,
    }
    campaign = Campaign.objects.create(**values)
    campaign.items.set(items)
    return campaign


def make_practice(**fields: Any) -> Practice:
    values = {
        "name": "Loa thôn kể chuyện luật",
        "slug": "loa-thon",
        "summary": "Mỗi sáng một chuyện.",
        "place": "Thôn Mây",
        "who": "Ban nhân dân thôn",
        "aim": "Người nghe nhớ việc phải làm.",
        "measured_by": "Hỏi 50 hộ.",
        "starts": date(2026, 3, 1),
        "public": True,
        **fields,
    }
    return Practice.objects.create(**values)


def test_a_movement_shows_its_public_items_and_cleans_nothing_into_markup(client: Client) -> None:
    shown, hidden = make_item(title="Trong phong trào"), make_item(title="Nháp", live=False)
    make_item(title="Ngoài phong trào")
    campaign = make_campaign(shown, hidden)
    campaign.platforms.create(
        name="Cổng học tập", address="https://hoc.example/luat", since=date(2026, 11, 1)
    )
    page = client.get(ADDRESS).content.decode()
    assert "Trong phong trào" in page
    assert "Nháp" not in page
    assert "Ngoài phong trào" not in page
    assert "&lt;b&gt;Đoạn hai." in page
    assert "https://hoc.example/luat" in page
    assert "Kế hoạch 01/KH-UBND" in page


def test_what_is_not_public_is_nowhere(client: Client) -> None:
    item = make_item()
    make_campaign(item, public=False)
    make_practice(public=False)
    for address in (ADDRESS, "/phong-trao/binh-dan-hoc-vu-so.atom", "/mo-hinh/loa-thon/"):
        assert client.get(address).status_code == 404
    for address in ("/phong-trao/", "/mo-hinh/", "/mo-hinh/mo-hinh.csv"):
        assert "binh-dan" not in client.get(address).content.decode()
        assert "Loa thôn" not in client.get(address).content.decode()
    assert (
        "Không có bài" in client.get("/kien-thuc/?phong-trao=binh-dan-hoc-vu-so").content.decode()
    )
    column = json.loads(client.get("/nhung/cot.json?phong-trao=binh-dan-hoc-vu-so").content)
    assert column["bai"] == []
    assert "Bình dân" not in column["tieu_de"]


def test_campaigns_stand_by_what_they_are_today(client: Client) -> None:
    today = timezone.localdate()
    make_campaign(name="Đang chạy", slug="a", ends=today)
    make_campaign(name="Sẽ chạy", slug="b", starts=today + timedelta(days=1))
    make_campaign(name="Chạy xong", slug="c", ends=today - timedelta(days=1))
    page = client.get("/phong-trao/").content.decode()
    order = ["Đang diễn ra", "Đang chạy", "Sắp tới", "Sẽ chạy", "Đã qua", "Chạy xong"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_a_movement_has_its_feed_its_list_and_its_column_for_other_platforms(
    client: Client,
) -> None:
    item = make_item(title="Trong phong trào")
    make_item(title="Ngoài phong trào")
    make_campaign(item)
    feed = client.get("/phong-trao/binh-dan-hoc-vu-so.atom").content.decode()
    listed = client.get("/kien-thuc/?phong-trao=binh-dan-hoc-vu-so").content.decode()
    frame = client.get("/nhung/cot/?phong-trao=binh-dan-hoc-vu-so").content.decode()
    for found in (feed, listed, frame):
        assert "Trong phong trào" in found
        assert "Ngoài phong trào" not in found
    data = json.loads(client.get("/nhung/cot.json?phong-trao=binh-dan-hoc-vu-so").content)
    assert data["tieu_de"] == "Bình dân học vụ số"
    assert data["bai"][0]["dia_chi"].endswith("?tu=phong-trao-binh-dan-hoc-vu-so")
    line = client.get("/nhung/?phong-trao=binh-dan-hoc-vu-so").content.decode()
    assert 'data-phong-trao="binh-dan-hoc-vu-so"' in line
    assert '"phong-trao"' in client.get("/nhung/cot.js").content.decode()


def test_reach_counts_the_items_of_the_movement_while_it_runs(client: Client) -> None:
    inside, outside = make_item(), make_item()
    make_campaign(inside)
    column = "phong-trao-binh-dan-hoc-vu-so"
    counting.seen(inside.get_absolute_url(), form=Form.READ, column=column, times=3)
    counting.seen(inside.get_absolute_url(), form=Form.LISTENED, times=2)
    counting.seen(outside.get_absolute_url(), form=Form.READ, column="phong-trao-khac", times=50)
    counting.flush()
    page = client.get(ADDRESS).content.decode()
    assert "<dd>3</dd>" in page
    assert "<dd>2</dd>" in page
    assert "<dd>50</dd>" not in page
    assert "chuyên mục của phong trào</dt><dd>3</dd>" in page
    Campaign.objects.update(ends=timezone.localdate() - timedelta(days=1))
    assert "chuyên mục của phong trào</dt><dd>0</dd>" in client.get(ADDRESS).content.decode()


def test_a_movement_to_come_has_no_figures(client: Client) -> None:
    make_campaign(make_item(), starts=timezone.localdate() + timedelta(days=3))
    assert "Lượt tiếp cận" not in client.get(ADDRESS).content.decode()


def test_a_model_shows_where_who_figures_and_what_officials_judged(client: Client) -> None:
    item = make_item(title="Chuyện đã kể")
    practice = make_practice(pilot=True, support="Một bộ loa.", packs=["doi-tuong/citizen", "x/y"])
    practice.items.add(item)
    practice.measures.create(
        name="Hộ trả lời đúng", unit="%", before=Decimal("41.5"), before_on=date(2026, 3, 1),
        after=Decimal(68), after_on=date(2026, 9, 1), source="Phiếu hỏi",
    )  # fmt: skip
    practice.measures.create(name="Người nghe", unit="người", source="Sổ")
    page = client.get("/mo-hinh/loa-thon/").content.decode()
    for words in ("41,5", "68", "+26,5", "chưa đo", "Một bộ loa.", "Chuyện đã kể", "Thôn Mây"):
        assert words in page
    assert "/ngoai-tuyen/doi-tuong/citizen/" in page
    assert "chưa được cơ quan có thẩm quyền kết luận" in page
    practice.evaluations.create(
        verdict="partly", text="Cần thêm tiếng Mông.", by="Sở Tư pháp", on=date(2026, 10, 1),
        document="Báo cáo 9/BC-STP",
    )  # fmt: skip
    page = client.get("/mo-hinh/loa-thon/").content.decode()
    assert "Đạt một phần" in page
    assert "Báo cáo 9/BC-STP" in page
    assert "chưa được cơ quan" not in page


def test_the_register_narrows_and_is_open_data_with_harmless_cells(client: Client) -> None:
    services.load_lists()
    first = make_practice(agency=Agency.objects.first(), name="=Đang thử")
    Measure.objects.create(practice=first, name="A", unit="%", before=1, source="x")
    Measure.objects.create(practice=first, name="B", unit="%", after=2, source="x")
    make_practice(name="Đã dừng", slug="dung", state="stopped", pilot=True)
    assert "Đã dừng" in client.get("/mo-hinh/?diem=1").content.decode()
    assert "Đang thử" not in client.get("/mo-hinh/?tinh-trang=stopped").content.decode()
    assert client.get("/mo-hinh/?tinh-trang=%00x").status_code == 200
    answer = client.get("/mo-hinh/mo-hinh.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["so_do"] for row in rows if row["ten"] == "'=Đang thử"] == ["A", "B"]
    assert next(row for row in rows if row["ten"] == "Đã dừng")["tinh_trang"] == "Dừng"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (Decimal(5), Decimal("7.50"), "+2,5"),
        (Decimal("1234.5"), Decimal(0), "−1.234,5"),
        (Decimal(3), Decimal(3), "0"),
        (None, Decimal(3), ""),
    ],
)
def test_changes_are_told_with_their_sign(
    before: Decimal | None, after: Decimal | None, said: str
) -> None:
    assert change(before, after) == said
    assert number(Decimal("1000000.00")) == "1.000.000"


def test_pages_ask_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    items = [make_item() for _ in range(5)]
    make_campaign(*items)
    practice = make_practice(packs=["doi-tuong/citizen"])
    practice.items.set(items)
    for _ in range(4):
        practice.measures.create(name="A", unit="%", source="x")
    for address in (
        *(ADDRESS, "/phong-trao/", "/phong-trao/binh-dan-hoc-vu-so.atom", "/mo-hinh/"),
        *("/mo-hinh/loa-thon/", "/mo-hinh/mo-hinh.csv", "/nhung/?phong-trao=binh-dan-hoc-vu-so"),
    ):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_open_figures_name_the_column_of_a_movement(client: Client) -> None:
    make_campaign(item := make_item())
    column = "phong-trao-binh-dan-hoc-vu-so"
    counting.seen(item.get_absolute_url(), form=Form.READ, column=column)
    assert "Bình dân học vụ số" in client.get("/so-lieu/").content.decode()
