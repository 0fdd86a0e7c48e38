"""The sample's content shows every kind of item and rests on the sample's law."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import Collection

from luatsong.accounts.roles import create_roles, roles
from luatsong.bookshelf import selectors
from luatsong.bookshelf.models import Book
from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.models import Campaign, Item, Practice
from luatsong.knowledge.services import load_lists
from luatsong.sample.services import load as load_sample
from luatsong.samplesite import manifest, outreach, services, shelf
from luatsong.samplesite.services import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(reading_at_once: None) -> Report:
    """The sample province and its content, loaded."""
    if not Collection.objects.exists():  # made by a migration of the CMS, which tests leave out
        Collection.add_root(name="Root")
    load_lists()
    create_roles(Group, Permission)
    get_user_model().objects.create_user("bien.tap").groups.set(
        Group.objects.filter(name=roles()["author"].name)
    )
    load_sample(index=False, jobs=1)
    return services.load()


def test_every_kind_of_content_is_shown_and_rests_on_law_of_the_sample(report: Report) -> None:
    assert report.problems == []
    assert len(report.loaded) == len(manifest.items())
    live = Item.objects.filter(live=True)
    assert set(live.values_list("kind", flat=True)) == set(kinds())
    for item in live:
        written = next(row for row in manifest.items() if row["slug"] == item.slug)
        assert item.bases.count() == len(written.get("bases", ()))
        assert item.audiences.exists()
        assert item.owner is not None
        assert item.owner.username == "bien.tap"
    again = services.load()
    assert again.loaded == []


def test_movements_and_models_of_the_sample_rest_on_its_items(report: Report) -> None:
    put = outreach.load()
    assert put.problems == []
    assert len(put.loaded) == len(manifest.campaigns()) + len(manifest.practices())
    assert outreach.load().loaded == []
    assert Campaign.objects.filter(document__isnull=False).exists()
    assert all(campaign.items.exists() for campaign in Campaign.objects.all())
    assert {practice.state for practice in Practice.objects.all()} == set(Practice.State.values)
    assert all(row.evaluations.exists() and row.agency for row in Practice.objects.all())


def test_books_of_the_sample_are_made_of_its_items_and_its_law(report: Report) -> None:
    put = shelf.load()
    assert put.problems == []
    assert len(put.loaded) == len(manifest.books())
    laws = 0
    for book in Book.objects.filter(state=Book.State.PUBLISHED):
        chapters = selectors.chapters(book, timezone.localdate())
        assert any(chapter.part.item for chapter in chapters)
        assert not any(chapter.law and chapter.law.gone for chapter in chapters)
        laws += sum(chapter.part.is_law for chapter in chapters)
    assert laws >= len(put.loaded)
    assert len(selectors.suggested()) >= 10
    assert shelf.load().loaded == []


def test_content_of_the_sample_stays_out_of_a_store_with_law_of_its_own() -> None:
    from luatsong.law.models import SourceFile

    SourceFile.objects.create(
        sha256="0" * 64, name="own.txt", size=1, media_type="text/plain", origin="Tỉnh thật"
    )
    assert services.load().loaded == []
    assert not Item.objects.exists()
