"""Frozen values of the engine to and from JSON, by their type hints: nothing is lost on the way."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: object) -> Any:
    """A frozen engine value as what `json.dumps` takes; fields at their default are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_json(found)
            for field in dataclasses.fields(value)
            if (found := getattr(value, field.name)) != field.default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return value


def from_json(kind: type[T], data: Mapping[str, Any]) -> T:
    """The value of `kind` that `to_json` wrote. Fields `kind` no longer has are passed over.

    Raises `TypeError` or `ValueError` for data that is of no such value.
    """
    return cast("T", _read(kind, data))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        return _read(next(arg for arg in get_args(kind) if arg is not types.NoneType), data)
    if origin is tuple:
        inner = get_args(kind)[0]
        return tuple(_read(inner, item) for item in data)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], data[name]) for name in hints if name in data})
    if kind is date:
        return date.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return data
