"""Django's card of the room."""

from __future__ import annotations

from django.apps import AppConfig


class RenditionsConfig(AppConfig):
    """Bản thể hiện."""

    name = "luatsong.renditions"
    label = "renditions"
    verbose_name = "Bản thể hiện"

    def ready(self) -> None:
        """Say which forms this room makes, and listen for publications."""
        from luatsong.knowledge import after
        from luatsong.renditions import (
            cards,
            leaflet,
            outline,
            poster,
            slides,
            sound,
            tasks,
            toolkit,
        )
        from luatsong.renditions.making import register
        from luatsong.renditions.models import Form
        from luatsong.renditions.sources import text_hash

        register(Form.SOUND, sound.make, source=text_hash, suits=sound.speaks)
        register(Form.LEAFLET, leaflet.make)
        register(Form.POSTER, poster.make)
        register(Form.CARD, cards.make)
        register(Form.SLIDES, slides.make, source=toolkit.source)
        register(Form.OUTLINE, outline.make, source=toolkit.source)
        # Forms that quote the law were taken away while its words were in doubt.
        for says in (after.on_published, after.on_confirmed):
            says(tasks.item_published)
