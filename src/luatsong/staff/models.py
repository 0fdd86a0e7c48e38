"""Uploads: what people handed in, kept until each file has become an intake."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from luatsong.law.models import Intake

# A file that has been in work for longer was in the hands of a worker that died.
STUCK_AFTER = timedelta(minutes=20)


def upload_path(instance: UploadedFile, name: str) -> str:  # noqa: ARG001
    """Where received bytes wait; the sender's file name is never a path on our disk."""
    return f"cho-xu-ly/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"


class Upload(models.Model):
    """Files that one person sent together (lượt tải lên)."""

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField("thời điểm", auto_now_add=True)

    class Meta:
        verbose_name = "lượt tải lên"
        verbose_name_plural = "lượt tải lên"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Lượt tải lên {self.pk}"


class UploadedFile(models.Model):
    """One file of an upload and what has become of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ xử lý"
        RUNNING = "running", "Đang đọc"
        DONE = "done", "Đã đọc xong"
        FAILED = "failed", "Gặp lỗi"
        REFUSED = "refused", "Không nhận"

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="files")
    name = models.CharField("tên tệp", max_length=255)
    size = models.PositiveBigIntegerField("kích thước (byte)")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    message = models.TextField("thông báo", blank=True)
    # Empty once the law room keeps the bytes itself, or when the file was refused.
    file = models.FileField(upload_to=upload_path, max_length=200, blank=True)
    intake = models.ForeignKey(Intake, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "tệp tải lên"
        verbose_name_plural = "tệp tải lên"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def in_work(self) -> bool:
        """Whether a worker has the file or will take it."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def stuck(self) -> bool:
        """Whether nothing has happened to a file in work for so long that it needs a push."""
        return self.in_work and timezone.now() - self.changed_at > STUCK_AFTER

    @property
    def can_retry(self) -> bool:
        return bool(self.file) and (self.state == self.State.FAILED or self.stuck)
