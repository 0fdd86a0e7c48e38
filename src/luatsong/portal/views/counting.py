"""Counts that browsers send: heard, printed, read without network. No cookie, no answer to read."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from luatsong.responses import counting, returning
from luatsong.responses.audience import is_reader
from luatsong.responses.describing import described
from luatsong.responses.models import Form
from luatsong.responses.settings import data
from luatsong.responses.traces import within_limits

# What only the browser knows; pages read and files fetched are counted here.
_TOLD = {Form.LISTENED.value: Form.LISTENED, Form.PRINTED.value: Form.PRINTED}


@csrf_exempt
@never_cache
@require_POST
def used(request: HttpRequest) -> HttpResponse:
    """A page was heard or printed: `trang` (path), `kieu` ("listened", "printed").

    204 whatever becomes of it: nobody reads the answer. Only pages that a room knows are counted.
    """
    form = _TOLD.get(request.POST.get("kieu", ""))
    address = request.POST.get("trang", "")
    if form and address and is_reader(request) and within_limits(request, "count"):
        found = described([address])[address]
        if found.title:
            counting.seen(address, form=form)
    return HttpResponse(status=204)


@csrf_exempt
@never_cache
@require_POST
def offline(request: HttpRequest) -> HttpResponse:
    """Counts of reading without network, sent once: `{"goi": "<code>", "luot": {"<path>": n}}`.

    200 with how many were taken, 409 when the same came before (a browser may forget them then,
    too), 400 with the reason when it cannot be read.
    """
    if not within_limits(request, "offline"):
        return JsonResponse({"loi": "Quá nhiều lần gửi; hãy gửi lại sau một giờ."}, status=429)
    most = int(data("offline")["limits"]["most_bytes"])
    try:
        size = int(request.headers.get("Content-Length") or 0)
        if size > most:
            raise returning.ReturnError(f"Dữ liệu lớn hơn {most} byte.")
        taken = returning.take(json.loads(request.body))
    except returning.KnownPackError as error:
        return JsonResponse({"loi": str(error)}, status=409)
    except returning.ReturnError as error:
        return JsonResponse({"loi": str(error)}, status=400)
    except (ValueError, RecursionError):
        return JsonResponse({"loi": "Dữ liệu gửi lên không phải JSON."}, status=400)
    return JsonResponse({"nhan": taken})
