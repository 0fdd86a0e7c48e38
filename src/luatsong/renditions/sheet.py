"""What a leaflet, a poster, cards and packs show of an item, apart from how the CMS stores it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: a step, a fact, an answer, a speech. `html` is cleaned HTML or ""."""

    label: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for print; `alt` is "" for decoration."""

    content: bytes
    media_type: str
    alt: str
    caption: str = ""
    name: str = ""  # of a file beside the page, in packs

    @property
    def address(self) -> str:
        """Where a page finds it: the file beside it, or the bytes themselves."""
        if self.name:
            return self.name
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the body. `kind` is the name of its template and of its block in the CMS."""

    kind: str
    title: str = ""
    html: str = ""  # cleaned HTML
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()  # of a table; the first is its head
    pictures: tuple[Picture, ...] = ()
    source: str = ""  # where a quote stands, where a link leads
    file: str = ""  # name of a sound or a film in the store
    film: bool = False
    address: str = ""  # of that file beside the page, in packs


@dataclass(frozen=True, slots=True)
class Ground:
    """Law the item rests on: "Điều 15 Luật Hộ tịch số 60/2014/QH13", as read on a day."""

    words: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Sheet:
    """An item ready to be set."""

    title: str
    summary: str
    kind: str
    slug: str
    language: str
    address: str  # whole, with the host: what the QR code holds
    agency: str
    licence: str
    published: date | None
    audiences: tuple[str, ...] = ()
    area: str = ""
    grounds: tuple[Ground, ...] = ()
    parts: tuple[Part, ...] = ()
    ai_made: bool = False
    affected: bool = False  # the law it rests on has changed since
    plain: tuple[str, ...] = field(default=())

    @property
    def law_day(self) -> date | None:
        """The day up to which every law it rests on was read; None without a legal basis."""
        return min((ground.as_of for ground in self.grounds), default=None)

    @property
    def short_address(self) -> str:
        """The address as people type it."""
        return self.address.partition("://")[2].removesuffix("/")
