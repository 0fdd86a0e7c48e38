"""Answers to "did this help?" and to the official scale of satisfaction."""

from __future__ import annotations

from django.db import models

from luatsong.responses.models.pages import Page


class Answer(models.Model):
    """One answer on a page; of when, only the day is kept, of who, nothing."""

    class Question(models.TextChoices):
        HELPED = "helped", "Trang có giúp được không"
        SATISFACTION = "satisfaction", "Mức độ hài lòng"

    page = models.ForeignKey(Page, models.CASCADE, related_name="answers")
    question = models.CharField("câu hỏi", max_length=12, choices=Question.choices)
    # "yes" or "no" of the first question; a code of data/responses.toml of the second.
    value = models.CharField("trả lời", max_length=10)
    remark = models.TextField("góp ý", blank=True)
    day = models.DateField("ngày", db_index=True)

    class Meta:
        verbose_name = "đánh giá"
        verbose_name_plural = "đánh giá"
        indexes = [models.Index(fields=["question", "day"], name="answer_by_day")]

    def __str__(self) -> str:
        return f"{self.question}: {self.value} ({self.day:%d/%m/%Y})"
