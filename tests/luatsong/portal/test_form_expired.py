"""A form that could not be sent loses no words."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

WORDS = "Suối chảy qua vườn nhà tôi <b>đã cạn</b>."
SENT = {"question": WORDS, "password": "mot-mat-khau-rat-dai", "csrfmiddlewaretoken": "x" * 64}


def refused(**headers: str) -> str:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/quan-tri/login/", SENT, headers=headers)
    assert answer.status_code == 403
    return answer.content.decode()


def test_what_was_typed_is_shown_to_be_copied_as_plain_words() -> None:
    page = refused(Origin="http://testserver")
    assert "&lt;b&gt;đã cạn&lt;/b&gt;." in page
    assert "mot-mat-khau" not in page
    assert "x" * 64 not in page
    assert "tải lại trang" in page


@pytest.mark.parametrize("origin", ["https://khac.example", ""])
def test_another_site_puts_no_words_into_the_page(origin: str) -> None:
    assert "đã cạn" not in refused(**({"Origin": origin} if origin else {}))
