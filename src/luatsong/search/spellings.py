"""The ways people write the name of a document when they look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vnlaw.numbers import find_numbers, parse_number
from vnlaw.text import clean, fold

# "78/2025", "66.7/2025": a number without its symbol.
_SHORT = re.compile(r"(?<![\d./])0*(\d[\d.]*)\s*/\s*(\d{4})(?![\d/])")
_TYPE = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)*) (?:so )?$")
_BLANK = re.compile(r"\s+")
_LONGEST_NAME = 120


def plain(text: str) -> str:
    """Folded, one blank between words, no blanks around slashes and hyphens."""
    folded = _BLANK.sub(" ", fold(clean(text))).strip(" .,;:?!\"'“”")
    return re.sub(r"\s*([/-])\s*", r"\1", folded)


def of_document(type_code: str, type_name: str, number: str, title: str) -> tuple[str, ...]:
    """Spellings under which a document is in the index; all folded, each once."""
    found: dict[str, None] = {}
    for name in (title, f"{type_name} {title}"):
        if 0 < len(name.strip()) <= _LONGEST_NAME:
            found[plain(name)] = None
    parsed = parse_number(number) if number else None
    if number:
        found[plain(number)] = None
    if parsed:
        found[plain(parsed.key)] = None
        found[plain(parsed.text)] = None
        short = f"{parsed.serial}/{parsed.year}" if parsed.year else parsed.serial
        if parsed.year:
            found[short] = None
        for word in filter(None, (type_code, type_name)):
            found[f"{plain(word)} {short}"] = None
            found[f"{plain(word)} {plain(parsed.text)}"] = None
    return tuple(found)


def of_query(query: str) -> Iterator[tuple[str, float]]:
    """Names the query may hold, each with its weight in [0, 1]: a fuller name says more."""
    whole = plain(query)
    if not whole:
        return
    yield whole, 1.0
    for _, _, number in find_numbers(clean(query)):
        yield plain(number.key), 1.0
        yield plain(number.text), 1.0
    for match in _SHORT.finditer(whole):
        short = f"{match[1]}/{match[2]}"
        yield short, 0.5
        before = _TYPE.search(whole[: match.start()])
        words = before[1].split() if before else []
        for count in range(1, min(len(words), 4) + 1):
            yield " ".join([*words[-count:], short]), 0.9
