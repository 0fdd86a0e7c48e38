"""Django's card of the room."""

from __future__ import annotations

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Kiến thức pháp luật."""

    name = "luatsong.knowledge"
    label = "knowledge"
    verbose_name = "Kiến thức pháp luật"

    def ready(self) -> None:
        """Items are marked as soon as the law under them changes; people are told what waits."""
        from luatsong.knowledge import letters
        from luatsong.knowledge.recall_signals import keep_in_step
        from luatsong.law.signals import documents_changed

        documents_changed.connect(keep_in_step, dispatch_uid="luatsong.knowledge")
        letters.connect()
