"""Citations of documents and provisions in the form of Nghị định 78/2025/NĐ-CP Điều 68."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from luatsong.law.models import Component, Document
from luatsong.law.selectors import ComponentRow
from luatsong.portal.casing import readable

_NUMERAL = re.compile(r"^(?:[IVXLC]+|\d+[A-Z]*|[A-Z])[.:]?$")


class Numbered(Protocol):
    """A provision as far as a citation needs it."""

    @property
    def level(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def label(self) -> str: ...


@cache
def _rules() -> dict[str, Any]:
    data = files("luatsong.portal").joinpath("data/citation.toml").read_text("utf-8")
    return tomllib.loads(data)


def long_date(day: date) -> str:
    """A date as documents write it: "ngày 05 tháng 02 năm 2026", "ngày 15 tháng 3 năm 2026".

    Days below 10 and months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def cite_document(document: Document) -> str:
    """ "Luật Đất đai số 31/2024/QH15"; "Nghị định số … ngày … của Chính phủ quy định …".

    What the store does not know is left out, so the citation never claims anything.
    """
    kind = document.type_name
    if is_named(document):
        return _joined(full_title(document), document.number and f"số {document.number}")
    if not (kind or document.number):
        return full_title(document)
    return _joined(
        kind,
        document.number and f"số {document.number}",
        document.issue_date and long_date(document.issue_date),
        document.issuer_text and f"của {document.issuer_text}",
        _subject(document),
    )


def _subject(document: Document) -> str:
    """The title as the end of a citation."""
    if document.type_name in _rules()["consolidating"]:
        return f"hợp nhất {full_title(document)}" if document.title else ""
    return _running(readable(document.title, document.issuer_text))


def is_named(document: Document) -> bool:
    """Whether people call the document by its name: a law, a code, an ordinance."""
    return document.type_name in _rules()["cited_by_name"]


def full_title(document: Document) -> str:
    """What stands as the heading of a document: "Luật Đất đai", "Quy định chi tiết …"."""
    title = readable(document.title, document.issuer_text)
    return titled(document.type_name, title) or str(document)


def titled(type_name: str, title: str) -> str:
    """The heading made of a type and a title; "" when there is no title."""
    title = readable(title)
    named = type_name in _rules()["cited_by_name"]
    if title and named and not title.lower().startswith(type_name.lower()):
        running = type_name in _rules()["named_as_of"]
        return f"{type_name} {_running(title) if running else title}"
    if type_name in _rules()["consolidating"]:
        title = _base_named(title)
    return title[:1].upper() + title[1:]


def _base_named(title: str) -> str:
    """The name of a law in the title of its consolidated text: "Luật Bảo hiểm y tế"."""
    for kind in _rules()["cited_by_name"]:
        if title.lower().startswith(f"{kind} ".lower()):
            name = title[len(kind) + 1 :]
            return f"{kind} {name[:1].upper()}{name[1:]}"
    return title


def short_name(document: Document) -> str:
    """What stands for a document where space is short: type and number, else its heading."""
    return str(document) if document.type_name or document.number else full_title(document)


def cite_provision(document: Document, component: ComponentRow, chain: Sequence[Numbered]) -> str:
    """ "điểm a khoản 2 Điều 5 Luật …"; `chain` runs from the outermost provision in.

    Above an article nothing is named, because articles are numbered through the document.
    """
    within = f"{_component(component)} {cite_document(document)}".strip()
    return _joined(provision_words(chain), within)


def provision_words(chain: Sequence[Numbered]) -> str:
    """ "điểm a khoản 2 Điều 5", "Mục 1 Chương II"; `chain` runs from the outermost in."""
    numbers = [p.level for p in chain]
    if "article" in numbers:
        chain = chain[numbers.index("article") :]
    return " ".join(_step(p) for p in reversed(chain))


def level_word(level: str) -> str:
    """What a level is called in running text: "khoản", "Điều", "Chương"."""
    word: str = _rules()["words"][level]
    return word


def component_name(component: ComponentRow) -> str:
    """What an attached text or appendix is called: "Quy chế", "Phụ lục II", "Mẫu số 01".

    Printed capitals become sentence case, numerals stay.
    """
    label = component.label.strip()
    if not label:
        return str(Component.Kind(component.kind).label)
    if not label.isupper():
        return label
    words = [word if _NUMERAL.match(word) else word.lower() for word in label.split()]
    return " ".join([words[0].capitalize(), *words[1:]])


def _step(provision: Numbered) -> str:
    word = level_word(provision.level)
    printed = provision.label.strip().rstrip(".:")
    # Parts and chapters are printed in Roman numerals or in words; cite them as printed.
    if provision.level in ("part", "chapter") and printed.lower().startswith(word.lower()):
        return word + printed[len(word) :]
    return f"{word} {provision.number}"


def _component(component: ComponentRow) -> str:
    return f"{component_name(component)} ban hành kèm theo" if component.slug else ""


def _running(title: str) -> str:
    """A title inside a sentence: "Quy định chi tiết" -> "quy định chi tiết"; "UBND …" stays."""
    if len(title) > 1 and title[0].isupper() and not title[1].isupper():
        return title[0].lower() + title[1:]
    return title


def _joined(*pieces: object) -> str:
    return " ".join(str(piece) for piece in pieces if piece)
