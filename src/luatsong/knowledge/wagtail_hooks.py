"""Words for what our services write to the log of the CMS."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

ACTIONS = {
    "luatsong.item_withdraw": ("Gỡ nội dung", "Gỡ nội dung khỏi trang công khai"),
    "luatsong.item_held_back": ("Giữ lại", "Giữ lại khi đến giờ công bố: kiểm tra không đạt"),
}


def log_actions(registry: Any) -> None:
    """Called by the CMS."""
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)


hooks.register("register_log_actions", log_actions)
