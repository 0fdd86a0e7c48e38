"""Tải lên: handing in files, and watching what becomes of each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from luatsong.staff import selectors, services
from luatsong.staff.models import Upload, UploadedFile
from luatsong.staff.receiving import DocumentFileHandler
from luatsong.staff.views.page import needs, render_page, user_of

ICON = "upload"


@csrf_exempt  # only until the handler is in place: `_receive` checks the token
@needs("law.add_intake")
def upload(request: HttpRequest) -> HttpResponse:
    """The form (GET) and what it sends (POST); files go to disk as they come in."""
    if request.method == "POST":
        handler = DocumentFileHandler(request)
        request.upload_handlers = [handler]
        try:
            return _receive(request)
        except TooManyFilesSent:
            limit = settings.DATA_UPLOAD_MAX_NUMBER_FILES
            messages.error(
                request,
                f"Mỗi lượt chỉ gửi được {limit} tệp khi trình duyệt tắt JavaScript, nên lượt này "
                "chưa được nhận. Hãy chia thành nhiều lượt.",
            )
            return redirect("staff_upload")
    return render_page(
        request,
        "staff/upload.html",
        title="Tải văn bản lên",
        icon=ICON,
        max_bytes=settings.LUATSONG_MAX_FILE_BYTES,
        uploads=selectors.recent_uploads(),
    )


@require_GET
@needs("law.view_intake")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each file of one upload."""
    found = get_object_or_404(Upload.objects.select_related("uploaded_by"), pk=pk)
    return render_page(
        request,
        "staff/upload_progress.html",
        title=f"Lượt tải lên {found.pk}",
        icon=ICON,
        trail=[(reverse("staff_upload"), "Tải văn bản lên")],
        upload=found,
        **_progress(found),
    )


@require_GET
@needs("law.view_intake")
def progress_part(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the progress page that changes; fetched again until nothing is in work."""
    found = get_object_or_404(Upload, pk=pk)
    return render(request, "staff/upload_files.html", {"upload": found, **_progress(found)})


@require_POST
@needs("law.add_intake")
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a file again that failed or got stuck."""
    file = get_object_or_404(UploadedFile, pk=pk)
    try:
        services.retry_file(file=file)
    except services.WrongStateError as error:
        messages.error(request, str(error))
    return redirect("staff_upload_progress", file.upload_id)


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    handler = request.upload_handlers[0]
    received = request.FILES.getlist("files")
    if not isinstance(handler, DocumentFileHandler):  # pragma: no cover - set by `upload`
        raise TypeError("Files were received by another handler.")
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if not received and not handler.refused:
        return _nothing_sent(request, wants_json=wants_json)
    found = _upload_of(request)
    kept = [services.add_file(upload=found, received=file) for file in received]
    limit = settings.LUATSONG_MAX_FILE_BYTES
    for refused in handler.refused:
        services.note_refused(upload=found, refused=refused, limit=limit)
    address = reverse("staff_upload_progress", args=[found.pk])
    if wants_json:
        answer = {"upload": found.pk, "address": address, "kept": len(kept)}
        return JsonResponse({**answer, "refused": [file.name for file in handler.refused]})
    return redirect(address)


def _nothing_sent(request: HttpRequest, *, wants_json: bool) -> HttpResponse:
    message = "Chưa chọn tệp nào. Hãy chọn ít nhất một tệp rồi bấm “Tải lên”."
    if wants_json:
        return JsonResponse({"error": message}, status=400)
    messages.error(request, message)
    return redirect("staff_upload")


def _upload_of(request: HttpRequest) -> Upload:
    """The upload that a script adds another file to, or a new one; only one's own."""
    asked = request.POST.get("upload", "")
    if asked.isdecimal():
        mine = Upload.objects.filter(pk=int(asked), uploaded_by=user_of(request)).first()
        if mine:
            return mine
    return services.start_upload(user=user_of(request))


def _progress(found: Upload) -> dict[str, Any]:
    files = list(
        found.files.select_related("intake__document", "intake__source").defer(
            "intake__reading", "intake__document__metadata"
        )
    )
    finished = sum(not file.in_work for file in files)
    return {
        "files": files,
        "finished": finished,
        "in_work": finished < len(files),
        "stuck": any(file.stuck for file in files),
    }
