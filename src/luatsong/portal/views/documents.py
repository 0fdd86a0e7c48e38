"""Document pages and their machine-readable forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from luatsong.law import selectors
from luatsong.law.models import Document
from luatsong.portal import page
from luatsong.portal.caching import not_modified, public, stamp
from luatsong.portal.citation import cite_document
from luatsong.portal.contents import contents_html
from luatsong.portal.effect import exceptions
from luatsong.portal.exports import FORMS
from luatsong.portal.finding import by_guess
from luatsong.portal.views.errors import not_found_page

# A title longer than this is set smaller.
LONG_TITLE = 120


@public
def document_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A whole document."""
    try:
        document = selectors.document_by_slug(slug)
    except Document.DoesNotExist:
        return unknown_document(request, slug)
    if answer := not_modified(request, document, "html"):
        return answer
    base = document_address(document)
    components = selectors.components_of(document)
    rows = selectors.provisions_of(document)
    # Both are built by escaping everything that comes from the document (portal.render).
    text = mark_safe(page.document_html(document, base, components, rows))  # noqa: S308
    contents = mark_safe(contents_html(components, rows))  # noqa: S308
    context = {
        **shared(request, document),
        "text": text,
        "contents": contents,
        "citation": cite_document(document),
    }
    return stamp(render(request, "portal/document.html", context), document, "html")


@public
def document_form(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """A whole document as .json, .xml (Akoma Ntoso) or .txt."""
    try:
        document = selectors.document_by_slug(slug)
    except Document.DoesNotExist:
        return unknown_document(request, slug)
    if answer := not_modified(request, document, form):
        return answer
    content = FORMS[form].write(selectors.as_engine_document(document))
    return form_response(document, form, content, document_address(document))


def form_response(document: Document, form: str, content: bytes, address: str) -> HttpResponse:
    """Bytes of an export, with the page they are a form of."""
    response = HttpResponse(content, content_type=FORMS[form].media_type)
    response["Link"] = f'<{address}>; rel="canonical"'
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    return stamp(response, document, form)


def document_address(document: Document) -> str:
    """ "/van-ban/<slug>"."""
    return reverse("portal:document", args=[document.slug])


def shared(request: HttpRequest, document: Document) -> dict[str, object]:
    """What the pages of a document and of its provisions both show."""
    base = document_address(document)
    return {
        "document": document,
        "base": base,
        "address": request.path,
        "canonical": request.build_absolute_uri(request.path),
        "forms": [(request.path + "." + f.name, f) for f in FORMS.values()],
        "long_title": len(document.title) > LONG_TITLE,
        "exceptions": exceptions(document),
    }


def unknown_document(request: HttpRequest, guess: str) -> HttpResponse:
    """A guessed address: on to the one document it means, or a page that asks which."""
    found = by_guess(guess)
    if len(found) == 1:
        return redirect("portal:document", found[0].slug)
    if found:
        context = {"documents": found, "number": found[0].number}
        return render(request, "portal/which.html", context, status=300)
    return not_found_page(request, search=guess.replace("/", " ").replace("-", " "))


def trailing_slash(_request: HttpRequest, path: str) -> HttpResponseBase:
    """ "/van-ban/x/" is "/van-ban/x"."""
    return redirect(f"/van-ban/{path}", permanent=True)
