"""Addresses of provisions and slugs of documents: what stands in URLs and Akoma Ntoso ids.

ASCII only. `đ` becomes `dd` in numbers, so that điểm d and điểm đ stay apart (requirements 8.4);
in words it becomes `d`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from vnlaw.document import Component, ComponentKind, Level, Provision

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
    """One step of an address: "dieu-5", "diem-dd"."""
    return f"{SEGMENT_WORDS[level]}-{number_slug(number)}"


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
