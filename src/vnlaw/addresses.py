"""Addresses of provisions and slugs of documents: what stands in URLs and Akoma Ntoso ids.

ASCII only. `đ` becomes `dd` in numbers, so that điểm d and điểm đ stay apart (requirements 8.4);
in words it becomes `d`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from vnlaw.document import Component, ComponentKind, Level, Provision
from vnlaw.lexicon import load
from vnlaw.romans import roman_value

SEGMENT_WORDS: dict[Level, str] = {
    Level.PART: "phan",
    Level.CHAPTER: "chuong",
    Level.SECTION: "muc",
    Level.SUBSECTION: "tieu-muc",
    Level.ARTICLE: "dieu",
    Level.CLAUSE: "khoan",
    Level.POINT: "diem",
    Level.SUBPOINT: "tiet",
}
COMPONENT_WORDS: dict[ComponentKind, str] = {
    ComponentKind.ATTACHED: "kem-theo",
    ComponentKind.APPENDIX: "phu-luc",
}

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CONTAINERS = frozenset((Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION))
_LETTERED = re.compile(r"([IVXLC]+)([a-zđ]?)")


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Quyết định số 12" -> "quyet-dinh-so-12"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub("-", plain).strip("-")


@lru_cache(maxsize=4096)
def number_slug(number: str) -> str:
    """A provision number in ASCII, `đ` kept apart from `d`: "2đ" -> "2dd"."""
    return slugify(number.lower().replace("đ", "dd"))


def segment(level: Level, number: str) -> str:
    """One step of an address: "dieu-5", "diem-dd", "chuong-4" for Chương 4 as for Chương IV."""
    if level in _CONTAINERS:
        number = arabic(number)
    return f"{SEGMENT_WORDS[level]}-{number_slug(number)}"


@lru_cache(maxsize=1024)
def arabic(printed: str) -> str:
    """The number of a part, chapter or section as the tree has it: "IV", "thứ tư" -> "4".

    What is neither Roman nor a number word is given back as it is.
    """
    lettered = _LETTERED.fullmatch(printed)
    value = roman_value(lettered[1]) if lettered else None
    if lettered and value:
        return f"{value}{lettered[2]}"
    word = printed.lower().removeprefix("thứ").strip()
    return str(_number_words().get(word, printed))


def read_address(address: str) -> tuple[tuple[Level, str], ...]:
    """The levels and numbers of an address, outermost first: "dieu-5/diem-dd" -> (Điều 5, điểm đ).

    Steps that name a component ("phu-luc-1") are left out; so is a "~2" behind a number.
    """
    steps = []
    for step in address.split("/"):
        word, _, number = step.partition("~")[0].rpartition("-")
        level = _levels().get(word)
        if level is not None:
            steps.append((level, number.replace("dd", "đ")))
    return tuple(steps)


@cache
def _levels() -> dict[str, Level]:
    return {word: level for level, word in SEGMENT_WORDS.items()}


@cache
def _number_words() -> dict[str, int]:
    words: dict[str, int] = load("structure_labels")["number_words"]
    return words


def component_segment(component: Component) -> str:
    """First step of an address inside a component; "" for the body."""
    if component.kind is ComponentKind.BODY:
        return ""
    return f"{COMPONENT_WORDS[component.kind]}-{component.ordinal}"


def addressed(component: Component) -> Iterator[tuple[str, Provision, str]]:
    """Yield `(address, provision, parent address)` in document order.

    Articles are numbered through the whole document (NĐ 78/2025/NĐ-CP Art 63), so an article's
    address leaves out its part, chapter and section. Where a source misnumbers and two
    provisions would share an address, the later ones get "~2", "~3", …
    """
    seen: dict[str, int] = {}
    root = component_segment(component)

    def visit(
        provisions: Iterable[Provision], parent: str, above: str
    ) -> Iterator[tuple[str, Provision, str]]:
        for provision in provisions:
            base = root if provision.level is Level.ARTICLE else above
            step = segment(provision.level, provision.number)
            address = f"{base}/{step}" if base else step
            seen[address] = seen.get(address, 0) + 1
            if seen[address] > 1:
                address = f"{address}~{seen[address]}"
            yield address, provision, parent
            yield from visit(provision.children, address, address)

    yield from visit(component.provisions, "", root)
