"""Registers that staff keep: shelves and the applications in use. Rows are retired, never lost."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from luatsong.bookshelf.models import Application, Shelf
from luatsong.knowledge.models import Audience
from vnlaw.addresses import slugify

Row = Shelf | Application
_LONGEST_CODE = 60


def load() -> int:
    """Add the first rows of the data files that the store lacks, by code; how many were added.

    A row that was retired or changed since stays as staff left it.
    """
    return load_shelves() + load_applications()


@transaction.atomic
def load_shelves() -> int:
    """Add the shelves of the data file that the store lacks; how many were added."""
    known = set(Shelf.objects.values_list("code", flat=True))
    audiences = {row.code: row for row in Audience.objects.all()}
    rows = [
        {**row, "audience": audiences.get(row.get("audience", "")), "order": order}
        for order, row in enumerate(_rows("shelves.toml", "shelf"), start=1)
        if row["code"] not in known
    ]
    for row in rows:
        Shelf.objects.create(**row)
    return len(rows)


@transaction.atomic
def load_applications() -> int:
    """Add the applications of the data file that the store lacks; how many were added."""
    known = set(Application.objects.values_list("code", flat=True))
    rows = [
        {**row, "order": order}
        for order, row in enumerate(_rows("applications.toml", "application"), start=1)
        if row["code"] not in known
    ]
    for row in rows:
        Application.objects.create(**row)
    return len(rows)


def applications() -> QuerySet[Application]:
    """What readers see of the register, in its order."""
    return Application.objects.filter(retired_on__isnull=True)


def add(row: Row) -> Row:
    """Store a new row at the end of its register, with a code of its own."""
    rows: QuerySet[Any] = type(row)._default_manager.all()
    row.code = _free(rows, "code", slugify(row.name) or "muc")
    if isinstance(row, Shelf):
        row.slug = _free(rows, "slug", slugify(row.name) or "ke")
    row.order = row.order or (rows.aggregate(last=models.Max("order"))["last"] or 0) + 1
    row.save()
    return row


def retire(row: Row) -> None:
    """Take a row from readers; what is said of it stays."""
    row.retired_on = timezone.localdate()
    row.save()


def restore(row: Row) -> None:
    """Show a retired row again."""
    row.retired_on = None
    row.save()


def _free(rows: QuerySet[Any], field: str, wanted: str) -> str:
    wanted = wanted[: _LONGEST_CODE - 4].strip("-")
    taken = set(rows.filter(**{f"{field}__startswith": wanted}).values_list(field, flat=True))
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    text = files("luatsong.bookshelf").joinpath("data", name).read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[key]
    return rows
