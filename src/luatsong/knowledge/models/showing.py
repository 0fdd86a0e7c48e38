"""What staff write besides items and show when a second person has agreed."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Shown(models.Model):
    """A page of its own that is public once somebody else than its last writer has agreed."""

    name = models.CharField("tên", max_length=200)
    slug = models.SlugField("tên trong địa chỉ", max_length=80, unique=True)
    summary = models.TextField("tóm tắt", max_length=600)
    starts = models.DateField("từ ngày")
    # The last day that counts; empty as long as no end is known.
    ends = models.DateField("đến hết ngày", null=True, blank=True)
    public = models.BooleanField("đang công bố", default=False, db_index=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["-starts", "-pk"]

    def __str__(self) -> str:
        return self.name
