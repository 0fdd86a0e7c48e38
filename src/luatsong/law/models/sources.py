"""Where the law comes from: the bytes, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from luatsong.law.models.documents import Document


class SourceFile(models.Model):
    """The bytes a document came from; identical bytes are kept once.

    A carrier may say things of its bytes (a saved page's title, number, status, dates): what it
    says is part of what came in, so `fingerprint` covers both and `sha256` the bytes alone.
    """

    class Form(models.TextChoices):
        FILE = "file", "Tệp"
        PAGE = "page", "Trang đã lưu"
        CODIFIED = "codified", "Bộ pháp điển"

    fingerprint = models.CharField(max_length=64, unique=True)
    form = models.CharField("dạng", max_length=12, choices=Form.choices, default=Form.FILE)
    sha256 = models.CharField(max_length=64, db_index=True)
    declared = models.JSONField(default=dict, blank=True)
    name = models.CharField("tên tệp", max_length=255)
    origin = models.CharField("nguồn", max_length=500, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("kích thước (byte)")
    file = models.FileField(max_length=300)  # named by content, see law.sources
    added_at = models.DateTimeField("ngày nhận", auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Intake(models.Model):
    """What became of one source: stored, or in quarantine with its reasons (cách ly)."""

    class State(models.TextChoices):
        STORED = "stored", "Đã lưu"
        DUPLICATE = "duplicate", "Trùng văn bản đã có"
        QUARANTINED = "quarantined", "Cách ly"
        REJECTED = "rejected", "Đã loại"

    source = models.OneToOneField(SourceFile, models.CASCADE, related_name="intake")
    state = models.CharField("tình trạng", max_length=12, choices=State.choices)
    # [{"code": "heading-mismatch", "message": "…"}]: why it is where it is.
    reasons = models.JSONField("lý do", default=list, blank=True)
    # What a person changed on the desk: field name -> value, kept for every later retry.
    corrections = models.JSONField("sửa", default=dict, blank=True)
    # What the engine read, so that the desk can show it without reading the file again.
    reading = models.JSONField(default=dict, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    engine_version = models.CharField(max_length=20, blank=True)
    received_at = models.DateTimeField("ngày nhận", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("ngày xử lý", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "tiếp nhận"
        verbose_name_plural = "tiếp nhận"
        indexes = [models.Index(fields=["state", "-received_at"], name="intake_desk")]

    def __str__(self) -> str:
        return self.source.name
