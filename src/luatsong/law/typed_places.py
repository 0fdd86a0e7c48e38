"""Places as people type them: "khoản 2 Điều 5; tên Điều 7" to values and back.

What `written` gives, `read_places` reads to the same places.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files

from vnlaw.addresses import SEGMENT_WORDS
from vnlaw.effects import Piece, Place
from vnlaw.effects.places import Chain, find_chains

_DATA = tomllib.loads(
    files("luatsong.law").joinpath("data", "places.toml").read_text(encoding="utf-8")
)
PIECES: dict[str, str] = _DATA["pieces"]
SEGMENTS: dict[str, str] = _DATA["segments"]
MOST_PLACES = 400
_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_WITHIN = re.compile(r"\s*\(([^()]+)\)\s*$")
_NAMED = re.compile(
    rf"{PIECES['named']}\s+[“\"](?P<words>[^”\"]+)[”\"](?:\s+(?:tại\s+)?(?P<rest>.+))?",
    re.IGNORECASE,
)
# What may stand between two places of one line.
_JOINING = re.compile(r"(?:[\s,.]|(?<!\w)(?:và|hoặc|của|tại|thuộc|trong|ở|các|toàn bộ)(?!\w))*")


class NotPlacesError(ValueError):
    """Typed text that names no places; the message says in Vietnamese what to write."""


def written(places: Iterable[Place]) -> str:
    """Places as text, one a line; "" for the whole document."""
    return "\n".join(filter(None, map(place_text, places)))


def place_text(place: Place) -> str:
    """One place as people write it: "tên Điều 5", "khoản 2 Điều 3 (Quy chế thi)"."""
    inner = " ".join(step.printed for step in reversed(place.steps))
    if place.piece is Piece.NAMED:
        return " ".join(filter(None, (f"{PIECES['named']} “{place.within}”", inner)))
    piece = "" if place.piece is Piece.WHOLE else PIECES[place.piece.value]
    shown = " ".join(filter(None, (piece, inner)))
    return f"{shown} ({place.within})".strip() if place.within else shown


def address_text(address: str) -> str:
    """An address of the store as people write it: "dieu-5/khoan-2" -> "khoản 2 Điều 5"."""
    return " ".join(_segment_text(segment) for segment in reversed(address.split("/")))


def _segment_text(segment: str) -> str:
    for level, slug in SEGMENT_WORDS.items():
        if segment.startswith(f"{slug}-"):
            number = segment.removeprefix(f"{slug}-").partition("~")[0].replace("dd", "đ")
            return f"{SEGMENTS[level.value]} {number}"
    kind, _, number = segment.rpartition("-")
    return f"{SEGMENTS.get(kind, segment)} {number}".strip()


def read_places(text: str) -> tuple[Place, ...]:
    """The places a typed text names, () for none.

    Lines or semicolons part them; each part may list several. Raises `NotPlacesError`.
    """
    found: list[Place] = []
    for part in _SEPARATOR.split(text.strip()):
        if part:
            found += _part(part)
        if len(found) > MOST_PLACES:
            raise NotPlacesError(f"Mỗi tác động nêu nhiều nhất {MOST_PLACES} vị trí; hãy bớt đi.")
    return tuple(dict.fromkeys(found))


def _part(part: str) -> list[Place]:
    text, within = part, ""
    match = _WITHIN.search(part)
    if match:
        text, within = part[: match.start()], match[1].strip()
    if not text.strip():
        return [Place((), within=within)]
    if named := _NAMED.fullmatch(text):
        return _named(named)
    if text.strip().casefold() == PIECES["title"]:
        return [Place((), Piece.TITLE, within)]
    places = [place for chain in _chains(text) for place in chain.places]
    return [replace(place, within=within) for place in places]


def _named(match: re.Match[str]) -> list[Place]:
    words = match["words"].strip()
    if not match["rest"]:
        return [Place((), Piece.NAMED, words)]
    places = [place for chain in _chains(match["rest"]) for place in chain.places]
    return [replace(place, piece=Piece.NAMED, within=words) for place in places]


def _chains(text: str) -> list[Chain]:
    """The chains of one part; refuses text in which something else stands, too."""
    chains = find_chains(text)
    left, at = [], 0
    for chain in chains:
        left.append(text[at : chain.start])
        at = chain.end
    strange = [rest.strip(" ,.") for rest in (*left, text[at:]) if not _JOINING.fullmatch(rest)]
    if strange or not chains:
        raise NotPlacesError(
            f"Không đọc được “{(strange or [text])[0].strip()}”. Hãy viết dạng “khoản 2 Điều 5”, "
            "mỗi dòng một vị trí."
        )
    if not all(chain.sure for chain in chains):
        raise NotPlacesError(f"“{text.strip()}” chưa rõ gồm những gì; hãy ghi đủ từng vị trí.")
    return chains
