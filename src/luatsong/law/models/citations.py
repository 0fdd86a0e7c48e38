"""Citations: which words of a document point at which documents and provisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luatsong.law.models.documents import Document
from luatsong.law.models.provisions import Provision


class Citation(models.Model):
    """One citation; `[start, end)` are character offsets in its paragraph.

    Only what is certain is linked (`state` resolved). What is missing or ambiguous waits under
    `target_key` and is tried again when a document of that number arrives.
    """

    class State(models.TextChoices):
        SELF = "self", "Chính văn bản này"
        RESOLVED = "resolved", "Đã nối"
        AMBIGUOUS = "ambiguous", "Chưa rõ văn bản nào"
        MISSING = "missing", "Chưa có trong kho"
        EXTERNAL = "external", "Ngoài kho"

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    # Null in the title, the preamble, and the words before the first provision of a component.
    provision = models.ForeignKey(
        Provision, models.CASCADE, null=True, blank=True, related_name="citations"
    )
    part = models.CharField(max_length=12)  # title, preamble, intro, heading, text
    component = models.CharField(max_length=40, blank=True)  # slug of the component
    paragraph = models.PositiveIntegerField(default=0)  # line of the provision, intro, preamble
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.TextField()
    quoted = models.BooleanField(default=False)  # stands in text quoted for another document
    target_kind = models.CharField(max_length=12)  # vnlaw.citations.TargetKind
    target_key = models.CharField(max_length=120, blank=True)  # DocumentNumber.key
    target_number = models.CharField(max_length=120, blank=True)  # as people print it
    target_name = models.CharField(max_length=500, blank=True)
    target_date = models.DateField(null=True, blank=True)  # the day of issue the text gives
    target_document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="cited_by"
    )
    provisions = models.JSONField(default=list, blank=True)  # "điểm a khoản 2 Điều 5", …
    # Addresses of the provisions in the target, "" where one is none or not certain.
    target_addresses = models.JSONField(default=list, blank=True)
    findings = models.JSONField(default=list, blank=True)  # codes: number-year-date, …
    in_title = models.BooleanField(default=False)
    alias = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices)

    class Meta:
        indexes = [
            models.Index(
                fields=["target_key"],
                name="citation_waiting",
                condition=Q(state__in=["missing", "ambiguous"]),
            ),
            models.Index(fields=["state", "target_key"], name="citation_state"),
        ]

    def __str__(self) -> str:
        return self.surface
