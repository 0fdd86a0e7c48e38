"""What other stores are told of our items, and what came from theirs (C-13 … C-16)."""

from __future__ import annotations

from django.db import models
from wagtail.models import Revision

from luatsong.knowledge.models.items import Item


class SharedEntry(models.Model):
    """The place of one item in the order of changes that other stores follow.

    An item keeps one row; when what is told of it changes, it gets the next `position`. Positions
    are unique, so that two processes never give out the same, and who has read up to one has
    missed nothing before it. Rows outlive their item: a withdrawn item is told as withdrawn.
    """

    position = models.PositiveBigIntegerField(unique=True)
    uid = models.UUIDField(unique=True)
    item = models.OneToOneField(
        Item, models.SET_NULL, null=True, blank=True, related_name="shared_entry"
    )
    live = models.BooleanField()
    seen = models.CharField(max_length=64)  # hash of what was told
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "dòng của kho dùng chung"
        verbose_name_plural = "dòng của kho dùng chung"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}: {self.uid}"


class Arrival(models.Model):
    """Where an item came from that was taken in from another store, and what was taken in."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="arrival")
    sender = models.CharField("cơ quan gửi", max_length=200, blank=True)
    address = models.CharField("địa chỉ gốc", max_length=1000, blank=True)
    seen = models.CharField(max_length=64)  # hash of the record
    # The revision that was made of it; another latest one means that somebody here has written.
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    first_at = models.DateTimeField("nhận lần đầu", auto_now_add=True)
    last_at = models.DateTimeField("nhận lần cuối", auto_now=True)

    class Meta:
        verbose_name = "nội dung nhận từ kho khác"
        verbose_name_plural = "nội dung nhận từ kho khác"

    def __str__(self) -> str:
        return f"{self.item} ← {self.sender or self.address}"
