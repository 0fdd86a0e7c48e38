"""Reading without a network: topics to take along, the service worker and what it falls back to."""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luatsong.bookshelf.selectors import book_at, published
from luatsong.bookshelf.taking import KIND as BOOK
from luatsong.bookshelf.taking import BookPack
from luatsong.knowledge.models import Item
from luatsong.portal.caching import public, revision
from luatsong.portal.sounds import size_words
from luatsong.portal.templatetags.portal import asset
from luatsong.portal.views.errors import not_found_page
from luatsong.renditions import packs, sheets
from luatsong.renditions import topics as taken
from luatsong.renditions.models import Form
from luatsong.renditions.packing import FILMS
from luatsong.renditions.packs import Packable
from luatsong.renditions.topics import Topic
from luatsong.responses.settings import data

# Files that may come along with a pack, by the word of ?kem=.
_ALONG = {
    "am-thanh": Form.SOUND.value,
    "to-gap": Form.LEAFLET.value,
    "trang-chieu": Form.SLIDES.value,
    "giao-an": Form.OUTLINE.value,
    "video": FILMS,
}
# A pack is put together in memory: with films heavier than this they stay on the site (bytes).
_MOST_OF_FILMS = 150_000_000
_HEADINGS = {
    taken.LIFE_EVENT: "Theo việc trong đời",
    taken.AUDIENCE: "Theo người đọc",
    taken.AREA: "Theo lĩnh vực",
}
# Beside what the page without a network itself asks for.
_SHELL = ("knowledge.css", "signs.svg", "icon.svg")
# Pages that may be kept: all of them public, none with a form that sends.
_READABLE = ("/kien-thuc/", "/van-ban/", "/cho/", "/viec-doi/", "/tu-sach/", "/ngoai-tuyen/")

_ASKED = re.compile(rf'(?:src|href)="({settings.STATIC_URL}[^"#]+)')


@public
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic to take along, as a pack for a USB stick or kept in this browser."""
    found = taken.topics()
    groups = [
        (heading, [topic for topic in found if topic.kind == kind])
        for kind, heading in _HEADINGS.items()
    ]
    since = request.GET.get("co", "")
    books = published()
    context = {
        "groups": groups,
        "books": books,
        "since": since if since.isalnum() and len(since) < 20 else "",
    }
    return render(request, "portal/offline.html", context)


@public
def without_network(request: HttpRequest) -> HttpResponse:
    """What the service worker shows where there is neither a network nor a copy."""
    return render(request, "portal/without_network.html")


@require_safe
def pack(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The pack of a topic: ?kem=am-thanh,to-gap takes files along, ?co=<version> for changes."""
    topic = _packable(kind, code)
    if topic is None:
        return not_found_page(request, search=code.replace("-", " ")[:200])
    along = request.GET.get("kem", "").split(",")
    forms = tuple(form for word, form in _ALONG.items() if word in along)
    if FILMS in forms and isinstance(topic, Topic) and topic.films() > _MOST_OF_FILMS:
        forms = tuple(form for form in forms if form != FILMS)
    since = request.GET.get("co", "")[:20]
    ready = packs.ready(topic, forms, timezone.localdate(), since)
    response = HttpResponse(ready.content, content_type="application/zip")
    name = f"luat-song-{topic.code}-{'phan-moi-' if ready.partial else ''}{ready.version}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "public, max-age=300"
    return response


@public
def pages_of(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Addresses a browser keeps to have a topic without a network: {"pages": [...]}."""
    topic = taken.topic_of(kind, code)
    if topic is None:
        return not_found_page(request, search=code.replace("-", " ")[:200])
    slugs = topic.items().values_list("slug", flat=True)
    return JsonResponse({"name": topic.name, "pages": [_page(topic), *map(_item, slugs)]})


@public
def print_page(request: HttpRequest, slug: str) -> HttpResponse:
    """An item on pages of A5 out of the browser: for machines that cannot set a PDF."""
    item = Item.objects.filter(live=True, slug=slug).first()
    if item is None:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    sheet = sheets.of(item)
    context = {
        "sheet": sheet,
        "publisher": sheet.agency or settings.SITE_AGENCY,
        "path": item.get_absolute_url(),
        "printed": True,
        "style": asset("renditions/pack.css"),
        "script": asset("portal/site.js"),
    }
    return render(request, "renditions/pack_item.html", context)


@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """/sw.js, of this release: it governs the whole site, so it is served at its root."""
    without = reverse("portal:without-network")
    page = render_to_string("portal/without_network.html", request=request)
    asked = _ASKED.findall(page)
    shell = dict.fromkeys([without, *asked, *(asset(f"portal/{name}") for name in _SHELL)])
    context: dict[str, Any] = {
        "release": revision(),
        "without": without,
        "shell": json.dumps(list(shell)),
        "count_to": reverse("portal:used-offline"),
        "readable": _READABLE,
        "counted": data("offline")["pages"]["prefixes"],
        "static": settings.STATIC_URL,
        "pictures": f"{settings.MEDIA_URL}images/",
        "staff": reverse("wagtailadmin_home"),
    }
    kind = "text/javascript; charset=utf-8"
    return render(request, "portal/sw.js", context, content_type=kind)


@public
def web_manifest(_request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site on its first page (W3C Web Application Manifest)."""
    icon = {"src": asset("portal/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    manifest = {
        "name": f"Luật Sống – {settings.SITE_AGENCY}",
        "short_name": "Luật Sống",
        "description": f"Pháp luật cho người dân {settings.SITE_PROVINCE}",
        "lang": "vi",
        "start_url": reverse("portal:home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf8f3",
        "theme_color": "#8f1d2c",
        "icons": [{**icon, "purpose": purpose} for purpose in ("any", "maskable")],
    }
    body = json.dumps(manifest, ensure_ascii=False)
    return HttpResponse(body, content_type="application/manifest+json")


def _packable(kind: str, code: str) -> Packable | None:
    """What a pack is made of at an address; None where there is nothing public."""
    if kind == BOOK:
        book = book_at(code)
        return BookPack(book) if book else None
    return taken.topic_of(kind, code)


def _item(slug: str) -> str:
    return reverse("portal:item", args=[slug])


def _page(topic: Topic) -> str:
    """The page of the site that lists a topic."""
    return reverse("portal:pack-page", args=[topic.kind, topic.code])


@public
def topic_page(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The items of one topic: a list that works without a network when it was kept."""
    topic = taken.topic_of(kind, code)
    if topic is None:
        return not_found_page(request, search=code.replace("-", " ")[:200])
    items = topic.items().defer("body", "plain", "search_text")
    films = topic.films()
    context = {
        "topic": topic,
        "items": items,
        "films": size_words(films) if films else "",
        "films_fit": films <= _MOST_OF_FILMS,
    }
    return render(request, "portal/offline_topic.html", context)
