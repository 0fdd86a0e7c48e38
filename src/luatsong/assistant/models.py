"""What the assistant keeps: masked questions, and those sent on to a person. No addresses."""

from __future__ import annotations

from django.db import models


class AskedQuestion(models.Model):
    """One question as it was asked, without personal data, and what became of it."""

    text = models.TextField("câu hỏi (đã che)")
    day = models.DateField("luật của ngày")
    asked_at = models.DateTimeField("lúc hỏi", auto_now_add=True, db_index=True)
    declined = models.BooleanField("không trả lời", default=False)
    reply = models.CharField("lý do", max_length=24, blank=True)
    writer = models.CharField("cách soạn", max_length=24, blank=True)
    # [{"document": slug, "address": …, "version": id of the version}], in the order cited.
    cited = models.JSONField("đã dẫn", default=list, blank=True)
    helpful = models.BooleanField("hữu ích", null=True, blank=True)

    class Meta:
        verbose_name = "câu hỏi trợ lý"
        verbose_name_plural = "câu hỏi trợ lý"
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]


class AssistantQuestion(models.Model):
    """A question that a person sent on to the department because the machine did not answer it.

    The contact is given with consent only, and only so that somebody can answer
    (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
    """

    class State(models.TextChoices):
        NEW = "new", "Mới"
        TAKEN = "taken", "Đã chuyển thành vụ việc"

    text = models.TextField("câu hỏi (đã che)")
    contact = models.CharField("cách liên hệ", max_length=200, blank=True)
    consent = models.BooleanField("đồng ý lưu cách liên hệ", default=False)
    state = models.CharField("trạng thái", max_length=12, choices=State.choices, default=State.NEW)
    sent_at = models.DateTimeField("lúc gửi", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "câu hỏi gửi cán bộ"
        verbose_name_plural = "câu hỏi gửi cán bộ"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contact="") | models.Q(consent=True),
                name="contact_only_with_consent",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
