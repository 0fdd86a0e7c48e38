"""Django's card of the room."""

from __future__ import annotations

from django.apps import AppConfig


class SamplesiteConfig(AppConfig):
    """Nội dung mẫu."""

    name = "luatsong.samplesite"
    label = "samplesite"
    verbose_name = "Nội dung mẫu"
