"""Source files of published documents, as they came in."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from luatsong.law.models import Document, SourceFile


@require_safe
def source_file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """The bytes of a source, never shown inside the site: they may carry scripts.

    Only sources of published documents; what lies in quarantine is for staff alone.
    """
    source = (
        SourceFile.objects.filter(sha256=sha256, documents__state=Document.State.PUBLISHED)
        .order_by("pk")
        .first()
    )
    if source is None:
        raise Http404
    if name != source.name:
        return redirect("portal:file", source.sha256, source.name, permanent=True)
    etag = quote_etag(source.sha256)
    if answer := get_conditional_response(request, etag=etag):
        return answer
    try:
        content = source.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        content,
        as_attachment=True,
        filename=source.name,
        content_type=source.media_type or "application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=86400, immutable"
    response["ETag"] = etag
    return response
