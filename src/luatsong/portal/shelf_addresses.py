"""Addresses of the bookshelf; joined into `urls.py`."""

from __future__ import annotations

from django.urls import path

from luatsong.portal.views import book_sound, bookshelf

ADDRESSES = [
    path("tu-sach/", bookshelf.shelves, name="bookshelf"),
    path("tu-sach/<slug:slug>.epub", bookshelf.epub, name="book-epub"),
    path("tu-sach/<slug:slug>.pdf", bookshelf.pdf, name="book-pdf"),
    path("tu-sach/<slug:slug>.json", bookshelf.pages, name="book-pages"),
    path("tu-sach/<slug:slug>/", bookshelf.book, name="book"),
    path("tu-sach/<slug:slug>/nghe", bookshelf.listen, name="book-sound"),
    path("tu-sach/<slug:slug>/ca-cuon", bookshelf.whole, name="book-whole"),
    path("tu-sach/<slug:slug>/<slug:part>/nghe", book_sound.law_sound, name="book-law-sound"),
    path("tu-sach/<slug:slug>/<slug:part>", bookshelf.part, name="book-part"),
]
