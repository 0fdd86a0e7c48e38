"""Files made of knowledge items: sound, leaflets, posters, cards."""

from __future__ import annotations

import io
import zipfile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from luatsong.knowledge.models import Item
from luatsong.portal.ranged import ranged_file
from luatsong.renditions import selectors
from luatsong.renditions.models import Form

# Not longer: a file of words that no longer hold must leave proxies soon.
_KEPT = "public, max-age=300"
# What players ask for in parts; the compressing middleware must leave these alone.
_PLAYED = ("audio/", "video/")


@require_safe
def rendition(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file of a public item, whole or in the part a player asks for. At most 4 queries.

    404 when the item has gone, or has other words now: nobody gets a leaflet of an old law.
    """
    found = selectors.current_file(pk)
    if found is None:
        raise Http404
    if name != found.file_name:
        return redirect("portal:rendition", pk, found.file_name)
    etag = quote_etag(found.sha256)
    if answer := get_conditional_response(request, etag=etag):
        return answer
    try:
        content = found.file.open("rb")
    except OSError as missing:
        raise Http404 from missing
    if found.media_type.startswith(_PLAYED):
        response = ranged_file(request, content, found.bytes, found.media_type)
        response["Content-Encoding"] = "identity"
    else:
        response = FileResponse(content, filename=found.file_name, content_type=found.media_type)
    response["Cache-Control"] = _KEPT
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def cards(_request: HttpRequest, slug: str) -> HttpResponse:
    """All picture cards of an item in one archive, with their descriptions. 4 queries."""
    item = Item.objects.filter(live=True, slug=slug).first()
    rows = selectors.of(item, Form.CARD) if item else []
    if not rows:
        raise Http404
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:  # pictures do not get smaller
        for row in rows:
            with row.file.open("rb") as file:
                archive.writestr(row.file_name, file.read())
        told = "\n\n".join(f"{row.file_name}\n{row.alt}" for row in rows)
        archive.writestr("mo-ta.txt", told.encode())
    response = HttpResponse(target.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="the-hinh-{slug}.zip"'
    response["Cache-Control"] = _KEPT
    return response
