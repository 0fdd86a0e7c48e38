from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.luatsong.knowledge.people import make_person
from tests.luatsong.knowledge.test_recall import AFTER, BEFORE, at, on
from tests.luatsong.law.living.acts import CHANGED, STREAMS, stored

from luatsong.accounts.models import User
from luatsong.knowledge import recall
from luatsong.knowledge.models import Item, Recall
from luatsong.staff.knowledge.backlog import menu_label

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day after the amendment took effect."""
    monkeypatch.setattr(timezone, "now", lambda: at(AFTER))


@pytest.fixture
def author(client: Client) -> User:
    user = make_person("author")
    client.force_login(user)
    return user


@pytest.fixture
def item(author: User) -> Item:
    """Rests on a clause that was amended and on one that was repealed."""
    stored(STREAMS)
    found = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP", owner=author, title="Dọn suối mỗi tháng")
    recall.sweep(at(BEFORE))
    stored(CHANGED)
    recall.sweep(at(AFTER))
    return found


@pytest.mark.usefixtures("item")
def test_what_waits_stands_in_the_list_and_in_the_menu(client: Client) -> None:
    page = client.get(reverse("staff_recalls")).content.decode()
    assert "Dọn suối mỗi tháng" in page
    assert "đã được sửa đổi từ ngày 01/06/2032 bởi Nghị định 20/2032/NĐ-CP" in page
    assert menu_label() == "Rà soát theo luật (1)"
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "<strong>1</strong> nội dung phải rà soát vì luật đổi" in home
    assert "<strong>1</strong> trong đó của tôi" in home


def test_the_list_is_narrowed_to_people(client: Client, item: Item, author: User) -> None:
    mine = client.get(reverse("staff_recalls"), {"nguoi": author.pk}).content.decode()
    nobody = client.get(reverse("staff_recalls"), {"nguoi": "-"}).content.decode()
    assert item.title in mine
    assert item.title not in nobody


def test_old_and_new_words_stand_side_by_side(client: Client, item: Item) -> None:
    page = client.get(reverse("staff_recall", args=[item.pk])).content.decode()
    assert "<del> tháng</del>" in page
    assert "<ins> tuần</ins>" in page
    assert "ngay-cu=2032-05-01" in page


def test_confirming_needs_a_reason_and_ends_the_waiting(client: Client, item: Item) -> None:
    address = reverse("staff_recall", args=[item.pk])
    refused = client.post(address, {"action": "confirm", "confirm-reason": ""})
    assert refused.status_code == 422
    assert "Hãy ghi lý do" in refused.content.decode()
    client.post(
        address, {"action": "confirm", "confirm-reason": "Nội dung không nói đến số lần dọn."}
    )
    [mark] = Recall.objects.filter(item=item)
    assert mark.how == "confirmed"
    assert "Đã xác nhận" in client.get(address).content.decode()


def test_an_author_may_not_withdraw(client: Client, item: Item) -> None:
    address = reverse("staff_recall", args=[item.pk])
    assert "Gỡ khỏi trang công khai" not in client.get(address).content.decode()
    client.post(address, {"action": "withdraw", "withdraw-reason": "Sai rồi."})
    assert Item.objects.get(pk=item.pk).live


def test_an_approver_withdraws_with_a_reason(client: Client, item: Item) -> None:
    client.force_login(make_person("approver"))
    address = reverse("staff_recall", args=[item.pk])
    client.post(address, {"action": "withdraw", "withdraw-reason": "Luật đã khác hẳn."})
    assert not Item.objects.get(pk=item.pk).live
    [mark] = Recall.objects.filter(item=item)
    assert (mark.how, mark.note) == ("withdrawn", "Luật đã khác hẳn.")


def test_strangers_see_nothing(client: Client) -> None:
    client.force_login(User.objects.create_user("nguoi-la"))
    assert client.get(reverse("staff_recalls")).status_code in (302, 403)


@pytest.mark.parametrize("view", ["cho", "sap", "xong", "khac"])
def test_every_view_opens_when_nothing_waits(client: Client, author: User, view: str) -> None:
    assert author.pk
    assert client.get(reverse("staff_recalls"), {"xem": view}).status_code == 200


def test_the_list_of_items_tells_before_any_round_has_come_by(client: Client, author: User) -> None:
    stored(STREAMS)
    found = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP", owner=author, title="Dọn suối mỗi tháng")
    recall.sweep(at(BEFORE))
    stored(CHANGED)
    Item.objects.update(basis_state="sound", affected_since=None)
    page = client.get(reverse("wagtailsnippets_knowledge_item:list")).content.decode()
    assert "Luật đã đổi từ 01/06/2032" in page
    form = client.get(reverse("wagtailsnippets_knowledge_item:edit", args=[found.pk]))
    assert "Luật đã thay đổi từ khi viết bài này" in form.content.decode()
