"""Parts of a book as plain, well-formed markup: the same for the reader, the EPUB and print.

Everything that comes from the store passes `escape`; there is no other way in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from luatsong.bookshelf.law_parts import LawPart, Provision
from luatsong.bookshelf.markup import words
from luatsong.knowledge.models import Item
from luatsong.knowledge.reading import Paragraph, parts_of_block
from luatsong.renditions.sheet import Picture
from luatsong.renditions.sheets import pictures_of
from vnlaw.tables import Table

_DEEPEST = 3
_TAGS = {"question": "h3", "heading": "h2"}


def law_html(law: LawPart, link: Callable[[str], str] | None = None, level: int = 2) -> str:
    """Provisions under headings from `level` on; labels lead to `link(address)` where given."""
    return "".join(_provision(one, link, level) for one in law.provisions)


def item_html(item: Item, shows: Callable[[Picture], str] | None = None) -> str:
    """The words of an item: headings, paragraphs, lists; sounds are left out.

    `shows` takes a picture in and gives the address it has then; without it they are left out.
    """
    out = [f"<p><b>{words(item.summary)}</b></p>\n"] if item.summary else []
    for pictured, blocks in groupby(item.body, key=lambda child: bool(shows) and _pictured(child)):
        parts = [part for child in blocks for part in _told(child, shows if pictured else None)]
        for listed, group in groupby(parts, key=_is_listed):
            run = list(group)
            out.append(_list(run) if listed else "".join(map(_one, run)))
    return "".join(out)


def _pictured(child: Any) -> bool:
    return child.block_type in ("picture", "pictures")


def _told(child: Any, shows: Callable[[Picture], str] | None) -> Iterator[Paragraph | str]:
    """Paragraphs of a block; of pictures that are shown, ready markup."""
    if shows is None:
        yield from (part for part in parts_of_block(child) if part.text.strip())
        return
    if child.block_type == "pictures" and child.value.get("title"):
        yield f"<h2>{words(child.value['title'])}</h2>\n"
    for picture in pictures_of(child):
        caption = f"<figcaption>{words(picture.caption)}</figcaption>" if picture.caption else ""
        source, alt = words(shows(picture)), words(picture.alt)
        yield f'<figure><img src="{source}" alt="{alt}"/>{caption}</figure>\n'


def _is_listed(part: Paragraph | str) -> bool:
    return not isinstance(part, str) and part.role in ("item", "step")


def _one(part: Paragraph | str) -> str:
    return part if isinstance(part, str) else _paragraph(part)


def _list(run: Iterable[Any]) -> str:
    out = []
    for role, group in groupby(run, key=lambda part: part.role):
        tag = "ol" if role == "step" else "ul"
        inside = "".join(f"<li>{words(part.text)}</li>" for part in group)
        out.append(f"<{tag}>{inside}</{tag}>\n")
    return "".join(out)


def _paragraph(part: Paragraph) -> str:
    if part.role in _TAGS:
        tag = _TAGS[part.role]
        return f"<{tag}>{words(part.text)}</{tag}>\n"
    if part.role in ("quote", "words"):
        return f"<blockquote><p>{words(part.text)}</p></blockquote>\n"
    style = ' class="note"' if part.block == "warning" else ""
    return f"<p{style}>{words(part.text)}</p>\n"


def _provision(one: Provision, link: Callable[[str], str] | None, level: int) -> str:
    label = words(one.label)
    if link and label:
        label = f'<a href="{words(link(one.address))}">{label}</a>'
    over = ' class="over"' if one.over else ""
    if one.outline:
        tag = f"h{min(level + one.depth, 6)}"
        heading = f" {words(one.heading)}" if one.heading else ""
        return f"<{tag}{over}>{label}{heading}</{tag}>\n" + "".join(
            _line(line, "", "", over) for line in one.lines
        )
    style = f"c{min(max(one.depth, 1), _DEEPEST)}"
    first, *rest = one.lines or ("",)
    name = f"<b>{words(one.heading)}</b> " if one.heading else ""
    lead = f"{label} {name}"
    if isinstance(first, tuple):
        return f'<p class="{style}">{lead}</p>\n' + "".join(
            _line(line, "", style, over) for line in one.lines
        )
    out = [_line(first, lead, style, over), *(_line(line, "", style, over) for line in rest)]
    return "".join(out)


def _line(line: str | Table, lead: str, style: str, over: str) -> str:
    if isinstance(line, tuple):
        rows = "".join(
            "<tr>" + "".join(f"<td>{words(cell)}</td>" for cell in row) + "</tr>" for row in line
        )
        return f'<div class="bang"><table><tbody>{rows}</tbody></table></div>\n'
    named = f' class="{style}"' if style else ""
    inside = f"<s>{words(line)}</s>" if over else words(line)
    return f"<p{named}>{lead}{inside}</p>\n"
