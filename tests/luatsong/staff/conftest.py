"""People in the three roles, and rows for the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from tests.luatsong.factories import make_source
from wagtail.models import Collection, Locale, Page

from luatsong.accounts.models import User
from luatsong.accounts.roles import create_roles
from luatsong.accounts.services import create_account
from luatsong.law.models import Intake

USERNAMES = {"administrator": "quan-tri", "editor": "bien-tap", "viewer": "chi-xem"}
REASON = "Số trong văn bản khác số được khai."


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """One account a role, by the role's code; the administrator is no superuser."""
    create_roles(Group, Permission)
    for role, username in USERNAMES.items():
        create_account(username=username, role=role, name=username)
    User.objects.update(is_superuser=False)
    return {role: User.objects.get(username=username) for role, username in USERNAMES.items()}


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def administrator(people: dict[str, User]) -> Client:
    return _signed_in(people["administrator"])


@pytest.fixture
def editor(people: dict[str, User]) -> Client:
    return _signed_in(people["editor"])


@pytest.fixture
def viewer(people: dict[str, User]) -> Client:
    return _signed_in(people["viewer"])


@pytest.fixture
def superuser(people: dict[str, User]) -> Client:
    user = people["administrator"]
    user.is_superuser = True
    user.save()
    return _signed_in(user)


@pytest.fixture
def page_tree(db: None) -> None:
    """The roots of the CMS's pages and files; its migrations make them on every real store."""
    Locale.objects.get_or_create(language_code="vi")
    Page.add_root(title="Gốc", slug="root")
    Collection.add_root(name="Gốc")


@pytest.fixture
def quarantined(db: None) -> Callable[..., Intake]:
    """Makes an intake on the desk."""

    def make(name: str = "thong-tu-la.html", data: bytes = b"<p>x</p>", **fields: Any) -> Intake:
        source = make_source(data=data, name=name)
        values: dict[str, Any] = {
            "state": Intake.State.QUARANTINED,
            "reasons": [
                {"code": "heading-mismatch", "message": "Số trong văn bản khác số được khai."}
            ],
            "reading": {
                "number": "12/2026/TT-BTL",
                "type_name": "Thông tư",
                "issue_date": "2026-03-02",
                "declared": {"number": "13/2026/TT-BTL", "status": "Còn hiệu lực"},
                "excerpt": ["THÔNG TƯ", "<script>alert(1)</script>"],
            },
        }
        return Intake.objects.create(source=source, **{**values, **fields})

    return make
