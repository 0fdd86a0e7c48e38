"""The sample's files as written: items, agencies, faces, media."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_ROOM = files("luatsong.samplesite")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(_ROOM.joinpath("items", f"{name}.toml").read_text(encoding="utf-8"))


def items() -> list[dict[str, Any]]:
    """All items; translations stand after what they translate."""
    found = [
        item for name in ("citizens", "business", "officials") for item in _table(name)["item"]
    ]
    return sorted(found, key=lambda item: "translation_of" in item)


def agencies() -> list[dict[str, Any]]:
    """Agencies of the sample province that the product's own list does not have."""
    return list(_table("agencies")["agency"])


def books() -> list[dict[str, Any]]:
    """Books of the bookshelf, made of the items and of the sample's law."""
    return list(_table("books")["book"])


def campaigns() -> list[dict[str, Any]]:
    """Movements and campaigns that the items take part in."""
    return list(_table("outreach")["campaign"])


def practices() -> list[dict[str, Any]]:
    """Models that were tried."""
    return list(_table("outreach")["practice"])


def face(character: str) -> tuple[str, str] | None:
    """File and description of a character's picture."""
    return next(
        ((row["file"], row["description"]) for row in _table("faces")["face"]
         if row["name"] == character),
        None,
    )  # fmt: skip


def media(name: str) -> bytes:
    """The bytes of a picture, sound or film of the sample."""
    return _ROOM.joinpath("media", name).read_bytes()
