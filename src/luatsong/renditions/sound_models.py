"""What sound needs beside `Rendition`: recordings by people, chapters, texts read on wish."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils import timezone


def spoken_place(row: SpokenText, name: str) -> str:
    """Where the sound of a text lies under MEDIA_ROOT."""
    return f"spoken/{row.words_hash[:2]}/{PurePosixPath(name).name}"


class SoundTimes(models.Model):
    """Where the chapters of a sound file begin, what it says when; found by the file's hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    # [{"title": "…", "start": seconds}, …] in order
    chapters = models.JSONField(default=list)
    # [[start, end, "words"], …]: what is said when; [] for recordings by people
    cues = models.JSONField(default=list)

    class Meta:
        verbose_name = "mốc chương của bản nghe"
        verbose_name_plural = "mốc chương của bản nghe"

    def __str__(self) -> str:
        return self.sha256[:12]


class Recording(models.Model):
    """How a recording by a person came here; the file, its reader and consent are its rendition."""

    rendition = models.OneToOneField(
        "renditions.Rendition", models.CASCADE, primary_key=True, related_name="recording"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # Goes from readers when this one is reviewed.
    replaces = models.ForeignKey(
        "renditions.Rendition", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "bản ghi giọng người"
        verbose_name_plural = "bản ghi giọng người"
        permissions = [
            ("add_voice", "Tải lên, thay, rút bản ghi giọng người"),
            ("review_voice", "Nghe và duyệt bản ghi giọng người"),
        ]

    def __str__(self) -> str:
        return str(self.rendition)


class SpokenText(models.Model):
    """A text (a provision as it stood on a day) read by one voice, made when somebody wished it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ làm"
        MADE = "made", "Đã làm xong"
        FAILED = "failed", "Không làm được"

    words_hash = models.CharField(max_length=64)
    voice = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    text = models.TextField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    problem = models.TextField(blank=True)
    file = models.FileField(upload_to=spoken_place, max_length=300, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    seconds = models.FloatField(default=0)
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "bản nghe theo yêu cầu"
        verbose_name_plural = "bản nghe theo yêu cầu"
        constraints = [
            models.UniqueConstraint(fields=["words_hash", "voice"], name="spoken_text_once")
        ]

    def __str__(self) -> str:
        return self.title
