"""How often pages are used, per day and form. No row tells of a person."""

from __future__ import annotations

from django.db import models

from luatsong.responses.models.pages import Page


class Form(models.TextChoices):
    """How a page was used; definitions for readers are in `data/reach.toml`."""

    READ = "read", "Lượt đọc"
    LISTENED = "listened", "Lượt nghe"
    DOWNLOADED = "downloaded", "Lượt tải về"
    PRINTED = "printed", "Lượt in"
    OFFLINE = "offline", "Lượt đọc không có mạng"


class Reach(models.Model):
    """How often a page was used in a form on a day, through an agency's column or directly."""

    day = models.DateField("ngày", db_index=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="reach")
    form = models.CharField("hình thức", max_length=10, choices=Form.choices)
    # Code of the agency whose own site showed it; "" on this site.
    column = models.CharField("chuyên mục của", max_length=60, blank=True)
    times = models.PositiveBigIntegerField("số lượt", default=0)

    class Meta:
        verbose_name = "lượt dùng"
        verbose_name_plural = "lượt dùng"
        constraints = [
            models.UniqueConstraint(fields=["day", "page", "form", "column"], name="reach_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.form} {self.day:%d/%m/%Y}: {self.times}"


class ReturnedPack(models.Model):
    """Counts that came back from reading without network; the same are never taken twice."""

    code = models.CharField("mã lần gửi", max_length=64, unique=True)
    day = models.DateField("ngày nhận")
    times = models.PositiveIntegerField("số lượt")

    class Meta:
        verbose_name = "số đếm ngoại tuyến"
        verbose_name_plural = "số đếm ngoại tuyến"

    def __str__(self) -> str:
        return f"{self.code} ({self.day:%d/%m/%Y})"
