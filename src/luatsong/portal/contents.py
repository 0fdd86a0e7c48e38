"""The table of contents of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from luatsong.law.selectors import ComponentRow, ProvisionRow
from luatsong.portal.citation import component_name, level_word
from luatsong.portal.overlay import PLAIN, Overlay
from luatsong.portal.render import OUTLINE, anchor

# With more articles than this, chapters start folded.
UNFOLDED = 60
# The mark of a footnote at the end of a heading; the note itself stands under the text.
_MARKS = re.compile(r"(?:\s*\[(?:\d{1,3}|\*{1,3})\])+(?=\.?$)")


@dataclass(slots=True)
class Entry:
    anchor: str
    label: str
    heading: str
    level: str  # "" for an attached text
    status: str = ""  # words for what is not in force as the whole document is
    children: list[Entry] = field(default_factory=list)


def contents(
    components: Sequence[ComponentRow],
    provisions: Sequence[ProvisionRow],
    overlay: Overlay = PLAIN,
) -> list[Entry]:
    """Entries of all components down to articles; `overlay` tells which are not in force."""
    entries: list[Entry] = []
    for component in components:
        rows = [row for row in provisions if row.component == component.slug]
        own = _tree(rows, overlay)
        if component.slug:
            label = component_name(component)
            entries.append(Entry(component.slug, label, component.title, "", children=own))
        else:
            entries.extend(own)
    return entries


def contents_html(
    components: Sequence[ComponentRow],
    provisions: Sequence[ProvisionRow],
    overlay: Overlay = PLAIN,
) -> str:
    """The contents as nested lists; chapters fold with <details>, so no script is needed.

    One article alone needs no contents: the result is "".
    """
    entries = contents(components, provisions, overlay)
    articles = sum(row.level == "article" for row in provisions)
    return _list(entries, articles <= UNFOLDED) if len(entries) > 1 or articles > 1 else ""


def _tree(rows: Sequence[ProvisionRow], overlay: Overlay) -> list[Entry]:
    roots: list[Entry] = []
    known: dict[str, Entry] = {}
    for node in rows:
        if node.level not in OUTLINE:
            continue
        label = node.label.strip().rstrip(".:")
        state = overlay.states.get(node.address)
        status = state.label if state else ""
        heading = _MARKS.sub("", node.heading)
        entry = Entry(anchor(node.address), label, heading, node.level, status)
        known[node.address] = entry
        parent = known.get(node.parent)
        (parent.children if parent else roots).append(entry)
    return roots


def _list(entries: Sequence[Entry], unfolded: bool) -> str:
    return f"<ol>{''.join(_item(entry, unfolded) for entry in entries)}</ol>"


def _item(entry: Entry, unfolded: bool) -> str:
    heading = f" <span>{escape(entry.heading, quote=False)}</span>" if entry.heading else ""
    status = f" <em>({escape(entry.status.lower())})</em>" if entry.status else ""
    link = f'<a href="#{entry.anchor}"><b>{escape(entry.label)}</b>{heading}{status}</a>'
    if not entry.children:
        return f'<li class="nhom">{link}</li>' if entry.level != "article" else f"<li>{link}</li>"
    inner = _list(entry.children, unfolded)
    if unfolded or entry.level == "article":
        return f'<li class="nhom">{link}{inner}</li>'
    return (
        f'<li class="nhom">{link}<details><summary>{_counted(entry)}</summary>'
        f"{inner}</details></li>"
    )


def _counted(entry: Entry) -> str:
    """ "12 điều", "3 chương": what a folded entry holds."""
    return f"{len(entry.children)} {level_word(entry.children[0].level).lower()}"
