"""What goes live and what ends at its hour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.knowledge.people import make_person
from wagtail.models import ModelLogEntry

from luatsong.accounts.models import User
from luatsong.knowledge import binding, scheduling, services
from luatsong.knowledge.models import Item
from luatsong.law.models import Document

pytestmark = pytest.mark.django_db


def _approved(item: Item, author: User) -> Item:
    item.save_revision(user=author)
    services.submit(item, user=author)
    services.review(item, user=make_person("reviewer"))
    services.approve(item, user=make_person("approver"))
    return Item.objects.get(pk=item.pk)


def test_an_approved_item_goes_live_at_its_hour_and_not_before() -> None:
    author = make_person("author")
    item = make_item(live=False, owner=author)
    item.go_live_at = timezone.now() + timedelta(hours=1)
    item = _approved(item, author)
    assert scheduling.run() == 0
    assert not Item.objects.get(pk=item.pk).live
    later = timezone.now() - timedelta(minutes=1)
    revision = Item.objects.get(pk=item.pk).latest_revision
    revision.content["go_live_at"] = later.isoformat()
    revision.approved_go_live_at = later
    revision.save()
    assert scheduling.run() == 1
    assert Item.objects.get(pk=item.pk).live


def test_an_item_ends_at_its_hour() -> None:
    item = make_item()
    Item.objects.filter(pk=item.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert scheduling.run() == 1
    item.refresh_from_db()
    assert not item.live
    assert item.expired
    assert scheduling.run() == 0


def test_what_the_law_has_overtaken_is_held_back_and_the_log_says_why() -> None:
    author = make_person("author")
    document = make_document()
    item = make_item(live=False, owner=author)
    binding.bind(item, f"Điều 1 {document}", timezone.localdate())
    item.go_live_at = timezone.now() + timedelta(hours=1)
    item.save()
    item = _approved(item, author)
    Document.objects.filter(pk=document.pk).update(state=Document.State.WITHDRAWN)
    revision = item.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    assert scheduling.run() == 0
    item = Item.objects.get(pk=item.pk)
    assert not item.live
    assert item.scheduled_revision is None
    entry = ModelLogEntry.objects.get(action="luatsong.item_held_back")
    assert entry.data["reason"]
