"""Titles that are printed in capitals, in the case people write.

Headings of laws are printed in capitals, and the store keeps them as printed. Capitals are hard
to read and wrong in a citation, so pages show sentence case; names the engine knows keep theirs.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from django.conf import settings

from vnlaw.lexicon import agencies, document_types, load
from vnlaw.numbers import find_numbers

_ABBREVIATED = re.compile(r"\([a-z]{2,6}\)")


@lru_cache(maxsize=8192)
def readable(title: str, issuers: str = "") -> str:
    """ "BẢO HIỂM TIỀN GỬI" -> "Bảo hiểm tiền gửi"; a title that is not in capitals stays.

    The `issuers` of the document give names that no list holds ("tỉnh Bình Giang").
    """
    title = " ".join(title.split()).rstrip(".")
    if not title.isupper():
        return title
    text = _with_numbers(title)
    text = _named(_central(), text)
    own = [settings.SITE_PROVINCE, *issuers.split(", "), *map(_tail, issuers.split(", "))]
    text = _named(_pattern(tuple(sorted(filter(None, own), key=len, reverse=True))), text)
    text = _cited().sub(lambda m: m[0][0].upper() + m[0][1:], text)
    text = _laws().sub(lambda m: f"{m[1][0].upper()}{m[1][1:]} {m[2].upper()}", text)
    return text[:1].upper() + text[1:]


def _with_numbers(title: str) -> str:
    """Lower case, but for document numbers, whose symbols have a case of their own."""
    pieces, at = [], 0
    for start, end, number in find_numbers(title):
        pieces += [title[at:start].lower(), number.text]
        at = end
    low = "".join([*pieces, title[at:].lower()])
    return _ABBREVIATED.sub(lambda m: m[0].upper(), low)


def _named(names: tuple[re.Pattern[str], dict[str, str]], text: str) -> str:
    pattern, proper = names
    return pattern.sub(lambda m: proper[m[0].lower()], text)


@cache
def _central() -> tuple[re.Pattern[str], dict[str, str]]:
    data = files("luatsong.portal").joinpath("data/names.toml").read_text("utf-8")
    names = {name for body in agencies() for name in (body.name, *body.names)}
    names.update(tomllib.loads(data)["names"])
    return _pattern(tuple(sorted(names, key=len, reverse=True)))


@lru_cache(maxsize=1024)
def _pattern(names: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    either = "|".join(re.escape(name) for name in names)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE), {n.lower(): n for n in names}


def _tail(issuer: str) -> str:
    """The place in the name of a local body: "Sở Y tế tỉnh An Hà" -> "tỉnh An Hà"."""
    units = "|".join(load("name_words")["units"])
    found = re.search(rf"\b(?:{units}) [^,]+$", issuer)
    return found[0] if found else ""


@cache
def _cited() -> re.Pattern[str]:
    """A type of document before its number: "nghị định số 24/2016/NĐ-CP"."""
    names = "|".join(re.escape(kind.name.lower()) for kind in document_types())
    return re.compile(rf"\b(?:điều(?= \d)|(?:{names})(?= (?:số )?\d))")


@cache
def _laws() -> re.Pattern[str]:
    """A law cited by its name: "của luật giá" is "của Luật Giá"."""
    kinds = [kind for kind in document_types() if kind.normative == "always"]
    names = sorted((re.escape(kind.name.lower()) for kind in kinds), key=len, reverse=True)
    before = "(?:(?<=của )|(?<=thi hành ))"
    return re.compile(rf"{before}({'|'.join(names)}) (\w)(?!\w* này)")
