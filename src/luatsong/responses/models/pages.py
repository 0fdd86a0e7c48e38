"""A public page, by its address: what comments, answers and counts hang on."""

from __future__ import annotations

from django.db import models


class Page(models.Model):
    """A page as it was last described; counts outlive the page itself."""

    address = models.CharField("địa chỉ", max_length=300, unique=True)
    title = models.CharField("tên", max_length=500, blank=True)
    # A code of whoever described it ("situation", "document"); "" for a page of the site itself.
    kind = models.CharField("loại", max_length=40, blank=True)
    area = models.CharField("lĩnh vực", max_length=120, blank=True)
    agency = models.CharField("cơ quan", max_length=200, blank=True)

    class Meta:
        verbose_name = "trang"
        verbose_name_plural = "trang"

    def __str__(self) -> str:
        return self.title or self.address


class PageAudience(models.Model):
    """An audience that a page is written for; a page may have several."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="audiences")
    code = models.CharField("đối tượng", max_length=40, db_index=True)

    class Meta:
        verbose_name = "đối tượng của trang"
        verbose_name_plural = "đối tượng của trang"
        constraints = [models.UniqueConstraint(fields=["page", "code"], name="page_audience_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.code}"
