"""The rapporteur's toolkit: slides of an item in the browser, slides of a topic as one file."""

from __future__ import annotations

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from luatsong.knowledge.models import Item
from luatsong.portal.caching import public
from luatsong.portal.rate import within_rate
from luatsong.portal.templatetags.portal import asset
from luatsong.portal.views.errors import not_found_page, too_many
from luatsong.renditions import blanks, deck_office, sheets
from luatsong.renditions import slides as showing
from luatsong.renditions import topics as taken
from luatsong.renditions.toolkit import quotes_of

_KEPT_SECONDS = 24 * 3600
_FILES_A_MINUTE = 10


@public
def slides(request: HttpRequest, slug: str) -> HttpResponse:
    """The slides of an item, to show from here; its law as it reads today. At most 12 queries."""
    item = Item.objects.filter(live=True, slug=slug).select_related("agency").first()
    if item is None or item.basis_state == Item.BasisState.AFFECTED:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    deck = showing.deck_for(sheets.of(item), quotes_of(item))
    html = showing.page(
        deck,
        style=asset("renditions/deck.css"),
        script=asset("renditions/deck.js"),
        back=item.get_absolute_url(),
    )
    return HttpResponse(html)


@require_safe
def topic_slides(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The slides of a topic as one .pptx, made when first asked for."""
    topic = taken.topic_of(kind, code)
    if topic is None:
        return not_found_page(request, search=code.replace("-", " ")[:200])
    if not within_rate(request, "topic-slides", _FILES_A_MINUTE):
        return too_many(request)
    key = f"topic-slides:{kind}:{code}:{topic.fingerprint(())}:{timezone.localdate()}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = deck_office.written(showing.deck_of_items(topic))
        cache.set(key, content, _KEPT_SECONDS)
    response = HttpResponse(content, content_type=deck_office.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="trang-chieu-{topic.code}.pptx"'
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def blank(_request: HttpRequest, name: str) -> HttpResponse:
    """A blank paper to fill in: slides or the outline of a lesson. No query."""
    found = blanks.blank(name)
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="mau-{found.name}"'
    response["Cache-Control"] = "public, max-age=3600"
    return response
