"""Previews on the staff side are the public page itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luatsong.knowledge.models import Item


def show(request: HttpRequest, item: Item) -> HttpResponse:
    """The public page of an item that need not be public."""
    from luatsong.portal.views.knowledge import item_context

    return render(request, "portal/knowledge/item.html", item_context(request, item))
