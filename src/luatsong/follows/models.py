"""Counts without persons, and follows with the mail that serves them."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone

# Who has not confirmed by then did not mean it.
PENDING_FOR = timedelta(days=3)


def new_secret() -> str:
    """Words of an address that nobody can guess."""
    return secrets.token_urlsafe(24)


class Sought(models.Model):
    """How often words were searched for in a week, and how often nothing was found."""

    week = models.DateField("tuần (thứ Hai)")
    words = models.CharField("từ ngữ", max_length=120)
    times = models.PositiveIntegerField("số lần", default=0)
    empty = models.PositiveIntegerField("không thấy", default=0)

    class Meta:
        verbose_name = "lượt tìm"
        verbose_name_plural = "lượt tìm"
        constraints = [models.UniqueConstraint(fields=["week", "words"], name="sought_once")]

    def __str__(self) -> str:
        return f"{self.words} ({self.week:%d/%m/%Y})"


class Reads(models.Model):
    """How often a document was opened on a day. No foreign key: counts outlive their document."""

    day = models.DateField("ngày")
    document_id = models.BigIntegerField("văn bản")
    times = models.PositiveIntegerField("số lần", default=0)

    class Meta:
        verbose_name = "lượt đọc"
        verbose_name_plural = "lượt đọc"
        constraints = [models.UniqueConstraint(fields=["day", "document_id"], name="reads_once")]

    def __str__(self) -> str:
        return f"{self.document_id} ({self.day:%d/%m/%Y})"


class Reader(models.Model):
    """A mail address that wants news; gone with the last follow."""

    address = models.EmailField("thư điện tử", unique=True)
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "người theo dõi"
        verbose_name_plural = "người theo dõi"

    def __str__(self) -> str:
        return f"Người theo dõi {self.pk}"


class Follow(models.Model):
    """What a reader wants to be told of: a document, or what a search finds."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", "Hằng ngày"
        WEEKLY = "weekly", "Hằng tuần"

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="follows")
    # `luatsong.follows.subjects.Subject` as JSON, and its fingerprint.
    subject = models.JSONField("nội dung theo dõi")
    key = models.CharField(max_length=64)
    title = models.CharField("tên", max_length=500)
    rhythm = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField("lần gửi thư xác nhận", null=True, blank=True)
    # News up to this moment have been looked at.
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "theo dõi"
        verbose_name_plural = "theo dõi"
        constraints = [models.UniqueConstraint(fields=["reader", "key"], name="follow_once")]

    def __str__(self) -> str:
        return self.title


class Told(models.Model):
    """One change that one reader has been told of, so that no mail tells it again."""

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="told")
    key = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "tin đã báo"
        verbose_name_plural = "tin đã báo"
        constraints = [models.UniqueConstraint(fields=["reader", "key"], name="told_once")]

    def __str__(self) -> str:
        return self.key


class Letter(models.Model):
    """A mail on its way. Written together with what it tells, sent afterwards, then emptied."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENDING = "sending", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="letters")
    subject = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung", blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "thư"
        verbose_name_plural = "thư"
        indexes = [models.Index(fields=["state", "not_before"], name="letter_due")]

    def __str__(self) -> str:
        return self.subject
