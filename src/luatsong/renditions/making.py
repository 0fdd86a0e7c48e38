"""Which forms are made, by whom, from what: the register of makers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from luatsong.renditions.sources import page_hash

if TYPE_CHECKING:
    from luatsong.knowledge.models import Item


class CannotMakeError(Exception):
    """A form cannot be made. The message is Vietnamese, for staff, and says what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """One file as a maker hands it over."""

    variant: str  # unique within item, form and language; never empty
    name: str  # the name people save it under: "to-gap-dang-ky-khai-sinh.pdf"
    content: bytes
    media_type: str
    title: str
    alt: str = ""
    seconds: float | None = None


Maker = Callable[["Item"], Iterable[Made]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A form, who makes it, the hash of the words it rests on, and the items it suits."""

    form: str
    maker: Maker
    source: Callable[[Item], str]
    suits: Callable[[Item], bool]


_registered: dict[str, Registered] = {}


def always(_item: Item) -> bool:
    """A form every item may take."""
    return True


def register(
    form: str,
    maker: Maker,
    *,
    source: Callable[[Item], str] = page_hash,
    suits: Callable[[Item], bool] = always,
) -> None:
    """Say who makes a form. Called once from `AppConfig.ready()`; a second call replaces."""
    _registered[form] = Registered(form, maker, source, suits)


def registered(form: str) -> Registered | None:
    """The maker of a form, also where this site does not make it by itself."""
    return _registered.get(form)


def wanted(item: Item) -> list[Registered]:
    """The forms this site makes of an item (`RENDITION_FORMS`), in the order of registration."""
    return [
        each
        for each in _registered.values()
        if each.form in settings.RENDITION_FORMS and each.suits(item)
    ]
