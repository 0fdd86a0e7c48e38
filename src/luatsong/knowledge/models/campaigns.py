"""Movements and campaigns that items take part in (requirements C-38, C-39)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from luatsong.knowledge.models.items import Item
from luatsong.knowledge.models.lists import Agency
from luatsong.knowledge.models.showing import Shown
from luatsong.knowledge.wordlists import campaign_kind_choices
from luatsong.law.models import Document


class Campaign(Shown):
    """A movement, campaign, month or day, with the items that belong to it."""

    kind = models.CharField("loại", max_length=24, choices=campaign_kind_choices)
    text = models.TextField("nội dung", blank=True)  # paragraphs, no markup
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name="cơ quan chủ trì",
    )
    # The plan or decision that started it, as people cite it; and in the store, if it is there.
    source = models.CharField("văn bản phát động", max_length=300)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="campaigns"
    )
    items = models.ManyToManyField(
        Item, related_name="campaigns", blank=True, verbose_name="nội dung tham gia"
    )

    class Meta(Shown.Meta):
        verbose_name = "phong trào, chiến dịch"
        verbose_name_plural = "phong trào, chiến dịch"

    def get_absolute_url(self) -> str:
        """The public address."""
        return reverse("portal:campaign", args=[self.slug])


class Platform(models.Model):
    """A platform of the movement on which the items run, by the embedded column or the feed."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="platforms")
    name = models.CharField("tên nền tảng", max_length=160)
    address = models.URLField("địa chỉ trang có nội dung", max_length=500)
    since = models.DateField("chạy từ ngày")

    class Meta:
        verbose_name = "nền tảng"
        verbose_name_plural = "nền tảng"
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return self.name
