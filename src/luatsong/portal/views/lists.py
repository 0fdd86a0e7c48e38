"""The home page and the lists of documents."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from luatsong.law import selectors
from luatsong.law.models import Document
from luatsong.law.selectors import ListFilters
from luatsong.portal import narrowing
from luatsong.portal.caching import public
from luatsong.portal.fragments import looked_up
from luatsong.portal.front import front
from luatsong.portal.kinds import kind_name
from luatsong.portal.narrowing import Choice, Narrowing
from luatsong.portal.standing import not_in_force
from vnlaw.addresses import slugify

PAGE_SIZE = 20
HOME_NEWEST = 5
HOME_COUNTS = 8


@public
def home(request: HttpRequest) -> HttpResponse:
    """The way to search, what may have happened, who asks, and what is new. 5 queries, warm."""
    newest = selectors.newest_documents(Document.Kind.NORMATIVE, HOME_NEWEST)
    context = {
        **looked_up("home", _holdings),
        "newest": newest,
        "standings": not_in_force((d.slug for d in newest), timezone.localdate()),
        "front": front(),
        "feed": reverse("portal:items-feed"),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/home.html", context)


def _holdings() -> dict[str, object]:
    """How much there is, and the ways into the lists."""
    counts = selectors.counts()
    lists = reverse("portal:list")
    everything = Narrowing()
    return {
        "counts": counts,
        "types": [
            Choice(f.label, f.count, everything.address(lists, loai=slugify(f.value)), False)
            for f in counts.by_type[:HOME_COUNTS]
        ],
        "issuers": [
            Choice(f.label, f.count, everything.address(lists, co_quan=f.value), False)
            for f in counts.by_issuer[:HOME_COUNTS]
        ],
        "kinds": [
            choice
            for choice in narrowing.tabs(everything, counts.by_kind, lists)
            if not choice.chosen
        ],
        "normative": everything.address(lists, nhom=kind_name(Document.Kind.NORMATIVE).slug),
    }


@public
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents, narrowed by what stands in the address."""
    asked = Narrowing.read(request.GET)
    filters = ListFilters(
        kind=asked.kind,
        type_name=asked.type_name(selectors.counts()) if asked.loai else "",
        issuer=asked.co_quan,
        year=asked.year,
        q=asked.q,
    )
    found = selectors.list_documents(filters, page=asked.trang, size=PAGE_SIZE)
    path = request.path
    facets = {name: values for name, values in found.facets.items() if name != "kind"}
    context = {
        "section": "list",
        "asked": asked,
        "found": found,
        "standings": not_in_force((d.slug for d in found.items), timezone.localdate()),
        "heading": kind_name(asked.kind).plural if asked.nhom else "Văn bản",
        "tabs": narrowing.tabs(asked, found.facets["kind"], path),
        "groups": narrowing.groups(asked, facets, path),
        "chosen": narrowing.chosen(asked, found.facets, path),
        "pages": narrowing.pages(asked, found.page, found.pages, path),
        "canonical": request.build_absolute_uri(asked.address(path, trang=found.page)),
        "search_instead": asked.address(reverse("portal:search")) if asked.q else "",
    }
    return render(request, "portal/list.html", context)
