"""Tủ sách pháp luật: shelves, books, the reader, audio books, and books to take along."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from luatsong.bookshelf import packaging, selectors
from luatsong.bookshelf.models import Book
from luatsong.bookshelf.selectors import Chapter
from luatsong.bookshelf.setting import law_html
from luatsong.knowledge.models import Audience, Item
from luatsong.portal import books
from luatsong.portal.bodies import body_of
from luatsong.portal.caching import public
from luatsong.portal.rate import within_rate
from luatsong.portal.sounds import player_of
from luatsong.portal.versions import content_version
from luatsong.portal.views.errors import not_found_page, too_many
from luatsong.renditions import press

_KEPT_SECONDS = 24 * 3600
# Setting pages of a long book would keep a worker busy; such books are printed by the browser.
_MOST_FOR_PDF = 400_000  # characters of markup
_FILES_A_MINUTE = 20


@public
def shelves(request: HttpRequest) -> HttpResponse:
    """All shelves, a book for everybody, and the search inside (?q=, ?ke=, ?doi-tuong=)."""
    words = request.GET.get("q", "").strip()[:200]
    standing = selectors.shelves()
    asked = request.GET.get("ke", "")
    chosen = next((one for one in standing if one.shelf.slug == asked), None)
    audience = Audience.objects.filter(slug=request.GET.get("doi-tuong", "")).first()
    found = None
    if words or audience:
        found = list(selectors.published(words=words, audience=audience.code if audience else None))
    context = {
        "section": "bookshelf",
        "canonical": request.build_absolute_uri(request.path),
        "national": settings.NATIONAL_BOOKSHELF_URL,
        "shelves": [chosen] if chosen else standing,
        "chosen": chosen,
        "words": words,
        "audience": audience,
        "found": found,
        "suggested": [] if chosen or found is not None else selectors.suggested(),
    }
    return render(request, "portal/bookshelf/shelves.html", context)


@public
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """One book: cover, contents with what the law did to each part, forms to take along."""
    found = selectors.book_at(slug)
    if found is None:
        return _no_book(request, slug)
    chapters = selectors.chapters(found, timezone.localdate())
    tracks = books.tracks(found, chapters)
    context = {
        **_shared(request, found),
        "chapters": chapters,
        "sounding": {track.number for track in tracks},
        "sound": books.length(sum(track.seconds for track in tracks)) if tracks else "",
        "troubled": sum(chapter.troubled for chapter in chapters),
    }
    return render(request, "portal/bookshelf/book.html", context)


@public
def part(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """The reader: one part in large calm type, with the one before and the one after."""
    found = selectors.book_at(slug)
    if found is None:
        return _no_book(request, slug)
    chapters = selectors.outline(found)
    try:
        before, chapter, after = selectors.around(chapters, part)
    except LookupError:
        return _no_book(request, f"{slug} {part}")
    today = timezone.localdate()
    chapter = selectors.chapter_on(chapter, today)
    context = {
        **_shared(request, found),
        **_words_of(chapter, request.GET),
        "chapters": chapters,
        "chapter": chapter,
        "before": before,
        "after": after,
        "today": today,
    }
    return render(request, "portal/bookshelf/part.html", context)


@public
def listen(request: HttpRequest, slug: str) -> HttpResponse:
    """The audio book: every chapter with sound, one after the other."""
    found = selectors.book_at(slug)
    if found is None:
        return _no_book(request, slug)
    chapters = selectors.chapters(found, timezone.localdate())
    tracks = books.tracks(found, chapters, laws=True)
    total = sum(track.seconds for track in tracks)
    context = {
        **_shared(request, found),
        "tracks": tracks,
        "sound": books.length(total),
        "unread": books.unread(found, chapters, tracks),
    }
    return render(request, "portal/bookshelf/listen.html", context)


@public
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """All of a book on one page, to print."""
    found = selectors.book_at(slug)
    if found is None:
        return _no_book(request, slug)
    context = {**_shared(request, found), "told": _told(request, found)}
    return render(request, "portal/bookshelf/whole.html", context)


@public
def pages(request: HttpRequest, slug: str) -> HttpResponse:
    """Addresses a browser keeps to have a book without a network: {"name", "pages"}."""
    found = selectors.book_at(slug)
    if found is None:
        return _no_book(request, slug)
    address = reverse("portal:book", args=[slug])
    parts = [f"{address}{chapter.part.slug}" for chapter in selectors.outline(found)]
    return JsonResponse({"name": found.title, "pages": [address, *parts]})


def epub(request: HttpRequest, slug: str) -> HttpResponse:
    """The book as EPUB 3, made when first asked for."""
    found = _to_take(request, slug)
    if isinstance(found, HttpResponse):
        return found
    address = request.build_absolute_uri(reverse("portal:book", args=[slug]))

    def make() -> bytes:
        taken = packaging.Pictures()
        told = _told(request, found, taken.take)
        return packaging.as_epub(
            found, told, address=address, modified=found.updated_at, pictures=taken.files
        )

    return _file(request, found, "epub", "application/epub+zip", make)


def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The book as tagged PDF; where pages cannot be set here, the page that browsers print."""
    found = _to_take(request, slug)
    if isinstance(found, HttpResponse):
        return found
    told = _told(request, found)
    missing = press.missing()
    if missing or sum(len(body) for _, body in told) > _MOST_FOR_PDF:
        context = {**_shared(request, found), "told": told, "missing": missing or "long"}
        return render(request, "portal/bookshelf/whole.html", context)

    def make() -> bytes:
        pictured = _told(request, found, lambda picture: picture.address)
        context = {**_shared(request, found), "told": pictured, "today": timezone.localdate()}
        html = render_to_string("portal/bookshelf/print.html", context, request)
        return press.pdf(press.laid_out(html, "book"))

    return _file(request, found, "pdf", "application/pdf", make)


def _words_of(chapter: Chapter, query: QueryDict) -> dict[str, Any]:
    """What the reader shows: an item as its own page does, a law as it stands today."""
    part = chapter.part
    if part.item_id is not None:
        item = Item.objects.select_related("agency").get(pk=part.item_id)
        body = body_of(item, query, timezone.localdate())
        return {"item": item, "body": body, "voices": player_of(item)}
    slug = part.document.slug if part.document else ""
    html = law_html(chapter.law, lambda at: books.law_link(slug, at)) if chapter.law else ""
    sounding = bool(books.law_text(chapter)[1])
    address = books.law_link(slug, part.address)
    return {"law": SafeString(html), "law_address": address, "law_sounding": sounding}


def _shared(request: HttpRequest, found: Book) -> dict[str, Any]:
    address = reverse("portal:book", args=[found.slug])
    return {
        "section": "bookshelf",
        "national": settings.NATIONAL_BOOKSHELF_URL,
        "book": found,
        "cover": books.cover(found),
        "address": address,
        "canonical": request.build_absolute_uri(request.path),
    }


def _told(
    request: HttpRequest, found: Book, shows: packaging.Shows | None = None
) -> list[tuple[str, SafeString]]:
    today = timezone.localdate()

    def link(slug: str, at: str) -> str:
        return request.build_absolute_uri(books.law_link(slug, at))

    told = packaging.told(found, selectors.chapters(found, today), today, link, shows)
    return [(title, SafeString(body)) for title, body in told]


def _to_take(request: HttpRequest, slug: str) -> Book | HttpResponse:
    if request.method not in ("GET", "HEAD"):
        raise Http404
    found = selectors.book_at(slug)
    if found is None:
        return _no_book(request, slug)
    return found if within_rate(request, "book-file", _FILES_A_MINUTE) else too_many(request)


def _file(request: HttpRequest, found: Book, form: str, media_type: str, make: Any) -> HttpResponse:
    key = f"book:{found.pk}:{form}:{content_version()}:{request.get_host()}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = make()
        cache.set(key, content, _KEPT_SECONDS)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _no_book(request: HttpRequest, slug: str) -> HttpResponse:
    return not_found_page(request, search=slug.replace("-", " ")[:200])
