"""Where an item is on its way, in one word."""

from __future__ import annotations

from dataclasses import dataclass

from luatsong.knowledge import workflow
from luatsong.knowledge.models import Item


@dataclass(frozen=True, slots=True)
class State:
    """`code` for styles and filters, `label` for people."""

    code: str
    label: str


def state_of(item: Item) -> State:
    """The state that asks for somebody's hand first: waiting, returned, scheduled, live, draft."""
    step = workflow.current_step(item)
    if step is not None:
        return State("waiting", f"Chờ {step.task.name.lower()}")
    if workflow.returned_with(item) is not None:
        return State("returned", "Trả lại để sửa")
    if item.approved_schedule:
        return State("scheduled", "Đã duyệt, chờ đến giờ")
    if item.live:
        changed = item.has_unpublished_changes
        return State("live", "Đang công bố, có bản sửa" if changed else "Đang công bố")
    if item.expired:
        return State("expired", "Hết hạn, đã gỡ")
    if item.first_published_at:
        return State("withdrawn", "Đã gỡ")
    return State("draft", "Bản nháp")
