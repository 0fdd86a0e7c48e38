"""Law in a book read aloud, as it stands on the day: made on wish, in the background."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from luatsong.bookshelf import selectors
from luatsong.portal import books, sounds
from luatsong.portal.views.errors import not_found_page
from luatsong.portal.wishing import is_offered, wished
from luatsong.renditions import wishes
from luatsong.renditions.models import SpokenText
from luatsong.renditions.voices import voices


@csrf_exempt  # the page is open to all and kept by nobody; the origin is checked instead
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def law_sound(request: HttpRequest, slug: str, part: str) -> HttpResponseBase:
    """The voices there are of a law part, and a form to wish for others. At most 12 queries."""
    book = selectors.book_at(slug)
    outline = selectors.outline(book) if book else []
    outlined = next((one for one in outline if one.part.slug == part and one.part.is_law), None)
    if book is None or outlined is None:
        return not_found_page(request, search=f"{slug} {part}".replace("-", " ")[:200])
    chapter = selectors.chapter_on(outlined, timezone.localdate())
    title, text = books.law_text(chapter)
    if not text:
        return not_found_page(request, search=title[:200])
    problem, status = "", 200
    if request.method == "POST":
        problem, status = wished(request, title, text)
        if not problem:
            return redirect(request.path)
    found = [row for code in voices() if (row := wishes.find(title, text, code))]
    states = {row.voice: row for row in found}
    context = {
        "book": book,
        "chapter": chapter,
        "voices": sounds.player_of_texts(found),
        "offered": [voice for code, voice in voices().items() if is_offered(states.get(code))],
        "waiting": any(row.state == SpokenText.State.WAITING for row in found),
        "problem": problem or next((row.problem for row in found if row.problem), ""),
        "today": timezone.localdate(),
    }
    return render(request, "portal/bookshelf/law_sound.html", context, status=status)
