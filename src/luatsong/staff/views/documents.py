"""Văn bản: the list, one document, and taking it off the public site or putting it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from luatsong.law.models import Document
from luatsong.law.services import NotSuitability
from luatsong.staff import selectors, services
from luatsong.staff.download import attachment
from luatsong.staff.forms import DocumentFilter, ReasonForm, UnsuitedForm
from luatsong.staff.history import history
from luatsong.staff.views.page import needs, page_of, render_page, user_of

ICON = "doc-full-inverse"


@require_GET
@needs("law.view_document")
def index(request: HttpRequest) -> HttpResponse:
    """All documents, filtered by what the address says."""
    form = DocumentFilter(request.GET)
    form.is_valid()
    sort = request.GET.get("sap-xep", "")
    found = selectors.documents(form.cleaned_data, sort)
    return render_page(
        request,
        "staff/documents.html",
        title="Văn bản",
        icon=ICON,
        form=form,
        filtered=any(form.cleaned_data.values()),
        page=page_of(found, request, selectors.PAGE_SIZE),
        sort=sort if sort in selectors.SORTS else next(iter(selectors.SORTS)),
        sorts=[(key, label) for key, (label, _) in selectors.SORTS.items()],
    )


@require_GET
@needs("law.view_document")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the store knows of one document."""
    document = get_object_or_404(Document.objects.select_related("source"), pk=pk)
    return render_page(
        request,
        "staff/document.html",
        title=str(document),
        icon=ICON,
        trail=[(reverse("staff_documents"), "Văn bản")],
        document=document,
        tree=selectors.tree(document),
        findings=document.metadata.get("findings", []),
        history=history(document),
        public_url=f"/van-ban/{document.slug}",
        is_published=document.state == Document.State.PUBLISHED,
        is_withdrawn=document.state == Document.State.WITHDRAWN,
    )


@needs("law.change_document")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take the document off the public site."""
    return _move(request, pk, withdrawing=True)


@needs("law.change_document")
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then put the document back on the public site."""
    return _move(request, pk, withdrawing=False)


@needs("law.change_document")
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a document is no longer suited (không còn phù hợp), or that it is again."""
    document = get_object_or_404(Document, pk=pk)
    unsuited = document.unsuited_from is None
    here = reverse("staff_document", args=[pk])
    form = UnsuitedForm(request.POST or None, back=not unsuited)
    if request.method == "POST" and form.is_valid():
        try:
            services.judge(
                document=document,
                said=form.cleaned_data,
                unsuited=unsuited,
                user=user_of(request),
            )
        except NotSuitability as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            done = "Đã ghi nhận văn bản không còn phù hợp."
            messages.success(request, done if unsuited else "Đã bỏ ghi nhận không còn phù hợp.")
            return redirect(here)
    return render_page(
        request,
        "staff/document_judge.html",
        title="Không còn phù hợp" if unsuited else "Phù hợp trở lại",
        icon=ICON,
        trail=[(reverse("staff_documents"), "Văn bản"), (here, str(document))],
        status=422 if form.errors else 200,
        document=document,
        form=form,
        unsuited=unsuited,
        back=here,
    )


@require_GET
@needs("law.view_document")
def source(_request: HttpRequest, pk: int) -> FileResponse:
    """The file the document came from, as a download."""
    document = get_object_or_404(Document.objects.select_related("source"), pk=pk)
    if document.source is None:
        raise Http404("Văn bản này không có tệp gốc.")
    return attachment(document.source)


def _move(request: HttpRequest, pk: int, *, withdrawing: bool) -> HttpResponse:
    document = get_object_or_404(Document, pk=pk)
    here = reverse("staff_document", args=[pk])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = services.withdraw if withdrawing else services.restore
        try:
            change(document=document, reason=form.cleaned_data["reason"], user=user_of(request))
        except services.WrongStateError as error:
            messages.error(request, str(error))
        else:
            done = "Đã gỡ văn bản khỏi trang công khai." if withdrawing else "Đã công bố lại."
            messages.success(request, done)
        return redirect(here)
    return render_page(
        request,
        "staff/document_move.html",
        title="Gỡ khỏi trang công khai" if withdrawing else "Công bố lại",
        icon=ICON,
        trail=[(reverse("staff_documents"), "Văn bản"), (here, str(document))],
        document=document,
        form=form,
        withdrawing=withdrawing,
        back=here,
    )
