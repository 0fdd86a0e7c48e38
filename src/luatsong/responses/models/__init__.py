"""What readers say of pages and how often pages are used; nothing here knows who a reader is."""

from __future__ import annotations

from luatsong.responses.models.answers import Answer
from luatsong.responses.models.comments import Comment
from luatsong.responses.models.pages import Page, PageAudience
from luatsong.responses.models.reach import Form, Reach, ReturnedPack
from luatsong.responses.models.traces import Salt, Trace

__all__ = [
    "Answer",
    "Comment",
    "Form",
    "Page",
    "PageAudience",
    "Reach",
    "ReturnedPack",
    "Salt",
    "Trace",
]
