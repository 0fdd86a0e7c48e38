from __future__ import annotations

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "luatsong.assistant"
    verbose_name = "Trợ lý hỏi đáp"
