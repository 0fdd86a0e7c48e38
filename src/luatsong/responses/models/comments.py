"""Comments of readers (ý kiến bạn đọc): shown only after a person of the agency has seen them."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from luatsong.responses.models.pages import Page


def new_secret() -> str:
    """Words of an address that nobody can guess."""
    return secrets.token_urlsafe(18)


class Comment(models.Model):
    """What a reader wrote under a page."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ xem"
        SUSPECT = "suspect", "Nghi quảng cáo, xúc phạm"
        SHOWN = "shown", "Đang hiện"
        REFUSED = "refused", "Không hiện"

    page = models.ForeignKey(Page, models.CASCADE, related_name="comments")
    name = models.CharField("tên", max_length=60, blank=True)
    body = models.TextField("ý kiến")
    state = models.CharField("tình trạng", max_length=8, choices=State.choices, db_index=True)
    # Why it is suspect, in Vietnamese, for who decides.
    doubts = models.JSONField("điều nghi ngờ", default=list, blank=True)
    created_at = models.DateTimeField("gửi lúc", default=timezone.now)
    consent = models.CharField("bản thông báo đã đồng ý", max_length=20)
    # The writer's key to see and delete it; there are no accounts.
    secret = models.CharField(max_length=32, unique=True, default=new_secret)
    body_hash = models.CharField(max_length=64, db_index=True)
    decided_at = models.DateTimeField("xử lý lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField("lý do không hiện", blank=True)
    reply = models.TextField("trả lời của cơ quan", blank=True)
    replied_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "ý kiến bạn đọc"
        verbose_name_plural = "ý kiến bạn đọc"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["page", "state"], name="comment_of_page")]

    def __str__(self) -> str:
        return f"Ý kiến {self.pk} về {self.page}"

    @property
    def open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state in (self.State.WAITING, self.State.SUSPECT)
