"""What templates of the bookshelf need."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from luatsong.bookshelf.models import Book
from luatsong.portal import books

register = template.Library()


@register.simple_tag
def cover_of(book: Book) -> SafeString:
    """The cover of a book in a list."""
    return books.cover(book)


@register.filter
def spoken_length(seconds: float) -> str:
    """A length as people say it."""
    return books.length(seconds)
