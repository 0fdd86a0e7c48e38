"""Pictures and files of knowledge items."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document as Attached
from wagtail.models import ReferenceIndex

from luatsong.knowledge.models import Item
from luatsong.portal.ranged import ranged_file

_YEAR = "public, max-age=31536000, immutable"
_HOUR = "public, max-age=3600"


@require_safe
def picture(_request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture in one of the sizes pages ask for; the original is for staff alone."""
    media_type = _types()["pictures"].get(_ending(name))
    path = f"images/{name}"
    if media_type is None or "/" in name or not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path, "rb"), content_type=media_type)
    response["Cache-Control"] = _YEAR  # the name changes with the picture
    return _guarded(response)


@require_safe
def download(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file of a public item; staff may see those of items that are not public yet. 5 queries."""
    found = Attached.objects.filter(pk=pk).first()
    public = found is not None and _is_public(found)
    if found is None or not (public or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    own = PurePosixPath(found.file.name).name
    if name != own:
        return redirect("portal:download", pk, own)
    try:
        content = found.file.open("rb")
    except OSError as missing:
        raise Http404 from missing
    media_type = _types()["shown"].get(_ending(own))
    if media_type:
        response = ranged_file(request, content, found.file.size, media_type)
    else:
        response = FileResponse(content, as_attachment=True, filename=own)
    response["Cache-Control"] = _HOUR if public else "private, no-store"
    return _guarded(response)


def _is_public(document: Attached) -> bool:
    """Whether a live item holds the file. The index of references is kept up by a background task;
    what was published a moment ago is looked for in the bodies themselves."""
    held = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Item)
    )
    keys = [int(one.object_id) for one in held]
    if keys and Item.objects.filter(pk__in=keys, live=True).exists():
        return True
    bodies = Item.objects.filter(live=True).annotate(words=Cast("body", TextField()))
    named = Q(words__contains=f'"file": {document.pk}')
    named |= Q(words__contains=f'"subtitles": {document.pk}')
    exactly = re.compile(rf'"(?:file|subtitles)": {document.pk}\b')
    found = bodies.filter(named).values_list("words", flat=True)
    return any(exactly.search(words) for words in found)


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing that people put in may run here, whatever it is."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; media-src 'self'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")


@cache
def _types() -> Mapping[str, Mapping[str, str]]:
    source = files("luatsong.portal").joinpath("data/media.toml")
    return tomllib.loads(source.read_text("utf-8"))
