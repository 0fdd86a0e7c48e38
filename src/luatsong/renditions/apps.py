"""Django's card of the room."""

from __future__ import annotations

from django.apps import AppConfig


class RenditionsConfig(AppConfig):
    """Bản thể hiện."""

    name = "luatsong.renditions"
    label = "renditions"
    verbose_name = "Bản thể hiện"
