"""The users and groups of the CMS, without what this site does not use."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):  # type: ignore[misc]
    """Wagtail's user administration with our view of groups."""

    group_viewset = "luatsong.staff.groups.StaffGroupViewSet"
