"""What is done with knowledge items. Everything that changes one goes through here."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from luatsong.accounts.models import User
from luatsong.knowledge import checks, workflow
from luatsong.knowledge.lists import load_lists
from luatsong.knowledge.models import Approval, Item
from luatsong.knowledge.workflow import RefusedError

__all__ = [
    "RefusedError",
    "approve",
    "load_lists",
    "publish_loaded",
    "return_with_reason",
    "review",
    "submit",
    "take_back",
    "unschedule",
    "withdraw",
]


@transaction.atomic
def submit(item: Item, *, user: User) -> None:
    """Send the newest revision to review; always from the first step.

    Raises NotSoundError with what must be mended, RefusedError where it is on its way already.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not user.has_perm(workflow.MAY_WRITE):
        raise RefusedError("Tài khoản của bạn không có quyền gửi nội dung.")
    if workflow.current_step(item) is not None:
        raise RefusedError("Nội dung này đang chờ thẩm định hoặc duyệt.")
    if item.scheduled_revision is not None:
        raise RefusedError("Nội dung này đã duyệt và đang chờ đến giờ công bố.")
    revision = item.latest_revision or item.save_revision(user=user, clean=False)
    checks.require_sound(revision.as_object())
    returned = item.current_workflow_state
    if returned is not None:  # what was returned starts anew: who agreed before saw other words
        returned.cancel(user=user)
    workflow.the_workflow().start(item, user)


def review(item: Item, *, user: User, comment: str = "") -> None:
    """Agree in the first step. RefusedError, NotSoundError."""
    _require_step(item, last=False)
    workflow.decide(item, user, agree=True, comment=comment)


def approve(item: Item, *, user: User, comment: str = "") -> None:
    """Approve in the last step: it goes live, or waits for its hour. Raises as `review`."""
    _require_step(item, last=True)
    workflow.decide(item, user, agree=True, comment=comment)


def return_with_reason(item: Item, *, user: User, reason: str) -> None:
    """Send it back to its author. RefusedError, also where there is no reason."""
    workflow.decide(item, user, agree=False, comment=reason)


@transaction.atomic
def take_back(item: Item, *, user: User) -> None:
    """The author takes back what waits for review or approval, to go on writing."""
    step = workflow.current_step(item)
    if step is None:
        raise RefusedError("Nội dung này không chờ ai.")
    if user.pk not in workflow.writers(item) or not user.has_perm(workflow.MAY_WRITE):
        raise RefusedError("Chỉ người viết mới rút lại được; người khác hãy trả lại kèm lý do.")
    step.workflow_state.cancel(user=user)


@transaction.atomic
def withdraw(item: Item, *, user: User, reason: str) -> None:
    """Take a public item from the site at once. RefusedError."""
    if not user.has_perm(workflow.MAY_WITHDRAW):
        raise RefusedError("Tài khoản của bạn không có quyền gỡ nội dung.")
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do gỡ.")
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not item.live:
        raise RefusedError("Nội dung này không ở trên trang công khai.")
    item.unpublish(user=user, log_action=False)
    log(item, "luatsong.item_withdraw", user=user, data={"reason": reason.strip()})


@transaction.atomic
def unschedule(item: Item, *, user: User) -> None:
    """An approved item does not go live at its hour; it is a draft again. RefusedError."""
    if not user.has_perm(workflow.MAY_APPROVE):
        raise RefusedError("Chỉ người duyệt mới hủy được lịch công bố.")
    waiting = item.scheduled_revision
    if waiting is None:
        raise RefusedError("Nội dung này không có lịch công bố.")
    waiting.approved_go_live_at = None
    waiting.save(user=user, update_fields=["approved_go_live_at"])
    Approval.objects.filter(revision=waiting).delete()


@transaction.atomic
def publish_loaded(item: Item, *, note: str, at: datetime | None = None) -> Item:
    """Publish an item that comes approved with the product or from another system.

    `note` says where it was approved, `at` since when it is public. Nobody reaches this from a
    page: what people write goes through review and approval.
    """
    revision = item.save_revision(log_action=True)
    Approval.objects.create(item=item, revision=revision, how=Approval.How.LOADED, note=note)
    revision.publish()
    if at is not None:
        Item.objects.filter(pk=item.pk).update(
            first_published_at=min(at, timezone.now()), last_published_at=min(at, timezone.now())
        )
    item.refresh_from_db()
    return item


def _require_step(item: Item, *, last: bool) -> None:
    step = workflow.current_step(item)
    if step is None or (step.task.specific.is_last != last):
        raise RefusedError("Nội dung này không chờ bước đó; hãy tải lại trang.")
