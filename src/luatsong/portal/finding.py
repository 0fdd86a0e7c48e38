"""Which documents people mean by a number or by an address that somebody guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luatsong.law.models import Document
from luatsong.law.selectors import published
from vnlaw.numbers import parse_number

# How many documents of one number a page that asks "which one" can show.
MOST = 100

_YEARED = re.compile(r"^(\d+(?:\.\d+)?)[-/](\d{4})[-/](.+)$")
_PARTY = re.compile(r"^(\d+)[-/]([a-zđ]+)[-/]([a-zđ]+)$")
_PLAIN = re.compile(r"^(\d+)[-/](.+)$")


def by_number(text: str) -> list[Document]:
    """Published documents that carry exactly this number; one query, none for other words.

    A local number is shared by all provinces (`01/2024/QĐ-UBND`), so there may be many.
    """
    number = parse_number(text)
    if number is None:
        return []
    return list(
        published()
        .filter(number_key=number.key)
        .defer("metadata", "search_text")
        .order_by("issuer_text", "-issue_date", "-id")[:MOST]
    )


def by_guess(guess: str) -> list[Document]:
    """Documents behind a guessed address: "01-2024-qd-ubnd", "66-nq-tw", "01/2024/QĐ-UBND"."""
    for spelling in _spellings(guess.strip("/").lower()):
        found = by_number(spelling)
        if found:
            return found
    return []


def _spellings(guess: str) -> Iterator[str]:
    """Numbers an address may stand for: which hyphen was a slash is not known."""
    if found := _YEARED.match(guess):
        yield f"{found[1]}/{found[2]}/{found[3].replace('/', '-')}"
        return
    if found := _PARTY.match(guess):
        yield f"{found[1]}-{found[2]}/{found[3]}"
    if found := _PLAIN.match(guess):
        yield f"{found[1]}/{found[2].replace('/', '-')}"
