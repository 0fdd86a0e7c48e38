"""Roles: who may do what, and accounts in them."""

from __future__ import annotations

import stat
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from pytest_django import Settings

from luatsong.accounts.models import User
from luatsong.accounts.roles import create_roles, roles
from luatsong.accounts.services import SAMPLE_FILE, create_account, ensure_sample_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles() -> None:
    create_roles(Group, Permission)


def test_there_is_an_administrator_an_editor_and_a_viewer_and_the_three_of_the_portal() -> None:
    names = set(Group.objects.values_list("name", flat=True))
    portal = {"Biên tập viên nội dung", "Người thẩm định", "Người duyệt"}
    assert names == {"Quản trị", "Biên tập", "Chỉ xem"} | portal


def test_none_of_the_three_of_the_portal_holds_two_steps() -> None:
    steps = {"knowledge.change_item", "knowledge.review_item", "knowledge.approve_item"}
    for code in ("author", "reviewer", "approver"):
        assert len(steps & set(roles()[code].permissions)) == 1


def test_every_permission_named_for_a_role_exists() -> None:
    for role in roles().values():
        group = Group.objects.get(name=role.name)
        held = {
            f"{p.content_type.app_label}.{p.codename}"
            for p in group.permissions.select_related("content_type")
        }
        assert held == set(role.permissions)


def test_what_an_administrator_changed_in_a_role_is_not_undone() -> None:
    viewer = Group.objects.get(name="Chỉ xem")
    viewer.permissions.clear()
    create_roles(Group, Permission)
    assert not viewer.permissions.exists()


def test_a_viewer_changes_nothing_and_an_editor_manages_no_accounts() -> None:
    create_account(username="xem", role="viewer")
    create_account(username="sua", role="editor")
    viewer, editor = User.objects.get(username="xem"), User.objects.get(username="sua")
    assert viewer.has_perm("law.view_intake")
    assert not viewer.has_perm("law.change_intake")
    assert not viewer.has_perm("law.add_intake")
    assert editor.has_perm("law.change_intake")
    assert not editor.has_perm("accounts.change_user")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(ValidationError):
        create_account(username="an", role="viewer", password="ngan-qua-13ky")


def test_names_are_written_family_name_first() -> None:
    assert User(last_name="Lê Thị", first_name="Suối").get_full_name() == "Lê Thị Suối"


def test_sample_accounts_get_random_passwords_kept_for_the_owner_only(tmp_path: Path) -> None:
    made = ensure_sample_accounts(tmp_path)
    kept = tmp_path / SAMPLE_FILE
    assert len({account.password for account in made}) == 6
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    for account in made:
        assert account.password in kept.read_text(encoding="utf-8")
        assert User.objects.get(username=account.username).check_password(account.password)


def test_sample_accounts_are_made_once(tmp_path: Path) -> None:
    ensure_sample_accounts(tmp_path)
    assert ensure_sample_accounts(tmp_path) == []


def test_settings_for_a_server_make_no_sample_accounts(settings: Settings) -> None:
    settings.SAMPLE_ACCOUNTS = False
    out = StringIO()
    call_command("ensure_staff", stdout=out)
    assert not User.objects.exists()
    assert "create_admin" in out.getvalue()


def test_the_first_administrator_is_made_with_a_password_shown_once() -> None:
    out = StringIO()
    call_command("create_admin", "giamdoc", stdout=out)
    user = User.objects.get(username="giamdoc")
    assert user.is_superuser
    assert user.check_password(out.getvalue().rsplit(": ", 1)[1].strip())


def test_a_taken_name_is_refused_with_a_sentence() -> None:
    call_command("create_admin", "giamdoc", stdout=StringIO())
    with pytest.raises(CommandError, match="Đã có tài khoản"):
        call_command("create_admin", "giamdoc", stdout=StringIO())
