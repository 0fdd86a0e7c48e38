"""Document pages and their machine-readable forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from luatsong.follows import reads
from luatsong.law.models import Document
from luatsong.portal import page
from luatsong.portal.caching import public
from luatsong.portal.citation import cite_document
from luatsong.portal.contents import contents_html
from luatsong.portal.days import ENTIRE, Day, day_of
from luatsong.portal.effect import exceptions
from luatsong.portal.exports import FORMS, export_whole
from luatsong.portal.living import Living, living_document
from luatsong.portal.moments import moments
from luatsong.portal.views.opening import answered, of_document

# A title longer than this is set smaller.
LONG_TITLE = 120


@public
@of_document
def document_page(request: HttpRequest, document: Document) -> HttpResponse:
    """A whole document."""
    reads.note(document.pk)
    day = day_of(request)
    entire = request.GET.get(ENTIRE) == "1"
    form = f"html{day.query_entire if entire else day.query}"
    response = answered(
        request, document, form, day.on, lambda: _page(request, document, day, entire=entire)
    )
    vars(response)["read_document"] = document.pk  # for readers whom a kept page answers
    return response


def _page(request: HttpRequest, document: Document, day: Day, *, entire: bool) -> HttpResponse:
    base = document_address(document)
    whole = living_document(document, day, entire=entire)
    # Both are built by escaping everything that comes from the document (portal.render).
    text = mark_safe(page.document_html(whole, base))  # noqa: S308
    contents = mark_safe(contents_html(whole.components, whole.rows, whole.overlay))  # noqa: S308
    context = {
        **shared(request, whole),
        "text": text,
        "contents": contents,
        "citation": cite_document(document),
        "noted": bool(whole.overlay.notes),
        "entire": "" if whole.open.is_whole else day.query_entire,
    }
    return render(request, "portal/document.html", context)


@public
@of_document
def document_form(request: HttpRequest, document: Document, form: str) -> HttpResponse:
    """A whole document as .json, .xml (Akoma Ntoso) or .txt."""
    day = day_of(request)

    def made() -> HttpResponse:
        content = export_whole(living_document(document, day), FORMS[form])
        return form_response(form, content, document_address(document))

    return answered(request, document, f"{form}{day.query}", day.on, made)


def form_response(form: str, content: bytes, address: str) -> HttpResponse:
    """Bytes of an export, with the page they are a form of."""
    response = HttpResponse(content, content_type=FORMS[form].media_type)
    response["Link"] = f'<{address}>; rel="canonical"'
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def document_address(document: Document) -> str:
    """ "/van-ban/<slug>"."""
    return reverse("portal:document", args=[document.slug])


def shared(request: HttpRequest, whole: Living) -> dict[str, object]:
    """What the pages of a document and of its provisions both show."""
    document = whole.document
    query = whole.day.query
    return {
        "document": document,
        "base": document_address(document),
        "address": request.path,
        "canonical": request.build_absolute_uri(request.path),
        "forms": [(f"{request.path}.{f.name}{query}", f) for f in FORMS.values()],
        "long_title": len(document.title) > LONG_TITLE,
        "exceptions": exceptions(document),
        "whole": whole,
        "query": query,
        "moments": moments(whole),
    }


def trailing_slash(_request: HttpRequest, path: str) -> HttpResponseBase:
    """ "/van-ban/x/" is "/van-ban/x"."""
    return redirect(f"/van-ban/{path}", permanent=True)
