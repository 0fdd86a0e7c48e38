"""The users and groups of the CMS, without what this site does not use."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):  # type: ignore[misc]
    """Wagtail's administration of accounts with our views of accounts and roles."""

    user_viewset = "luatsong.staff.users.StaffUserViewSet"
    group_viewset = "luatsong.staff.groups.StaffGroupViewSet"
