"""Search: index and query behind one protocol (`luatsong.search.backend`).

    from luatsong import search
    search.search("nồng độ cồn", year=2024)
    search.retrieve("Ly hôn đơn phương cần giấy tờ gì?", day=date(2025, 7, 1), k=5)
    search.index_pending()

The names are loaded when they are asked for: this package is an application of Django, which
imports it before there are any models.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luatsong.search.services import engine, index_pending, retrieve, search, suggest

__all__ = ["engine", "index_pending", "retrieve", "search", "suggest"]


def __getattr__(name: str) -> object:
    if name in __all__:
        found: object = getattr(import_module("luatsong.search.services"), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
