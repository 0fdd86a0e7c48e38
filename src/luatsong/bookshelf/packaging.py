"""A published book as a file: its chapters on a day, in the forms readers take along."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from PIL import Image

from luatsong.bookshelf import covers, epub
from luatsong.bookshelf.markup import words
from luatsong.bookshelf.models import Book
from luatsong.bookshelf.selectors import Chapter
from luatsong.bookshelf.setting import item_html, law_html
from luatsong.knowledge.basis import resolve
from luatsong.knowledge.models import Item
from luatsong.knowledge.wordlists import licences
from luatsong.renditions.sheet import Picture

Told = tuple[str, str]  # title and XHTML of a chapter
Link = Callable[[str, str], str]  # slug of a document and place in it -> address
Shows = Callable[[Picture], str]  # a picture -> the address it has in the file
_JPEG = 82  # quality


class Pictures:
    """The pictures of a book as files of their own, each once, in a form every reader opens."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def take(self, picture: Picture) -> str:
        """The address of a picture within the book."""
        name = f"hinh/{hashlib.sha256(picture.content).hexdigest()[:12]}.jpg"
        if name not in self.files:
            target = io.BytesIO()
            with Image.open(io.BytesIO(picture.content)) as image:
                whole = image.convert("RGBA")
                page = Image.new("RGBA", whole.size, "white")
                page.alpha_composite(whole)
                page.convert("RGB").save(target, "JPEG", quality=_JPEG, optimize=True)
            self.files[name] = target.getvalue()
        return name


def told(
    book: Book, found: Sequence[Chapter], today: date, link: Link, shows: Shows | None = None
) -> list[Told]:
    """Every chapter as title and XHTML, the page about the book itself last. One query.

    With `shows`, the pictures of items are there, at the addresses it gives.
    """
    keys = [chapter.part.item_id for chapter in found if chapter.part.item_id]
    items = Item.objects.in_bulk(keys)
    chapters = [
        (chapter.part.title, _warning(chapter) + _text(chapter, items, link, today, shows))
        for chapter in found
    ]
    return [*chapters, ("Về sách này", _about(book, today))]


def as_epub(
    book: Book,
    chapters: Sequence[Told],
    *,
    address: str,
    modified: datetime,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The book as EPUB 3; `address` is its public page, `pictures` are files by their address."""
    return epub.write(
        epub.BookFile(
            identifier=address,
            title=book.title,
            language=book.language,
            publisher=book.agency.name if book.agency else "",
            description=book.summary,
            rights=_licence(book),
            source=address,
            modified=modified,
            cover=cover_of(book),
            chapters=[epub.Chapter(title, body) for title, body in chapters],
            subjects=[name for name in (book.area,) if name],
            pictures=pictures or {},
        )
    )


def cover_of(book: Book) -> str:
    """The drawn cover as SVG."""
    agency = book.agency.name if book.agency else ""
    return covers.cover(book.title, book.area, agency, book.edition)


def _text(
    chapter: Chapter, items: dict[int, Item], link: Link, today: date, shows: Shows | None
) -> str:
    part = chapter.part
    if part.item_id:
        item = items[part.item_id]
        return item_html(item, shows) + _shown_laws(item, today)
    slug = part.document.slug if part.document else ""
    return law_html(chapter.law, lambda address: link(slug, address)) if chapter.law else ""


def _shown_laws(item: Item, today: date) -> str:
    """The provisions that an item shows in full, as they stand on the day."""
    out = []
    places = [block.value.get("place") for block in item.body if block.block_type == "law"]
    for found in (resolve(place, today) for place in places if place):
        if found.words and not found.problem:
            lines = "".join(f"<p>{words(line)}</p>" for line in found.words.splitlines())
            out.append(f"<h3>{words(found.label)}</h3>\n<blockquote>{lines}</blockquote>\n")
    return "<h2>Luật quy định</h2>\n" + "".join(out) if out else ""


def _warning(chapter: Chapter) -> str:
    if chapter.law and chapter.law.gone:
        return '<p class="note">Đoạn luật này không còn trong kho hoặc không còn hiệu lực.</p>\n'
    lines = [line.text for line in chapter.notice.now] if chapter.notice else []
    if chapter.changed and chapter.part.as_of:
        lines.append(
            f"Lời luật đã thay đổi so với ngày {chapter.part.as_of:%d/%m/%Y} khi làm sách; "
            "dưới đây là lời đang có hiệu lực."
        )
    return "".join(f'<p class="note">{words(line)}</p>\n' for line in lines)


def _about(book: Book, today: date) -> str:
    lines = [
        f"Luật trong sách là lời đang có hiệu lực ngày {today:%d/%m/%Y}, ngày tệp này được làm. "
        "Pháp luật có thể đã thay đổi sau ngày ấy: hãy xem lại trên trang.",
        f"Cơ quan biên soạn: {book.agency.name}." if book.agency else "",
        f"{book.edition}." if book.edition else "",
        f"Giấy phép: {_licence(book)}.",
    ]
    return "".join(f"<p>{words(line)}</p>\n" for line in lines if line)


def _licence(book: Book) -> str:
    known = licences().get(book.licence)
    return known.name if known else book.licence
