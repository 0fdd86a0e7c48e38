"""Which document a text is: its key, its slug, and the words two texts are compared by."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from vnlaw.addresses import slugify
from vnlaw.document import Component, Document, Kind, Metadata
from vnlaw.lexicon import agencies
from vnlaw.text import fold

_DATA = tomllib.loads(
    files("luatsong.law").joinpath("data", "identity.toml").read_text(encoding="utf-8")
)
_SEPARATOR = re.compile(r"[-/.]")
# A name or a numeral must follow: "xã Suối Mây", "phường 12", but not "Lao động và Xã hội".
_LOCAL_WORDS = re.compile(rf"(?<!\w)(?i:{'|'.join(_DATA['local_issuer_words'])})[ .]+(\w)")
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"(?<![\w])\d+(?:[ .,]\d{3})*(?!\w)")
_NOT_DIGIT = re.compile(r"\D")
_KEY_LENGTH = 400
_SLUG_LENGTH = 190  # leaves room for "-12" behind it


def is_local(metadata: Metadata) -> bool:
    """Whether the number is one of a series that every place has, so that it needs its issuer."""
    parts = _SEPARATOR.split(metadata.number.symbol) if metadata.number else []
    if any(part.upper().rstrip("0123456789") in _local_codes() for part in parts):
        return True
    names = (match[1] for issuer in metadata.issuers for match in _LOCAL_WORDS.finditer(issuer))
    return any(name.isupper() or name.isdigit() for name in names)


@cache
def _local_codes() -> frozenset[str]:
    local = (agency for agency in agencies() if agency.level == "local")
    return frozenset(code.upper() for agency in local for code in (agency.code, *agency.aliases))


def series_year(metadata: Metadata) -> int | None:
    """Year of the number, else of the issue date: numbers without a year restart each year."""
    if metadata.number and metadata.number.year:
        return metadata.number.year
    return metadata.issue_date.year if metadata.issue_date else None


def document_key(metadata: Metadata) -> str:
    """The key two carriers of one document share (requirements 8.2).

    Type + number + year, with the issuers where the number is of a local series (elsewhere the
    symbol itself names the issuer, and recognised names may be spelt in several ways). Without
    a number: type, issuers, issue date and a hash of the title.
    """
    kind = "draft" if metadata.kind is Kind.DRAFT else ""
    head = [metadata.language, kind, metadata.type_code or slugify(metadata.type_name)]
    issuers = "+".join(sorted(slugify(issuer) for issuer in metadata.issuers))
    if metadata.number:
        scope = issuers if is_local(metadata) else ""
        parts = [*head, metadata.number.key, str(series_year(metadata) or ""), scope]
    else:
        day = metadata.issue_date.isoformat() if metadata.issue_date else ""
        title = _digest(" ".join(_WORD.findall(fold(metadata.title))))[:16]
        parts = [*head, issuers, day, title]
    key = "|".join(parts)
    if len(key) > _KEY_LENGTH:
        key = f"{key[: _KEY_LENGTH - 41]}#{_digest(key)[:40]}"
    return key


def document_slug(metadata: Metadata) -> str:
    """The address of a document, before it is made unique: "thong-tu-26-2025-tt-btp"."""
    parts = ["dự thảo" if metadata.kind is Kind.DRAFT else "", metadata.type_name]
    if metadata.number:
        parts.append(metadata.number.text)
        if not metadata.number.year:
            parts.append(str(series_year(metadata) or ""))
        if is_local(metadata):
            parts.extend(metadata.issuers)
    else:
        parts.append(metadata.title[:100])
        parts.append(metadata.issue_date.isoformat() if metadata.issue_date else "")
    if metadata.language != "vi":
        parts.append(metadata.language)
    return slugify(" ".join(filter(None, parts)))[:_SLUG_LENGTH].strip("-") or "van-ban"


def words(document: Document) -> Iterator[str]:
    """All words of a document in order, folded: tone placement and case do not count."""
    for line in _lines(document):
        yield from _WORD.findall(fold(line))


def text_hash(document: Document) -> str:
    """Equal for two texts that differ only in blanks, marks and punctuation."""
    return _digest(" ".join(words(document)))


def similarity(one: Document, other: Document) -> float:
    """How much two texts share, in [0, 1]: Dice coefficient of their word triples.

    Triples, because two documents of one field share most of their words but not their order.
    Time is linear in the length of the texts.
    """
    left, right = _triples(one), _triples(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def title_similarity(one: str, other: str) -> float:
    """How many words two titles share, in [0, 1]; 1.0 where one of them is not known."""
    left, right = (Counter(_WORD.findall(fold(title))) for title in (one, other))
    if not left or not right:
        return 1.0
    return 2 * (left & right).total() / (left.total() + right.total())


def containment(one: Document, other: Document) -> float:
    """How much of the shorter text stands in the longer one, in [0, 1]."""
    left, right = _triples(one), _triples(other)
    least = min(left.total(), right.total())
    return (left & right).total() / least if least else 1.0


def differing_figures(one: Document, other: Document) -> tuple[str, ...]:
    """Figures (amounts, dates, numbers cited) that stand more often in one text than in the other.

    Two carriers of one text may differ in marks and breaks, but not in what is to be paid or by
    when. Labels of provisions do not count, nor do separators: "500.000" is "500 000".
    """
    left, right = _figures(one), _figures(other)
    return tuple(sorted(((left - right) + (right - left)).keys()))


def _figures(document: Document) -> Counter[str]:
    return Counter(
        _NOT_DIGIT.sub("", figure)
        for component in document.structure.components
        for provision in component.walk()
        for line in (provision.heading, *provision.text)
        for figure in _FIGURE.findall(line)
    )


def _triples(document: Document) -> Counter[tuple[str, str, str]]:
    sequence = list(words(document))
    return Counter(zip(sequence, sequence[1:], sequence[2:], strict=False))


def _lines(document: Document) -> Iterator[str]:
    structure = document.structure
    yield from structure.heading
    yield from structure.preamble
    for component in structure.components:
        yield from _component_lines(component)
    yield from structure.closing


def _component_lines(component: Component) -> Iterator[str]:
    yield component.title
    yield from component.intro
    for provision in component.walk():
        yield provision.label
        yield provision.heading
        yield from provision.text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
