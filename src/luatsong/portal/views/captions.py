"""What is said when, for players: of sound by the machine, of films with a timed transcript."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from luatsong.knowledge.models import Item
from luatsong.portal.caching import public
from luatsong.renditions import selectors
from luatsong.renditions.captions import timed, vtt
from luatsong.renditions.models import SpokenText
from luatsong.renditions.sound import captions


@public
def of_rendition(_request: HttpRequest, pk: int) -> HttpResponse:
    """Captions of a sound file of a public item. 5 queries."""
    row = selectors.current_file(pk)
    return _answer(captions(row.sha256) if row else "")


@public
def of_text(_request: HttpRequest, pk: int) -> HttpResponse:
    """Captions of a provision that was read aloud. 2 queries."""
    row = SpokenText.objects.filter(pk=pk, state=SpokenText.State.MADE).first()
    return _answer(captions(row.sha256) if row else "")


@public
def of_video(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Captions of a film out of its transcript, whose lines begin with times. 1 query."""
    item = Item.objects.filter(live=True, slug=slug).first()
    films = [one for one in item.body if one.block_type == "video"] if item else []
    if not 0 < number <= len(films):
        raise Http404
    cues = timed(films[number - 1].value.get("transcript") or "")
    return _answer(vtt(cues) if cues else "")


def _answer(content: str) -> HttpResponse:
    if not content:
        raise Http404
    response = HttpResponse(content, content_type="text/vtt; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return response
