"""Making, publishing and withdrawing books. Readers see only what a second person has approved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from luatsong.accounts.models import User
from luatsong.bookshelf.law_parts import LawPart, read_law, sibling
from luatsong.bookshelf.models import Book, Part
from luatsong.knowledge import basis
from luatsong.knowledge.addresses import slug_of
from luatsong.knowledge.models import Item
from luatsong.knowledge.recall_reading import laws_of
from luatsong.law.typed_places import address_text
from vnlaw.text import fold

# Names under a book's address that are pages of their own.
RESERVED = frozenset({"nghe", "ca-cuon", "phan"})
_REVISED = "-ban-sua"
_COPIED = ("title", "summary", "area", "language", "licence", "agency", "edition")


class BookError(Exception):
    """What was asked cannot be done; the message says why, in Vietnamese."""


@transaction.atomic
def create(user: User | None, *, title: str, **fields: Any) -> Book:
    """A new book, empty and unpublished."""
    many = {name: fields.pop(name) for name in ("audiences", "shelves") if name in fields}
    book = Book.objects.create(title=title, slug=_free_slug(title), edited_by=user, **fields)
    for name, rows in many.items():
        getattr(book, name).set(rows)
    _touched(book, user)
    return book


@transaction.atomic
def describe(book: Book, user: User, **fields: Any) -> None:
    """Change what a book says of itself. BookError where it may not be changed now."""
    _require_editable(book)
    for name, value in fields.items():
        if name in ("audiences", "shelves"):
            getattr(book, name).set(value)
        else:
            setattr(book, name, value)
    book.save()
    _touched(book, user)


@transaction.atomic
def add_item(book: Book, user: User | None, item: Item) -> Part:
    """Put a public item at the end. BookError where it is there already or not public."""
    _require_editable(book)
    if not item.live:
        raise BookError("Nội dung này chưa công bố nên chưa đưa vào sách được.")
    if book.parts.filter(item=item).exists():
        raise BookError("Nội dung này đã có trong sách.")
    part = _append(book, title=item.title, item=item)
    _touched(book, user)
    return part


@transaction.atomic
def add_law(book: Book, user: User | None, typed: str, until: str = "") -> Part:
    """Put a law, or provisions of it, at the end, as people name them ("Điều 5 Luật Đất đai").

    `until` names the last provision of a range ("Điều 9"). BookError says what is unclear.
    """
    _require_editable(book)
    today = timezone.localdate()
    found = basis.resolve(typed, today)
    if found.document is None or found.problem:
        others = ", ".join(f"“{typed_as}”" for typed_as, _ in found.candidates[:5])
        raise BookError(found.problem + (f" Có thể là: {others}." if others else ""))
    law = laws_of([found.document.pk])[found.document.pk]
    last = sibling(law, found.address, until, today) if until.strip() else ""
    if until.strip() and not last:
        raise BookError(f"Không thấy “{until.strip()}” sau {found.label}.")
    read = read_law(law, found.address, last, today)
    if read.gone:
        raise BookError("Đoạn này không có lời văn nào đang có hiệu lực để đưa vào sách.")
    name = _law_title(found.label, found.address, until.strip(), read)
    part = _append(
        book,
        title=name,
        document=found.document,
        address=found.address,
        until=last,
        as_of=today,
        words_hash=read.words_hash,
    )
    _touched(book, user)
    return part


@transaction.atomic
def rename(part: Part, user: User, title: str) -> None:
    """Give a part another name in the book."""
    _require_editable(part.book)
    if not title.strip():
        raise BookError("Tên phần không được để trống.")
    part.title = title.strip()[:300]
    part.save(update_fields=["title"])
    _touched(part.book, user)


@transaction.atomic
def move(part: Part, user: User, *, up: bool) -> None:
    """Move a part one place up or down; nothing at the end."""
    _require_editable(part.book)
    parts = list(part.book.parts.all())
    at = next(n for n, one in enumerate(parts) if one.pk == part.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(parts):
        parts[at], parts[to] = parts[to], parts[at]
        for order, one in enumerate(parts, start=1):
            one.order = order
        Part.objects.bulk_update(parts, ["order"])
        _touched(part.book, user)


@transaction.atomic
def remove(part: Part, user: User) -> None:
    """Take a part out of the book."""
    book = part.book
    _require_editable(book)
    part.refresh_from_db(fields=["order"])  # others may have moved it
    part.delete()
    book.parts.filter(order__gt=part.order).update(order=F("order") - 1)
    _touched(book, user)


def submit(book: Book, user: User) -> None:
    """Hand a book to whoever publishes. BookError where something is missing."""
    _require_editable(book)
    missing = [
        words
        for words, there in (
            ("phần nội dung", book.parts.exists()),
            ("giới thiệu", bool(book.summary.strip())),
            ("đối tượng", book.audiences.exists()),
        )
        if not there
    ]
    if missing:
        raise BookError(f"Sách còn thiếu: {', '.join(missing)}.")
    _change(book, Book.State.DRAFT, Book.State.WAITING)
    book.editors.add(user)


def send_back(book: Book, user: User, reason: str) -> None:
    """Return a waiting book to its makers."""
    if not reason.strip():
        raise BookError("Hãy ghi lý do trả lại để người soạn sửa.")
    _change(book, Book.State.WAITING, Book.State.DRAFT, returned=reason.strip(), edited_by=user)


@transaction.atomic
def publish(book: Book, user: User) -> Book:
    """Publish a waiting book; the published book, which a revised copy has become part of.

    BookError for whoever has had a hand in it (four eyes), also for administrators.
    """
    if book.editors.filter(pk=user.pk).exists():
        raise BookError("Người đã soạn hoặc gửi sách không được tự duyệt; hãy nhờ người khác.")
    now = timezone.now()
    _change(book, Book.State.WAITING, Book.State.PUBLISHED, published_by=user, published_at=now)
    if book.revision_of is None:
        return book
    return _replace(book.revision_of, book)


@transaction.atomic
def publish_loaded(book: Book) -> None:
    """Publish a book of the sample, without persons."""
    _change(book, Book.State.DRAFT, Book.State.PUBLISHED, published_at=timezone.now())


def withdraw(book: Book, user: User) -> None:
    """Take a published book from readers."""
    _change(book, Book.State.PUBLISHED, Book.State.WITHDRAWN, edited_by=user)


def restore(book: Book, user: User) -> None:
    """Make a withdrawn book a draft again."""
    _change(book, Book.State.WITHDRAWN, Book.State.DRAFT, edited_by=user)
    book.editors.add(user)


@transaction.atomic
def revise(book: Book, user: User) -> Book:
    """A copy of a published book to work on; readers keep the old one until it is published.

    The copy that is there already, where somebody has begun one.
    """
    if book.state != Book.State.PUBLISHED:
        raise BookError("Chỉ sách đang công bố mới cần bản sửa.")
    known = Book.objects.filter(revision_of=book).first()
    if known:
        return known
    copy = Book.objects.create(
        slug=f"{book.slug}{_REVISED}",
        revision_of=book,
        edited_by=user,
        **{name: getattr(book, name) for name in _COPIED},
    )
    copy.audiences.set(book.audiences.all())
    copy.shelves.set(book.shelves.all())
    _copy_parts(book, copy)
    _touched(copy, user)
    return copy


def _replace(old: Book, new: Book) -> Book:
    """Give a published book the fields and parts of its revised copy, and drop the copy."""
    for name in (*_COPIED, "published_by", "published_at", "edited_by"):
        setattr(old, name, getattr(new, name))
    old.state = Book.State.PUBLISHED
    old.save()
    old.audiences.set(new.audiences.all())
    old.shelves.set(new.shelves.all())
    old.editors.set(new.editors.all())
    old.parts.all().delete()
    _copy_parts(new, old)
    new.delete()
    _touched(old, None)
    return old


def _copy_parts(source: Book, target: Book) -> None:
    parts = list(source.parts.all())
    for part in parts:
        part.pk = None
        part.book = target
    Part.objects.bulk_create(parts)


def _law_title(label: str, address: str, until: str, read: LawPart) -> str:
    """ "Điều 2 đến Điều 4 Nghị quyết …"; a single article with what it is called."""
    own = address_text(address.rpartition("/")[2]) if address else ""
    name = label.replace(own, f"{own} đến {until}", 1) if until and own else label
    heading = read.provisions[0].heading if address and not until else ""
    name = f"{name}: {heading}" if heading else name
    return name[:1].upper() + name[1:]


def _append(book: Book, *, title: str, **fields: Any) -> Part:
    last = book.parts.aggregate(last=Max("order"))["last"] or 0
    taken = set(book.parts.values_list("slug", flat=True)) | RESERVED
    slug, number = slug_of(title), 1
    wanted = slug
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return Part.objects.create(
        book=book, order=last + 1, title=title[:300], slug=slug[:120], **fields
    )


def _touched(book: Book, user: User | None) -> None:
    """Remember who has had a hand in it, and what the search inside the shelf looks at."""
    words = [book.title, book.summary, book.area, *book.parts.values_list("title", flat=True)]
    book.search_text = fold(" ".join(words))
    if user is not None:
        book.edited_by = user
        book.editors.add(user)
    book.save(update_fields=["search_text", "edited_by", "updated_at"])


def _change(book: Book, before: Book.State, after: Book.State, **values: Any) -> None:
    # Conditional: of two people who press at once, one gets the message.
    values = {"state": after, "updated_at": timezone.now(), **values}
    if not Book.objects.filter(pk=book.pk, state=before).update(**values):
        raise BookError(f"Sách không còn ở trạng thái “{before.label}”; hãy tải lại trang.")
    book.refresh_from_db()


def _require_editable(book: Book) -> None:
    if not book.editable:
        raise BookError(f"Sách đang ở trạng thái “{book.get_state_display()}” nên không sửa được.")


def _free_slug(title: str) -> str:
    wanted = slug_of(title)
    taken = set(Book.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
