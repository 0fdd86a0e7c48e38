"""Forms are made after publication, remade with the words, and never shown when out of date."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.luatsong.knowledge.factories import make_item

from luatsong.knowledge import services as knowledge
from luatsong.knowledge.models import Item
from luatsong.renditions import making, selectors, services, sheets
from luatsong.renditions.making import CannotMakeError, Made
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.sources import page_hash

pytestmark = pytest.mark.django_db

FORM = Form.PLAIN.value


class Maker:
    """Makes what it is told to, or fails as told."""

    def __init__(self) -> None:
        self.variants = ["mot"]
        self.failure: Exception | None = None
        self.asked = 0

    def __call__(self, item: Item) -> list[Made]:
        self.asked += 1
        if self.failure:
            raise self.failure
        return [
            Made(name, f"{name}.txt", f"{name}: {item.title}".encode(), "text/plain", name)
            for name in self.variants
        ]


@pytest.fixture
def maker(settings: Settings) -> Iterator[Maker]:
    settings.RENDITION_FORMS = (FORM,)
    before = dict(making._registered)
    made = Maker()
    services.register(FORM, made)
    yield made
    making._registered.clear()
    making._registered.update(before)


def rewritten(item: Item, title: str) -> Item:
    """The item, published anew under another title."""
    item.title = title
    return knowledge.publish_loaded(item, note="Bộ kiểm thử")


def words(row: Rendition) -> str:
    with row.file.open("rb") as file:
        return str(file.read().decode())


def test_a_published_item_has_its_forms(
    maker: Maker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        item = make_item()
    (made,) = selectors.of(item)
    assert words(made) == f"mot: {item.title}"
    assert (made.form, made.bytes, made.file_name) == (FORM, len(words(made).encode()), "mot.txt")


def test_a_form_of_older_words_is_not_shown_and_is_made_anew(maker: Maker) -> None:
    item = make_item()
    services.make(item, FORM)
    item = rewritten(item, "Trồng cây theo luật mới")
    assert selectors.of(item) == []
    assert [row.variant for row in selectors.standings(item)[0].outdated] == ["mot"]
    services.make(item, FORM)
    (made,) = selectors.of(item)
    assert "luật mới" in words(made)


def test_what_an_item_no_longer_takes_is_gone_with_its_file(maker: Maker) -> None:
    item = make_item()
    maker.variants = ["mot", "hai"]
    services.make(item, FORM)
    gone = Rendition.objects.get(variant="hai").file
    maker.variants = ["mot"]
    services.make(item, FORM)
    assert [row.variant for row in selectors.of(item)] == ["mot"]
    assert not gone.storage.exists(gone.name)


def test_a_failure_is_told_to_staff_in_the_makers_words(maker: Maker) -> None:
    item = make_item()
    maker.failure = CannotMakeError("Thiếu giọng đọc. Hãy cài giọng.")
    services.make(item, FORM)
    (standing,) = selectors.standings(item)
    assert standing.problem == "Thiếu giọng đọc. Hãy cài giọng."
    assert not standing.waiting
    assert selectors.of(item) == []


def test_an_error_nobody_expected_is_told_without_its_insides(maker: Maker) -> None:
    item = make_item()
    maker.failure = RuntimeError("secret path")
    services.make(item, FORM)
    (standing,) = selectors.standings(item)
    assert "Làm lại" in standing.problem
    assert "secret" not in standing.problem


def test_the_next_try_clears_the_failure(maker: Maker) -> None:
    item = make_item()
    maker.failure = CannotMakeError("Hết chỗ.")
    services.make(item, FORM)
    maker.failure = None
    services.make(item, FORM)
    (standing,) = selectors.standings(item)
    assert (standing.problem, len(standing.current)) == ("", 1)


def test_nothing_is_made_of_an_item_that_is_not_public(maker: Maker) -> None:
    item = make_item(live=False)
    assert services.order(item) == []
    assert services.make(item, FORM) == []
    assert maker.asked == 0


def test_a_recording_by_a_person_stays_and_comes_first(maker: Maker) -> None:
    item = make_item()
    services.make(item, FORM)
    hashed = selectors.of(item)[0].source_hash
    own = Rendition.objects.create(
        item=item,
        form=FORM,
        variant="mot",
        state=Rendition.State.MADE,
        made_by=Rendition.Maker.PERSON,
        file="renditions/own.txt",
        source_hash=hashed,
    )
    services.make(item, FORM)
    assert [row.made_by for row in selectors.of(item)] == ["person", "machine"]
    services.withdraw(own, "Người đọc không đồng ý nữa.")
    assert [row.made_by for row in selectors.of(item)] == ["machine"]


def test_a_form_a_site_does_not_want_is_not_made(maker: Maker, settings: Settings) -> None:
    settings.RENDITION_FORMS = ()
    assert services.order(make_item()) == []


def test_a_withdrawn_item_gives_no_file(maker: Maker) -> None:
    item = make_item()
    (row,) = services.make(item, FORM)
    assert selectors.current_file(row.pk) == row
    Item.objects.filter(pk=item.pk).update(live=False)
    assert selectors.current_file(row.pk) is None


def test_words_that_did_not_change_keep_their_hash_however_often_they_are_read() -> None:
    steps = {"title": "Các bước", "steps": [{"title": "Đào hố", "text": ""}]}
    item = make_item(body=[("steps", steps), ("checklist", {"title": "", "items": ["Cuốc"]})])
    read = [Item.objects.get(pk=item.pk) for _ in range(2)]
    before = page_hash(read[0])
    sheets.of(read[1])
    assert page_hash(read[1]) == page_hash(read[1]) == before
    item.body = [("steps", {**steps, "title": "Việc cần làm"})]
    assert page_hash(knowledge.publish_loaded(item, note="Bộ kiểm thử")) != before


def test_the_command_makes_what_is_missing_and_leaves_what_is_good(maker: Maker) -> None:
    services.make(make_item(), FORM)
    make_item()
    call_command("make_renditions", now=True)
    assert maker.asked == 2
    call_command("make_renditions", now=True)
    assert maker.asked == 2
    call_command("make_renditions", now=True, all=True)
    assert maker.asked == 4
