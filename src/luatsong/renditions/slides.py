"""Trang chiếu: slides of an item as a file of the office, and as pages that need only a browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from luatsong.knowledge.models import Item
from luatsong.renditions import deck_office, sheets
from luatsong.renditions.codes import qr
from luatsong.renditions.deck import Deck, deck_of, deck_of_topic
from luatsong.renditions.lesson import aims_of
from luatsong.renditions.making import CannotMakeError, Made
from luatsong.renditions.sheet import Sheet
from luatsong.renditions.toolkit import Quote, check, quotes_of, toolkit_data
from luatsong.renditions.topics import Topic

PAGE = "trinh-chieu.html"
_BESIDE = {"chieu.css": "deck.css", "chieu.js": "deck.js"}
_STAMP = (2020, 1, 1, 0, 0, 0)


def make(item: Item) -> list[Made]:
    """The slides as .pptx and as a folder for a browser, zipped."""
    check(item)
    return of(sheets.of(item), quotes_of(item))


def of(sheet: Sheet, quotes: tuple[Quote, ...]) -> list[Made]:
    """The slides of a sheet. Raises `CannotMakeError` where there are too many."""
    return made_of(deck_for(sheet, quotes))


def deck_for(sheet: Sheet, quotes: tuple[Quote, ...]) -> Deck:
    """The deck of an item with its aims, its law and who publishes it."""
    return deck_of(sheet, quotes, aims_of(sheet), foot_of(sheet))


def deck_of_items(topic: Topic) -> Deck:
    """The deck of a topic: its items whose law has not moved, the newest first."""
    most: int = toolkit_data()["slides"]["topic_items"]
    sound = topic.items().filter(basis_state=Item.BasisState.SOUND)[:most]
    told = [sheets.of(item) for item in sound]
    address = sheets.site_address(reverse("portal:pack-page", args=[topic.kind, topic.code]))
    return deck_of_topic(topic.name, told, address, settings.SITE_AGENCY, topic.code)


def foot_of(sheet: Sheet) -> str:
    """What stands at the foot of each slide."""
    foot = sheet.agency or settings.SITE_AGENCY
    return f"{foot} · Theo pháp luật đến ngày {sheet.law_day:%d/%m/%Y}" if sheet.law_day else foot


def made_of(deck: Deck) -> list[Made]:
    """Both files of a deck."""
    count, most = len(deck.slides), toolkit_data()["most"]["slides"]
    words = toolkit_data()["words"]
    if count > most:
        raise CannotMakeError(words["too_long"].format(limit=most))
    name = f"trang-chieu-{deck.slug}"
    return [
        Made(
            "pptx", f"{name}.pptx", deck_office.written(deck), deck_office.MEDIA_TYPE,
            words["pptx"].format(count=count),
        ),
        Made(
            "html", f"{name}.zip", _zipped(folder(deck)), "application/zip",
            words["html"].format(count=count),
        ),
    ]  # fmt: skip


def folder(deck: Deck) -> dict[str, bytes]:
    """The files of the slides for a browser: the page, its look, its keys, its pictures."""
    found = {path: _own(own) for path, own in _BESIDE.items()}
    slides = []
    for number, slide in enumerate(deck.slides, start=1):
        if slide.picture is not None:
            name = f"hinh-{number}.webp"
            found[name] = slide.picture.content
            slide = replace(slide, picture=replace(slide.picture, name=name))
        slides.append(slide)
    html = page(replace(deck, slides=tuple(slides)), style="chieu.css", script="chieu.js")
    found[PAGE] = "\n".join(line.strip() for line in html.splitlines() if line.strip()).encode()
    return found


def page(deck: Deck, **links: str) -> str:
    """The page of a deck; `style`, `script` and `back` are addresses."""
    shown: Mapping[str, Any] = {"deck": deck, "qr": qr(deck.address), **links}
    return render_to_string("renditions/deck.html", dict(shown))


def _zipped(content: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, body in sorted(content.items()):
            archive.writestr(zipfile.ZipInfo(path, _STAMP), body, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _own(name: str) -> bytes:
    return files("luatsong.renditions").joinpath("static", "renditions", name).read_bytes()
