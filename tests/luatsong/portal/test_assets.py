"""Files named by their hash are kept for good, others for a minute."""

from __future__ import annotations

import pytest
from django.test import Client

from luatsong.portal.templatetags.portal import asset

pytestmark = pytest.mark.django_db  # closing an answer closes connections


def test_a_file_asked_for_by_its_hash_is_never_asked_for_again(client: Client) -> None:
    response = client.get(asset("portal/site.css"))
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
    assert "max-age=31536000" in response["Cache-Control"]
    response.close()


def test_a_plain_name_or_the_hash_of_another_release_is_asked_for_again(client: Client) -> None:
    for path in ("/static/portal/site.css", "/static/portal/site.css?v=0123456789"):
        response = client.get(path)
        assert response.status_code == 200
        assert "immutable" not in response["Cache-Control"]
        response.close()
