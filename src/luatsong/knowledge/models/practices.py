"""Models and ways of working that were tried, and the pilot communes (C-35, C-45)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from luatsong.knowledge.models.items import Item
from luatsong.knowledge.models.lists import Agency
from luatsong.knowledge.models.showing import Shown
from luatsong.knowledge.wordlists import verdict_choices


class Practice(Shown):
    """One model of legal education: where, who, since when, to what end, and what came of it."""

    class State(models.TextChoices):
        TRIAL = "trial", "Thử nghiệm"
        SPREAD = "spread", "Nhân rộng"
        STOPPED = "stopped", "Dừng"

    place = models.CharField("nơi làm", max_length=160)
    # The commune is one of those chosen and supported for the Đề án (C-35).
    pilot = models.BooleanField("địa phương được chọn làm điểm", default=False)
    support = models.TextField("được hỗ trợ gì", max_length=1000, blank=True)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name="cơ quan chủ trì",
    )
    who = models.CharField("ai làm", max_length=300)
    aim = models.TextField("mục tiêu", max_length=1000)
    measured_by = models.TextField("đo bằng cách nào", max_length=1000)
    state = models.CharField(
        "tình trạng", max_length=8, choices=State.choices, default=State.TRIAL, db_index=True
    )
    items = models.ManyToManyField(
        Item, related_name="practices", blank=True, verbose_name="nội dung đã dùng"
    )
    # Packs of topics that were used: "<kind>/<code>" as in the address of a pack.
    packs = models.JSONField("gói chủ đề đã dùng", default=list, blank=True)

    class Meta(Shown.Meta):
        verbose_name = "mô hình"
        verbose_name_plural = "mô hình"

    def get_absolute_url(self) -> str:
        """The public address."""
        return reverse("portal:practice", args=[self.slug])


class Measure(models.Model):
    """One figure before and after; without a second value it has not been measured again."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="measures")
    name = models.CharField("đo cái gì", max_length=200)
    unit = models.CharField("đơn vị", max_length=40)
    before = models.DecimalField("trước", max_digits=14, decimal_places=2, null=True, blank=True)
    before_on = models.DateField("ngày đo trước", null=True, blank=True)
    after = models.DecimalField("sau", max_digits=14, decimal_places=2, null=True, blank=True)
    after_on = models.DateField("ngày đo sau", null=True, blank=True)
    source = models.CharField("số liệu lấy từ đâu", max_length=300)

    class Meta:
        verbose_name = "số đo"
        verbose_name_plural = "số đo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Evaluation(models.Model):
    """What officials judged, with the document in which they did; never changed by a program."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="evaluations")
    verdict = models.CharField("kết luận", max_length=16, choices=verdict_choices)
    text = models.TextField("nhận xét", max_length=2000)
    by = models.CharField("ai đánh giá", max_length=200)
    on = models.DateField("ngày đánh giá")
    document = models.CharField("văn bản đánh giá", max_length=300)

    class Meta:
        verbose_name = "đánh giá"
        verbose_name_plural = "đánh giá"
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} ({self.on:%d/%m/%Y})"
