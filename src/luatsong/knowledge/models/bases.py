"""Legal bases: which words of the law an item rests on, pinned as its author read them."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey

from luatsong.law.models import Document, Effect, Provision, ProvisionVersion


class Basis(models.Model):
    """One place of the law an item rests on.

    The pin is `words_hash`: what the place and all below it said on `as_of`. Rows of versions may
    be written anew by a later fold, words may not. `state`, `checked_at`, `changed_on` and
    `cause` are what recall found; they belong to the item as it is live, not to a revision of it.
    """

    class State(models.TextChoices):
        SOUND = "sound", "Còn nguyên"
        CHANGED = "changed", "Đã sửa đổi"
        ENDED = "ended", "Hết hiệu lực"
        UNKNOWN = "unknown", "Chưa xác định"

    item = ParentalKey("knowledge.Item", on_delete=models.CASCADE, related_name="bases")
    # What the editor wrote: "khoản 2 Điều 5 Luật Đất đai 2024", or a pasted address.
    typed = models.CharField("căn cứ", max_length=500, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="bases", verbose_name="văn bản"
    )
    # Null: the whole document, unless `address` names a place (then its row has gone).
    provision = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="bases"
    )
    address = models.CharField(max_length=160, blank=True)  # of the provision, when it was pinned
    as_of = models.DateField("theo pháp luật đến ngày")
    words_hash = models.CharField(max_length=64, blank=True)
    quote = models.TextField("lời trích", blank=True)
    version = models.ForeignKey(
        ProvisionVersion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField("tình trạng", max_length=8, choices=State.choices, default=State.SOUND)
    checked_at = models.DateTimeField(null=True, blank=True)
    changed_on = models.DateField("thay đổi từ ngày", null=True, blank=True)
    cause = models.ForeignKey(Effect, models.SET_NULL, null=True, blank=True, related_name="+")
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "căn cứ pháp lý"
        verbose_name_plural = "căn cứ pháp lý"
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.typed or f"{self.address} {self.document}".strip()
