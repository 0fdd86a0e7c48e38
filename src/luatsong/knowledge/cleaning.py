"""Text that people paste: what is markup is cleaned, the words are kept, and it is said.

Browsers, Word and web pages put markup of their own around what is copied. Nothing of it reaches
a page but a handful of plain elements; of scripts and styles nothing is kept at all.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import nh3

from vnlaw.text import clean

_notes: ContextVar[list[str] | None] = ContextVar("cleaned", default=None)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text after cleaning, and what was taken out of it, in Vietnamese."""

    text: str
    removed: tuple[str, ...] = ()


def clean_rich(source: str) -> Cleaned:
    """Markup with only the elements a body may have; the words of all others are kept."""
    rules = _rules()
    allowed = set(rules["elements"])
    text = nh3.clean(
        source,
        tags=allowed,
        attributes={"a": {"href"}, "*": {"data-block-key"}},
        clean_content_tags=set(rules["without_content"]),
        url_schemes=set(rules["schemes"]),
        link_rel=None,
    )
    return Cleaned(text, _removed(source, allowed))


def clean_plain(source: str) -> Cleaned:
    """Text without any markup; "a < b" stays what it is. Lines are kept, the text is NFC."""
    if not _MARKUP.search(source):
        return Cleaned(_lines(source))
    without = frozenset(_rules()["without_content"])
    stripped = nh3.clean(
        _NOT_MARKUP.sub("&lt;", _BREAKS.sub("\n", source)),
        tags=set(),
        clean_content_tags=set(without),
    )
    return Cleaned(_lines(html.unescape(stripped)), _removed(source, set()))


def names_of_removed() -> dict[str, str]:
    """By element ("img", …; also "event", "office"): what people are told was taken out."""
    rules = _rules()
    return {name: words for name, words in rules["said"].items() if words}


@contextmanager
def noted() -> Iterator[list[str]]:
    """Everything that is cleaned within is noted in the list that this gives."""
    found: list[str] = []
    token = _notes.set(found)
    try:
        yield found
    finally:
        _notes.reset(token)


def safe_address(address: str) -> bool:
    """Whether a link may lead there: the web, mail, telephone, or a place of this site."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if not parts.scheme:
        return address.startswith(("/", "#")) and not address.startswith(("//", "/\\"))
    return parts.scheme.lower() in _rules()["schemes"]


def _lines(text: str) -> str:
    # Tabs stay: they divide the cells of a pasted table.
    kept = ["\t".join(map(clean, line.split("\t"))) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


class _Finder(HTMLParser):
    """What of a text will not be kept."""

    def __init__(self, allowed: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed = allowed
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = _rules()["said"]
        if tag not in self.allowed:
            self._note(words.get(tag) or words["office" if ":" in tag else "other"])
        for name, value in attrs:
            if name.startswith("on"):
                self._note(words["event"])
            elif name in ("href", "src") and not safe_address(value or "#"):
                self._note(words["address"])

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self._note(_rules()["said"]["office"])

    def _note(self, words: str) -> None:
        if words:
            self.found[words] = None


def _removed(source: str, allowed: set[str]) -> tuple[str, ...]:
    finder = _Finder(allowed)
    finder.feed(source)
    finder.close()
    notes = _notes.get()
    if notes is not None:
        notes += finder.found
    return tuple(finder.found)


@cache
def _rules() -> dict[str, Any]:
    data = files("luatsong.knowledge").joinpath("data", "cleaning.toml").read_text("utf-8")
    return tomllib.loads(data)


def _names() -> str:
    return "|".join(sorted(map(re.escape, _rules()["known"]), key=len, reverse=True))


_TAG = rf"</?(?:(?:{_names()})(?![\w-])|[a-z]+:[a-z])"
_MARKUP = re.compile(rf"{_TAG}|<!--|<!\[", re.IGNORECASE)
_NOT_MARKUP = re.compile(rf"<(?!{_TAG[1:]}|!--|!\[)", re.IGNORECASE)
_BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6])\s*>", re.IGNORECASE)
