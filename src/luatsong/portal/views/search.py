"""Search by number, title and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from luatsong import search as engine
from luatsong.law import selectors
from luatsong.law.selectors import Counts, Facet
from luatsong.portal import narrowing
from luatsong.portal.caching import public
from luatsong.portal.citation import titled
from luatsong.portal.finding import by_number
from luatsong.portal.kinds import KindName, kind_name
from luatsong.portal.narrowing import Narrowing
from luatsong.portal.standing import not_in_force
from luatsong.search.backend import Card, FacetCount, Hit, Results, Segment
from vnlaw.addresses import slugify

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as the page shows it."""

    address: str
    card: Card
    kind: KindName
    heading: SafeString
    title: str  # of the document
    snippet: SafeString
    inside: bool  # a place in the document, not the document itself


@public
def search_page(request: HttpRequest) -> HttpResponse:
    """Results for ?q=; one document number goes straight to its document."""
    asked = Narrowing.read(request.GET)
    if not asked.q:
        context = {"section": "search", "asked": asked, **_canonical(request)}
        return render(request, "portal/search.html", context)
    same_number = by_number(asked.q) if not asked.hidden and asked.trang == 1 else []
    if len(same_number) == 1:
        return redirect("portal:document", same_number[0].slug)
    if same_number:
        context = {"documents": same_number, "number": same_number[0].number, "asked": asked}
        context["standings"] = not_in_force((d.slug for d in same_number), timezone.localdate())
        return render(request, "portal/which.html", context)
    counts = selectors.counts()
    results = engine.search(
        asked.q,
        kind=asked.kind,
        type_name=asked.type_name(counts) if asked.loai else "",
        issuer=_issuer(asked, counts),
        year=asked.year,
        page=asked.trang,
        size=PAGE_SIZE,
    )
    return render(request, "portal/search.html", _results(request, asked, results))


def _results(request: HttpRequest, asked: Narrowing, results: Results) -> dict[str, object]:
    path = request.path
    facets = {name: [_facet(name, f) for f in found] for name, found in results.facets.items()}
    beside = {name: found for name, found in facets.items() if name != "kind"}
    last = max(1, -(-results.total // PAGE_SIZE))
    return {
        "section": "search",
        "asked": asked,
        "results": results,
        "standings": not_in_force((h.card.slug for h in results.hits), timezone.localdate()),
        "hits": [_shown(hit) for hit in results.hits],
        "tabs": narrowing.tabs(asked, facets.get("kind", []), path),
        "groups": narrowing.groups(asked, beside, path),
        "chosen": narrowing.chosen(asked, facets, path, words=False),
        "pages": narrowing.pages(asked, results.page, last, path),
        **_canonical(request),
    }


def _canonical(request: HttpRequest) -> dict[str, str]:
    return {"canonical": request.build_absolute_uri(request.path)}


def _shown(hit: Hit) -> Shown:
    base = reverse("portal:document", args=[hit.card.slug])
    # The index calls the words outside all provisions "#".
    address = hit.address.strip("#")
    title = titled(hit.card.type_name, hit.card.title) or hit.card.name
    heading = _marked(hit.heading) if hit.heading else format_html("{}", title)
    return Shown(
        address=f"{base}/{address}" if address else base,
        card=hit.card,
        kind=kind_name(hit.card.kind),
        heading=format_html("{} {}", hit.label, heading if hit.heading else "")
        if hit.label
        else heading,
        title=title,
        snippet=_marked(hit.snippet),
        inside=bool(address),
    )


def _marked(segments: Sequence[Segment]) -> SafeString:
    """Text with the words that answer in <mark>; everything escaped."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", s.text) if s.is_match else s.text,) for s in segments),
    )


def _facet(name: str, found: FacetCount) -> Facet:
    """Issuers are names in the index and slugs in addresses."""
    value = slugify(found.value)[:255] if name == "issuer" else found.value
    return Facet(value, found.value, found.count)


def _issuer(asked: Narrowing, counts: Counts) -> str:
    names = (f.label for f in counts.by_issuer if f.value == asked.co_quan)
    return next(names, asked.co_quan)
