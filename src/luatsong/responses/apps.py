"""Django's card of the room."""

from __future__ import annotations

from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    """Phản hồi."""

    name = "luatsong.responses"
    label = "responses"
    verbose_name = "Phản hồi"
