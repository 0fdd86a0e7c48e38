"""The structure of an item in exchange: one versioned JSON Schema, its table, and the check by it.

The check knows the words of JSON Schema that the file uses and no others (a test sees to that), so
that what is published and what is enforced cannot differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

VERSION = "1.0"
# Words that say something to people only.
TELLING = frozenset({"$schema", "$id", "title", "description"})
_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "chữ"),
    "integer": ((int,), "số nguyên"),
    "number": ((int, float), "số"),
    "boolean": ((bool,), "có hoặc không"),
    "array": ((list,), "danh sách"),
    "object": ((dict,), "nhóm trường"),
}
_FORMATS: dict[str, tuple[Callable[[str], object], str]] = {
    "uuid": (UUID, "mã UUID"),
    "date": (date.fromisoformat, "ngày dạng 2026-11-22"),
    "date-time": (datetime.fromisoformat, "thời điểm dạng 2026-11-22T08:00:00+07:00"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the table people read; `depth` counts the groups it stands in."""

    path: str
    title: str
    about: str
    kind: str
    required: bool
    depth: int


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema."""
    found: Mapping[str, Any] = json.loads(source())
    return found


@cache
def source() -> str:
    """The file as it is published."""
    name = f"item-{VERSION}.schema.json"
    return files("luatsong.knowledge").joinpath("data", name).read_text("utf-8")


def fields() -> list[Field]:
    """Every field in the order of the file, inner ones below their group."""
    always = {*schema()["required"], *schema()["then"]["required"]}
    return list(_fields(schema()["properties"], always, "", 0))


def problems(record: Any) -> list[str]:
    """What of a record is not as the structure says, in Vietnamese; [] for a good one."""
    return list(_wrong(record, schema(), ""))


def _fields(
    properties: Mapping[str, Any], required: set[str], above: str, depth: int
) -> Iterator[Field]:
    for name, rule in properties.items():
        inner = rule["items"] if rule["type"] == "array" else rule
        path = f"{above}{name}{'[]' if rule['type'] == 'array' else ''}"
        yield Field(
            path,
            rule["title"],
            rule.get("description", ""),
            _kind(rule),
            name in required,
            depth,
        )
        if "properties" in inner:
            needed = set(inner.get("required", ()))
            yield from _fields(inner["properties"], needed, f"{path}.", depth + 1)


def _kind(rule: Mapping[str, Any]) -> str:
    words = _FORMATS[rule["format"]][1] if rule.get("format") in _FORMATS else ""
    words = words or _TYPES[rule["type"]][1]
    if "maxLength" in rule:
        most = f"{rule['maxLength']:,}".replace(",", ".")
        words = f"{words}, đến {most} ký tự"
    return words


def _wrong(value: Any, rule: Mapping[str, Any], at: str) -> Iterator[str]:
    kind = rule.get("type")
    if kind is not None:
        types, words = _TYPES[kind]
        if not isinstance(value, types) or (isinstance(value, bool) and kind != "boolean"):
            yield f"{at or 'dòng'}: phải là {words}"
            return
    if "const" in rule and value != rule["const"]:
        yield f"{at}: phải là “{rule['const']}”"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{at}: phải là một trong {', '.join(rule['enum'])}"
    if isinstance(value, str):
        yield from _wrong_text(value, rule, at)
    elif isinstance(value, dict):
        yield from _wrong_group(value, rule, at)
    elif isinstance(value, list):
        if len(value) > rule.get("maxItems", len(value)):
            yield f"{at}: nhiều hơn {rule['maxItems']} mục"
            return
        for number, each in enumerate(value, start=1):
            yield from _wrong(each, rule.get("items", {}), f"{at}[{number}]")
    elif "minimum" in rule and value < rule["minimum"]:
        yield f"{at}: phải từ {rule['minimum']} trở lên"


def _wrong_text(value: str, rule: Mapping[str, Any], at: str) -> Iterator[str]:
    if len(value) > rule.get("maxLength", len(value)):
        yield f"{at}: dài quá {rule['maxLength']} ký tự"
    if len(value.strip()) < rule.get("minLength", 0):
        yield f"{at}: còn trống"
    if "pattern" in rule and not re.fullmatch(rule["pattern"], value):
        yield f"{at}: không đúng dạng"
    if rule.get("format") in _FORMATS:
        read, words = _FORMATS[rule["format"]]
        try:
            read(value)
        except ValueError:
            yield f"{at}: phải là {words}"
    elif rule.get("format") == "uri" and not value.startswith(("https://", "http://")):
        yield f"{at}: phải là địa chỉ http:// hoặc https://"


def _wrong_group(value: dict[str, Any], rule: Mapping[str, Any], at: str) -> Iterator[str]:
    before = f"{at}." if at else ""
    needed = list(rule.get("required", ()))
    if "if" in rule and not list(_wrong(value, rule["if"], at)):
        needed += rule["then"]["required"]
    for name in needed:
        if name not in value:
            yield f"{before}{name}: thiếu"
    for name, inner in rule.get("properties", {}).items():
        if name in value:
            yield from _wrong(value[name], inner, f"{before}{name}")
