"""Who gets a letter when an item waits, comes back, goes live."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail.message import EmailMessage
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.knowledge.people import make_person, with_all_roles
from wagtail.users.models import UserProfile

from luatsong.accounts.models import User
from luatsong.knowledge import letters_tasks, services
from luatsong.knowledge.models import Item

pytestmark = pytest.mark.django_db


def _person(role: str) -> User:
    user = make_person(role)
    user.email = f"{user.username}@example.org"
    user.save()
    return user


def _draft(owner: User) -> Item:
    item = make_item(live=False, owner=owner, plain="Bạn trồng cây bên suối.")
    item.save_revision(user=owner)
    return Item.objects.get(pk=item.pk)


@pytest.fixture
def told(
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Any:
    """Runs a step and gives (receiver, subject) of the letters it caused."""

    def run(step: Any, *given: Any, **more: Any) -> list[tuple[str, str]]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            step(*given, **more)
        return [(letter.to[0], str(letter.subject)) for letter in mailoutbox]

    return run


def test_everybody_hears_what_waits_for_them_and_nobody_else(
    told: Any, mailoutbox: list[EmailMessage]
) -> None:
    author, reviewer, approver = map(_person, ("author", "reviewer", "approver"))
    _person("viewer")
    # The CMS would write to superusers, whoever's turn it is.
    User.objects.create_superuser("toan-quyen", "toan-quyen@example.org")
    item = _draft(author)
    assert told(services.submit, item, user=author) == [(reviewer.email, f"Chờ thẩm định: {item}")]
    assert f"/quan-tri/noi-dung/{item.pk}/" in mailoutbox[0].body
    assert told(services.review, item, user=reviewer) == [(approver.email, f"Chờ duyệt: {item}")]
    assert told(services.approve, item, user=approver) == [(author.email, f"Đã công bố: {item}")]


def test_the_author_hears_why_it_came_back(told: Any, mailoutbox: list[EmailMessage]) -> None:
    author, reviewer = _person("author"), _person("reviewer")
    item = _draft(author)
    told(services.submit, item, user=author)
    sent = told(services.return_with_reason, item, user=reviewer, reason="Thiếu điều 5.")
    assert sent == [(author.email, f"Trả lại để sửa: {item}")]
    assert "Thiếu điều 5." in mailoutbox[0].body


def test_who_wrote_it_is_not_asked_to_judge_it(told: Any) -> None:
    author = with_all_roles(_person("author"))
    reviewer = _person("reviewer")
    assert told(services.submit, _draft(author), user=author) == [
        (reviewer.email, "Chờ thẩm định: " + str(Item.objects.get()))
    ]


def test_no_letter_to_who_switched_it_off_or_where_no_server_is_named(
    told: Any, settings: Settings
) -> None:
    author, reviewer = _person("author"), _person("reviewer")
    profile = UserProfile.get_for_user(reviewer)
    profile.submitted_notifications = False
    profile.save()
    item = _draft(author)
    assert told(services.submit, item, user=author) == []
    settings.EMAIL_HOST, settings.EMAIL_BACKEND = "", "django.core.mail.backends.smtp.EmailBackend"
    assert told(services.return_with_reason, item, user=reviewer, reason="Sửa.") == []


def test_what_comes_loaded_with_the_product_is_told_to_nobody(told: Any) -> None:
    author = _person("author")
    assert told(make_item, owner=author) == []


def test_a_refusing_server_breaks_no_step(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = ""
    letters_tasks.send.call("Chờ thẩm định", "Nội dung", "ai@example.org")
