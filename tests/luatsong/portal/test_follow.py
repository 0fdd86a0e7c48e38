"""Following: a private feed at once, mail after confirmation, no news twice, gone on request."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPServerDisconnected
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import chain, samples

from luatsong import search
from luatsong.follows import services
from luatsong.follows.models import Follow, Letter, Reader, Told
from luatsong.follows.subjects import Subject, changes
from luatsong.law.models import Document, ProvisionVersion
from luatsong.search.areas import area_of
from luatsong.search.backend import SearchUnavailableError

pytestmark = [pytest.mark.django_db, pytest.mark.service]

ADDRESS = "nguoi.dan@vi-du.vn"
MORNING = 9


@pytest.fixture(autouse=True)
def _index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    samples.decree()
    search.index_pending()


class BrokenBackend(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, *args: Any) -> int:
        raise SMTPServerDisconnected("Connection unexpectedly closed")


def follow(client: Client, query: str = "q=cây tưới", rhythm: str = "daily") -> None:
    response = client.post(f"/theo-doi/?{query}", {"dia_chi": ADDRESS, "nhip": rhythm})
    assert response.status_code == 200, response.content.decode()


def confirmed(client: Client, query: str = "q=cây tưới", rhythm: str = "daily") -> Follow:
    """A follow of the search, confirmed a day ago, with an empty mail box."""
    follow(client, query, rhythm)
    link = re.search(r"http\S+(/theo-doi/xac-nhan/\S+)", str(mail.outbox[-1].body))
    assert link
    assert client.post(link[1]).status_code == 200
    mail.outbox.clear()
    found = Follow.objects.latest("pk")
    Follow.objects.filter(pk=found.pk).update(looked_at=at(-1))
    return found


def at(days: int = 0) -> datetime:
    """A morning on which mails may go out."""
    now = timezone.now().astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    return now.replace(hour=MORNING, minute=0) + timedelta(days=days)


def amended() -> None:
    """A decree comes in, and one that amends it."""
    chain.amended()
    search.index_pending(rebuild=True)


def test_a_private_feed_is_made_at_once_and_tells_what_is_new(client: Client) -> None:
    html = client.get("/theo-doi/", {"q": "cây được tưới"}).content.decode()
    address = re.search(r'value="http://testserver(/theo-doi/[^"]+\.atom)"', html)
    assert address
    amended()
    response = client.get(address[1])
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "private" in response["Cache-Control"]
    assert "Văn bản mới: Nghị định 34/2024/NĐ-CP" in response.content.decode()


def test_a_feed_address_that_was_tampered_with_is_not_found(client: Client) -> None:
    assert client.get("/theo-doi/abc:def:ghi.atom").status_code == 404


def test_nothing_is_sent_before_the_address_is_confirmed_by_a_press(client: Client) -> None:
    follow(client)
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    link = re.search(r"http\S+(/theo-doi/xac-nhan/\S+)", str(letter.body))
    assert link
    client.get(link[1])  # as a mail scanner does
    assert Follow.objects.get().confirmed_at is None
    amended()
    services.send_digests(at(2))
    assert len(mail.outbox) == 1
    client.post(link[1])
    assert Follow.objects.get().confirmed_at is not None


def test_a_digest_tells_new_documents_once(client: Client) -> None:
    confirmed(client)
    amended()
    services.send_digests(at(1))
    [letter] = mail.outbox
    assert "Văn bản mới: Nghị định 34/2024/NĐ-CP" in letter.body
    assert "/van-ban/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    services.send_digests(at(1))
    services.send_digests(at(2))
    assert len(mail.outbox) == 1


def test_changed_words_of_a_followed_document_are_told(client: Client) -> None:
    amended()
    base = Document.objects.get(slug=chain.BASE_SLUG)
    confirmed(client, f"trong={base.slug}")
    # The decree was there long ago; the amendment has just been recorded.
    long_ago = timezone.now() - timedelta(days=400)
    Document.objects.update(created_at=long_ago)
    services.send_digests(at(1))
    [letter] = mail.outbox
    assert "Điều 2" in letter.body
    assert "theo Nghị định 34/2024/NĐ-CP" in letter.body
    assert "01/01/2025" in letter.body


def test_a_search_tells_only_of_changes_in_what_it_finds(client: Client) -> None:
    amended()
    Document.objects.update(created_at=timezone.now() - timedelta(days=400))
    confirmed(client, "q=cây được tưới mỗi tuần")
    services.send_digests(at(1))
    [letter] = mail.outbox
    assert "Điều 2" in letter.body
    assert "Điều 3" not in letter.body


def test_no_news_is_no_mail(client: Client) -> None:
    confirmed(client)
    Document.objects.update(created_at=timezone.now() - timedelta(days=400))
    ProvisionVersion.objects.update(recorded_from=timezone.now() - timedelta(days=400))
    services.send_digests(at(1))
    assert mail.outbox == []


def test_a_weekly_digest_waits_a_week(client: Client) -> None:
    confirmed(client, rhythm="weekly")
    amended()
    services.send_digests(at(3))
    assert mail.outbox == []
    services.send_digests(at(6))
    assert len(mail.outbox) == 1


def test_a_thing_that_two_follows_bring_is_told_once_in_one_mail(client: Client) -> None:
    confirmed(client, "q=cây tưới")
    confirmed(client, "q=chăm sóc cây")
    amended()
    services.send_digests(at(1))
    [letter] = mail.outbox
    assert letter.body.count("Văn bản mới: Nghị định 34/2024/NĐ-CP") == 1


def test_a_mail_server_that_hangs_up_loses_nothing_and_doubles_nothing(
    client: Client, settings: Settings
) -> None:
    confirmed(client)
    amended()
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    services.send_digests(at(1))
    letter = Letter.objects.exclude(state=Letter.State.SENT).get()
    assert letter.tries == 1
    settings.EMAIL_BACKEND = working
    services.send_digests(at(1))  # not yet: it waits
    assert mail.outbox == []
    services.send_digests(at(1) + timedelta(hours=1))
    services.send_digests(at(1) + timedelta(hours=2))
    assert len(mail.outbox) == 1
    assert Letter.objects.get(pk=letter.pk).body == ""


def test_one_click_ends_everything_and_deletes_the_address(client: Client) -> None:
    confirmed(client)
    amended()
    services.send_digests(at(1))
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = re.sub(r"^https?://[^/]+", "", link)
    assert client.get(path).status_code == 200
    assert Reader.objects.exists()  # opening a page ends nothing
    # As mail programs do: without cookie or token.
    response = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    for model in (Reader, Follow, Letter, Told):
        assert not model.objects.exists()


def test_an_address_that_is_none_is_said_and_kept(client: Client) -> None:
    response = client.post("/theo-doi/?q=cây", {"dia_chi": "không phải thư", "nhip": "daily"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "chưa đúng" in html
    assert 'value="không phải thư"' in html


def test_a_search_with_personal_data_is_not_kept(client: Client) -> None:
    html = client.get("/theo-doi/", {"q": "đơn của số 0912345678"}).content.decode()
    assert "thông tin cá nhân" in html
    assert ".atom" not in re.sub(r"van-ban-moi\.atom", "", html)


def test_what_was_never_confirmed_is_forgotten(client: Client) -> None:
    follow(client)
    Follow.objects.update(created_at=timezone.now() - timedelta(days=4))
    Reader.objects.update(created_at=timezone.now() - timedelta(days=4))
    call_command("send_digests")
    assert not Reader.objects.exists()


def test_pressing_again_sends_no_second_mail(client: Client) -> None:
    follow(client)
    follow(client)
    assert len(mail.outbox) == 1


def test_somebody_who_asks_for_many_mails_is_stopped(client: Client) -> None:
    for number in range(8):
        follow(client, f"q=cây {number}")
    response = client.post("/theo-doi/?q=cây 9", {"dia_chi": ADDRESS, "nhip": "daily"})
    assert response.status_code == 429


def test_without_a_mail_server_the_page_says_so(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = ""
    html = client.get("/theo-doi/", {"q": "cây"}).content.decode()
    assert "chưa gửi thư được" in html
    assert 'type="email"' not in html


def test_knowledge_for_an_audience_is_followed_without_an_account(client: Client) -> None:
    make_item(title="Mở quán ăn", audiences=["business"])
    make_item(title="Bài cho học sinh", audiences=["pupil"])
    page = client.get("/theo-doi/", {"doi-tuong": "doanh-nghiep"}).content.decode()
    assert "Doanh nghiệp, hộ kinh doanh" in page
    address = re.search(r'href="([^"]+/theo-doi/[^"]+\.atom)"', page)
    assert address
    feed = client.get(address[1].removeprefix("http://testserver")).content.decode()
    assert "Mở quán ăn" in feed
    assert "Bài cho học sinh" not in feed


def test_a_whole_field_can_be_followed_without_words(client: Client) -> None:
    """The title of the decree tells its lĩnh vực."""
    field = area_of(Document.objects.get(number="12/2026/NĐ-CP").title)
    html = client.get("/theo-doi/").content.decode()
    assert f"<option>{field}</option>" in html
    found = changes(Subject(field=field), at(-2), at(2))
    assert "12/2026/NĐ-CP" in {change.document.number for change in found if change.document}
    assert not changes(Subject(field="Lĩnh vực không có"), at(-2), at(2))
    assert field in client.get("/theo-doi/", {"linh-vuc": field}).content.decode()


def test_a_digest_waits_while_the_search_is_away(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(client)
    amended()
    with monkeypatch.context() as away:

        def gone(*_: object, **__: object) -> None:
            raise SearchUnavailableError("away")

        away.setattr("luatsong.search.retrieve", gone)
        assert services.send_digests(at(1)) == (0, 0)
    written, _ = services.send_digests(at(1))
    assert written == 1
