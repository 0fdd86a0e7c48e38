"""/am-thanh/: everything that can be heard, its podcast, and provisions read aloud on wish."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from luatsong.knowledge.models import Audience
from luatsong.law import selectors as law
from luatsong.law.models import Document
from luatsong.portal import podcasts, sounds
from luatsong.portal.caching import public
from luatsong.portal.citation import cite_provision, component_name, provision_words
from luatsong.portal.days import day_of
from luatsong.portal.living import Living, living_document
from luatsong.portal.ranged import ranged_file
from luatsong.portal.views.opening import of_document
from luatsong.portal.wishing import is_offered, wished
from luatsong.renditions import sound_selectors, wishes
from luatsong.renditions.models import SpokenText
from luatsong.renditions.voices import voices

_A_PAGE = 12
_IN_FEED = 60
_NAME = "Nghe pháp luật"


@public
def index(request: HttpRequest) -> HttpResponse:
    """Items with sound, newest first; ?doi-tuong= limits to one audience. At most 8 queries."""
    audience = _audience(request.GET.get("doi-tuong", ""))
    found = sound_selectors.with_sound(audience.code if audience else None)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("trang", "1"))
    told = [
        (item, row, sounds.clock(row.seconds), sounds.size_words(row.bytes))
        for item, row in sound_selectors.first_voices(list(page.object_list))
    ]
    feed = reverse("portal:podcast-for", args=[audience.slug]) if audience else None
    context = {
        "section": "sounds",
        "page": page,
        "told": told,
        "audience": audience,
        "audiences": Audience.objects.filter(items__in=sound_selectors.with_sound()).distinct(),
        "feed": feed or reverse("portal:podcast"),
        "query": f"doi-tuong={audience.slug}&" if audience else "",
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/sounds.html", context)


@public
def podcast(request: HttpRequest, audience: str = "") -> HttpResponse:
    """The podcast of all items with sound, or of those for one audience. At most 4 queries."""
    chosen = _audience(audience)
    if audience and chosen is None:
        raise Http404
    found = sound_selectors.with_sound(chosen.code if chosen else None)[:_IN_FEED]
    name = f"{_NAME}: {chosen.name}" if chosen else _NAME
    content = podcasts.podcast(
        name,
        "Bài viết, tình huống, hỏi đáp pháp luật đọc thành tiếng.",
        request.path,
        sound_selectors.first_voices(list(found)),
        request.build_absolute_uri,
    )
    return HttpResponse(content, content_type="application/rss+xml; charset=utf-8")


@csrf_exempt  # the page is open to all and kept by nobody; the origin is checked instead
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_document
def provision(request: HttpRequest, document: Document, address: str) -> HttpResponseBase:
    """A provision as sound: the voices there are, and a form to wish for others."""
    day = day_of(request)
    whole = living_document(document, day, links_inside=False)
    name, title, text = _said(whole, address)
    if not text:
        raise Http404
    problem, status = "", 200
    if request.method == "POST":
        problem, status = wished(request, title, text)
        if not problem:
            return redirect(f"{request.path}{day.query}")
    found = [row for code in voices() if (row := wishes.find(title, text, code))]
    states = {row.voice: row for row in found}
    context = {
        "document": document,
        "name": name,
        "back": f"{reverse('portal:provision', args=[document.slug, address])}{day.query}",
        "voices": sounds.player_of_texts(found),
        "offered": [voice for code, voice in voices().items() if is_offered(states.get(code))],
        "waiting": any(row.state == SpokenText.State.WAITING for row in found),
        "problem": problem or next((row.problem for row in found if row.problem), ""),
        "here": f"{request.path}{day.query}",
    }
    return render(request, "portal/provision_sound.html", context, status=status)


@require_safe
def spoken_file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The sound of a provision, whole or in the part a player asks for. 1 query."""
    row = SpokenText.objects.filter(pk=pk, state=SpokenText.State.MADE).first()
    if row is None or name != sounds.spoken_name(row):
        raise Http404
    try:
        content = row.file.open("rb")
    except OSError as missing:
        raise Http404 from missing
    response = ranged_file(request, content, row.bytes, "audio/mpeg")
    # The name changes with the words: the words of a file never do.
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _said(whole: Living, address: str) -> tuple[str, str, str]:
    """What a place is called alone and with its document, and its words; "" where nothing is."""
    rows = law.subtree(whole.rows, address)
    slug = rows[0].component if rows else address
    component = next((one for one in whole.components if one.slug == slug), None)
    if component is None:
        return "", "", ""
    if rows:
        chain = [*law.ancestors(whole.rows, address), rows[0]]
        title = cite_provision(whole.document, component, chain)
        return provision_words(chain), title, sounds.words_of(rows)
    inside = [row for row in whole.rows if row.component == slug]
    text = "\n".join((*component.intro, sounds.words_of(inside)))
    return component_name(component), cite_provision(whole.document, component, ()), text


def _audience(slug: str) -> Audience | None:
    return Audience.objects.filter(slug=slug).first() if slug else None
