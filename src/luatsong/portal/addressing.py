"""Addresses of provisions as words, and as links."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

from luatsong.portal.citation import level_word
from luatsong.portal.wording import component_word
from vnlaw.addresses import SEGMENT_WORDS

_LEVELS = {word: level.value for level, word in SEGMENT_WORDS.items()}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_IN_ROMAN = ("part", "chapter")


@lru_cache(maxsize=4096)
def address_words(address: str) -> str:
    """ "dieu-5/khoan-2/diem-dd" -> "điểm đ khoản 2 Điều 5"; "" for a whole document."""
    words = []
    for step in address.split("/"):
        word, _, number = step.partition("~")[0].rpartition("-")
        if word in _LEVELS:
            level = _LEVELS[word]
            words.append(f"{level_word(level)} {_number(level, number)}")
        elif name := component_word(word):
            words.append(f"{name} {number}")
    return " ".join(reversed(words))


def provision_link(slug: str, address: str = "", query: str = "") -> str:
    """The address of a document or of a provision in it; `query` as of `Day.query`."""
    if not address:
        return page_address("portal:document", slug) + query
    return page_address("portal:provision", slug, address) + query


def page_address(view: str, *args: str | int) -> str:
    """As `reverse`, worked out once: which address a page has follows from the release alone."""
    return _page_address(get_script_prefix(), view, args)


@lru_cache(maxsize=8192)
def _page_address(_prefix: str, view: str, args: tuple[str | int, ...]) -> str:
    return reverse(view, args=args)


def _number(level: str, slug: str) -> str:
    if level in _IN_ROMAN and slug.isdigit() and int(slug) < 40:
        return _roman(int(slug))
    return slug.replace("dd", "đ")


def _roman(value: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        out += letters * (value // worth)
        value %= worth
    return out
