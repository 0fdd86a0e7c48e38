"""Small fictional documents for tests: values of the engine, and rows of the store.

make_document()                                   # a stored circular with two articles
make_document(number="05/2026/QĐ-UBND", type_name="Quyết định", issuer="UBND xã Suối Mây")
make_document(text="Điều 1. Tên\\n1. Khoản một\\na) Điểm a")
"""

from __future__ import annotations

from datetime import date
from typing import Any

from luatsong.law import services
from luatsong.law.models import Document, SourceFile
from vnlaw.document import Component, ComponentKind, Kind, Level, Metadata, Provision, Structure
from vnlaw.document import Document as Parsed
from vnlaw.numbers import parse_number
from vnlaw.structure import structure


def provision(
    level: Level, number: str, text: str = "", *children: Provision, heading: str = ""
) -> Provision:
    """A provision with the label it would be printed with."""
    labels = {
        Level.ARTICLE: f"Điều {number}.",
        Level.CHAPTER: f"Chương {number}",
        Level.CLAUSE: f"{number}.",
        Level.POINT: f"{number})",
    }
    label = labels.get(level, f"{level.value} {number}")
    return Provision(level, number, label, heading, (text,) if text else (), 0, tuple(children))


def two_articles() -> Structure:
    """Điều 1 with two clauses and the points a, đ; Điều 2 without clauses."""
    first = provision(
        Level.ARTICLE,
        "1",
        "",
        provision(Level.CLAUSE, "1", "Quy chế này quy định việc trồng cây bên suối."),
        provision(
            Level.CLAUSE,
            "2",
            "Người trồng cây có trách nhiệm:",
            provision(Level.POINT, "a", "Chọn giống cây bản địa;"),
            provision(Level.POINT, "đ", "Tưới nước mỗi tuần."),
        ),
        heading="Phạm vi điều chỉnh",
    )
    second = provision(
        Level.ARTICLE, "2", "Ủy ban nhân dân các xã thực hiện.", heading="Tổ chức thực hiện"
    )
    body = Component(ComponentKind.BODY, 0, "", "", (), (first, second), 0)
    return Structure(
        heading=("BỘ THỦY LÂM", "THÔNG TƯ"),
        preamble=("Căn cứ Luật Suối;",),
        components=(body,),
        closing=("BỘ TRƯỞNG", "Lê Thị Suối"),
        closing_line=None,
    )


def make_parsed(
    *,
    text: str | None = None,
    number: str = "12/2026/TT-BTL",
    type_name: str = "Thông tư",
    type_code: str = "TT",
    kind: Kind = Kind.NORMATIVE,
    issuer: str | tuple[str, ...] = "Bộ Thủy lâm",
    title: str = "Quy định về trồng cây bên suối",
    issue_date: date | None = date(2026, 3, 2),
    effective_date: date | None = date(2026, 5, 1),
    expiry_date: date | None = None,
    **more: Any,
) -> Parsed:
    """A document as the engine hands it over; `more` are further fields of `Metadata`."""
    fields: dict[str, Any] = {
        "language": "vi",
        "place": "Hà Nội",
        "legal_bases": ("Căn cứ Luật Suối;",),
        "signers": (),
        "recipients": (),
        "effective": (),
    }
    metadata = Metadata(
        kind=kind,
        type_code=type_code,
        type_name=type_name,
        number=parse_number(number) if number else None,
        issuers=(issuer,) if isinstance(issuer, str) else issuer,
        issue_date=issue_date,
        title=title,
        effective_date=effective_date,
        expiry_date=expiry_date,
        **{**fields, **more},
    )
    parts = two_articles() if text is None else structure(text.splitlines())
    return Parsed(metadata=metadata, structure=parts)


def make_source(data: bytes = b"Noi dung", name: str = "van-ban.txt") -> SourceFile:
    """A kept file, with its bytes on disk."""
    return services.keep_source(data=data, name=name)


def make_document(
    *,
    source: SourceFile | None = None,
    state: str = Document.State.PUBLISHED,
    origin: str = "",
    partial: bool = False,
    **parsed: Any,
) -> Document:
    """A stored document; the arguments of `make_parsed` say what it is.

    Each call needs another number, or another issuer for local numbers: the store holds a
    document once.
    """
    document = services.store(make_parsed(**parsed), source=source, origin=origin, partial=partial)
    if state != document.state:
        Document.objects.filter(pk=document.pk).update(state=state)
        document.refresh_from_db()
    return document
