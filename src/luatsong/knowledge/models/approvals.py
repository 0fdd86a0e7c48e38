"""The two steps an item goes through, and the seal that lets one revision be published."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail.models import Revision, Task

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


class ReviewStep(Task):  # type: ignore[misc]
    """Thẩm định: somebody who did not write it reads it against the law."""

    class Meta:
        verbose_name = "bước thẩm định"
        verbose_name_plural = "bước thẩm định"


class ApproveStep(Task):  # type: ignore[misc]
    """Duyệt: a third person answers for its publication."""

    class Meta:
        verbose_name = "bước duyệt"
        verbose_name_plural = "bước duyệt"
