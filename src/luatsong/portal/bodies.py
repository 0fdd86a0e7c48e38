"""The body of a knowledge item as its page sets it: pieces with templates, pictures, a game."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.urls import reverse
from wagtail.images.models import Image, SourceImageIOError
from wagtail.images.models import Rendition as ImageFile

from luatsong.knowledge.models import Item
from luatsong.law.selectors import store_version
from luatsong.portal.places import Cited, cited
from luatsong.renditions.captions import timed
from vnlaw.addresses import slugify

# Sizes a page may ask for: a picture in the text, and the face of somebody who speaks.
SPECS = {"wide": "max-960x1600|format-webp", "face": "fill-128x128|format-webp"}
_MOST_ANSWERS = 99


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture ready for <img>; an empty `src` where the file cannot be read."""

    src: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question of a game; `given` when the reader chose it."""

    text: str
    right: bool
    given: bool
    number: int


@dataclass(frozen=True, slots=True)
class Question:
    name: str  # of the field in the form
    words: str
    options: tuple[Choice, ...]
    answered: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What one character says; the second one to speak stands on the other side."""

    character: str
    words: str
    picture: Any
    second: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One block: its template, its value, and what had to be worked out for it."""

    template: str
    kind: str
    value: Any
    anchor: str = ""
    cited: Cited | None = None
    question: Question | None = None
    lines: tuple[Line, ...] = ()
    captions: str = ""  # of a film: address of what its transcript says when
    titled: bool = True  # False: a heading right before already says what these steps are


@dataclass(frozen=True, slots=True)
class Body:
    pieces: tuple[Piece, ...]
    contents: tuple[tuple[str, str], ...]  # anchor and words of each heading
    pictures: Mapping[tuple[int, str], Shown]
    asked: int  # questions of a game
    answered: int
    right: int


def body_of(item: Item, answers: QueryDict, day: date) -> Body:
    """The body on a day, with a reader's `answers` to its questions judged.

    At most 1 query for pictures that were shown before, and those of the law blocks it quotes.
    """
    pieces = tuple(_pieces(item, answers, day))
    questions = [piece.question for piece in pieces if piece.question]
    return Body(
        pieces=pieces,
        contents=tuple((p.anchor, str(p.value)) for p in pieces if p.kind == "heading"),
        pictures=_pictures(item),
        asked=len(questions),
        answered=sum(question.answered for question in questions),
        right=sum(question.right for question in questions),
    )


def _pieces(item: Item, answers: QueryDict, day: date) -> Iterator[Piece]:
    anchors: set[str] = set()
    number = films = 0
    before = ""
    version = store_version() if _quotes_law(item) else ""
    for block in item.body:
        kind, value = block.block_type, block.value
        template = f"portal/knowledge/blocks/{kind}.html"
        if kind == "choice":
            number += 1
            yield Piece(template, kind, value, question=_question(value, number, answers))
        elif kind == "heading":
            yield Piece(template, kind, value, anchor=_anchor(str(value), anchors))
        elif kind in ("law", "quote"):
            yield Piece(template, kind, value, cited=cited(value.get("place") or "", day, version))
        elif kind == "dialogue":
            yield Piece(template, kind, value, lines=_lines(value))
        elif kind == "video":
            films += 1
            yield Piece(template, kind, value, captions=_captions(item, value, films))
        elif kind == "steps":
            unnamed = value.get("title") == block.block.child_blocks["title"].get_default()
            yield Piece(template, kind, value, titled=not (before == "heading" and unnamed))
        else:
            yield Piece(template, kind, value)
        before = kind


def _captions(item: Item, value: Any, number: int) -> str:
    """Where the captions of a film are read out of its transcript; "" without times in it."""
    if value.get("subtitles") or not timed(value.get("transcript") or ""):
        return ""
    return reverse("portal:video-captions", args=[item.slug, number])


def _quotes_law(item: Item) -> bool:
    return any(block.block_type in ("law", "quote") for block in item.body)


def _anchor(words: str, taken: set[str]) -> str:
    start = f"muc-{slugify(words)[:60]}"
    anchor, number = start, 2
    while anchor in taken:
        anchor, number = f"{start}-{number}", number + 1
    taken.add(anchor)
    return anchor


def _question(value: Any, number: int, answers: QueryDict) -> Question:
    name = f"c{number}"
    given = answers.get(name, "")
    chosen = int(given) if given.isascii() and given.isdigit() and len(given) < 3 else 0
    options = tuple(
        Choice(option.get("text") or "", bool(option.get("right")), place == chosen, place)
        for place, option in enumerate(list(value.get("options") or ())[:_MOST_ANSWERS], 1)
    )
    right = any(option.given and option.right for option in options)
    answered = any(option.given for option in options)
    return Question(name, value.get("question") or "", options, answered, right)


def _lines(value: Any) -> tuple[Line, ...]:
    sides: dict[str, bool] = {}
    found = []
    for line in value.get("lines") or ():
        character = line.get("character") or ""
        second = sides.setdefault(character, len(sides) % 2 == 1)
        found.append(Line(character, line.get("words") or "", line.get("picture"), second))
    return tuple(found)


def _pictures(item: Item) -> dict[tuple[int, str], Shown]:
    used = [(image, size) for image, size in _used(item) if image]
    images: Sequence[Image] = list({image.pk: image for image, _ in used}.values())
    if images:
        prefetch_related_objects(images, "renditions")
    known = {image.pk: image for image in images}
    found: dict[tuple[int, str], Shown] = {}
    for image, size in used:
        own = found.get((image.pk, size))
        if own is None:
            found[(image.pk, size)] = _shown(known[image.pk], image, SPECS[size])
    return found


def _shown(stored: Image, image: Image, spec: str) -> Shown:
    """A file of that size; made on the first demand."""
    alt = "" if getattr(image, "decorative", False) else _alt(image)
    made = next((one for one in stored.renditions.all() if one.filter_spec == spec), None)
    try:
        file: ImageFile = made or stored.get_rendition(spec)
    except (SourceImageIOError, OSError):  # the words of the picture stand in its place
        return Shown("", 0, 0, alt)
    return Shown(file.url, file.width, file.height, alt)


def _alt(image: Image) -> str:
    return str(getattr(image, "contextual_alt_text", "") or image.description or image.title)


def _used(item: Item) -> Iterator[tuple[Image | None, str]]:
    """Every picture of the body with the size it is shown at."""
    for block in item.body:
        value = block.value
        if block.block_type == "picture":
            yield value.get("image"), "wide"
        elif block.block_type == "pictures":
            for picture in value.get("pictures") or ():
                yield picture.get("image"), "wide"
        elif block.block_type == "dialogue":
            for line in value.get("lines") or ():
                yield line.get("picture"), "face"
        elif block.block_type == "video":
            yield value.get("poster"), "wide"
