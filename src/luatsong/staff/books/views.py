"""Tủ sách: the list of books, one book with its parts, and the steps to publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luatsong.accounts.models import User
from luatsong.bookshelf import selectors, services
from luatsong.bookshelf.models import Book, Part
from luatsong.bookshelf.packaging import cover_of
from luatsong.bookshelf.services import BookError
from luatsong.knowledge.selectors import live_items
from luatsong.staff.books.forms import BookForm, LawForm, ReturnForm, values_of
from luatsong.staff.history import history
from luatsong.staff.services import log_action
from luatsong.staff.views.page import needs, render_page, user_of

ICON = "folder-open-inverse"
TITLE = "Tủ sách"
MAY_MAKE = "bookshelf.change_book"
MAY_PUBLISH = "bookshelf.publish_book"
_FOUND = 15


def _either(request: HttpRequest) -> None:
    if not (request.user.has_perm(MAY_MAKE) or request.user.has_perm(MAY_PUBLISH)):
        raise PermissionDenied


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All books: those that wait first, then drafts, then what readers see."""
    _either(request)
    order = {state: place for place, state in enumerate(("waiting", "draft", "published"))}
    books = sorted(
        Book.objects.select_related("agency", "edited_by", "revision_of"),
        key=lambda book: (order.get(book.state, 9), -book.updated_at.timestamp()),
    )
    return render_page(
        request,
        "staff/books.html",
        title=TITLE,
        icon=ICON,
        books=books,
        may_make=request.user.has_perm(MAY_MAKE),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_MAKE)
def new(request: HttpRequest) -> HttpResponse:
    """A new book: what it says of itself; parts come after."""
    form = BookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        book = services.create(user_of(request), **form.cleaned_data)
        messages.success(request, "Đã lập sách. Bây giờ hãy chọn nội dung và luật đưa vào sách.")
        return redirect("staff_book", book.pk)
    return render_page(
        request,
        "staff/book_form.html",
        title="Lập sách mới",
        icon=ICON,
        trail=[(reverse("staff_books"), TITLE)],
        status=422 if request.method == "POST" else 200,
        form=form,
    )


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One book: cover, parts with buttons, a search for what may be added, and the next step."""
    _either(request)
    return _page(request, _book(pk))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_MAKE)
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a book says of itself."""
    book = _book(pk)
    form = BookForm(request.POST if request.method == "POST" else None, initial=values_of(book))
    if request.method == "POST" and form.is_valid():
        return _do(
            request,
            book,
            lambda user: services.describe(book, user, **form.cleaned_data),
            "Đã lưu.",
        )
    return render_page(
        request,
        "staff/book_form.html",
        title=f"Mô tả: {book.title}",
        icon=ICON,
        trail=[(reverse("staff_books"), TITLE), (reverse("staff_book", args=[pk]), book.title)],
        status=422 if request.method == "POST" else 200,
        form=form,
    )


@require_POST
@needs(MAY_MAKE)
def change_parts(request: HttpRequest, pk: int) -> HttpResponse:
    """Add, move, rename or remove a part, as the pressed button says."""
    book = _book(pk)
    action = request.POST.get("action", "")
    if action == "law":
        return _add_law(request, book)
    if action == "item":
        key = request.POST.get("item", "")
        item = get_object_or_404(live_items(), pk=int(key) if key.isdecimal() else 0)
        return _do(request, book, lambda user: services.add_item(book, user, item), "Đã thêm.")
    key = request.POST.get("part", "")
    part = get_object_or_404(book.parts.all(), pk=int(key) if key.isdecimal() else 0)
    part.book = book
    title = request.POST.get(f"title-{part.pk}", "")
    deeds: dict[str, tuple[Callable[[User], object], str]] = {
        "up": (lambda user: services.move(part, user, up=True), "Đã chuyển lên."),
        "down": (lambda user: services.move(part, user, up=False), "Đã chuyển xuống."),
        "remove": (lambda user: services.remove(part, user), f"Đã bỏ “{part.title}”."),
        "rename": (lambda user: services.rename(part, user, title), "Đã đổi tên phần."),
    }
    if action not in deeds:
        raise PermissionDenied
    return _do(request, book, *deeds[action], mark=part)


@require_POST
def take_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit, publish, send back, withdraw, restore or revise a book."""
    book = _book(pk)
    action = request.POST.get("action", "")
    if action not in _STEPS:
        raise PermissionDenied
    permission, log, said = _STEPS[action]
    if not request.user.has_perm(permission):
        raise PermissionDenied
    user = user_of(request)
    reason = request.POST.get("reason", "")
    try:
        after = _step(action, book, user, reason)
    except BookError as error:
        messages.error(request, str(error))
        return redirect("staff_book", book.pk)
    log_action(after, log, user, **({"reason": reason} if action == "return" else {}))
    messages.success(request, said)
    return redirect("staff_book", after.pk)


# What each button needs, what the log calls it, what is said after.
_STEPS = {
    "submit": (MAY_MAKE, "luatsong.book_submit", "Đã gửi duyệt."),
    "publish": (MAY_PUBLISH, "luatsong.book_publish", "Sách đã lên kệ."),
    "return": (MAY_PUBLISH, "luatsong.book_return", "Đã trả lại cho người soạn."),
    "withdraw": (MAY_PUBLISH, "luatsong.book_withdraw", "Đã gỡ sách khỏi kệ."),
    "restore": (MAY_MAKE, "luatsong.book_revise", "Sách trở lại thành bản soạn."),
    "revise": (MAY_MAKE, "luatsong.book_revise", "Đây là bản sửa; bạn đọc vẫn thấy bản cũ."),
}


def _step(action: str, book: Book, user: User, reason: str) -> Book:
    if action == "publish":
        return services.publish(book, user)
    if action == "revise":
        return services.revise(book, user)
    if action == "return":
        services.send_back(book, user, reason)
    elif action == "submit":
        services.submit(book, user)
    elif action == "withdraw":
        services.withdraw(book, user)
    else:
        services.restore(book, user)
    return book


def _add_law(request: HttpRequest, book: Book) -> HttpResponse:
    form = LawForm(request.POST)
    if form.is_valid():
        try:
            part = services.add_law(book, user_of(request), **form.cleaned_data)
        except BookError as error:
            form.add_error("typed", str(error))
        else:
            messages.success(request, f"Đã thêm “{part.title}”.")
            return redirect(f"{reverse('staff_book', args=[book.pk])}#phan-{part.pk}")
    return _page(request, book, law_form=form, status=422)


def _do(
    request: HttpRequest,
    book: Book,
    deed: Callable[[User], object],
    said: str,
    mark: Part | None = None,
) -> HttpResponse:
    try:
        deed(user_of(request))
    except BookError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    place = f"#phan-{mark.pk}" if mark and mark.pk else "#trong-sach"
    return redirect(f"{reverse('staff_book', args=[book.pk])}{place}")


def _page(
    request: HttpRequest, book: Book, *, law_form: LawForm | None = None, status: int = 200
) -> HttpResponse:
    words = request.GET.get("tim", "").strip()[:200]
    used = {part.item_id for part in book.parts.all()}
    found: list[Any] = []
    if words:
        found = [item for item in live_items(words=words)[: _FOUND * 2] if item.pk not in used]
    may_make = request.user.has_perm(MAY_MAKE)
    return render_page(
        request,
        "staff/book.html",
        title=book.title,
        icon=ICON,
        trail=[(reverse("staff_books"), TITLE)],
        status=status,
        book=book,
        cover=cover_of(book),
        chapters=selectors.chapters(book, timezone.localdate()),
        editable=book.editable and may_make,
        may_make=may_make,
        may_publish=request.user.has_perm(MAY_PUBLISH),
        own=book.editors.filter(pk=user_of(request).pk).exists(),
        law_form=law_form or LawForm(),
        return_form=ReturnForm(),
        words=words,
        found=found[:_FOUND],
        history=history(book),
    )


def _book(pk: int) -> Book:
    rows = Book.objects.select_related("agency", "revision_of")
    return get_object_or_404(selectors.with_parts(rows), pk=pk)
