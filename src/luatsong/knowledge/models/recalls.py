"""What recall keeps: what was last found of each basis, and every mark with its times."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from luatsong.knowledge.models.bases import Basis
from luatsong.knowledge.models.items import Item
from luatsong.knowledge.recall_wording import HOW, REASONS
from luatsong.law.models import Document, Effect


class Watch(models.Model):
    """What the last look found of a basis.

    Apart from the basis, because publishing a revision writes bases anew as they were in it.
    """

    basis = models.OneToOneField(Basis, models.CASCADE, related_name="watch")
    # What was compared: the pin, the state of its document in the store, the day. When none of
    # these has changed the verdict stands; see `recall_stamps`.
    seen = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=12, default="sound")
    changed_on = models.DateField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    cause = models.ForeignKey(Effect, models.SET_NULL, null=True, blank=True, related_name="+")
    coming = models.CharField(max_length=12, blank=True)
    coming_on = models.DateField(null=True, blank=True)
    coming_cause = models.ForeignKey(
        Effect, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What the place said while it still read as pinned; "" for whole documents.
    words = models.TextField(blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = "theo dõi căn cứ"
        verbose_name_plural = "theo dõi căn cứ"

    def __str__(self) -> str:
        return f"{self.basis}: {self.reason}"


class Recall(models.Model):
    """One mark: an item that must be looked at because the law under it changes.

    `ahead` marks warn of a known day to come. Never deleted; the figures are made of them.
    """

    class How(models.TextChoices):
        REVISED = "revised", HOW["revised"]
        CONFIRMED = "confirmed", HOW["confirmed"]
        WITHDRAWN = "withdrawn", HOW["withdrawn"]
        RESTORED = "restored", HOW["restored"]
        PASSED = "passed", HOW["passed"]

    item = models.ForeignKey(Item, models.CASCADE, related_name="recalls")
    basis = models.ForeignKey(Basis, models.SET_NULL, null=True, blank=True, related_name="recalls")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    address = models.CharField(max_length=160, blank=True)
    words_hash = models.CharField(max_length=64, blank=True)  # the pin that no longer holds
    ahead = models.BooleanField("sắp thay đổi", default=False)
    reason = models.CharField("thay đổi", max_length=12, choices=REASONS)
    cause = models.ForeignKey(Effect, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_on = models.DateField("thay đổi từ ngày", null=True, blank=True)
    # The store learnt of the change, its day came, or the item was published: the latest of them.
    applied_at = models.DateTimeField("pháp luật đổi lúc")
    detected_at = models.DateTimeField("đánh dấu lúc")
    told_at = models.DateTimeField("báo lúc", null=True, blank=True)
    resolved_at = models.DateTimeField("xong lúc", null=True, blank=True)
    how = models.CharField("cách xử lý", max_length=10, choices=How.choices, blank=True)
    note = models.TextField("lý do", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    before = models.TextField(blank=True)  # the words as pinned

    class Meta:
        verbose_name = "thu hồi để rà soát"
        verbose_name_plural = "thu hồi để rà soát"
        ordering = ["applied_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["basis", "ahead"],
                condition=Q(resolved_at__isnull=True),
                name="recall_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ahead", "applied_at"],
                name="recall_open",
                condition=Q(resolved_at__isnull=True),
            ),
            models.Index(fields=["detected_at"], name="recall_detected"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_reason_display()}"
