"""Provisions as HTML, by plain string building.

Template tags cost some ten microseconds a node and a code has thousands of nodes. Everything
that comes from a document passes `escape` here and nowhere else; nothing else is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from luatsong.law.selectors import ProvisionRow
from vnlaw.tables import Table, grouped

# Levels that carry a heading of their own and stand in the table of contents.
OUTLINE = frozenset({"part", "chapter", "section", "subsection", "article"})

_MARK = re.compile(r"\[(\d{1,4}|\*{1,5})\]")


def anchor(address: str) -> str:
    """The id of a provision inside the page of its document."""
    return address.replace("/", "-")


@dataclass(slots=True)
class Renderer:
    """Renders the provisions of one page; keeps count of tables and footnote marks.

    `base` is the address of the document; `level` the HTML heading level of the outermost
    headings; `markers` the footnote marks that exist, so that "[5]" in a formula stays text.
    """

    base: str
    level: int = 2
    markers: frozenset[str] = frozenset()
    tables: int = 0
    marked: set[str] = field(default_factory=set)

    def nodes(self, nodes: Iterable[ProvisionRow]) -> str:
        """HTML of provisions given in document order, nested as they are."""
        out: list[str] = []
        open_: list[tuple[str, str, int]] = []  # (address, closing tag, heading level inside)
        for node in nodes:
            while open_ and open_[-1][0] != node.parent:
                out.append(open_.pop()[1])
            inside = open_[-1][2] if open_ else self.level
            if node.level in OUTLINE:
                out.append(self._outline(node, inside))
                open_.append((node.address, "</section>\n", min(inside + 1, 6)))
            else:
                out.append(self._numbered(node))
                open_.append((node.address, "</div>\n", inside))
        out.extend(tag for _, tag, _ in reversed(open_))
        return "".join(out)

    def lines(self, lines: Sequence[str], quoted: Sequence[Sequence[int]] = ()) -> str:
        """Paragraphs, tables and quotations of one provision's own text."""
        return "".join(self._segments(lines, quoted, ""))

    def _outline(self, node: ProvisionRow, level: int) -> str:
        label = f'<a class="so" href="{self.base}/{node.address}">{escape(node.label)}</a>'
        name = f" <span>{self.inline(node.heading)}</span>" if node.heading else ""
        body = self.lines(node.text, node.quoted) if node.text else ""
        return (
            f'<section class="{node.level}" id="{anchor(node.address)}">'
            f"<h{level}>{label}{name}</h{level}>\n{body}"
        )

    def _numbered(self, node: ProvisionRow) -> str:
        label = f'<a class="so" href="{self.base}/{node.address}">{escape(node.label)}</a> '
        if node.heading:
            label += f"<b>{self.inline(node.heading)}</b> "
        body = "".join(self._segments(node.text, node.quoted, label))
        return f'<div class="{node.level}" id="{anchor(node.address)}">{body}'

    def _segments(
        self, lines: Sequence[str], quoted: Sequence[Sequence[int]], label: str
    ) -> Iterator[str]:
        """Yield blocks; `label` opens the first one."""
        at = 0
        for start, end in sorted((q[0], q[1]) for q in quoted):
            start, end = max(start, at), min(end, len(lines))
            if end <= start:
                continue
            if start > at or label:
                yield from self._blocks(lines[at:start], label)
                label = ""
            yield '<blockquote class="trich">'
            yield from self._blocks(lines[start:end], "")
            yield "</blockquote>\n"
            at = end
        if at < len(lines) or label:
            yield from self._blocks(lines[at:], label)

    def _blocks(self, lines: Sequence[str], label: str) -> Iterator[str]:
        for block in grouped(lines):
            if isinstance(block, str):
                if block or label:
                    yield f"<p>{label}{self.inline(block)}</p>\n"
            else:
                if label:
                    yield f"<p>{label}</p>\n"
                yield self.table(block)
            label = ""
        if label:
            yield f"<p>{label}</p>\n"

    def table(self, rows: Table) -> str:
        """A real table in a scroller that the keyboard can reach (WCAG 2.1.1)."""
        self.tables += 1
        width = max(len(row) for row in rows)
        head = len(rows) > 2 and len(rows[0]) == width and all(0 < len(c) < 80 for c in rows[0])
        html = []
        for index, row in enumerate(rows):
            tag = 'th scope="col"' if head and index == 0 else "td"
            close = tag[:2]
            cells = "".join(
                f"<{tag}>{self.inline(cell).replace(chr(10), '<br>')}</{close}>" for cell in row
            )
            html.append(f"<tr>{cells}{'<td></td>' * (width - len(row))}</tr>")
        return (
            f'<div class="bang" role="region" tabindex="0" aria-label="Bảng {self.tables}">'
            f"<table>{''.join(html)}</table></div>\n"
        )

    def inline(self, text: str) -> str:
        """Escaped text with footnote marks linked."""
        safe = escape(text, quote=False)
        if self.markers and "[" in safe:
            return _MARK.sub(self._mark, safe)
        return safe

    def _mark(self, found: re.Match[str]) -> str:
        marker = found[1]
        if marker not in self.markers:
            return found[0]
        slug = footnote_slug(marker)
        back = "" if marker in self.marked else f' id="tu-{slug}"'
        self.marked.add(marker)
        return f'<sup><a href="#{slug}"{back} aria-label="Chú thích {marker}">[{marker}]</a></sup>'

    def footnotes(self, footnotes: Sequence[dict[str, str]], only_marked: bool = False) -> str:
        """The notes under the text, each linked back to its first mark."""
        items = []
        for note in footnotes:
            marker = note["marker"]
            if only_marked and marker not in self.marked:
                continue
            slug = footnote_slug(marker)
            back = (
                f' <a href="#tu-{slug}" aria-label="Về chỗ đặt chú thích {escape(marker)}">↩</a>'
                if marker in self.marked
                else ""
            )
            items.append(
                f'<li id="{slug}"><span>[{escape(marker)}]</span> '
                f"{escape(note['text'], quote=False)}{back}</li>"
            )
        return f"<ol>{''.join(items)}</ol>" if items else ""


def footnote_slug(marker: str) -> str:
    """The id of a footnote: "chu-thich-1"; asterisks are counted, as ids should be plain."""
    return f"chu-thich-{marker}" if marker.isdigit() else f"chu-thich-sao-{len(marker)}"
