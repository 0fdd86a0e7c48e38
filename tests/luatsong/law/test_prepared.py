"""Prepared questions give what the queryset gives, with any values, in any order."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.luatsong.knowledge.factories import make_item

from luatsong.knowledge.models import Item
from luatsong.law.prepared import Given, Prepared

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_the_queryset() -> None:
    items = [make_item(title=title) for title in ("Một", "Hai", "Ba")]
    ask = Prepared(lambda: Item.objects.filter(slug=Given("slug")).select_related("agency"))
    for item in (*items, *reversed(items)):
        (found,) = ask.ask(slug=item.slug)
        assert found == item
        for field in Item._meta.concrete_fields:
            assert getattr(found, field.attname) == getattr(
                Item.objects.get(pk=item.pk), field.attname
            )
    assert ask.ask(slug="x' OR 1=1 --") == []
    assert ask.first(slug="") is None


def test_values_deferred_columns_and_repeated_values_work() -> None:
    item = make_item(title="Một")
    titles = Prepared(lambda: Item.objects.filter(pk=Given("pk")).values_list("title", flat=True))
    assert titles.ask(pk=item.pk) == ["Một"]
    some = Prepared(
        lambda: Item.objects.only("title", "first_published_at").exclude(pk=Given("pk"))
    )
    other = make_item(title="Hai")
    assert some.ask(pk=item.pk) == [other]
    (found,) = some.ask(pk=item.pk)
    with CaptureQueriesContext(connection) as asked:
        assert found.title == "Hai"
        assert found.first_published_at is None or found.first_published_at.date() >= date(
            2000, 1, 1
        )
    assert not asked.captured_queries
    assert found.get_deferred_fields() >= {"body"}


def test_every_question_is_one_query() -> None:
    item = make_item()
    ask = Prepared(lambda: Item.objects.filter(pk=Given("pk")))
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            ask.ask(pk=item.pk)
        assert len(asked) == 1


@pytest.mark.django_db(transaction=True)
def test_threads_with_connections_of_their_own_ask_at_once() -> None:
    items = [make_item(title=f"Bài {number}") for number in range(4)]
    ask = Prepared(lambda: Item.objects.filter(slug=Given("slug")))
    wrong: list[object] = []

    def person(item: Item) -> None:
        try:
            wrong.extend(got for _ in range(50) for got in ask.ask(slug=item.slug) if got != item)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    people = [threading.Thread(target=person, args=(item,)) for item in items]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert wrong == []
