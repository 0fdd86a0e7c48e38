"""Django's card of the room."""

from __future__ import annotations

from django.apps import AppConfig


class BookshelfConfig(AppConfig):
    """Tủ sách pháp luật."""

    name = "luatsong.bookshelf"
    label = "bookshelf"
    verbose_name = "Tủ sách pháp luật"
