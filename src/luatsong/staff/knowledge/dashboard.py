"""The part of the first page that concerns items: what waits for the person who looks."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.template.loader import render_to_string

from luatsong.knowledge import workflow
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge.states import state_of

MOST = 10


class KnowledgePanel:
    """A panel of the CMS's home page; the CMS asks for `order`, `media` and `render_html`."""

    order = 5
    media = Media()

    def render_html(self, parent_context: Any) -> str:
        """What this person may decide on, what came back to them, and what they are writing."""
        request = parent_context["request"]
        user = request.user
        if not user.has_perm("knowledge.view_item"):
            return ""
        waiting = workflow.waiting_for(user)
        own = Item.objects.filter(owner=user).defer("body", "plain", "search_text")
        drafts = [
            (item, state)
            for item in own.order_by("-updated_at")[:40]
            if (state := state_of(item)).code in ("draft", "returned", "waiting", "scheduled")
        ]
        context = {
            "waiting": waiting[:MOST],
            "more": max(0, len(waiting) - MOST),
            "drafts": drafts[:MOST],
            "returned": {item.pk: workflow.returned_with(item) for item, _ in drafts[:MOST]},
            "may_write": user.has_perm("knowledge.add_item"),
        }
        return render_to_string("staff/knowledge/dashboard.html", context, request=request)
