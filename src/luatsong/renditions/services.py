"""Making renditions: ordered after publication, made in the background, remade on wish."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from luatsong.knowledge.models import Item
from luatsong.renditions.making import (
    CannotMakeError,
    Made,
    Registered,
    always,
    register,
    registered,
    wanted,
)
from luatsong.renditions.models import Form, Rendition

if TYPE_CHECKING:
    from django.db.models import QuerySet

logger = logging.getLogger(__name__)
__all__ = ["CannotMakeError", "Made", "always", "make", "order", "register", "withdraw"]

# Who cannot read waits for nothing else (priority of the worker's list, 0 is ordinary).
_FIRST = {Form.SOUND.value: 20}
_UNKNOWN = (
    "Chương trình gặp lỗi khi làm bản này; lỗi đã được ghi lại. Hãy bấm “Làm lại”; nếu vẫn không "
    "được, báo cho người quản trị."
)


def order(item: Item, forms: Iterable[str] | None = None) -> list[str]:
    """Put the forms of a live item on the worker's list; returns the forms ordered.

    What was made of other words stays until the new file is there, but is not current any more.
    """
    from luatsong.renditions.tasks import make_form

    if not item.live:
        return []
    chosen = [each for each in wanted(item) if forms is None or each.form in forms]
    for each in chosen:
        _mark(item, each.form, Rendition.State.WAITING)
        make_form.using(priority=_FIRST.get(each.form, 0)).enqueue(item.pk, each.form)
    return [each.form for each in chosen]


def make(item: Item, form: str) -> list[Rendition]:
    """Make one form of an item now. A failure is written down for staff, never raised."""
    each = registered(form)
    if each is None or not item.live:
        _orders(item, form).delete()
        return []
    try:
        made = list(each.maker(item))
    except CannotMakeError as problem:
        _mark(item, form, Rendition.State.FAILED, str(problem))
        return []
    except Exception:
        logger.exception("Form %s of item %s could not be made", form, item.pk)
        _mark(item, form, Rendition.State.FAILED, _UNKNOWN)
        return []
    return _keep(item, each, made)


def withdraw(rendition: Rendition, reason: str) -> None:
    """Take one file from readers and say why; the file itself is kept."""
    rendition.state = Rendition.State.WITHDRAWN
    rendition.problem = reason
    rendition.save(update_fields=["state", "problem"])


def _keep(item: Item, each: Registered, made: list[Made]) -> list[Rendition]:
    """Store new files, then drop the order and what the machine made of older words."""
    source = each.source(item)
    mine = Rendition.objects.filter(
        item=item, form=each.form, language=item.language, made_by=Rendition.Maker.MACHINE
    )
    old = {row.variant: row for row in mine}
    with transaction.atomic():
        kept = [_store(item, each.form, source, one, old.get(one.variant)) for one in made]
        gone = [row for variant, row in old.items() if variant not in {one.variant for one in made}]
        mine.filter(pk__in=[row.pk for row in gone]).delete()
    stay = {row.file.name for row in kept}
    _remove_files([name for name in _names(old.values()) if name not in stay])
    return kept


def _store(item: Item, form: str, source: str, one: Made, row: Rendition | None) -> Rendition:
    digest = hashlib.sha256(one.content).hexdigest()
    row = Rendition.objects.get(pk=row.pk) if row else Rendition(item=item, form=form)
    name = PurePosixPath(one.name)
    if row.sha256 != digest or not row.file:
        stored = f"{name.stem}.{digest[:10]}{name.suffix}"
        row.file.save(stored, ContentFile(one.content), save=False)
    row.variant, row.language, row.title, row.alt = one.variant, item.language, one.title, one.alt
    row.media_type, row.bytes, row.seconds = one.media_type, len(one.content), one.seconds
    row.sha256, row.source_hash = digest, source
    row.state, row.problem, row.created_at = Rendition.State.MADE, "", timezone.now()
    row.save()
    return row


def _mark(item: Item, form: str, state: str, problem: str = "") -> None:
    Rendition.objects.update_or_create(
        item=item,
        form=form,
        variant="",
        language=item.language,
        made_by=Rendition.Maker.MACHINE,
        defaults={"state": state, "problem": problem, "created_at": timezone.now()},
    )


def _orders(item: Item, form: str) -> QuerySet[Rendition]:
    return Rendition.objects.filter(
        item=item, form=form, variant="", made_by=Rendition.Maker.MACHINE
    )


def _names(rows: Iterable[Rendition]) -> list[str]:
    return [row.file.name for row in rows if row.file and row.file.name]


def _remove_files(names: list[str]) -> None:
    storage = Rendition._meta.get_field("file").storage
    for name in names:
        storage.delete(name)
