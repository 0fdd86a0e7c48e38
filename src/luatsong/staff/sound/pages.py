"""Bản nghe: what can be heard of which item; recordings are uploaded, heard, put in place."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST
from wagtail.log_actions import log

from luatsong.knowledge.models import Item
from luatsong.knowledge.selectors import live_items
from luatsong.renditions import recordings, selectors, services
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.voices import sound_data
from luatsong.staff.receiving import LimitedFileHandler
from luatsong.staff.sound.forms import RecordingForm
from luatsong.staff.views.page import needs, page_of, render_page, user_of

ICON = "media"
TITLE = "Bản nghe"
MAY_SEE = "knowledge.view_item"
MAY_ADD = "renditions.add_voice"
MAY_REVIEW = "renditions.review_voice"
_A_PAGE = 30


@require_GET
@needs(MAY_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """Public items, newest first, with what can be heard of each; ?q= looks for words."""
    words = request.GET.get("q", "").strip()[:200]
    page = page_of(live_items(words=words), request, _A_PAGE)
    rows = Rendition.objects.filter(item__in=[item.pk for item in page], form=Form.SOUND)
    told = {item.pk: [row for row in rows if row.item_id == item.pk] for item in page}
    return render_page(
        request,
        "staff/sounds.html",
        title=TITLE,
        icon=ICON,
        page=page,
        words=words,
        lines=[(item, *_counts(told[item.pk])) for item in page],
        waiting=Rendition.objects.filter(
            form=Form.SOUND, made_by=Rendition.Maker.PERSON, state=Rendition.State.WAITING
        ).select_related("item"),
    )


@csrf_exempt  # only until the handler for large files is in place: `_receive` checks the token
@needs(MAY_SEE)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that can be heard of one item, and the form for a recording."""
    item = get_object_or_404(Item, pk=pk)
    if request.method == "POST":
        if not request.user.has_perm(MAY_ADD):
            raise PermissionDenied
        request.upload_handlers = [
            LimitedFileHandler(request, limit=sound_data()["uploads"]["bytes"])
        ]
        return _receive(request, item)
    return _page(request, item, RecordingForm(item, initial={"language": item.language}))


@require_POST
@needs(MAY_SEE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a recording in place, say that it still fits, or take it away with a reason."""
    row = get_object_or_404(
        Rendition.objects.select_related("item", "recording"),
        pk=pk,
        form=Form.SOUND,
        made_by=Rendition.Maker.PERSON,
    )
    act = request.POST.get("viec", "")
    needed = {"duyet": MAY_REVIEW, "con-hop": MAY_REVIEW, "rut": MAY_ADD}.get(act)
    if needed is None:
        raise Http404
    if not request.user.has_perm(needed):
        raise PermissionDenied
    try:
        _done(request, row, act)
    except recordings.BadSoundError as problem:
        messages.error(request, str(problem))
    return redirect("staff_sound", row.item_id)


@require_POST
@needs(MAY_ADD)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the machine read an item anew."""
    item = get_object_or_404(Item, pk=pk)
    if services.order(item, [Form.SOUND]):
        messages.success(request, "Đã xếp vào hàng chờ; thường xong trong một phút.")
    else:
        messages.error(request, "Bài chưa công bố, hoặc máy không đọc loại bài và ngôn ngữ này.")
    return redirect("staff_sound", item.pk)


@require_GET
@needs(MAY_SEE)
def file(_request: HttpRequest, pk: int) -> FileResponse:
    """A sound file for the ears of staff, also one that readers cannot hear yet."""
    row = get_object_or_404(Rendition, pk=pk, form=Form.SOUND)
    return _guarded(FileResponse(_opened(row.file), content_type=row.media_type))


@require_GET
@needs(MAY_REVIEW)
def paper(_request: HttpRequest, pk: int) -> FileResponse:
    """The copy of a reader's consent, always as a download."""
    row = get_object_or_404(Rendition, pk=pk, form=Form.SOUND)
    name = f"dong-y-{row.pk}{PurePosixPath(row.consent_file.name or '').suffix}"
    content = _opened(row.consent_file)
    return _guarded(
        FileResponse(
            content, as_attachment=True, filename=name, content_type="application/octet-stream"
        )
    )


def waiting_count() -> int:
    """Recordings that somebody should listen to."""
    return Rendition.objects.filter(
        form=Form.SOUND, made_by=Rendition.Maker.PERSON, state=Rendition.State.WAITING
    ).count()


@csrf_protect
def _receive(request: HttpRequest, item: Item) -> HttpResponse:
    form = RecordingForm(item, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, item, form, status=400)
    upload = form.cleaned_data["sound"]
    try:
        row = recordings.add(
            item,
            upload.file,
            upload.size,
            form.reader(),
            user_of(request),
            replaces=form.cleaned_data["replaces"],
        )
    except recordings.BadSoundError as problem:
        form.add_error(None, str(problem))
        return _page(request, item, form, status=400)
    log(instance=item, action="luatsong.voice_add", user=user_of(request), data={"ban": row.title})
    messages.success(
        request, "Đã nhận bản ghi. Một người khác nghe và duyệt thì bạn đọc nghe được."
    )
    return redirect("staff_sound", item.pk)


def _done(request: HttpRequest, row: Rendition, act: str) -> None:
    user = user_of(request)
    if act == "duyet":
        recordings.review(row, user)
        messages.success(request, "Bạn đọc đã nghe được bản ghi này.")
    elif act == "con-hop":
        recordings.renew(row, user)
        messages.success(request, "Đã ghi nhận bản ghi vẫn đúng với lời bài hiện nay.")
    else:
        reason = request.POST.get("ly-do", "").strip()[:500]
        if not reason:
            messages.error(request, "Hãy ghi lý do rút bản ghi, ví dụ: người đọc xin rút.")
            return
        recordings.withdraw(row, reason)
        messages.success(request, "Đã rút bản ghi khỏi trang công khai.")
    log(instance=row.item, action=_ACTIONS[act], user=user, data={"ban": row.title})


_ACTIONS = {
    "duyet": "luatsong.voice_review",
    "con-hop": "luatsong.voice_renew",
    "rut": "luatsong.voice_withdraw",
}


def _page(
    request: HttpRequest, item: Item, form: RecordingForm, *, status: int = 200
) -> HttpResponse:
    standing = next((one for one in selectors.standings(item) if one.form == Form.SOUND), None)
    current = {row.pk for row in standing.current} if standing else set()
    people = [(row, row.pk in current) for row in recordings.of(item)]
    shown = standing.current if standing else ()
    machine = [row for row in shown if row.made_by == Rendition.Maker.MACHINE]
    may = request.user.has_perm
    return render_page(
        request,
        "staff/sound.html",
        title=f"Bản nghe: {item.title}"[:120],
        icon=ICON,
        trail=[(reverse("staff_sounds"), TITLE)],
        status=status,
        item=item,
        form=form,
        people=people,
        machine=machine,
        standing=standing,
        may_add=may(MAY_ADD),
        may_review=may(MAY_REVIEW),
        most=sound_data()["uploads"]["bytes"] // 1_000_000,
    )


def _counts(rows: list[Rendition]) -> tuple[int, int, str]:
    """How many voices of the machine and of people an item has, and what went wrong."""
    made = [row for row in rows if row.state == Rendition.State.MADE]
    people = sum(row.made_by == Rendition.Maker.PERSON for row in made)
    problem = next((row.problem for row in rows if row.state == Rendition.State.FAILED), "")
    return len(made) - people, people, problem


def _opened(stored: FieldFile) -> File[Any]:
    try:
        return stored.open("rb")
    except (OSError, ValueError) as missing:
        raise Http404 from missing


def _guarded(response: FileResponse) -> FileResponse:
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; media-src 'self'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
