"""Items: their kinds, their lists, their words and what rests on what."""

from __future__ import annotations

import pytest
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from wagtail.models import Revision

from luatsong.knowledge import after, selectors, services
from luatsong.knowledge.addresses import free_slug
from luatsong.knowledge.blocks import body_blocks
from luatsong.knowledge.kinds import groups, kinds
from luatsong.knowledge.models import Agency, Audience, Item, LifeEvent, RightsGroup
from luatsong.knowledge.publication import NotApprovedError
from luatsong.knowledge.wordlists import areas, languages, licences
from luatsong.law.models import Provision

pytestmark = pytest.mark.django_db


def test_every_kind_names_only_fields_and_blocks_there_are() -> None:
    fields = {field.name for field in Item._meta.get_fields()}
    blocks = {name for name, _ in body_blocks()}
    for kind in kinds().values():
        assert set(kind.fields) <= fields
        assert set(kind.required) <= set(kind.fields)
        assert set(kind.blocks) <= blocks
        assert {*kind.needs, *kind.start} <= set(kind.blocks)
        assert kind.basis in ("required", "optional", "none")
        assert kind.group in groups()


def test_names_in_addresses_are_each_one_kind() -> None:
    assert len({kind.slug for kind in kinds().values()}) == len(kinds())


def test_the_lists_are_filled_once_and_keep_what_staff_changed() -> None:
    assert services.load_lists() > 0
    Audience.objects.filter(code="pupil").update(name="Học trò")
    assert services.load_lists() == 0
    assert Audience.objects.get(code="pupil").name == "Học trò"
    assert RightsGroup.objects.get(code="tax").articles == [47]
    assert Agency.objects.exists()


def test_life_events_name_areas_the_search_knows() -> None:
    services.load_lists()
    for event in LifeEvent.objects.all():
        assert set(event.areas) <= set(areas())


def test_licences_and_languages_have_names() -> None:
    assert languages()["vi"] == "Tiếng Việt"
    assert licences()["cc-by"].name


def test_a_live_item_is_found_by_what_it_is_and_says() -> None:
    item = make_item(
        kind="question",
        title="Nuôi ong bên suối",
        area="Môi trường",
        audiences=["farmer"],
        life_events=["shop"],
    )
    make_item(live=False)
    assert list(selectors.live_items("question", audience="farmer")) == [item]
    assert list(selectors.live_items(area="Môi trường", life_event="shop")) == [item]
    assert list(selectors.live_items(words="nuoi ong")) == [item]
    assert not selectors.live_items("article")
    assert selectors.item_by_slug(item.slug) == item
    assert selectors.counts_by_kind() == {"question": 1}


def test_an_item_rests_on_what_is_below_and_above_its_basis() -> None:
    document = make_document()
    article = Provision.objects.get(document=document, address="dieu-1")
    point = Provision.objects.get(document=document, address="dieu-1/khoan-2/diem-a")
    other = Provision.objects.get(document=document, address="dieu-2")
    item = make_item(bases=[(document, "dieu-1/khoan-2")])
    assert list(selectors.items_resting_on(article)) == [item]
    assert list(selectors.items_resting_on(point)) == [item]
    assert list(selectors.items_resting_on(document)) == [item]
    assert not selectors.items_resting_on(other)


def test_no_two_items_have_the_same_address() -> None:
    first = make_item(title="Đường đi học")
    assert first.slug == "duong-di-hoc"
    assert free_slug("Đường đi học") == "duong-di-hoc-2"


def test_a_revision_without_approval_cannot_be_published() -> None:
    item = make_item(live=False)
    revision = item.save_revision()
    with pytest.raises(NotApprovedError):
        revision.publish()
    with pytest.raises(NotApprovedError):
        item.publish(revision, skip_permission_checks=True)
    assert not Item.objects.get(pk=item.pk).live
    assert Revision.objects.filter(pk=revision.pk).exists()


def test_listeners_hear_of_publication_after_the_transaction(
    django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    monkeypatch.setattr(after, "_published", [heard.append])
    monkeypatch.setattr(after, "_withdrawn", [lambda pk: heard.append(-pk)])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        item = make_item()
        assert not heard
    assert heard == [item.pk]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        item.unpublish()
    assert heard == [item.pk, -item.pk]


def test_the_words_of_all_blocks_are_read_in_order() -> None:
    item = make_item(
        body=[
            ("heading", "Trồng cây"),
            (
                "facts",
                {"title": "Sự việc", "text": "<p>Ông Lâm trồng cây.</p><ul><li>Keo</li></ul>"},
            ),
            ("steps", {"title": "", "steps": [{"title": "Xin phép", "text": "<p>Ở xã.</p>"}]}),
            ("table", {"caption": "Mức phạt", "head": True, "rows": "Việc\tTiền\nChặt\t1 triệu"}),
        ]
    )
    assert selectors.paragraphs_of(item) == [
        "Trồng cây", "Sự việc", "Ông Lâm trồng cây.", "Keo", "Xin phép", "Ở xã.", "Mức phạt",
        "Việc; Tiền", "Chặt; 1 triệu",
    ]  # fmt: skip
    assert item.body[3].value.header == ["Việc", "Tiền"]
    assert item.body[3].value.content == [["Chặt", "1 triệu"]]
