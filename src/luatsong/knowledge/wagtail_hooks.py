"""Words for what our services write to the log of the CMS."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

ACTIONS = {
    "luatsong.item_withdraw": ("Gỡ nội dung", "Gỡ nội dung khỏi trang công khai"),
    "luatsong.item_held_back": (
        "Giữ lại",
        "Giữ lại, không công bố theo lịch vì kiểm tra không đạt",
    ),
}


@hooks.register("register_log_actions")
def log_actions(registry: Any) -> None:
    """Called by the CMS."""
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)
