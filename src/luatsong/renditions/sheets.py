"""From an item as the CMS stores it to a sheet ready to be set."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from luatsong.knowledge import selectors
from luatsong.knowledge.basis import resolve
from luatsong.knowledge.cleaning import clean_rich
from luatsong.knowledge.models import Item
from luatsong.knowledge.recall_names import place_name
from luatsong.knowledge.wordlists import licences
from luatsong.renditions.sheet import Ground, Line, Part, Picture, Sheet

logger = logging.getLogger(__name__)

# Wide enough for A5 at 200 dpi and for a screen; WebP keeps packs small.
_PICTURE = "max-1000x1000|format-webp|webpquality-75"


def of(item: Item) -> Sheet:
    """The sheet of an item. Quick for items loaded by `knowledge.selectors.with_details`."""
    licence = licences().get(item.licence)
    bases = list(item.bases.all())
    law_day = min((basis.as_of for basis in bases), default=timezone.localdate())
    return Sheet(
        title=item.title,
        summary=item.summary,
        kind=item.of_kind.name,
        slug=item.slug,
        language=item.language,
        address=site_address(item.get_absolute_url()),
        agency=item.agency.name if item.agency else "",
        licence=licence.name if licence else "",
        published=item.last_published_at.date() if item.last_published_at else None,
        audiences=tuple(audience.name for audience in item.audiences.all()),
        area=item.area,
        grounds=tuple(Ground(place_name(b.document, b.address), b.as_of) for b in bases),
        parts=(*_practical(item), *(p for child in item.body for p in _parts(child, law_day))),
        ai_made=item.ai_made,
        affected=item.basis_state == Item.BasisState.AFFECTED,
        plain=tuple(selectors.plain_paragraphs(item)),
    )


def pictures_of(child: Any) -> tuple[Picture, ...]:
    """The pictures of one block of a body, at a size for print; broken ones are left out."""
    if child.block_type not in ("picture", "pictures"):
        return ()
    return tuple(picture for part in _parts(child, date.max) for picture in part.pictures)


def site_address(path: str) -> str:
    """An address of this site, whole."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _practical(item: Item) -> Iterator[Part]:
    """Where and when: fields of events, places of help, official replies, as a list of facts."""
    moment = "%H giờ %M ngày %d/%m/%Y"
    rows = (
        ("Thời gian", item.event_start and item.event_start.astimezone().strftime(moment)),
        ("Đến", item.event_end and item.event_end.astimezone().strftime(moment)),
        ("Địa điểm", item.event_place),
        ("Địa chỉ", item.address),
        ("Điện thoại", item.phone),
        ("Giờ làm việc", item.hours),
        ("Số văn bản", item.reply_number),
        ("Ngày văn bản", item.reply_date and f"{item.reply_date:%d/%m/%Y}"),
    )
    lines = tuple(Line(label, f"<p>{escape(value)}</p>") for label, value in rows if value)
    if lines:
        yield Part("practical", lines=lines)


def _parts(child: Any, law_day: date) -> Iterator[Part]:
    read = _READERS.get(child.block_type)
    if child.block_type == "law":
        yield _law(child.value, law_day)
    elif read is not None:
        yield from read(child.value)


def _rich(value: Any) -> str:
    """Markup, cleaned again: no content policy guards a page in a folder.

    Links inside the site get their host, for they are followed elsewhere.
    """
    source = clean_rich(getattr(value, "source", "") or "").text
    return source.replace('href="/', f'href="{site_address("/")}')


def _plain(text: str | None) -> str:
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _text(value: Any) -> Iterator[Part]:
    yield Part("text", html=_rich(value))


def _heading(value: Any) -> Iterator[Part]:
    yield Part("heading", str(value or ""))


def _facts(value: Any) -> Iterator[Part]:
    yield Part("facts", value.get("title") or "", _rich(value.get("text")))


def _asked(value: Any) -> Iterator[Part]:
    question = " ".join((value.get("question") or "").split())
    yield Part("question_answer", lines=(Line(question, _rich(value.get("answer"))),))


def _steps(value: Any) -> Iterator[Part]:
    lines = (Line(step.get("title") or "", _rich(step.get("text"))) for step in value["steps"])
    yield Part("steps", value.get("title") or "", lines=tuple(lines))


def _checklist(value: Any) -> Iterator[Part]:
    lines = tuple(Line(thing) for thing in value["items"] if thing)
    yield Part("checklist", value.get("title") or "", lines=lines)


def _warning(value: Any) -> Iterator[Part]:
    yield Part("warning", value.get("title") or "", _rich(value.get("text")))


def _quote(value: Any) -> Iterator[Part]:
    yield Part("quote", html=_plain(value.get("words")), source=value.get("place") or "")


def _law(value: Any, law_day: date) -> Part:
    """A place of the law with its words on the day that print names."""
    place = value.get("place") or ""
    found = resolve(place, law_day)
    words = "" if found.problem else _plain(found.words)
    name = place if found.problem else found.label
    return Part("law", value.get("note") or "", words, source=name)


def _picture(value: Any) -> Iterator[Part]:
    if picture := _stored(value):
        yield Part("picture", pictures=(picture,))


def _pictures(value: Any) -> Iterator[Part]:
    found = (_stored(picture) for picture in value.get("pictures") or ())
    yield Part("pictures", value.get("title") or "", pictures=tuple(p for p in found if p))


def _stored(value: Any) -> Picture | None:
    """The picture at a size for print; None where its file is broken or gone."""
    image = value.get("image")
    if image is None:
        return None
    try:
        rendition = image.get_rendition(_PICTURE)
        with rendition.file.open("rb") as file:
            content = file.read()
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        logger.warning("Picture %s cannot be read", image.pk)
        return None
    alt = "" if getattr(image, "decorative", False) else image.contextual_alt_text or image.title
    credit = f" ({value.get('credit')})" if value.get("credit") else ""
    return Picture(content, "image/webp", alt, f"{value.get('caption') or ''}{credit}".strip())


def _recording(value: Any, *, film: bool) -> Iterator[Part]:
    stored = value.get("file")
    name = stored.file.name if stored else ""
    html = _plain(value.get("transcript"))
    yield Part("recording", value.get("title") or "", html, file=name, film=film)


def _audio(value: Any) -> Iterator[Part]:
    return _recording(value, film=False)


def _video(value: Any) -> Iterator[Part]:
    return _recording(value, film=True)


def _dialogue(value: Any) -> Iterator[Part]:
    lines = (
        Line(line.get("character") or "", _plain(line.get("words"))) for line in value["lines"]
    )
    yield Part("dialogue", value.get("title") or "", lines=tuple(lines))


def _choice(value: Any) -> Iterator[Part]:
    options = list(value["options"])
    right = "; ".join(option["text"] for option in options if option.get("right"))
    lines = tuple(Line(option["text"]) for option in options)
    question = " ".join((value.get("question") or "").split())
    yield Part("choice", question, _rich(value.get("why")), lines, source=right)


def _table(value: Any) -> Iterator[Part]:
    rows = tuple(tuple(row) for row in (value.header, *value.content))
    yield Part("table", value.get("caption") or "", rows=rows)


def _elsewhere(value: Any) -> Iterator[Part]:
    yield Part("elsewhere", value.get("title") or "", source=value.get("address") or "")


_READERS: dict[str, Callable[[Any], Iterator[Part]]] = {
    "heading": _heading,
    "text": _text,
    "facts": _facts,
    "question_answer": _asked,
    "steps": _steps,
    "checklist": _checklist,
    "warning": _warning,
    "quote": _quote,
    "picture": _picture,
    "pictures": _pictures,
    "audio": _audio,
    "video": _video,
    "dialogue": _dialogue,
    "choice": _choice,
    "table": _table,
    "file": _elsewhere,
    "link": _elsewhere,
}
