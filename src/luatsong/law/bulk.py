"""Insert many rows of one table fast.

`bulk_create` writes one long statement for hundreds of rows, which takes longer to build than to
run; a prepared statement run many times does not. For rows whose keys nobody needs afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

_CHUNK = 2000


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model as they are; no signals, no keys given back."""
    if not rows:
        return
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    converters = [_converter(field, connection) for field in fields]
    names = [field.attname for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or field.attname) for field in fields)
    blanks = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({blanks})"  # noqa: S608 - names of our own
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _CHUNK):
            cursor.executemany(
                sql,
                [
                    [
                        convert(getattr(row, name))
                        for convert, name in zip(converters, names, strict=True)
                    ]
                    for row in rows[start : start + _CHUNK]
                ],
            )


def _converter(
    field: models.Field[Any, Any], connection: BaseDatabaseWrapper
) -> Callable[[Any], Any]:
    ops = connection.ops
    if isinstance(field, models.JSONField):
        return lambda value: ops.adapt_json_value(value, field.encoder)
    if isinstance(field, models.DateTimeField):
        return ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return ops.adapt_datefield_value
    if isinstance(field, models.CharField):
        return str  # members of choices are no plain strings
    return lambda value: value
