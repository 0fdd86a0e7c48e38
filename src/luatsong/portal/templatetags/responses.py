"""What the part "responses" of public pages needs."""

from __future__ import annotations

from django import template
from django.template.context import Context

from luatsong.responses import comments
from luatsong.responses.models import Comment
from luatsong.responses.subjects import Subject

register = template.Library()


@register.simple_tag(takes_context=True)
def sealed_subject(
    context: Context, label: str = "", kind: str = "", commented: bool = False
) -> str:
    """The page being made, signed, for the forms below it; no query."""
    path: str = context["request"].path
    return Subject(path, str(label or ""), str(kind or ""), bool(commented)).sealed()


@register.simple_tag(takes_context=True)
def shown_comments(context: Context) -> dict[str, object]:
    """The newest comments of the page being made, and whether there are more. One query."""
    rows, more = comments.newest_on(context["request"].path)
    return {"rows": rows, "more": more}


@register.filter
def covered(text: str) -> str:
    """Words of a reader with personal data masked."""
    return comments.masked(text)


@register.filter
def commented_as(comment: Comment) -> str:
    """The name to show: as typed with personal data masked, or what stands for none."""
    return comments.masked(comment.name) or "Bạn đọc"
