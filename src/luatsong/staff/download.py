"""Handing out stored bytes that came from outside."""

from __future__ import annotations

from django.http import FileResponse

from luatsong.law.models import SourceFile


def attachment(source: SourceFile) -> FileResponse:
    """The file as a download that no browser runs or shows inside our pages.

    The bytes are not ours: always an attachment, an opaque type, and a policy that would keep a
    page in them from doing anything even if it were opened.
    """
    response = FileResponse(
        source.file.open("rb"),
        as_attachment=True,
        filename=source.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
