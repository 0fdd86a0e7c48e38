"""The administration of roles: only the permissions that this site acts on."""

from __future__ import annotations

from typing import Any

from wagtail.users.views.groups import CreateView, EditView, GroupViewSet


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
