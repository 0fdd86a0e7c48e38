"""Whether a document is the one its carrier says it is.

Saved pages of the national database now and then hold another document's text, or name two
numbers in one title (requirements 8.19). The heading's number, type and title must agree with
what is declared; otherwise a person has to look before anything is published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from vnlaw.document import Finding, Kind, Metadata
from vnlaw.lexicon import document_types
from vnlaw.numbers import DocumentNumber, find_numbers, parse_number
from vnlaw.recognise.casing import key
from vnlaw.recognise.messages import finding

# Share of words two titles must have in common to be one title. Measured on saved pages: the
# right text shares 0.8 and more even when the page shortens it, a wrong one less than 0.4.
_SAME_TITLE = 0.6
_OTHER_TITLE = 0.4
_LABEL = re.compile(r"\bsố\s*:?\s*$", re.IGNORECASE)


def disagreements(metadata: Metadata, declared: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings for what the heading and the carrier say differently.

    `declared` holds raw words under the keys title, number, type and effective_date (ISO 8601);
    any may be missing. A number written by a slip of the pen is a mismatch too: the texts may
    differ in more.
    """
    return (
        *_number(metadata, declared),
        *_type(metadata, declared),
        *_title(metadata, declared),
        *_effective(metadata, declared),
    )


def declared_number(metadata: Metadata, declared: Mapping[str, str]) -> DocumentNumber | None:
    """The declared number of a text that prints none, when type and title leave no doubt."""
    number = parse_number(declared.get("number", "")) or _own(declared.get("title", ""))
    said = declared.get("title", "")
    if number is None or not said or any(_type(metadata, declared)):
        return None
    return number if alike(metadata.title, said) >= _SAME_TITLE else None


def alike(one: str, other: str) -> float:
    """Share of words that two titles have in common, between 0 and 1.

    Words of the shorter title count, because carriers shorten; numbers and the type word that a
    carrier puts in front are words like others.
    """
    first, second = Counter(key(one).split()), Counter(key(other).split())
    shorter = min(first.total(), second.total())
    return (first & second).total() / shorter if shorter else 0.0


def _number(metadata: Metadata, declared: Mapping[str, str]) -> Iterator[Finding]:
    printed = metadata.number
    if printed is None:
        return
    title = declared.get("title", "")
    stated = parse_number(declared.get("number", ""))
    own = _own(title)
    if own is not None and own != printed and not _mentions(title, own, stated, printed):
        yield _mismatch(f"số {printed.text}", f"số {own.text}")
    elif stated is not None and stated != printed and not _explained(title, own, stated, printed):
        yield _mismatch(f"số {printed.text}", f"số {stated.text}")


def _explained(
    title: str, own: DocumentNumber | None, stated: DocumentNumber, printed: DocumentNumber
) -> bool:
    """Whether the carrier's number field is but a misreading of its own, right title.

    It took another number of the title, or a piece of the right one ("7/2025/NQ-CP" of 66.7).
    """
    cited = any(found == stated for _, _, found in find_numbers(title))
    return own == printed and (cited or stated.text in printed.text)


def _own(title: str) -> DocumentNumber | None:
    """The number by which a title names its own document: in front, else at the end."""
    found = find_numbers(title)
    if not found:
        return None
    start, _, first = found[0]
    before = key(_LABEL.sub("", title[:start]))
    if not before or before in _type_words():
        return first
    _, end, last = found[-1]
    return last if not title[end:].strip(" .") else None


def _mentions(
    title: str, own: DocumentNumber, stated: DocumentNumber | None, printed: DocumentNumber
) -> bool:
    """Whether the number at the end of a title is another document's ("… của Luật Giá số …")."""
    in_front = title[: title.find(own.text)]
    leading = key(_LABEL.sub("", in_front)) in _type_words()
    slip = (own.serial, own.symbol) == (printed.serial, printed.symbol)
    return stated == printed and not leading and not slip


def _type(metadata: Metadata, declared: Mapping[str, str]) -> Iterator[Finding]:
    said, read = key(declared.get("type", "")), key(metadata.type_name)
    if not said or not read or said not in _type_words() or metadata.kind is Kind.CONSOLIDATED:
        return
    if said not in read and read not in said:
        yield _mismatch(f"loại “{metadata.type_name}”", f"loại “{declared['type']}”")


def _title(metadata: Metadata, declared: Mapping[str, str]) -> Iterator[Finding]:
    said = declared.get("title", "")
    if not said or not metadata.title or len(key(said).split()) < 4:
        return
    share = alike(metadata.title, said)
    if share < _OTHER_TITLE:
        yield _mismatch(f"trích yếu “{metadata.title}”", f"“{said}”")
    elif share < _SAME_TITLE:
        yield finding("declared-title-differs", declared=said)


def _effective(metadata: Metadata, declared: Mapping[str, str]) -> Iterator[Finding]:
    try:
        said = date.fromisoformat(declared.get("effective_date", ""))
    except ValueError:
        return
    read = metadata.effective_date
    if read is not None and read != said:
        yield finding("declared-date-differs", declared=said, found=read)


def _mismatch(found: str, declared: str) -> Finding:
    return finding("heading-mismatch", line=1, found=found, declared=declared)


def _type_words() -> frozenset[str]:
    return frozenset(key(name) for form in document_types() for name in form.printed_names)
