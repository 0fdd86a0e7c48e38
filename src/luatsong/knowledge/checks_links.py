"""Links and quotes of an item against what is there: places of this site and the law of a day.

Pages elsewhere are not asked for: whether another site answers today says nothing of tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from luatsong.knowledge import basis
from luatsong.knowledge.cleaning import safe_address
from luatsong.knowledge.models import Item
from luatsong.knowledge.recall_reading import LawOf, Place, laws_of

_LAW = "/van-ban/"
_ITEM = "/kien-thuc/"
_GAP = re.compile(r"\s*(?:…|\.\.\.|\(\.\.\.\)|\[…\])\s*")
_SPACE = re.compile(r"\s+")


def broken(item: Item, day: date) -> Iterator[str]:
    """What is wrong with the links, shown provisions and quotes, each as a Vietnamese sentence."""
    for number, child in enumerate(item.body, start=1):
        label = f"Phần {number}"
        for address, words in _links(child.value):
            yield from _link(f"{label}, liên kết “{words}”", address, day)
        if child.block_type in ("law", "quote"):
            yield from _place(label, child.value, day)


def addresses_in(source: str) -> list[tuple[str, str]]:
    """Address and words of each link of cleaned markup."""
    reader = _Links()
    reader.feed(source)
    reader.close()
    return reader.found


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._open: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open, self._words = dict(attrs).get("href") or "", ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            self.found.append((self._open, self._words.strip()))
            self._open = None


def _links(value: Any) -> Iterator[tuple[str, str]]:
    """All links within a value of a block, however deep."""
    source = getattr(value, "source", None)
    if isinstance(source, str):
        yield from addresses_in(source)
    elif hasattr(value, "items"):
        if value.get("address"):
            yield value["address"], value.get("title") or value["address"]
        for inner in value.values():
            yield from _links(inner)
    elif hasattr(value, "bound_blocks") or isinstance(value, (list, tuple)):
        for inner in value:
            yield from _links(inner)


def _link(label: str, address: str, day: date) -> Iterator[str]:
    if not address or not safe_address(address):
        yield f"{label}: địa chỉ trống hoặc không an toàn."
        return
    parts = urlsplit(address)
    if parts.scheme in ("mailto", "tel"):
        return
    if parts.netloc and parts.netloc not in _own_hosts():
        return
    path = unquote(parts.path)
    if path.startswith(_LAW) and len(path) > len(_LAW):
        yield from _law_link(label, address, day)
    elif path.startswith(_ITEM) and len(path) > len(_ITEM):
        if not Item.objects.filter(live=True, slug=path.removeprefix(_ITEM).strip("/")).exists():
            yield f"{label}: bài này không có hoặc chưa công bố."
    elif path:
        try:
            resolve(path)
        except Resolver404:
            yield f"{label}: không có trang {path} trên website này."


def _law_link(label: str, address: str, day: date) -> Iterator[str]:
    path = re.sub(r"\.(?:json|xml|txt)$", "", urlsplit(address).path)
    found = basis.resolve(path, day)
    if found.problem or found.document is None:
        yield f"{label}: {found.problem}"
    elif "ngay=" not in urlsplit(address).query and not _holds(found, day):
        yield f"{label}: quy định này không còn hiệu lực. Hãy dẫn quy định đang có hiệu lực."


def _holds(found: basis.Resolved, day: date) -> bool:
    if found.document is None:
        return False
    law: LawOf = laws_of([found.document.pk])[found.document.pk]
    provision = found.provision.pk if found.provision else None
    return law.said(Place(found.document.pk, provision, found.address), found.as_of or day).holds


def _place(label: str, value: Any, day: date) -> Iterator[str]:
    typed = (value.get("place") or "").strip()
    if not typed:
        return
    found = basis.resolve(typed, day)
    if found.problem:
        yield f"{label}: {found.problem}"
    elif not _holds(found, day):
        yield f"{label}: {found.label} không còn hiệu lực ngày {day:%d/%m/%Y}."
    elif value.get("words") and not _quoted(value["words"], found.words):
        yield f"{label}: lời trích không đúng nguyên văn {found.label}. Hãy chép lại từ điều luật."


def _quoted(words: str, law: str) -> bool:
    """Whether every piece of a quote, between its gaps, stands in the law in this order."""
    whole, at = _even(law), 0
    for piece in filter(None, map(_even, _GAP.split(words))):
        place = whole.find(piece, at)
        if place < 0:
            return False
        at = place + len(piece)
    return True


def _even(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" “”\"';.").casefold()


def _own_hosts() -> set[str]:
    return {urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
