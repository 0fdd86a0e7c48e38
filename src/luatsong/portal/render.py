"""Provisions as HTML, by plain string building.

Template tags cost some ten microseconds a node and a code has thousands of nodes. Everything
that comes from a document passes `escape` here and nowhere else; nothing else is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from luatsong.law.selectors import ProvisionRow
from luatsong.portal.overlay import PLAIN, Overlay
from luatsong.portal.weaving import HEADING, NOTHING, Lines, Marks, woven
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
    headings; `markers` the footnote marks that exist, so that "[5]" in a formula stays text;
    `overlay` what hangs on the provisions on the day that is shown, `query` what keeps links on
    that day.
    """

    base: str
    level: int = 2
    markers: frozenset[str] = frozenset()
    tables: int = 0
    marked: set[str] = field(default_factory=set)
    overlay: Overlay = PLAIN
    query: str = ""
    # Safe HTML before provisions, by address.
    before: Mapping[str, str] = field(default_factory=dict)

    def nodes(self, nodes: Iterable[ProvisionRow]) -> str:
        """HTML of provisions given in document order, nested as they are."""
        out: list[str] = []
        open_: list[tuple[str, str, int]] = []  # (address, closing tag, heading level inside)
        for node in nodes:
            while open_ and open_[-1][0] != node.parent:
                out.append(open_.pop()[1])
            inside = open_[-1][2] if open_ else self.level
            if self.before and node.address in self.before:
                out.append(self.before[node.address])
            if node.level in OUTLINE:
                out.append(self._outline(node, inside))
                open_.append((node.address, "</section>\n", min(inside + 1, 6)))
            else:
                out.append(self._numbered(node))
                open_.append((node.address, "</div>\n", inside))
        out.extend(tag for _, tag, _ in reversed(open_))
        return "".join(out)

    def lines(
        self,
        lines: Sequence[str],
        quoted: Sequence[Sequence[int]] = (),
        marks: Lines = NOTHING,
    ) -> str:
        """Paragraphs, tables and quotations of one provision's own text."""
        return "".join(self._segments(lines, quoted, "", marks))

    def single(self, nodes: Sequence[ProvisionRow]) -> str:
        """A provision whose heading stands elsewhere, and all below it."""
        marks, style, tag, note = self._hung(nodes[0])
        own = self.lines(nodes[0].text, nodes[0].quoted, marks)
        status = f"<p>{tag}</p>\n" if tag else ""
        return f'<div class="rieng{style}">{status}{note}{own}</div>\n{self.nodes(nodes[1:])}'

    def outer_marks(self, lines: Sequence[str]) -> Lines:
        """The marks of lines outside the provisions, by their place in `lines`."""
        known = self.overlay.preamble
        return {at: known[line] for at, line in enumerate(lines) if line in known}

    def label(self, node: ProvisionRow) -> str:
        """The label of a provision as a link to its page."""
        return (
            f'<a class="so" href="{self.base}/{node.address}{self.query}">{escape(node.label)}</a>'
        )

    def _outline(self, node: ProvisionRow, level: int) -> str:
        marks, style, tag, note = self._hung(node)
        name = f" <span>{self._words(node.heading, marks, HEADING)}</span>" if node.heading else ""
        body = self.lines(node.text, node.quoted, marks) if node.text else ""
        return (
            f'<section class="{node.level}{style}" id="{anchor(node.address)}">'
            f"<h{level}>{self.label(node)}{name}{tag}</h{level}>\n{note}{body}"
        )

    def _numbered(self, node: ProvisionRow) -> str:
        marks, style, tag, note = self._hung(node)
        label = f"{self.label(node)} {tag}"
        if node.heading:
            label += f"<b>{self._words(node.heading, marks, HEADING)}</b> "
        body = "".join(self._segments(node.text, node.quoted, label, marks))
        return f'<div class="{node.level}{style}" id="{anchor(node.address)}">{note}{body}'

    def _hung(self, node: ProvisionRow) -> tuple[Lines, str, str, str]:
        """What hangs on a provision: marks of its lines, class, status in words, note."""
        overlay = self.overlay
        marks = overlay.lines.get(node.address, NOTHING)
        note = overlay.notes.get(node.address, "")
        state = overlay.states.get(node.address)
        if state is None:
            return marks, "", "", note
        # What stands below an ended provision is marked, but named once.
        above = overlay.states.get(node.parent)
        named = above is None or above.label != state.label
        tag = f'<span class="luc {state.style}">{escape(state.label)}</span> ' if named else ""
        return marks, f" {state.style}", tag, note

    def _words(self, text: str, marks: Lines, line: int) -> str:
        found = marks.get(line)
        return self.inline(text) if found is None else self._woven(text, found)

    def _woven(self, text: str, found: Marks) -> str:
        return woven(text, found, self.overlay.sources, self.inline)

    def _segments(
        self, lines: Sequence[str], quoted: Sequence[Sequence[int]], label: str, marks: Lines
    ) -> Iterator[str]:
        """Yield blocks; `label` opens the first one."""
        at = 0
        for start, end in sorted((q[0], q[1]) for q in quoted):
            start, end = max(start, at), min(end, len(lines))
            if end <= start:
                continue
            if start > at or label:
                yield from self._blocks(lines[at:start], label, marks, at)
                label = ""
            yield '<blockquote class="trich">'
            yield from self._blocks(lines[start:end], "", marks, start)
            yield "</blockquote>\n"
            at = end
        if at < len(lines) or label:
            yield from self._blocks(lines[at:], label, marks, at)

    def _blocks(self, lines: Sequence[str], label: str, marks: Lines, at: int) -> Iterator[str]:
        """Yield paragraphs and tables; `at` is the number of the first line in its provision."""
        for block in grouped(lines):
            if isinstance(block, str):
                if block or label:
                    yield f"<p>{label}{self._words(block, marks, at)}</p>\n"
                at += 1
            else:
                if label:
                    yield f"<p>{label}</p>\n"
                yield self.table(block)
                at += len(block)
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
