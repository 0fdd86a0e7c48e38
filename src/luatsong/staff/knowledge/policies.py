"""Who may do what through the CMS's own views; four eyes are kept below them (`workflow`)."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

MAY_CHANGE_LISTS = "knowledge.change_audience"
# Nobody has these by a button of the CMS, superusers neither: publishing goes through two steps,
# withdrawing asks for a reason, what waits is locked by the step it waits for.
_NEVER = frozenset({"publish", "delete", "lock", "unlock"})


class ItemPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """Items: see, add and change as roles say; nothing else."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the person may do it to items."""
        return action not in _NEVER and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether the person may do one of them."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:  # noqa: ARG002
        """The same for every item."""
        return self.user_has_permission(user, action)


class ListPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """All lists are changed with one permission, so that roles stay few; no row is deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the person may do it to rows of lists."""
        return action != "delete" and bool(user.is_active and user.has_perm(MAY_CHANGE_LISTS))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether the person may do one of them."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:  # noqa: ARG002
        """The same for every row."""
        return self.user_has_permission(user, action)
