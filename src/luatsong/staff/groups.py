"""The administration of roles: only the permissions that this site acts on."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import CreateView, EditView, GroupViewSet

from luatsong.accounts.roles import named_permissions
from luatsong.staff.knowledge.collections import give_collections


def shown_permissions() -> QuerySet[Permission]:
    """What a role can be given: what something on this site asks for, no boxes without effect."""
    shown = Q()
    for permission in named_permissions():
        app_label, codename = permission.split(".")
        shown |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(shown)


class StaffGroupForm(GroupForm):  # type: ignore[misc]
    """Name and permissions of a role; permissions that are not shown are left as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registered_permissions = shown_permissions()
        field = self.fields["permissions"]
        field.queryset = self.registered_permissions.select_related("content_type")

    def save(self, commit: bool = True) -> Any:
        """Who may write items may add their pictures, too."""
        group = super().save(commit)
        if commit:
            give_collections(group)
        return group


class _NoPanels:
    """Leaves out the CMS's tables for pages, images, documents and collections."""

    @property
    def permission_panel_forms(self) -> list[Any]:
        return []


class StaffGroupCreateView(_NoPanels, CreateView):  # type: ignore[misc]
    """A new role."""


class StaffGroupEditView(_NoPanels, EditView):  # type: ignore[misc]
    """What a role may do."""


class StaffGroupViewSet(GroupViewSet):  # type: ignore[misc]
    """Roles (vai trò)."""

    add_view_class = StaffGroupCreateView
    edit_view_class = StaffGroupEditView

    def get_form_class(self, for_update: bool = False) -> type[StaffGroupForm]:  # noqa: ARG002
        return StaffGroupForm
