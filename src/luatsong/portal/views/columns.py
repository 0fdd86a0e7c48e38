"""The embeddable column: a frame, a script, the data, and the page that explains them."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from luatsong.knowledge.campaigns import public_campaigns
from luatsong.knowledge.models import Agency, Audience
from luatsong.knowledge.wordlists import areas
from luatsong.portal.caching import public
from luatsong.portal.columns import USUAL, Column


@xframe_options_exempt
# Anybody may show it: it holds links only, no form and nothing of the one who reads.
@csp_replace({"frame-ancestors": ["*"]})
@public
def column_frame(request: HttpRequest) -> HttpResponse:
    """The column as a small page, for an <iframe> without any script. 3 queries."""
    column = Column.read(request.GET)
    context = {
        "column": column,
        "title": column.title(),
        "items": [(item, column.address(item)) for item in column.items()],
    }
    return render(request, "portal/knowledge/column.html", context)


@public
def column_data(request: HttpRequest) -> HttpResponse:
    """The column as JSON, which pages of other sites may read. 3 queries."""
    column = Column.read(request.GET)
    data = {
        "tieu_de": column.title(),
        "tat_ca": request.build_absolute_uri(column.all),
        "nguon": request.build_absolute_uri("/"),
        "bai": [
            {
                "tieu_de": item.title,
                "loai": item.of_kind.name,
                "tom_tat": item.summary,
                "ngay": item.first_published_at.date().isoformat()
                if item.first_published_at
                else "",
                "dia_chi": request.build_absolute_uri(column.address(item)),
                "ngon_ngu": item.language,
            }
            for item in column.items()
        ],
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public
def column_script(request: HttpRequest) -> HttpResponse:
    """The script of the one line of HTML."""
    response = render(
        request,
        "portal/knowledge/column.js",
        {"data": request.build_absolute_uri(reverse("portal:column-data"))},
        content_type="text/javascript; charset=utf-8",
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@public
def column_page(request: HttpRequest) -> HttpResponse:
    """How to put the column into a site, with the line to copy and what it will look like."""
    column = Column.read(request.GET)
    context = {
        "column": column,
        "agencies": Agency.objects.order_by("name"),
        "audiences": Audience.objects.order_by("order"),
        "areas": areas(),
        "campaigns": public_campaigns(),
        "usual": USUAL,
        "script": request.build_absolute_uri(reverse("portal:column-script")),
        "frame": request.build_absolute_uri(reverse("portal:column-frame")),
        "feed": request.build_absolute_uri(reverse("portal:items-feed")),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/column_page.html", context)
