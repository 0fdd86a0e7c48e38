"""Who gets where on the staff side."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from tests.luatsong.factories import make_document

from luatsong.accounts.models import User
from luatsong.law.models import Document, Intake

pytestmark = pytest.mark.django_db

PASSWORD = "dung-mat-khau-2026"


def _login(client: Client, username: str, password: str) -> int:
    answer = client.post(
        reverse("wagtailadmin_login"), {"username": username, "password": password}
    )
    return answer.status_code


def _set_password(user: User) -> None:
    user.set_password(PASSWORD)
    user.save()


def test_nobody_enters_without_a_login(client: Client) -> None:
    pages = ("wagtailadmin_home", "staff_documents", "staff_upload", "staff_desk", "staff_effects")
    for name in pages:
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("wagtailadmin_login"))


def test_a_login_opens_the_dashboard(client: Client, people: dict[str, User]) -> None:
    _set_password(people["editor"])
    assert _login(client, "bien-tap", PASSWORD) == 302
    assert "Bảng điều khiển" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_five_wrong_passwords_lock_the_account_with_a_clear_sentence(
    client: Client, people: dict[str, User]
) -> None:
    _set_password(people["editor"])
    for _ in range(4):
        assert _login(client, "bien-tap", "sai") == 200
    answer = client.post(reverse("wagtailadmin_login"), {"username": "bien-tap", "password": "sai"})
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Tạm khóa đăng nhập" in page
    assert "15 phút" in page
    assert _login(client, "bien-tap", PASSWORD) == 429


def _menu(client: Client) -> set[str]:
    """Labels of the side bar, from the properties the page hands to its script."""
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert props
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("label"), str):
                found.add(value["label"])
            value = list(value.values())
        if isinstance(value, list):
            for part in value:
                walk(part)

    walk(json.loads(props[1]))
    return found


def test_the_menu_shows_each_role_what_it_may_use(
    administrator: Client, editor: Client, viewer: Client
) -> None:
    desks = {"Bàn cách ly", "Bàn hiệu lực"}
    places = {"Văn bản", "Tải lên", "Nhật ký", "Tài khoản", "Vai trò"} | desks
    own = {"Tài khoản"}  # everybody's own account
    assert _menu(viewer) & places == {"Văn bản"} | desks | own
    assert _menu(editor) & places == {"Văn bản", "Tải lên"} | desks | own
    assert _menu(administrator) & places == places


def test_places_of_the_cms_that_are_not_used_are_not_in_the_menu(superuser: Client) -> None:
    unused = {"Trang", "Hình ảnh", "Images", "Documents", "Bộ sưu tập", "Quy trình", "Báo cáo"}
    assert not _menu(superuser) & unused


def test_a_viewer_may_look_but_not_act(viewer: Client, quarantined: Callable[..., Intake]) -> None:
    intake = quarantined()
    item = reverse("staff_desk_item", args=[intake.pk])
    assert viewer.get(item).status_code == 200
    assert "Chấp nhận với nội dung đã sửa" not in viewer.get(item).content.decode()
    viewer.post(item, {"action": "reject", "reason": "Không phải văn bản"})
    intake.refresh_from_db()
    assert intake.state == Intake.State.QUARANTINED
    assert viewer.get(reverse("staff_upload")).status_code == 302


def test_a_viewer_cannot_withdraw_a_document(viewer: Client) -> None:
    document = make_document()
    viewer.post(
        reverse("staff_document_withdraw", args=[document.pk]), {"reason": "Thử gỡ văn bản"}
    )
    document.refresh_from_db()
    assert document.state == Document.State.PUBLISHED


def test_an_editor_manages_neither_people_nor_roles(editor: Client) -> None:
    for name in ("wagtailusers_users:index", "wagtailusers_groups:index"):
        assert editor.get(reverse(name)).status_code == 302


@pytest.mark.usefixtures("page_tree")
def test_only_administrators_read_the_log(
    administrator: Client, editor: Client, viewer: Client
) -> None:
    for name in ("site_history", "site_history_results"):
        address = reverse(f"wagtailadmin_reports:{name}")
        assert administrator.get(address).status_code == 200
        assert editor.get(address).status_code == 302
        assert viewer.get(address).status_code == 302


def test_an_administrator_manages_people_and_roles(administrator: Client) -> None:
    for name in ("wagtailusers_users:index", "wagtailusers_groups:index"):
        assert administrator.get(reverse(name)).status_code == 200


def test_saving_a_role_keeps_what_its_form_does_not_show(administrator: Client) -> None:
    role = Group.objects.get(name="Chỉ xem")
    hidden = Permission.objects.get(codename="add_document", content_type__app_label="law")
    role.permissions.add(hidden)
    shown = Permission.objects.get(codename="view_document", content_type__app_label="law")
    administrator.post(
        reverse("wagtailusers_groups:edit", args=[role.pk]),
        {"name": "Chỉ xem", "permissions": [shown.pk]},
    )
    assert set(role.permissions.all()) == {hidden, shown}


def _account(**fields: str) -> dict[str, str]:
    """What the form of an account sends."""
    plain = {"email": "a@example.vn", "first_name": "Lan", "last_name": "Lê", "is_active": "on"}
    return {"username": "moi", **plain, **fields}


def test_an_administrator_makes_accounts_but_no_superuser(administrator: Client) -> None:
    administrator.post(
        reverse("wagtailusers_users:add"),
        _account(password1=PASSWORD, password2=PASSWORD, is_superuser="on"),
    )
    assert not User.objects.get(username="moi").is_superuser


def test_a_superuser_makes_superusers(superuser: Client) -> None:
    superuser.post(
        reverse("wagtailusers_users:add"),
        _account(password1=PASSWORD, password2=PASSWORD, is_superuser="on"),
    )
    assert User.objects.get(username="moi").is_superuser


def test_an_administrator_cannot_raise_an_account(
    administrator: Client, people: dict[str, User]
) -> None:
    administrator.post(
        reverse("wagtailusers_users:edit", args=[people["editor"].pk]),
        _account(username="bien-tap", is_superuser="on"),
    )
    changed = User.objects.get(username="bien-tap")
    assert changed.last_name == "Lê"
    assert not changed.is_superuser


def test_an_administrator_cannot_take_over_a_superuser(
    administrator: Client, people: dict[str, User]
) -> None:
    above = User.objects.create_superuser("chu", password=PASSWORD)
    address = reverse("wagtailusers_users:edit", args=[above.pk])
    fields = _account(username="chu", password1="mat-khau-moi-2026", password2="mat-khau-moi-2026")
    assert administrator.get(address).status_code == 302
    administrator.post(address, fields)
    switch_off = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    administrator.post(f"{switch_off}?id={above.pk}", {"mark_as_active": ""})
    above.refresh_from_db()
    assert above.check_password(PASSWORD)
    assert above.is_active
