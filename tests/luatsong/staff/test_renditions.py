"""The staff pages of leaflets, posters and cards."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.luatsong.knowledge.factories import make_item

from luatsong.renditions.models import Form, Rendition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_tree")]


def failed() -> Rendition:
    return Rendition.objects.create(
        item=make_item(title="Trồng cây"),
        form=Form.POSTER,
        state=Rendition.State.FAILED,
        problem="Tiêu đề quá dài.",
    )


def test_what_failed_is_counted_in_the_menu_and_told_with_its_reason(editor: Client) -> None:
    row = failed()
    menu = editor.get(reverse("wagtailadmin_home")).content.decode("unicode-escape")
    assert "thẻ hình (1)" in menu
    page = editor.get(reverse("staff_renditions")).content.decode()
    address = reverse("staff_rendition", args=[row.item_id])
    assert address in page
    assert "Tiêu đề quá dài." in editor.get(address).content.decode()


def test_an_editor_has_a_form_made_anew(editor: Client, settings: Settings) -> None:
    row = failed()
    settings.RENDITION_FORMS = (Form.PLAIN.value,)
    address = reverse("staff_rendition_again", args=[row.item_id])
    answer = editor.post(address, {"dang": "poster"}, follow=True)
    assert "không có hình thức ấy" in answer.content.decode()


def test_who_may_only_look_makes_nothing(viewer: Client) -> None:
    row = failed()
    assert viewer.get(reverse("staff_rendition", args=[row.item_id])).status_code == 200
    answer = viewer.post(reverse("staff_rendition_again", args=[row.item_id]))
    assert answer.status_code in (302, 403)
    assert Rendition.objects.get().state == Rendition.State.FAILED


def test_a_machine_without_pango_says_what_to_install(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luatsong.staff.renditions.missing", lambda: "Cài libpango.")
    make_item()
    assert "Cài libpango." in editor.get(reverse("staff_renditions")).content.decode()
