"""Where an amending text speaks of an article: a guard against instructions nobody read.

Each place of the amending text's own words (not of what it quotes) that names an article of the
amended text must be accounted for by an instruction that was applied there; else a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vnlaw.addresses import addressed
from vnlaw.document import Document, Provision
from vnlaw.effects.wording import pattern
from vnlaw.lexicon import load
from vnlaw.structure.wording import instructs

_NUMBERS = r"\d{1,4}[a-zđ]?\d?(?![\w/])"
_LIST = re.compile(
    rf"(?<!\w)điều\s+({_NUMBERS}(?:\s*(?:,|và|hoặc|đến)\s+(?:điều\s+)?{_NUMBERS})*)", re.IGNORECASE
)
_NUMBER = re.compile(_NUMBERS)
_RANGE = re.compile(rf"({_NUMBERS})\s+đến\s+(?:điều\s+)?({_NUMBERS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """An article named in the own words of the provision at `address` of the amending text.

    `orders` says that these words begin like an instruction.
    """

    address: str
    article: str
    orders: bool


def mentions(document: Document) -> Iterator[Mention]:
    """Articles of other documents that the own words of `document` name."""
    for component in document.structure.components:
        for address, provision, _ in addressed(component):
            for text in _own_words(provision):
                ordering = instructs(text)
                yield from (Mention(address, number, ordering) for number in _articles(text))


def orders(document: Document) -> Iterator[str]:
    """Addresses of the provisions that begin like an instruction and have nothing below them."""
    for component in document.structure.components:
        for address, provision, _ in addressed(component):
            if not provision.children and any(map(instructs, _own_words(provision))):
                yield address


def wordings(document: Document) -> Iterator[str]:
    """Words that the own words of `document` quote to be changed: what follows "cụm từ"."""
    for component in document.structure.components:
        for provision in component.walk():
            for text in _own_words(provision):
                if _NAMES_WORDS.search(text):
                    yield from _quoted_wordings(text)


def _quoted_wordings(text: str) -> Iterator[str]:
    at = 0
    for match in _QUOTED.finditer(text):
        if _NAMES_WORDS.search(text, at, match.start()):
            yield " ".join(match[0].strip(_MARKS).split())
        at = match.end()


def _own_words(provision: Provision) -> Iterator[str]:
    yield provision.heading
    inside = {i for start, end in provision.quoted for i in range(start, end)}
    for index, text in enumerate(provision.text):
        if index not in inside:
            yield text


def _articles(text: str) -> Iterator[str]:
    for match in _LIST.finditer(_unquoted(text)):
        if _own().match(match.string, match.end()):
            continue
        yield from (number.lower() for number in _NUMBER.findall(match[1]))
        for low, high in _RANGE.findall(match[1]):
            if low.isdigit() and high.isdigit():
                yield from map(str, range(int(low) + 1, int(high)))


@cache
def _own() -> re.Pattern[str]:
    return re.compile(load("consolidation")["mentions"]["own"], re.IGNORECASE)


_MARKS = '“”"„«»‟'
_NAMES_WORDS = pattern("phrases", "words", shape=r"(?<!\w){}")
_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]*(?:[”\"»‟]|$)")


def _unquoted(text: str) -> str:
    return _QUOTED.sub(" ", text)
