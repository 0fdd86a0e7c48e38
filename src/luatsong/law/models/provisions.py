"""Provisions by lasting identity, and what each said when."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from luatsong.law.models.documents import Component, Document
from vnlaw.document import Level


class Provision(models.Model):
    """A provision's lasting identity: where it stands, not what it says."""

    class Level(models.TextChoices):
        PART = Level.PART.value, "Phần"
        CHAPTER = Level.CHAPTER.value, "Chương"
        SECTION = Level.SECTION.value, "Mục"
        SUBSECTION = Level.SUBSECTION.value, "Tiểu mục"
        ARTICLE = Level.ARTICLE.value, "Điều"
        CLAUSE = Level.CLAUSE.value, "Khoản"
        POINT = Level.POINT.value, "Điểm"
        SUBPOINT = Level.SUBPOINT.value, "Tiết"

    identity = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="provisions")
    component = models.ForeignKey(Component, models.CASCADE, related_name="provisions")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    level = models.CharField(max_length=12, choices=Level.choices)
    number = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    address = models.CharField(max_length=160)  # "dieu-5/khoan-2/diem-dd", vnlaw.addresses
    # The identity the engine gave it where an effect made it; "" for the document as issued.
    made_as = models.CharField(max_length=700, blank=True)
    order = models.PositiveIntegerField()  # position in the document, depth first
    depth = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "address"], name="provision_address_once"),
        ]
        indexes = [models.Index(fields=["document", "order"], name="provision_order")]

    def __str__(self) -> str:
        return self.address

    @property
    def inserted(self) -> bool:
        """Whether an effect made it."""
        return bool(self.made_as)

    @property
    def engine_identity(self) -> str:
        """What the engine calls it when effects are folded: the address it was issued with."""
        return self.made_as or self.address


class _Everywhere(models.Manager["ProvisionVersion"]):
    """Versions of the text that is read where no area is asked for."""

    def get_queryset(self) -> models.QuerySet[ProvisionVersion]:
        return super().get_queryset().filter(territory="")


class ProvisionVersion(models.Model):
    """What a provision said in `[valid_from, valid_to)`, known in `[recorded_from, recorded_to)`.

    Where the text was changed for one area only, all versions of the provision as that area reads
    it bear its `territory`; `objects` does not give them, `in_areas` does.

    `valid_from` is null while the day it starts is not known. `effect` made this version (null:
    the text as issued) and `end_effect` ended it; where another version follows on the same day,
    that version tells more. A provision that was renumbered keeps its row; `number`, `label` and
    `address` say what it is called in this version ("": as its row says).
    """

    class Change(models.TextChoices):
        """What made the version."""

        ISSUED = "issued", "Ban hành"
        INSERTED = "inserted", "Bổ sung"
        REPLACED = "replaced", "Sửa đổi"
        PHRASE = "phrase", "Thay cụm từ"
        RENUMBERED = "renumbered", "Đánh số lại"
        REVIVED = "revived", "Áp dụng trở lại"
        CORRECTED = "corrected", "Đính chính"

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="versions")
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)  # paragraphs and table rows, one a line
    quoted = models.JSONField(default=list, blank=True)  # [start, end) line ranges of `text`
    number = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=160, blank=True)
    change = models.CharField(max_length=12, choices=Change.choices, default=Change.ISSUED)
    effect = models.ForeignKey(
        "law.Effect", models.SET_NULL, null=True, blank=True, related_name="versions"
    )
    end_effect = models.ForeignKey(
        "law.Effect", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Whether every effect that made it was read and applied without doubt, or a person agreed.
    certain = models.BooleanField(default=True)
    # Which effect each piece comes from where they differ: [line, start, end, effect id or null];
    # line -1 is the heading. Empty: all of it comes from `effect`.
    spans = models.JSONField(default=list, blank=True)
    territory = models.CharField("địa bàn", max_length=255, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True, blank=True)

    objects = _Everywhere()
    in_areas: ClassVar[models.Manager[ProvisionVersion]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=models.F("valid_from")),
                name="version_valid_interval",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.text[:80]


class Force(models.Model):
    """The validity of a document (`provision` null) or provision in `[valid_from, valid_to)`.

    Computed by the fold, never typed (design §3). Only what differs from the document is kept
    for provisions. `reasons` are the ids of the effects that say so.
    """

    class Word(models.TextChoices):
        """The official words (requirements 8.3, 8.19), and one for what nobody knows yet."""

        NOT_YET = "not-yet", "Chưa có hiệu lực"
        IN_FORCE = "in-force", "Còn hiệu lực"
        PARTLY_ENDED = "partly-ended", "Hết hiệu lực một phần"
        ENDED = "ended", "Hết hiệu lực toàn bộ"
        SUSPENDED = "suspended", "Ngưng hiệu lực"
        PARTLY_SUSPENDED = "partly-suspended", "Ngưng hiệu lực một phần"
        UNSUITED = "unsuited", "Không còn phù hợp"
        UNKNOWN = "unknown", "Chưa xác định hiệu lực"

    document = models.ForeignKey(Document, models.CASCADE, related_name="forces")
    provision = models.ForeignKey(
        Provision, models.CASCADE, null=True, blank=True, related_name="forces"
    )
    word = models.CharField(max_length=20, choices=Word.choices)
    reasons = models.JSONField(default=list, blank=True)
    territory = models.CharField("địa bàn", max_length=255, blank=True)
    # Words of the text that limit it: a condition that is not a date, the cases it leaves out.
    note = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["word", "valid_from", "valid_to"],
                name="force_of_documents",
                condition=Q(provision__isnull=True, recorded_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_word_display()
