"""What a person changes on the desk: checked when it is entered, applied to every reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from luatsong.law.reasons import may_be_accepted
from vnlaw.document import Document, Finding, Kind
from vnlaw.lexicon import document_types
from vnlaw.numbers import parse_number
from vnlaw.text import clean, fold

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


class InvalidCorrection(ValueError):  # noqa: N818 - named for what it says of the entry
    """A corrected field cannot be used; `message` (Vietnamese) says what to enter."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message


def apply(document: Document, corrections: Mapping[str, str]) -> Document:
    """The document with the corrected fields in place of what was recognised."""
    changes: dict[str, Any] = {}
    for name, value in corrections.items():
        if name != "accept":
            changes.update(_FIELDS[name](value))
    return replace(document, metadata=replace(document.metadata, **changes))


def merged(before: Mapping[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    """Earlier corrections with the new ones; an empty value takes a correction back.

    Raises `InvalidCorrection` for a field that does not exist or a value that cannot be read.
    """
    result = dict(before)
    for name, raw in changes.items():
        value = clean(raw).strip()
        if name != "accept" and name not in _FIELDS:
            raise InvalidCorrection(name, f"Không có mục “{name}” để sửa.")
        if not value:
            result.pop(name, None)
            continue
        if name != "accept":
            _FIELDS[name](value)
        result[name] = value
    return result


def stands(finding: Finding, corrections: Mapping[str, str]) -> bool:
    """Whether a reason still holds a source back after what a person vouched for."""
    return not (corrections.get("accept") and may_be_accepted(finding.code))


def _number(value: str) -> dict[str, Any]:
    number = parse_number(value)
    if number is None:
        raise InvalidCorrection("number", "Số, ký hiệu không hợp lệ. Ví dụ: 26/2025/TT-BTP.")
    return {"number": number}


def _type(value: str) -> dict[str, Any]:
    wanted = fold(value)
    for known in document_types():
        if wanted in map(fold, known.printed_names):
            return {"type_code": known.code, "type_name": known.name}
    raise InvalidCorrection("type_name", "Không có loại văn bản này. Hãy chọn trong danh sách.")


def _kind(value: str) -> dict[str, Any]:
    try:
        return {"kind": Kind(value)}
    except ValueError:
        raise InvalidCorrection("kind", "Không có nhóm văn bản này.") from None


def _issuers(value: str) -> dict[str, Any]:
    names = tuple(name for part in value.split(";") if (name := part.strip()))
    if not names or len(value) > 1000:
        raise InvalidCorrection("issuer", "Hãy nhập tên cơ quan, nhiều cơ quan cách nhau bằng “;”.")
    return {"issuers": names}


def _title(value: str) -> dict[str, Any]:
    return {"title": " ".join(value.split())}


def _day(name: str) -> Callable[[str], dict[str, Any]]:
    def read(value: str) -> dict[str, Any]:
        try:
            if match := _DAY_FIRST.match(value):
                day, month, year = map(int, match.groups())
                return {name: date(year, month, day)}
            return {name: date.fromisoformat(value)}
        except ValueError:
            raise InvalidCorrection(name, "Hãy nhập ngày theo dạng 31/12/2025.") from None

    return read


_FIELDS: dict[str, Callable[[str], dict[str, Any]]] = {
    "number": _number,
    "type_name": _type,
    "issuer": _issuers,
    "issue_date": _day("issue_date"),
    "effective_date": _day("effective_date"),
    "expiry_date": _day("expiry_date"),
    "title": _title,
    "kind": _kind,
}
FIELDS = (*_FIELDS, "accept")
