"""Each kind of item is written by an editor in the form, reviewed, approved, and public."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.luatsong.factories import make_document
from tests.luatsong.staff.knowledge.conftest import Person
from tests.luatsong.staff.knowledge.filling import filled

from luatsong.knowledge import checks, workflow
from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.models import Item

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # smaller pictures, made by the CMS
]

ADD = "wagtailsnippets_knowledge_item:add"


@pytest.fixture
def files(picture: int, sound: int, film: int) -> dict[str, int]:
    return {"picture": picture, "sound": sound, "film": film}


@pytest.mark.parametrize("code", kinds())
def test_an_editor_brings_it_to_readers(
    code: str,
    author: Person,
    reviewer: Person,
    approver: Person,
    files: dict[str, int],
    client: Client,
) -> None:
    document = make_document()
    add = f"{reverse(ADD)}?loai={code}"
    assert author.client.get(add).status_code == 200
    data = filled(kinds()[code], files, f"Điều 1 {document}")
    author.client.post(add, {**data, "action-submit": "1"})
    item = Item.objects.get()
    assert workflow.current_step(item) is not None, checks.blocking(item)
    assert item.kind == code
    assert item.owner == author.user
    address = reverse("staff_item", args=[item.pk])
    for person in (reviewer, approver):
        answer = person.client.post(address, {"comment": "", "dong-y": "1"})
        assert answer.status_code == 302, answer.content.decode()
    item.refresh_from_db()
    assert item.live
    shown = client.get(item.get_absolute_url())
    assert shown.status_code == 200
    assert item.title in shown.content.decode()
