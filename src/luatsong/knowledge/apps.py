"""Django's card of the room."""

from __future__ import annotations

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Kiến thức pháp luật."""

    name = "luatsong.knowledge"
    label = "knowledge"
    verbose_name = "Kiến thức pháp luật"
