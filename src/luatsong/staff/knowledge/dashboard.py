"""The part of the first page that concerns items: what waits for the person who looks."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.template.loader import render_to_string

from luatsong.knowledge.models import Item
from luatsong.staff.knowledge.todo import MOST, todo_of


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
        todo = todo_of(user)
        may_write = user.has_perm("knowledge.add_item")
        context = {
            "todo": todo,
            "waiting": todo.waiting[:MOST],
            "more": max(0, len(todo.waiting) - MOST),
            "may_write": may_write,
            "first_time": may_write and not Item.objects.filter(owner=user).exists(),
        }
        return render_to_string("staff/knowledge/dashboard.html", context, request=request)
