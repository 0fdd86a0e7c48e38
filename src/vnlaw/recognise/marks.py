"""The patterns of `data/heading_marks.toml`, and the small questions asked of one line."""

from __future__ import annotations

import re
from functools import cache

from vnlaw.lexicon import DocumentType, document_types, load
from vnlaw.text import fold

_MARKS = load("heading_marks")
_SENTENCE_LENGTH = 120  # names and numbers of a heading are shorter than this
# Not the term of an assembly at the end of a number: "12/2030/QH17" (requirements 8.2).
_MARKER = re.compile(
    r"\s*(?:\[\w{1,3}\]|\(\s*\*+\s*\)|\*+"
    r"|(?<=[^\W\d_])(?<![-/]QH)(?<!TVQH)(?<!HĐNN)(?<!HĐND)\d{1,2})\s*$"
)


def whole(name: str) -> re.Pattern[str]:
    """A pattern for whole lines from a list of the data file."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _MARKS[name]), re.IGNORECASE)


def part(name: str) -> re.Pattern[str]:
    """A pattern to be searched in lines, or matched at their start."""
    return re.compile(_MARKS[name], re.IGNORECASE)


MOTTO = whole("motto")
NOISE = whole("noise")
STRONG = whole("preamble_strong")
WEAK = whole("preamble_weak")
LABEL = part("number_label")
PLACE_DATE = part("place_date")


def bare(text: str) -> str:
    return _MARKER.sub("", text).strip()


def type_of(text: str) -> DocumentType | None:
    """The type a whole line names."""
    return types_by_name().get(fold(text).rstrip(" :"))


def type_start(text: str) -> tuple[DocumentType, str] | None:
    """The longest type a line begins with, and the rest of the line."""
    words = text.split(" ")
    for count in range(min(5, len(words) - 1), 0, -1):
        kind = type_of(" ".join(words[:count]))
        if kind:
            return kind, " ".join(words[count:])
    return None


@cache
def types_by_name() -> dict[str, DocumentType]:
    return {
        fold(name): kind
        for kind in document_types()
        for name in (*kind.printed_names, *kind.english)
    }


def names_document(text: str) -> bool:
    """A line that opens like a citation: a Công báo goes on with "Thông tư số … ngày …"."""
    start = type_start(text) if is_sentence(text) else None
    return start is not None and bool(re.match(r"số\s+\d", start[1]))


def is_sentence(text: str) -> bool:
    return text[:1].isupper() and not text.isupper()


def is_prose(text: str) -> bool:
    """A sentence, which no part of a heading is."""
    return len(text) > _SENTENCE_LENGTH and is_sentence(text) and not names_document(text)
