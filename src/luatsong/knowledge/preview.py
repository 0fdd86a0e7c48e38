"""How an item looks before it is public: the room with the public pages says it.

This room knows no pages; `show_with` is called by the staff side, which knows both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from luatsong.knowledge.reading import paragraphs_of

Show = Callable[[HttpRequest, Any], HttpResponse]
_shown_with: list[Show] = []


def show_with(show: Show) -> None:
    """Previews are made by `show(request, item)` from now on."""
    _shown_with[:] = [show]


def shown(request: HttpRequest, item: Any) -> HttpResponse:
    """The item as readers will see it; its bare words where there are no public pages."""
    if _shown_with:
        return _shown_with[0](request, item)
    words = "\n\n".join([str(item), item.summary, *paragraphs_of(item)])
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
