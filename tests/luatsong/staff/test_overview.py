"""The state of the work in figures: each with a definition, and its list holds what it counts."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.knowledge.people import make_person
from tests.luatsong.portal.test_campaigns import make_campaign, make_practice
from tests.luatsong.staff.english import english_on

from luatsong.accounts.models import User
from luatsong.knowledge import services
from luatsong.knowledge.models import Agency, Arrival, Item
from luatsong.responses import counting
from luatsong.responses.models import Comment, Form, Page
from luatsong.staff.outreach import overview
from luatsong.staff.outreach.overview import Period

pytestmark = pytest.mark.django_db
PAGE = "/quan-tri/quan-ly/"


@pytest.fixture
def health(people: dict[str, User]) -> Agency:
    services.load_lists()
    return Agency.objects.get(code="so-y-te")


@pytest.fixture
def this_month() -> Period:
    today = timezone.localdate()
    return Period(today.replace(day=1), today)


def test_every_figure_has_a_definition_a_value_and_a_list(viewer: Client) -> None:
    today = timezone.localdate()
    values = overview.values(Period(today, today))
    known = [one for _, figures in overview.groups() for one in figures]
    assert {one.code for one in known} == set(values)
    assert all(one.definition.endswith(".") for one in known)
    for one in known:
        if not one.page:
            assert viewer.get(f"{PAGE}noi-dung/?so={one.code}").status_code == 200


def test_each_list_has_as_many_rows_as_its_figure_says(
    viewer: Client, health: Agency, this_month: Period
) -> None:
    make_item(agency=health)
    gone = make_item()
    services.withdraw(gone, user=make_person("approver"), reason="Sai")
    waiting = make_item(live=False)
    services.submit(waiting, user=make_person("author"))
    reviewed = make_item(live=False)
    services.submit(reviewed, user=make_person("author"))
    services.review(reviewed, user=make_person("reviewer"))
    returned = make_item(live=False)
    services.submit(returned, user=make_person("author"))
    services.return_with_reason(returned, user=make_person("reviewer"), reason="Thiếu")
    Arrival.objects.create(item=make_item(live=False), seen="x")
    soon = timezone.now() + timedelta(days=3)
    make_item(kind="event", event_start=soon)
    make_item(kind="event", event_start=timezone.now() + timedelta(days=90))
    values = overview.values(this_month)
    wanted = {
        "published": 4,
        "withdrawn": 1,
        "live": 3,
        "unnamed": 2,
        "review": 1,
        "approve": 1,
        "returned": 1,
        "arrived": 1,
        "events-next": 1,
        "scheduled": 0,
        "affected": 0,
    }
    assert {code: values[code] for code in wanted} == wanted
    html = viewer.get(PAGE).content.decode()
    for address in set(re.findall(r'href="(/quan-tri/quan-ly/noi-dung/[^"]+)"', html)):
        page = viewer.get(unescape(address)).content.decode()
        code = re.search(r"so=([a-z-]+)", address)
        assert code
        if "co-quan=" not in address:
            assert f" {values[code[1]]} nội dung." in page


def test_what_agencies_published_by_month_leads_to_those_items(
    viewer: Client, health: Agency
) -> None:
    make_item(agency=health, title="Của sở y tế")
    make_item(title="Không ghi cơ quan")
    html = viewer.get(PAGE).content.decode()
    cells = [unescape(a) for a in re.findall(r'href="([^"]*co-quan=[^"]*)"', html)]
    assert len(cells) == 2
    named = next(cell for cell in cells if "so-y-te" in cell)
    page = viewer.get(named).content.decode()
    assert "Của sở y tế" in page
    assert "Không ghi cơ quan</a>" not in page
    unnamed = next(cell for cell in cells if "so-y-te" not in cell)
    assert "Của sở y tế" not in viewer.get(unnamed).content.decode()


def test_days_outside_count_nothing(viewer: Client, health: Agency) -> None:
    make_item(agency=health)
    counting.seen("/kien-thuc/", form=Form.READ, times=5)
    counting.flush()
    long_ago = Period(*(timezone.localdate().replace(year=2001),) * 2)
    values = overview.values(long_ago)
    assert (values["published"], values["reach"], values["live"]) == (0, 0, 1)
    today = timezone.localdate()
    now = overview.values(Period(today, today))
    assert (now["published"], now["reach"]) == (1, 5)


def test_comments_recordings_movements_and_models_are_counted(
    people: dict[str, User], this_month: Period
) -> None:
    page = Page.objects.create(address="/kien-thuc/x")
    for at, state in enumerate(("waiting", "suspect", "shown", "refused")):
        Comment.objects.create(page=page, body="x", state=state, body_hash=str(at), consent="1")
    make_campaign()
    make_campaign(slug="qua", ends=timezone.localdate() - timedelta(days=1))
    make_practice()
    make_practice(slug="kin", public=False)
    values = overview.values(this_month)
    assert (values["comments"], values["comments-waiting"]) == (4, 2)
    assert (values["campaigns"], values["practices"], values["practices-unjudged"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tu=2026-11-22&den=2026-11-01", "Ngày đầu sau ngày cuối"),
        ("tu=2020-01-01&den=2026-11-01", "dài hơn một năm"),
        ("tu=hom-qua", "Hãy ghi ngày như"),
        ("tu=0001-01-01&den=0001-02-01", "trong thời gian có thật"),
        ("den=9999-12-31", "trong thời gian có thật"),
    ],
)
def test_days_that_make_no_sense_are_said_and_this_year_is_shown(
    viewer: Client, query: str, said: str
) -> None:
    answer = viewer.get(f"{PAGE}?{query}")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert said in html
    assert f"Từ 01/01/{timezone.localdate().year}" in html


@pytest.mark.parametrize("month", ["2026-13", "x", "0001-01", "9999-12", "2026-1\x00"])
def test_a_wrong_month_is_no_error(viewer: Client, month: str) -> None:
    answer = viewer.get(f"{PAGE}noi-dung/", {"so": "published", "thang": month})
    assert answer.status_code == 200


def test_the_file_has_every_figure_with_its_days_and_definition(
    viewer: Client, health: Agency
) -> None:
    Agency.objects.filter(pk=health.pk).update(name="=Sở Y tế")
    make_item(agency=Agency.objects.get(pk=health.pk))
    answer = viewer.get(f"{PAGE}tai-ve/")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    labels = {one.label for _, figures in overview.groups() for one in figures}
    assert labels <= {row["số liệu"] for row in rows}
    assert all(row["cách tính"] for row in rows)
    cell = next(row for row in rows if row["số liệu"] == "'=Sở Y tế")
    assert int(cell["giá trị"]) in (0, 1)
    assert "no-store" in answer["Cache-Control"]


def test_who_may_not_open_a_list_sees_the_figure_only(people: dict[str, User]) -> None:
    client = Client()
    client.force_login(make_person("author"), backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(PAGE).content.decode()
    assert "Ý kiến chờ xem" in html
    assert 'xem danh sách">0</a></td><td data-label="Cách tính">Ý kiến chưa ai' not in html


def test_strangers_see_nothing(client: Client) -> None:
    for address in (PAGE, f"{PAGE}tai-ve/", f"{PAGE}noi-dung/?so=live"):
        assert client.get(address).status_code == 302


def test_unknown_figures_are_not_there(viewer: Client) -> None:
    for code in ("", "x", "reach"):
        assert viewer.get(f"{PAGE}noi-dung/?so={code}").status_code == 404


def test_pages_are_vietnamese_and_ask_no_query_for_each_row(
    viewer: Client, health: Agency, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        make_item(agency=health)
    assert english_on(viewer.get(PAGE).content.decode()) == []
    with django_assert_max_num_queries(60):
        viewer.get(PAGE)
    assert Item.objects.count() == 12
    with django_assert_max_num_queries(30):
        assert english_on(viewer.get(f"{PAGE}noi-dung/?so=live").content.decode()) == []
