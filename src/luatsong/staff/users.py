"""The administration of accounts: nobody makes or takes over an account above their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from luatsong.accounts.models import User


class _NoPromotion:
    """Only a superuser makes a superuser; the CMS lets everybody do it who edits accounts."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        field = form.fields.get("is_superuser")
        if field and not self.request.user.is_superuser:
            field.disabled = True  # what is sent for it is ignored
        return form


class StaffUserCreateView(_NoPromotion, CreateView):  # type: ignore[misc]
    """A new account."""


class StaffUserEditView(_NoPromotion, EditView):  # type: ignore[misc]
    """An account."""


class StaffUserViewSet(UserViewSet):  # type: ignore[misc]
    """Accounts (tài khoản)."""

    add_view_class = StaffUserCreateView
    edit_view_class = StaffUserEditView


def keep_superusers_apart(request: HttpRequest, user: User) -> None:
    """Refuse to open a superuser's account for others: they could set its password."""
    _refuse_others(request, [user])


def keep_superusers_apart_in_bulk(
    request: HttpRequest,
    action_type: str,  # noqa: ARG001 - the CMS calls with four positions
    objects: Iterable[Any],
    action: Any,  # noqa: ARG001
) -> None:
    """The same for actions on many accounts."""
    _refuse_others(request, [found for found in objects if isinstance(found, User)])


def _refuse_others(request: HttpRequest, users: list[User]) -> None:
    acting = request.user
    if acting.is_superuser:
        return
    if any(user.is_superuser and user != acting for user in users):
        raise PermissionDenied
