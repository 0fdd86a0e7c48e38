"""Kho dữ liệu số dùng chung: what it holds, its structure, and the way out for other stores."""

from __future__ import annotations

import hashlib
import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from luatsong.knowledge.exchange import schema
from luatsong.portal import charts, store_described, store_figures, store_records
from luatsong.portal.caching import public, revision
from luatsong.portal.rate import within_rate
from luatsong.portal.store_records import COLUMNS, Asked, AskedWronglyError
from luatsong.portal.views.errors import too_many
from luatsong.portal.views.figures import as_csv

# A store of ten thousand items is read whole within a minute.
_PAGES_A_MINUTE = 240


@public
def store(request: HttpRequest) -> HttpResponse:
    """What the store holds, and how to take it. At most 11 queries."""
    head = store_records.head()
    held = store_figures.holdings()
    years = [str(year) for year, _ in held.years]
    counts = tuple(float(count) for _, count in held.years)
    context = {
        "section": "store",
        "held": held,
        "head": head,
        "forms": store_described.FORMS,
        "page_size": store_records.PAGE_SIZE,
        "version": schema.VERSION,
        "years_picture": charts.bars(
            "Nội dung đưa vào kho theo năm", years, [charts.Series("Nội dung", counts)]
        ),
        "described": store_described.dataset(request, head.changed_at),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/repository/store.html", context)


@public
def structure(request: HttpRequest) -> HttpResponse:
    """The structure of an item as a table for people. No query."""
    context = {
        "section": "store",
        "schema": schema.schema(),
        "fields": schema.fields(),
        "version": schema.VERSION,
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/repository/structure.html", context)


@public
def schema_file(request: HttpRequest, version: str) -> HttpResponse:  # noqa: ARG001
    """The JSON Schema of one version."""
    if version != schema.VERSION:
        raise Http404
    return _open(HttpResponse(schema.source(), content_type="application/schema+json"))


@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """The entry for catalogues of data (DCAT)."""
    entry = store_described.dcat(request, store_records.head().changed_at)
    return _open(JsonResponse(entry, json_dumps_params={"ensure_ascii": False}))


@public
def records(request: HttpRequest, form: str) -> HttpResponse:
    """One page of records as JSON Lines or CSV: ?tu= behind a position, ?sau= since a moment."""
    if not within_rate(request, "store", _PAGES_A_MINUTE):
        return too_many(request)
    try:
        asked = Asked.read(request.GET)
    except AskedWronglyError as error:
        return HttpResponse(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
    head = store_records.head_for(asked)
    etag = _etag(request, form, asked, head.position)
    modified = int(head.changed_at.timestamp()) if head.changed_at else None
    known = get_conditional_response(request, etag=etag, last_modified=modified)
    if isinstance(known, HttpResponse):
        return known
    page = store_records.page_of(request, asked)
    if form == "jsonl":
        text = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in page.records)
        response = HttpResponse(text, content_type="application/x-ndjson; charset=utf-8")
    else:
        rows = [store_records.as_row(one) for one in page.records]
        response = HttpResponse(as_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="noi-dung.csv"'
    response["ETag"] = etag
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    if page.next is not None:
        address = request.build_absolute_uri(reverse("portal:store-records", args=[form]))
        response["Link"] = f'<{address}?tu={page.next}>; rel="next"'
    return _open(response)


def _etag(request: HttpRequest, form: str, asked: Asked, position: int) -> str:
    seen = (form, asked, position, request.get_host(), request.scheme, revision(), schema.VERSION)
    return quote_etag(hashlib.sha256(repr(seen).encode()).hexdigest()[:32])


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Link, ETag, Last-Modified"
    response["X-Robots-Tag"] = "noindex"
    return response
