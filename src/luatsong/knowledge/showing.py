"""When campaigns and models that were tried are public: a second person has agreed.

What is public is changed only by people who may approve; new items may join at any time, for they
have been approved themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from luatsong.accounts.models import User
from luatsong.knowledge.addresses import slug_of
from luatsong.knowledge.models import Campaign, Item, Practice
from luatsong.knowledge.workflow import MAY_APPROVE, MAY_WRITE, RefusedError

Row = Campaign | Practice
# So long that the name of a campaign's column fits where counts are kept.
LONGEST_SLUG = 48


def may_edit(row: Row, user: User) -> bool:
    """Whether the person may change what the row says now."""
    return user.has_perm(MAY_APPROVE) if row.public else user.has_perm(MAY_WRITE)


@transaction.atomic
def save(row: Row, user: User, then: Callable[[], object] | None = None) -> None:
    """Save what a form filled in, and what belongs to it (`then`). RefusedError."""
    if not may_edit(row, user):
        raise RefusedError(
            "Trang này đang công bố nên chỉ người duyệt mới sửa được."
            if row.public
            else "Tài khoản của bạn không có quyền soạn nội dung."
        )
    if not row.slug:
        row.slug = _free_slug(row)
    row.edited_by = user
    row.save()
    if then is not None:
        then()


@transaction.atomic
def show(row: Row, user: User) -> None:
    """Make it public. RefusedError for who wrote it last or may not approve."""
    if not user.has_perm(MAY_APPROVE):
        raise RefusedError("Tài khoản của bạn không có quyền duyệt công bố.")
    if row.edited_by_id == user.pk:
        raise RefusedError(
            "Bạn là người sửa cuối cùng nên không tự duyệt được; hãy nhờ người khác."
        )
    row.public, row.published_by, row.published_at = True, user, timezone.now()
    row.save()


@transaction.atomic
def hide(row: Row, user: User) -> None:
    """Take it from the public site. RefusedError."""
    if not user.has_perm(MAY_APPROVE):
        raise RefusedError("Tài khoản của bạn không có quyền gỡ.")
    row.public = False
    row.save()


@transaction.atomic
def join(row: Row, item: Item, user: User) -> None:
    """Let a public item take part. RefusedError."""
    if not user.has_perm(MAY_WRITE) and not user.has_perm(MAY_APPROVE):
        raise RefusedError("Tài khoản của bạn không có quyền ghép nội dung.")
    if not item.live:
        raise RefusedError("Nội dung này chưa công bố nên chưa ghép vào được.")
    row.items.add(item)
    row.save(update_fields=["updated_at"])


@transaction.atomic
def part(row: Row, item: Item, user: User) -> None:
    """Take an item out again. RefusedError."""
    if not user.has_perm(MAY_WRITE) and not user.has_perm(MAY_APPROVE):
        raise RefusedError("Tài khoản của bạn không có quyền ghép nội dung.")
    row.items.remove(item)
    row.save(update_fields=["updated_at"])


def _free_slug(row: Row) -> str:
    wanted = slug_of(row.name)[:LONGEST_SLUG].strip("-")
    rows = type(row)._default_manager.exclude(pk=row.pk)
    taken = set(rows.filter(slug__startswith=wanted[:40]).values_list("slug", flat=True))
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted[: LONGEST_SLUG - 4]}-{number}"
    return found
