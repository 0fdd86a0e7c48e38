"""The files of a pack: pages that open from a USB stick by double click, without a network.

No server, no address of the outside but links to follow: `index.html` with every title, a page an
item, a small file of words an item for the search, pictures, and `goi.json` that says what is what.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse

from luatsong.knowledge.models import Item
from luatsong.renditions import selectors, sheets, slides
from luatsong.renditions.dress import dress
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.points import plain_text
from luatsong.renditions.sheet import Part, Picture, Sheet
from vnlaw.text import fold

INDEX, MANIFEST = "index.html", "goi.json"
FILMS = "video"  # beside forms of items: the films of their bodies
_CONTENTS = "Mục lục"
_OWN = {"kieu.css": "pack.css", "goi.js": "pack.js"}


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack: its files by path, and a version that is that of its content."""

    version: str
    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LawPage:
    """A place of the law as a page of a pack: the words in force on the day the pack is made.

    `html` is our own markup of escaped words; `changed` where its maker had read other words.
    """

    slug: str
    title: str
    html: str
    address: str  # of the page on the site, whole
    path: str  # the same without the host: what reading is counted for
    changed: bool = False


def pack(
    name: str,
    pages: Iterable[Item | LawPage],
    forms: tuple[str, ...],
    day: date,
    *,
    book: bool = False,
) -> Packed:
    """The pack of items; `forms` are forms (sound, leaflet) whose files come along.

    A book keeps the order of its pages; other packs are grouped by kind.
    """
    content: dict[str, bytes] = {path: _own(own) for path, own in _OWN.items()}
    told: list[dict[str, Any]] = []
    for page in pages:
        one, own = _law(page) if isinstance(page, LawPage) else _item(page, forms)
        content.update(own)
        told.append({**one, "group": _CONTENTS if book else one["kind"]})
    version = _version(content)
    content[INDEX] = _index(name, told, version, day)
    manifest = _manifest(name, told, content, version, day)
    content[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return Packed(version, content, manifest)


def _item(item: Item, forms: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What is told of an item, and its files."""
    sheet = sheets.of(item)
    carried = [row for form in forms for row in selectors.of(item, form)]
    sheet, own = _with_recordings(sheet, sounds=Form.SOUND in forms, films=FILMS in forms)
    page, shown = _page(sheet, carried)
    own.update(shown)
    own[f"bai/{sheet.slug}.html"] = page
    own[f"tim/{sheet.slug}.js"] = _words(sheet)
    return _told(item, sheet), own


def _law(page: LawPage) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What is told of a place of the law, and its page."""
    html = render_to_string("renditions/pack_law.html", {"page": page})
    key = f"luat-{page.slug}"
    words = _found_by(key, f"{page.title} {plain_text(page.html)}")
    told = {
        "slug": key,
        "path": f"luat/{page.slug}.html",
        "title": page.title,
        "summary": "",
        "kind": "Luật",
        "language": "vi",
        "version": None,
        "law_day": None,
        "affected": page.changed,
    }
    return told, {f"luat/{page.slug}.html": _tidy(html), f"tim/{key}.js": words}


def changed(new: Packed, old: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of a pack that somebody who has the pack of manifest `old` must copy over it."""
    had = old["files"]
    return {
        path: content
        for path, content in new.files.items()
        if path == MANIFEST or had.get(path) != new.manifest["files"][path]
    }


def _page(sheet: Sheet, carried: list[Rendition]) -> tuple[bytes, dict[str, bytes]]:
    """The page of an item, and the pictures and files it shows."""
    own: dict[str, bytes] = {}
    parts = tuple(_with_files(part, own) for part in sheet.parts)
    shown = []
    for row in carried:
        with row.file.open("rb") as file:
            content = file.read()
        if row.form == Form.SLIDES and row.media_type == "application/zip":
            own.update(_opened(content, sheet.slug))
            path = f"chieu/{sheet.slug}/{slides.PAGE}"
        else:
            path = f"tep/{row.pk}-{row.file_name}"
            own[path] = content
        shown.append({"row": row, "address": f"../{path}"})
    html = render_to_string(
        "renditions/pack_item.html",
        {
            **dress(sheet),
            "sheet": replace(sheet, parts=parts),
            "carried": shown,
            "path": reverse("portal:item", args=[sheet.slug]),
        },
    )
    return _tidy(html), own


def _opened(content: bytes, slug: str) -> dict[str, bytes]:
    """Slides for a browser, out of their archive: a click opens them from the stick."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {f"chieu/{slug}/{name}": archive.read(name) for name in archive.namelist()}


def _with_recordings(sheet: Sheet, *, sounds: bool, films: bool) -> tuple[Sheet, dict[str, bytes]]:
    """The sheet with the sounds and films of its body as files beside it, where they are wanted."""
    own: dict[str, bytes] = {}
    parts = []
    for part in sheet.parts:
        wanted = films if part.film else sounds
        if wanted and part.file and default_storage.exists(part.file):
            with default_storage.open(part.file, "rb") as file:
                content = file.read()
            name = PurePosixPath(part.file)
            path = f"tep/{hashlib.sha256(content).hexdigest()[:12]}{name.suffix}"
            own[path] = content
            part = replace(part, address=f"../{path}")
        parts.append(part)
    return replace(sheet, parts=tuple(parts)), own


def _with_files(part: Part, own: dict[str, bytes]) -> Part:
    """The part with its pictures as files beside the page, which go into `own`."""
    return replace(part, pictures=tuple(_beside(picture, own) for picture in part.pictures))


def _beside(picture: Picture, own: dict[str, bytes]) -> Picture:
    path = f"hinh/{hashlib.sha256(picture.content).hexdigest()[:12]}.webp"
    own[path] = picture.content
    return replace(picture, name=f"../{path}")


def _words(sheet: Sheet) -> bytes:
    """The words of an item for the search: each once, without marks."""
    said = [sheet.title, sheet.summary, sheet.kind, *sheet.plain]
    for part in sheet.parts:
        said += [part.title, plain_text(part.html), part.source]
        said += [f"{line.label} {plain_text(line.html)}" for line in part.lines]
        said += [" ".join(row) for row in part.rows]
    return _found_by(sheet.slug, " ".join(said))


def _found_by(key: str, text: str) -> bytes:
    words = sorted(set(_letters(text).split()))
    return f'tim("{key}","{" ".join(words)}")'.encode()


def _letters(text: str) -> str:
    folded = fold(text).replace("đ", "d")
    return "".join(letter if letter.isalnum() else " " for letter in folded)


def _told(item: Item, sheet: Sheet) -> dict[str, Any]:
    """What the index and the manifest say of an item."""
    return {
        "slug": sheet.slug,
        "path": f"bai/{sheet.slug}.html",
        "title": sheet.title,
        "summary": sheet.summary,
        "kind": sheet.kind,
        "area": sheet.area,
        "language": sheet.language,
        "version": item.live_revision_id,
        "law_day": sheet.law_day.isoformat() if sheet.law_day else None,
        "affected": sheet.affected,
    }


def _index(name: str, told: list[dict[str, Any]], version: str, day: date) -> bytes:
    days = [one["law_day"] for one in told if one["law_day"]]
    kinds = sorted({one["group"] for one in told})
    html = render_to_string(
        "renditions/pack_index.html",
        {
            "name": name,
            "groups": [(kind, [one for one in told if one["group"] == kind]) for kind in kinds],
            "count": len(told),
            "version": version,
            "day": day,
            "law_day": date.fromisoformat(min(days)) if days else None,
            "site": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
            "site_agency": settings.SITE_AGENCY,
            "site_hotline": settings.SITE_HOTLINE,
        },
    )
    return _tidy(html)


def _manifest(
    name: str, told: list[dict[str, Any]], content: Mapping[str, bytes], version: str, day: date
) -> dict[str, Any]:
    days = [one["law_day"] for one in told if one["law_day"]]
    items = [
        {key: one[key] for key in ("slug", "version", "law_day") if one[key] is not None}
        for one in told
    ]
    return {
        "name": name,
        "version": version,
        "made": day.isoformat(),
        "law_day": min(days, default=None),
        "agency": settings.SITE_AGENCY,
        "site": settings.WAGTAILADMIN_BASE_URL,
        "items": items,
        "files": {path: _digest(body) for path, body in sorted(content.items())},
    }


def _version(content: Mapping[str, bytes]) -> str:
    seen = "\n".join(f"{path} {_digest(body)}" for path, body in sorted(content.items()))
    return hashlib.sha256(seen.encode()).hexdigest()[:12]


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _tidy(html: str) -> bytes:
    """Without the empty lines that templates leave: packs are carried by slow networks."""
    return "\n".join(line.strip() for line in html.splitlines() if line.strip()).encode()


def _own(name: str) -> bytes:
    return files("luatsong.renditions").joinpath("static", "renditions", name).read_bytes()
