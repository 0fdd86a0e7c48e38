"""The two steps an item goes through, and the seal that lets one revision be published."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from wagtail.models import Revision, Task, TaskState

from luatsong.knowledge.models.items import Item


class Approval(models.Model):
    """A revision that may be published; without one nothing goes live (`Item.publish`).

    Made by the last step of the workflow alone, or for content that comes approved with the
    product or from another system (`how`).
    """

    class How(models.TextChoices):
        WORKFLOW = "workflow", "Qua thẩm định và duyệt"
        LOADED = "loaded", "Nạp nội dung đã duyệt"

    item = models.ForeignKey(Item, models.CASCADE, related_name="approvals")
    revision = models.OneToOneField(Revision, models.CASCADE, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices, default=How.WORKFLOW)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "phê duyệt"
        verbose_name_plural = "phê duyệt"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.item} ({self.get_how_display()})"


class Step(Task):  # type: ignore[misc]
    """A step to publication. Its rules hold whatever page or program takes it."""

    is_last: ClassVar[bool] = False

    class Meta:
        abstract = True

    def locked_for_user(self, obj: Any, user: Any) -> bool:  # noqa: ARG002
        """What is being judged stays as it is; the author can take it back, others return it."""
        return True

    def get_actions(self, obj: Any, user: Any) -> list[Any]:  # noqa: ARG002
        """None by the buttons of the CMS: decisions are taken on a page of our own."""
        return []

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, comment: str = "", **_more: Any
    ) -> None:
        """Decide: "approve", or "reject" with a reason; RefusedError if it may not be done."""
        from luatsong.knowledge import checks, workflow

        workflow.require_decider(task_state, user)
        comment = comment.strip()
        if action_name == "approve":
            checks.require_sound(task_state.revision.as_object())
            self.before_approval(task_state, user, comment)
        elif action_name != "reject":
            raise workflow.RefusedError("Không có bước nào như vậy.")
        elif not comment:
            raise workflow.RefusedError("Hãy ghi lý do trả lại để tác giả biết phải sửa gì.")
        super().on_action(task_state, user, action_name, comment=comment)

    def before_approval(self, task_state: TaskState, user: Any, comment: str) -> None:
        """What else an approval of this step does."""


class ReviewStep(Step):
    """Thẩm định: somebody who did not write it reads it against the law."""

    class Meta:
        verbose_name = "bước thẩm định"
        verbose_name_plural = "bước thẩm định"


class ApproveStep(Step):
    """Duyệt: a third person answers for its publication."""

    is_last: ClassVar[bool] = True

    class Meta:
        verbose_name = "bước duyệt"
        verbose_name_plural = "bước duyệt"

    def before_approval(self, task_state: TaskState, user: Any, comment: str) -> None:
        """Seal the revision: now it may go live."""
        from luatsong.knowledge import workflow

        workflow.seal(task_state, user, comment)
