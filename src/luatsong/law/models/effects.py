"""Effects: what one document does to another or to itself, and who decided on it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from luatsong.law.models.documents import Document
from luatsong.law.models.provisions import Provision


class Effect(models.Model):
    """One effect as the engine read it, what people corrected, and what became of it.

    `payload` is the engine's own value (`vnlaw.effects.Effect`, see `law.effect_values`);
    `corrections` are what a person entered instead. The columns say what holds: the engine's
    value with the corrections. `findings` are the reasons why it could not be applied; those that
    hold back some places only name their addresses in "held".
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Mới đọc"
        APPLIED = "applied", "Đã áp dụng"
        # Certain places are in the text; for the others a person must look.
        PARTLY = "partly-applied", "Đã áp dụng một phần"
        REVIEW = "needs-review", "Chờ xem xét"
        REJECTED = "rejected", "Đã loại"
        CONFLICT = "conflict", "Mâu thuẫn"
        MISSING = "missing-target", "Thiếu văn bản đích"

    class Verb(models.TextChoices):
        """The closed set of `vnlaw.effects.Verb`."""

        ISSUE = "issue", "Ban hành"
        TAKE_EFFECT = "take-effect", "Có hiệu lực"
        AMEND = "amend", "Sửa đổi"
        INSERT = "insert", "Bổ sung"
        REPLACE = "replace", "Thay thế"
        REPLACE_PHRASE = "replace-phrase", "Thay cụm từ"
        REPEAL = "repeal", "Bãi bỏ"
        SUSPEND = "suspend", "Ngưng hiệu lực"
        RESUME = "resume", "Khôi phục hiệu lực"
        EXTEND = "extend", "Kéo dài thời hạn"
        EXPIRE = "expire", "Hết thời hạn"
        CONTINUE = "continue", "Tiếp tục có hiệu lực"
        CORRECT = "correct", "Đính chính"

    document = models.ForeignKey(Document, models.CASCADE, related_name="effects")
    provision = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="effects"
    )
    order = models.PositiveIntegerField()  # effects of one document apply in this order
    fingerprint = models.CharField(max_length=64)  # of what was read, to know it again
    verb = models.CharField(max_length=16, choices=Verb.choices)
    quote = models.TextField()  # the words it was read from, an exact piece of the document
    own = models.BooleanField(default=False)  # on the document that states it
    target_document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="effects_on"
    )
    target_key = models.CharField(max_length=120, blank=True)  # DocumentNumber.key
    target_number = models.CharField(max_length=120, blank=True)
    target_name = models.CharField(max_length=500, blank=True)
    # Whose number it is, as the text says it: "Ủy ban nhân dân tỉnh Bình Định".
    target_issuer = models.CharField(max_length=255, blank=True)
    # [{"text": "khoản 2 Điều 5", "address": "dieu-5/khoan-2"}]; [] is the whole document.
    places = models.JSONField(default=list, blank=True)
    payload = models.JSONField(default=dict)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    condition = models.TextField(blank=True)
    # The day on which the condition came true, and the document that made it so; as recorded by a
    # person ("hoặc đến khi luật mới có hiệu lực").
    happened_on = models.DateField(null=True, blank=True)
    happened_by = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    scope = models.TextField(blank=True)
    territory = models.CharField(max_length=255, blank=True)
    prevails = models.BooleanField(default=False)
    # Only announces effects told below it (a title): nothing to apply.
    summary = models.BooleanField(default=False)
    confidence = models.FloatField(default=1.0)  # in [0, 1]
    certain = models.BooleanField(default=False)
    doubts = models.JSONField(default=list, blank=True)  # codes of vnlaw/data/effects.toml
    findings = models.JSONField(default=list, blank=True)  # [{"code", "message", "effects"}]
    state = models.CharField(max_length=16, choices=State.choices, default=State.PROPOSED)
    # A person wants it applied: it is tried whenever its documents change, until it is taken back.
    accepted = models.BooleanField(default=False)
    # Field -> value as entered; see `law.effect_corrections`.
    corrections = models.JSONField(default=dict, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)  # null: no person has decided
    recorded_from = models.DateTimeField()
    # Set when a later reading of the document no longer finds an effect people had decided on.
    recorded_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document", "order"]
        indexes = [
            models.Index(fields=["state", "recorded_from"], name="effect_desk"),
            models.Index(
                fields=["target_key"],
                name="effect_waiting",
                condition=Q(target_document__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.quote[:80]}"


class EffectDecision(models.Model):
    """One thing a person did about an effect; never changed, never deleted with its reader."""

    class Action(models.TextChoices):
        ACCEPT = "accept", "Chấp nhận"
        CORRECT = "correct", "Sửa"
        REJECT = "reject", "Loại"
        UNAPPLY = "unapply", "Gỡ áp dụng"
        EVENT = "event", "Ghi nhận sự kiện"

    effect = models.ForeignKey(Effect, models.CASCADE, related_name="decisions")
    action = models.CharField(max_length=12, choices=Action.choices)
    reason = models.TextField(blank=True)
    before = models.CharField(max_length=16)  # the states it left and came to
    after = models.CharField(max_length=16)
    corrections = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_action_display()
