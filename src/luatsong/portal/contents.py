"""The table of contents of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from luatsong.law.models import Component
from luatsong.law.selectors import ComponentRow, ProvisionRow
from luatsong.portal.render import OUTLINE, anchor

_NUMERAL = re.compile(r"^(?:[IVXLC]+|\d+[A-Z]*|[A-Z])[.:]?$")
# With more articles than this, chapters start folded.
UNFOLDED = 60


@dataclass(slots=True)
class Entry:
    anchor: str
    label: str
    heading: str
    folds: bool
    children: list[Entry] = field(default_factory=list)


def contents(components: Sequence[ComponentRow], provisions: Sequence[ProvisionRow]) -> list[Entry]:
    """Entries of all components down to articles."""
    entries: list[Entry] = []
    for component in components:
        own = _tree([row for row in provisions if row.component == component.slug])
        if component.slug:
            label = component_name(component)
            entries.append(Entry(component.slug, label, component.title, True, own))
        else:
            entries.extend(own)
    return entries


def contents_html(
    components: Sequence[ComponentRow], provisions: Sequence[ProvisionRow], page: str = ""
) -> str:
    """The contents as nested lists; chapters fold with <details>, so no script is needed.

    `page` is the address of the document when the contents stand on another page. One article
    alone needs no contents: the result is "".
    """
    entries = contents(components, provisions)
    articles = sum(row.level == "article" for row in provisions)
    return _list(entries, page, articles <= UNFOLDED) if len(entries) > 1 or articles > 1 else ""


def component_name(component: ComponentRow) -> str:
    """What an attached text or appendix is called: "Quy chế", "Phụ lục II", "Mẫu số 01".

    Printed capitals become sentence case, numerals stay.
    """
    label = component.label.strip()
    if not label:
        return str(Component.Kind(component.kind).label)
    if not label.isupper():
        return label
    words = [word if _NUMERAL.match(word) else word.lower() for word in label.split()]
    return " ".join([words[0].capitalize(), *words[1:]])


def _tree(rows: Sequence[ProvisionRow]) -> list[Entry]:
    roots: list[Entry] = []
    known: dict[str, Entry] = {}
    for node in rows:
        if node.level not in OUTLINE:
            continue
        label = node.label.strip().rstrip(".:")
        entry = Entry(anchor(node.address), label, node.heading, node.level != "article")
        known[node.address] = entry
        parent = known.get(node.parent)
        (parent.children if parent else roots).append(entry)
    return roots


def _list(entries: Sequence[Entry], page: str, unfolded: bool) -> str:
    return f"<ol>{''.join(_item(entry, page, unfolded) for entry in entries)}</ol>"


def _item(entry: Entry, page: str, unfolded: bool) -> str:
    heading = f" <span>{escape(entry.heading, quote=False)}</span>" if entry.heading else ""
    link = f'<a href="{page}#{entry.anchor}"><b>{escape(entry.label)}</b>{heading}</a>'
    if not entry.children:
        return f'<li class="nhom">{link}</li>' if entry.folds else f"<li>{link}</li>"
    inner = _list(entry.children, page, unfolded)
    if unfolded or not entry.folds:
        return f'<li class="nhom">{link}{inner}</li>'
    return (
        f'<li class="nhom">{link}<details><summary>{len(entry.children)} mục con</summary>'
        f"{inner}</details></li>"
    )
