"""Lists that items are sorted by; filled from data files, kept up by staff."""

from __future__ import annotations

from django.db import models


class Listed(models.Model):
    """One row of a list: a lasting code, and words that may change."""

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=160)
    slug = models.SlugField("tên trong địa chỉ", max_length=80, unique=True)
    summary = models.TextField("mô tả ngắn", blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Audience(Listed):
    """For whom an item is written (đối tượng)."""

    class Meta(Listed.Meta):
        verbose_name = "đối tượng"
        verbose_name_plural = "đối tượng"


class LifeEvent(Listed):
    """Something that happens to people (việc đời); `areas` are fields of law it touches."""

    areas = models.JSONField("lĩnh vực", default=list, blank=True)

    class Meta(Listed.Meta):
        verbose_name = "việc đời"
        verbose_name_plural = "việc đời"


class RightsGroup(Listed):
    """A group of basic rights and duties; `articles` are those of Hiến pháp 2013."""

    articles = models.JSONField("điều của Hiến pháp", default=list, blank=True)

    class Meta(Listed.Meta):
        verbose_name = "nhóm quyền và nghĩa vụ"
        verbose_name_plural = "nhóm quyền và nghĩa vụ"


class Agency(models.Model):  # type: ignore[django-manager-missing]
    """An agency that writes or answers, with the days it exists (half-open)."""

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=200)
    slug = models.SlugField("tên trong địa chỉ", max_length=80, unique=True)
    territory = models.CharField(
        "địa bàn", max_length=120, blank=True, help_text="Để trống nếu là cơ quan cấp tỉnh."
    )
    site_url = models.URLField("trang thông tin điện tử", blank=True)
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
