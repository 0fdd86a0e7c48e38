"""Search by number, title and words, for the law of any day, in all documents or inside one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from luatsong import search as engine
from luatsong.assistant.masking import mask
from luatsong.follows import reads, sought
from luatsong.law import selectors
from luatsong.law.models import Document
from luatsong.law.selectors import Counts, Facet
from luatsong.portal import item_search, narrowing, seeking
from luatsong.portal.caching import public
from luatsong.portal.citation import full_title, short_name
from luatsong.portal.completing import options
from luatsong.portal.finding import by_number
from luatsong.portal.found import shown
from luatsong.portal.kept import Kept
from luatsong.portal.seeking import Seeking
from luatsong.portal.standing import not_in_force
from luatsong.search.backend import FacetCount, Results
from vnlaw.addresses import slugify

PAGE_SIZE = 20
# Documents that the start page of the search offers, and days they are counted over.
_OFTEN = 8
_OFTEN_DAYS = 30
_ASSISTANT = "/hoi-dap/"
_FOUND: Kept[Results] = Kept()
_OFFERED: Kept[list[dict[str, str]]] = Kept()


@public
def search_page(request: HttpRequest) -> HttpResponse:
    """Results for ?q=; one document number goes straight to its document."""
    return _answer(request, Seeking.read(request.GET))


@csrf_exempt  # it changes nothing; public pages are kept by proxies and hold no token
@require_POST
def long_search_page(request: HttpRequest) -> HttpResponse:
    """The same page for a question too long for an address."""
    return _answer(request, Seeking.read(request.POST))


@public
def suggest(request: HttpRequest) -> HttpResponse:
    """What the search box offers while somebody types, as JSON: documents, words, places."""
    typed = Seeking.read(request.GET).q
    return JsonResponse({"options": _OFFERED.get(typed, lambda: options(typed))})


def _answer(request: HttpRequest, asked: Seeking) -> HttpResponse:
    within = _within(asked)
    if not asked.q:
        return render(request, "portal/search.html", _start(request, asked, within))
    same_number = by_number(asked.q) if not asked.hidden and asked.trang == 1 else []
    if len(same_number) == 1:
        return redirect("portal:document", same_number[0].slug)
    if same_number:
        context = {"documents": same_number, "number": same_number[0].number, "asked": asked}
        context["standings"] = not_in_force((d.slug for d in same_number), timezone.localdate())
        return render(request, "portal/which.html", context)
    counts = selectors.counts()
    results = _FOUND.get(asked, lambda: _searched(asked, counts, within))
    if asked.trang == 1 and results.ready:
        sought.note(mask(asked.q).text, results.total)
    return render(request, "portal/search.html", _results(request, asked, results, within))


def _searched(asked: Seeking, counts: Counts, within: Document | None) -> Results:
    return engine.search(
        asked.q,
        kind=asked.kind,
        type_name=asked.type_name(counts) if asked.loai else "",
        issuer=_issuer(asked, counts),
        year=asked.year,
        day=asked.day,
        state=asked.state,
        territory=asked.dia_ban,
        field=asked.linh_vuc,
        document_id=within.pk if within else None,
        page=asked.trang,
        size=PAGE_SIZE,
    )


def _within(asked: Seeking) -> Document | None:
    """The document to search in; an unknown one is no filter."""
    if not asked.trong:
        return None
    try:
        return selectors.document_by_slug(asked.trong)
    except Document.DoesNotExist:
        return None


def _start(request: HttpRequest, asked: Seeking, within: Document | None) -> dict[str, object]:
    """The page before anything is searched for: how to, and what others read."""
    ids = reads.most_read(timezone.localdate(), days=_OFTEN_DAYS, limit=_OFTEN)
    return {**_frame(request, asked, within), "often": selectors.documents_by_id(ids)}


def _results(
    request: HttpRequest, asked: Seeking, results: Results, within: Document | None
) -> dict[str, object]:
    path = reverse("portal:search")
    facets = {name: [_facet(name, f) for f in found] for name, found in results.facets.items()}
    beside = {name: found for name, found in facets.items() if name != "kind"}
    last = max(1, -(-results.total // PAGE_SIZE))
    day = asked.day or timezone.localdate()
    chips = narrowing.chosen(asked, facets, path, words=False)
    if within:
        label = f"Trong {short_name(within)}"
        chips.insert(0, narrowing.Choice(label, 0, asked.address(path, trong=""), True))
    states = seeking.states(asked, tuple(results.facets.get("state", ())), path)
    plain = asked.trang == 1 and not within and not asked.hidden
    return {
        **_frame(request, asked, within),
        "items": item_search.near(asked.q) if plain else [],
        "results": results,
        "standings": not_in_force((h.card.slug for h in results.hits), day),
        "hits": [shown(hit, asked.day) for hit in results.hits],
        "tabs": narrowing.tabs(asked, facets.get("kind", []), path),
        "groups": narrowing.groups(asked, beside, path),
        "chosen": chips,
        "states": states,
        "elsewhere": [state for state in states if state.count and not state.chosen],
        "pages": narrowing.pages(asked, results.page, last, path),
        "corrected": asked.address(path, q=results.correction) if results.correction else "",
        "everywhere": Seeking(q=asked.q, ngay=asked.ngay).address(path),
        "fewer": _fewer(asked, path) if not results.total else [],
        "follow": _follow(asked),
    }


def _frame(request: HttpRequest, asked: Seeking, within: Document | None) -> dict[str, object]:
    return {
        "section": "search",
        "asked": asked,
        "day": asked.day or timezone.localdate(),
        "within": within,
        "within_title": full_title(within) if within else "",
        "longest": seeking.LONGEST,
        "ask": _assistant(asked.q),
        "canonical": request.build_absolute_uri(request.path),
    }


def _assistant(question: str) -> str:
    """The assistant with the question ready; "" where this site has none."""
    try:
        resolve(_ASSISTANT)
    except Resolver404:
        return ""
    address = _ASSISTANT
    return f"{address}?{urlencode({'q': question})}" if question else address


def _follow(asked: Seeking) -> str:
    """Where to ask for news of this search; its words, filters and not its page or day."""
    return Seeking(
        q=asked.q,
        nhom=asked.nhom,
        loai=asked.loai,
        co_quan=asked.co_quan,
        linh_vuc=asked.linh_vuc,
        dia_ban=asked.dia_ban,
        trong=asked.trong,
    ).address(reverse("portal:follow"))


def _fewer(asked: Seeking, path: str) -> list[tuple[str, str]]:
    """Shorter questions to try when nothing was found: without the first or the last words."""
    words = asked.q.split()
    if len(words) < 3:
        return []
    half = (len(words) + 1) // 2
    shorter = dict.fromkeys((" ".join(words[:half]), " ".join(words[-half:])))
    return [(text, asked.address(path, q=text)) for text in shorter]


def _facet(name: str, found: FacetCount) -> Facet:
    """Issuers are names in the index and slugs in addresses."""
    value = slugify(found.value)[:255] if name == "issuer" else found.value
    return Facet(value, found.value, found.count)


def _issuer(asked: Seeking, counts: Counts) -> str:
    names = (f.label for f in counts.by_issuer if f.value == asked.co_quan)
    return next(names, asked.co_quan)
