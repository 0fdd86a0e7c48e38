"""Articles of the official codification (Bộ pháp điển) as documents.

One law's articles come as JSON lines with the fields law_id, article_id, heading, text and
source, the note under each article: "(Điều 1 Luật số 57/2020/QH14 Luật Thanh niên ngày
16/06/2020 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/01/2021)". Only the first article of
a document carries the full note. Codification leaves out the preamble and ended articles
(Pháp lệnh 03/2012/UBTVQH13 Art 3), so the text is a part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vnlaw.document import (
    Component,
    ComponentKind,
    Document,
    Kind,
    Level,
    Metadata,
    Provision,
    Structure,
)
from vnlaw.lexicon import DocumentType, agencies, document_types
from vnlaw.numbers import DocumentNumber, find_numbers, parse_number
from vnlaw.structure import structure
from vnlaw.text import clean

Article = dict[str, str]

_DAY = r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
_ARTICLE = re.compile(r"^[(\s]*(?:Điều\s+\S+|Phụ lục\s*\S*|Mẫu\s*\S*)\s+")
# The last one before the effective date: a title may name another document with its own day.
_ISSUED = re.compile(rf".*(?P<at>ngày\s+{_DAY}\s+của\s+(?P<issuer>.+))", re.DOTALL)
_FORCE = re.compile(r"\s*,\s*có hiệ[uc] lực")
_START = re.compile(rf"có hiệu lực thi hành kể từ ngày\s+{_DAY}", re.IGNORECASE)
# "hiệc lực" is how the source spells it in places.
_END = re.compile(rf"có hiệ[uc] lực thi hành đến ngày\s+{_DAY}", re.IGNORECASE)
_SYMBOL_PART = re.compile(r"[-/]")
_NUMBER_PARTS = re.compile(r"\d+|\D+")
# Điều 98đ stands between 98d and 98e (NĐ 78/2025/NĐ-CP Art 69.4).
_ALPHABET = {letter: at for at, letter in enumerate("aăâbcdđeêghiklmnoôơpqrstuưvxy")}


@dataclass(frozen=True, slots=True)
class Note:
    """What the notes under the articles of one document say of it; "" and None when silent."""

    type: DocumentType | None
    number: DocumentNumber | None
    title: str
    issue_date: date | None
    issuers: tuple[str, ...]
    start: date | None
    end: date | None


def parse_codified(data: bytes) -> Document:
    """The articles of one law (JSON lines) as a document; the tree is the engine's."""
    articles = [_cleaned(json.loads(line)) for line in data.splitlines() if line.strip()]
    articles.sort(key=lambda article: article_order(article.get("article_id", "")))
    note = read_notes([article.get("source", "") for article in articles])
    provisions = tuple(map(_article, articles))
    body = Component(ComponentKind.BODY, 0, "", "", (), provisions, 0)
    parts = Structure((), (), (body,), (), None)
    number = note.number or parse_number(articles[0].get("law_id", "") if articles else "")
    return Document(metadata=_metadata(note, number), structure=parts)


def snapshot_of(data: bytes) -> str:
    """The year the codification was taken, "" where the articles do not tell."""
    for line in data.splitlines():
        if line.strip():
            return str(json.loads(line).get("snapshot", ""))
    return ""


def article_order(number: str) -> tuple[tuple[int, ...], ...]:
    """Sort key of article numbers: 9, 10, 98, 98a, 98đ, 98e."""
    return tuple(
        (0, int(part)) if part.isdigit() else (1, *(_ALPHABET.get(c, 99) for c in part.lower()))
        for part in _NUMBER_PARTS.findall(number)
    )


def read_notes(notes: Sequence[str]) -> Note:
    """Put together what the notes of one document say; the fullest one gives the title."""
    heads = [_FORCE.split(_ARTICLE.sub("", note), maxsplit=1)[0] for note in notes] or [""]
    head = next((head for head in heads if _ISSUED.match(head)), heads[0])
    numbers = find_numbers(head)
    number = numbers[0][2] if numbers else None
    kind = _type(head) or _type_of_number(number)
    issued = _ISSUED.match(head)
    title = head[numbers[0][1] : issued.start("at")] if numbers and issued else ""
    return Note(
        type=kind,
        number=number,
        title=_without_type(" ".join(title.split()).strip(" .,;"), kind),
        issue_date=_date(issued) if issued else None,
        issuers=_issuers(issued["issuer"]) if issued else (),
        start=_shared(_START, notes),
        end=_shared(_END, notes, everywhere=True),
    )


def _type(text: str) -> DocumentType | None:
    """The type the note names before the number; the longest name wins."""
    folded = text.lower()
    names = ((name, kind) for kind in document_types() for name in kind.printed_names)
    found = [(len(name), kind) for name, kind in names if folded.startswith(name.lower())]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _type_of_number(number: DocumentNumber | None) -> DocumentType | None:
    """The type the symbol of a number begins with: "TT-BTC" is a circular."""
    if number is None:
        return None
    code = _SYMBOL_PART.split(number.symbol)[0]
    return next((kind for kind in document_types() if code in kind.in_number), None)


def _issuers(text: str) -> tuple[str, ...]:
    """The bodies of a joint document: parted where the next name begins like one of a body."""
    names = re.split(rf"(?:\s*,|\s+và)\s+(?=(?:{_first_words()})\s)", " ".join(text.split()))
    return tuple(name.strip(" .,;)") for name in names if name.strip(" .,;)"))


@cache
def _first_words() -> str:
    names = (name for agency in agencies() for name in (agency.name, *agency.names))
    words = {name.split()[0] for name in names} | {"Uỷ", "Toà"}
    return "|".join(map(re.escape, sorted(words)))


def _without_type(title: str, kind: DocumentType | None) -> str:
    if kind and title.lower().startswith(kind.name.lower() + " "):
        title = title[len(kind.name) + 1 :]
    return title[:1].upper() + title[1:]


def _shared(
    pattern: re.Pattern[str], notes: Sequence[str], *, everywhere: bool = False
) -> date | None:
    """The date most notes state (the earliest of equals); with `everywhere`, only if all do."""
    days = [day for note in notes if (match := pattern.search(note)) and (day := _date(match))]
    if not days or (everywhere and (len(days) < len(notes) or len(set(days)) > 1)):
        return None
    day = min(set(days), key=lambda day: (-days.count(day), day))
    # "đến ngày" names the last day; intervals here are half-open.
    return day + timedelta(days=1) if everywhere else day


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _metadata(note: Note, number: DocumentNumber | None) -> Metadata:
    return Metadata(
        kind=Kind.NORMATIVE,  # only normative documents are codified
        language="vi",
        type_code=note.type.code if note.type else "",
        type_name=note.type.name if note.type else "",
        number=number,
        issuers=note.issuers,
        place="",
        issue_date=note.issue_date,
        title=note.title,
        legal_bases=(),
        signers=(),
        recipients=(),
        effective=(),
        effective_date=note.start,
        expiry_date=note.end,
    )


def _cleaned(article: dict[str, object]) -> Article:
    return {key: clean(value) for key, value in article.items() if isinstance(value, str)}


def _article(article: Article) -> Provision:
    """One article, structured on its own: a quote it leaves open must not swallow the next.

    Where its words look like more than one article they are kept as plain paragraphs.
    """
    head, *lines = _lines(article)
    number = article.get("article_id", "")
    read = structure([head, *lines])
    found = read.body.provisions
    alone = len(read.components) == 1 and not (read.heading or read.preamble or read.closing)
    if alone and len(found) == 1 and found[0].number == number and not read.body.intro:
        return found[0]
    heading = head.partition(". ")[2]
    return Provision(Level.ARTICLE, number, f"Điều {number}.", heading, tuple(lines), 0)


def _lines(article: Article) -> Iterator[str]:
    heading = " ".join(article.get("heading", "").split())
    yield f"Điều {article.get('article_id', '')}. {heading}".strip()
    for line in article.get("text", "").split("\n"):
        if text := line.strip():
            yield text
