"""Areas that became part of others, beside those every store knows (`data/territories.toml`)."""

from __future__ import annotations

from django.db import models


class AreaMerger(models.Model):
    """An area whose texts live on in its old territory inside another one (Luật 64/2025 Art 54)."""

    old = models.CharField("địa bàn cũ", max_length=120, unique=True)
    new = models.CharField("nay thuộc", max_length=120)
    merged_on = models.DateField("từ ngày")

    class Meta:
        verbose_name = "sáp nhập địa bàn"
        verbose_name_plural = "sáp nhập địa bàn"
        ordering = ["old"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
