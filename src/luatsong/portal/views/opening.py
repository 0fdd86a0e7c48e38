"""What the views of one document share: finding it, and answering "not modified"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from luatsong.law import selectors
from luatsong.law.models import Document
from luatsong.portal.caching import Freshness
from luatsong.portal.finding import by_guess
from luatsong.portal.standing import not_in_force
from luatsong.portal.views.errors import not_found_page


def of_document(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give a view the document its slug names; a slug of none is taken as a guess."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str, **rest: str) -> HttpResponseBase:
        try:
            document = selectors.document_by_slug(slug)
        except Document.DoesNotExist:
            guess = "/".join(filter(None, (slug, rest.get("address", ""))))
            return unknown_document(request, guess)
        return view(request, document, **rest)

    return opened


def answered(
    request: HttpRequest,
    document: Document,
    form: str,
    day: date,
    make: Callable[[], HttpResponse],
) -> HttpResponse:
    """What `make` gives for one form of a document on a day, made only where it may be new."""
    freshness = Freshness.of(document, form, day)
    if answer := freshness.not_modified(request):
        return answer
    response = make()
    return freshness.stamp(response) if response.status_code == 200 else response


def unknown_document(request: HttpRequest, guess: str) -> HttpResponse:
    """A guessed address: on to the one document it means, or a page that asks which."""
    found = by_guess(guess)
    if len(found) == 1:
        return redirect("portal:document", found[0].slug)
    if found:
        standings = not_in_force((document.slug for document in found), timezone.localdate())
        context = {"documents": found, "number": found[0].number, "standings": standings}
        return render(request, "portal/which.html", context, status=300)
    return not_found_page(request, search=guess.replace("/", " ").replace("-", " "))
