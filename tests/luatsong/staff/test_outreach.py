"""The desks of movements and of models that were tried: two people, forms that help, a log."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.knowledge.people import make_person
from tests.luatsong.staff.english import english_on

from luatsong.accounts.models import User
from luatsong.knowledge.models import Campaign, Practice
from luatsong.knowledge.services import load_lists

pytestmark = pytest.mark.django_db
CAMPAIGNS, PRACTICES = "/quan-tri/phong-trao/", "/quan-tri/mo-hinh/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def author(people: dict[str, User]) -> Client:
    load_lists()
    return signed_in(make_person("author"))


@pytest.fixture
def approver(people: dict[str, User]) -> Client:
    return signed_in(make_person("approver"))


def campaign_form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Học tập số cho mọi nhà",
        "kind": "movement",
        "summary": "Mỗi nhà một người biết tra luật.",
        "text": "Đoạn một.<script>x</script>",
        "starts": "2026-11-01",
        "ends": "",
        "agency": "",
        "source": "Kế hoạch 5/KH-UBND",
        "law": "",
        "d0-TOTAL_FORMS": "1",
        "d0-INITIAL_FORMS": "0",
        "d0-0-name": "",
        "d0-0-address": "",
        "d0-0-since": "",
        **changes,
    }


def practice_form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Chợ phiên hỏi luật",
        "summary": "Bàn hỏi luật ở chợ.",
        "place": "Chợ Mây",
        "who": "Đoàn thanh niên",
        "agency": "",
        "starts": "2026-03-01",
        "ends": "",
        "state": "trial",
        "support": "",
        "aim": "Nhiều người hỏi hơn.",
        "measured_by": "Đếm lượt hỏi.",
        "d0-TOTAL_FORMS": "1",
        "d0-INITIAL_FORMS": "0",
        "d0-0-name": "Lượt hỏi",
        "d0-0-unit": "lượt",
        "d0-0-before": "12",
        "d0-0-before_on": "2026-03-01",
        "d0-0-after": "30,5",
        "d0-0-after_on": "2026-09-01",
        "d0-0-source": "Sổ của đoàn",
        "d1-TOTAL_FORMS": "1",
        "d1-INITIAL_FORMS": "0",
        "d1-0-verdict": "",
        "d1-0-text": "",
        "d1-0-by": "",
        "d1-0-on": "",
        "d1-0-document": "",
        **changes,
    }


def test_a_movement_is_written_by_one_and_made_public_by_another(
    author: Client, approver: Client, client: Client
) -> None:
    document = make_document()
    answer = author.post(
        f"{CAMPAIGNS}them/",
        campaign_form(
            law=f"{document.type_name} {document.number}",
            **{
                "d0-0-name": "Cổng học tập số",
                "d0-0-address": "https://hoc.example",
                "d0-0-since": "2026-11-02",
            },
        ),
    )
    assert answer.status_code == 302, answer.content.decode()
    campaign = Campaign.objects.get()
    assert campaign.slug == "hoc-tap-so-cho-moi-nha"
    assert campaign.document == document
    assert campaign.text == "Đoạn một."
    assert campaign.platforms.get().since == date(2026, 11, 2)
    page = f"{CAMPAIGNS}{campaign.pk}/"

    item = make_item(title="Tra luật trên điện thoại")
    html = author.get(page, {"tim": "dien thoai"}).content.decode()
    assert "Ghép vào: Tra luật trên điện thoại" in html
    author.post(f"{page}bai/", {"them": item.pk})
    assert list(campaign.items.all()) == [item]

    author.post(f"{page}buoc/", {"viec": "cong-bo"})
    assert client.get(campaign.get_absolute_url()).status_code == 404
    approver.post(f"{page}buoc/", {"viec": "cong-bo"})
    assert "Tra luật trên điện thoại" in client.get(campaign.get_absolute_url()).content.decode()
    html = approver.get(page).content.decode()
    assert "Duyệt và công bố" in html
    assert english_on(html) == []

    author.post(f"{page}bai/", {"bo": item.pk})
    assert not campaign.items.exists()
    approver.post(f"{page}buoc/", {"viec": "go"})
    assert client.get(campaign.get_absolute_url()).status_code == 404


def test_what_is_public_is_changed_only_by_who_may_approve(
    author: Client, approver: Client
) -> None:
    author.post(f"{CAMPAIGNS}them/", campaign_form())
    campaign = Campaign.objects.get()
    approver.post(f"{CAMPAIGNS}{campaign.pk}/buoc/", {"viec": "cong-bo"})
    author.post(f"{CAMPAIGNS}{campaign.pk}/sua/", campaign_form(name="Đổi lén"))
    campaign.refresh_from_db()
    assert campaign.name == "Học tập số cho mọi nhà"
    answer = approver.post(f"{CAMPAIGNS}{campaign.pk}/sua/", campaign_form(name="Sửa lỗi chữ"))
    assert answer.status_code == 302
    campaign.refresh_from_db()
    assert (campaign.name, campaign.slug) == ("Sửa lỗi chữ", "hoc-tap-so-cho-moi-nha")


def test_nobody_makes_public_what_they_wrote_last(people: dict[str, User]) -> None:
    load_lists()
    both = signed_in(people["administrator"])
    both.post(f"{CAMPAIGNS}them/", campaign_form())
    campaign = Campaign.objects.get()
    page = f"{CAMPAIGNS}{campaign.pk}/"
    told = both.post(f"{page}buoc/", {"viec": "cong-bo"}, follow=True).content.decode()
    assert "hãy nhờ người khác" in told
    campaign.refresh_from_db()
    assert not campaign.public


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Hãy điền ô này."),
        ({"ends": "2026-10-01"}, "Ngày kết thúc trước ngày bắt đầu"),
        ({"starts": "hôm qua"}, "Hãy ghi ngày như"),
        ({"law": "Luật không có 9/2099/QH20"}, "Luật không có 9/2099/QH20"),
        ({"d0-0-name": "Cổng"}, "Hãy điền ô này."),
    ],
)
def test_a_wrong_form_says_what_to_do_and_keeps_the_words(
    author: Client, change: dict[str, str], said: str
) -> None:
    answer = author.post(f"{CAMPAIGNS}them/", campaign_form(**change))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert "Mỗi nhà một người biết tra luật." in html
    assert not Campaign.objects.exists()


def test_a_model_keeps_figures_and_what_officials_judged(author: Client, approver: Client) -> None:
    answer = author.post(f"{PRACTICES}them/", practice_form())
    assert answer.status_code == 302, answer.content.decode()
    practice = Practice.objects.get()
    measure = practice.measures.get()
    assert (float(measure.before or 0), float(measure.after or 0)) == (12, 30.5)
    html = author.get(f"{PRACTICES}{practice.pk}/sua/").content.decode()
    assert "30,5" in html
    assert english_on(html) == []
    change = practice_form(
        **{
            "d0-INITIAL_FORMS": "1",
            "d0-0-id": measure.pk,
            "d0-0-DELETE": "on",
            "d1-0-verdict": "reached",
            "d1-0-text": "Tốt.",
            "d1-0-by": "Phòng Tư pháp",
            "d1-0-on": "2026-10-01",
            "d1-0-document": "Báo cáo 3/BC",
        }
    )
    author.post(f"{PRACTICES}{practice.pk}/sua/", change)
    assert not practice.measures.exists()
    assert practice.evaluations.get().get_verdict_display() == "Đạt mục tiêu"


def test_a_figure_without_its_day_and_a_judgement_of_tomorrow_are_refused(author: Client) -> None:
    wrong = practice_form(
        **{
            "d0-0-after_on": "",
            "d1-0-verdict": "reached",
            "d1-0-text": "x",
            "d1-0-by": "x",
            "d1-0-on": "2199-01-01",
            "d1-0-document": "x",
        }
    )
    html = author.post(f"{PRACTICES}them/", wrong).content.decode()
    assert "Có số thì phải có ngày đo." in html
    assert "Ngày đánh giá chưa tới." in html
    assert not Practice.objects.exists()


def test_who_may_only_look_changes_nothing_and_strangers_see_nothing(
    viewer: Client, author: Client, client: Client
) -> None:
    author.post(f"{CAMPAIGNS}them/", campaign_form())
    campaign = Campaign.objects.get()
    page = f"{CAMPAIGNS}{campaign.pk}/"
    assert viewer.get(page).status_code == 200
    viewer.post(f"{page}sua/", campaign_form(name="Khác"))
    viewer.post(f"{page}buoc/", {"viec": "cong-bo"})
    viewer.post(f"{page}bai/", {"them": make_item().pk})
    viewer.post(f"{CAMPAIGNS}them/", campaign_form())
    campaign = Campaign.objects.get()
    assert (campaign.name, campaign.public) == ("Học tập số cho mọi nhà", False)
    assert not campaign.items.exists()
    for address in (CAMPAIGNS, page, PRACTICES):
        assert client.get(address).status_code == 302


def test_an_item_that_is_not_public_does_not_join(author: Client) -> None:
    author.post(f"{CAMPAIGNS}them/", campaign_form())
    campaign = Campaign.objects.get()
    draft = make_item(live=False)
    answer = author.post(f"{CAMPAIGNS}{campaign.pk}/bai/", {"them": draft.pk}, follow=True)
    assert "chưa công bố nên chưa ghép vào được" in answer.content.decode()
    for key in ("0", "x", "-1", ""):
        bad = author.post(f"{CAMPAIGNS}{campaign.pk}/bai/", {"them": key})
        assert bad.status_code == 404


def test_two_of_one_name_get_addresses_of_their_own_that_fit_the_counts(author: Client) -> None:
    name = "Tháng hành động vì trẻ em vùng cao học luật và tra cứu luật bằng điện thoại"
    author.post(f"{CAMPAIGNS}them/", campaign_form(name=name))
    author.post(f"{CAMPAIGNS}them/", campaign_form(name=name))
    slugs = set(Campaign.objects.values_list("slug", flat=True))
    assert len(slugs) == 2
    assert all(len(slug) <= 48 for slug in slugs)


def test_all_pages_are_vietnamese(author: Client) -> None:
    for address in (CAMPAIGNS, PRACTICES, f"{CAMPAIGNS}them/", f"{PRACTICES}them/"):
        assert english_on(author.get(address).content.decode()) == []
