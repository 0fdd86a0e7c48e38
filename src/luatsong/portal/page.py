"""The whole text of a document, or one provision of it, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from luatsong.law.selectors import ComponentRow, ProvisionRow
from luatsong.portal import layout
from luatsong.portal.citation import component_name
from luatsong.portal.living import Living
from luatsong.portal.opened import Opened
from luatsong.portal.overlay import PLAIN
from luatsong.portal.provenance import sources_html
from luatsong.portal.render import OUTLINE, Renderer, anchor


def renderer(whole: Living, base: str, level: int = 2) -> Renderer:
    """A renderer that knows the footnote marks of a document and what hangs on its provisions."""
    markers = frozenset(note["marker"] for note in whole.document.text.footnotes)
    return Renderer(base, level, markers, overlay=whole.overlay, query=whole.day.query)


def document_html(whole: Living, base: str) -> str:
    """Opening lines, legal bases, provisions, signatures, attached texts, sources, footnotes."""
    text = whole.document.text
    make = renderer(whole, base)
    make.before = _closed_from_here(whole.open, f"{base}{whole.day.query_entire}")
    out = [_opening(make, text.heading.split("\n")), _preamble(make, text.preamble.split("\n"))]
    for component in whole.components:
        own = [row for row in whole.open.rows if row.component == component.slug]
        if component.slug:
            closed = component.slug in whole.open.closed
            out.append(_annex(make, component, own, closed=closed))
        else:
            out.append(make.lines(component.intro) + make.nodes(own))
            # The signature block ends the document itself; what is attached comes after it.
            out.append(_closing(make, text.closing.split("\n")))
    out.append(_ending(make, whole))
    return "".join(out)


def provision_html(whole: Living, base: str, shown: Opened) -> str:
    """A provision and what its page opens below it; a heading of its own is left to the page."""
    top = shown.rows[0]
    make = renderer(whole, base)
    make.before = _closed_from_here(shown, f"{base}/{top.address}{whole.day.query_entire}")
    html = make.single(shown.rows) if top.level in OUTLINE else make.nodes(shown.rows)
    return html + _ending(make, whole, only_marked=True)


def component_html(whole: Living, base: str, component: ComponentRow, shown: Opened) -> str:
    """An attached text or an appendix without its heading, which is left to the page."""
    make = renderer(whole, base)
    make.before = _closed_from_here(shown, f"{base}/{component.slug}{whole.day.query_entire}")
    html = make.lines(component.intro) + make.nodes(shown.rows)
    return html + _ending(make, whole, only_marked=True)


def above_html(whole: Living, base: str, above: Sequence[ProvisionRow]) -> str:
    """What stands above a provision: headings, and the words that lead in to its list."""
    make = renderer(replace(whole, overlay=PLAIN), base)
    out = []
    for row in above:
        name = f" {make.inline(row.heading)}" if row.heading else ""
        lead = f" {make.inline(row.text[0])}" if row.text and row.level not in OUTLINE else ""
        out.append(f"<p>{make.label(row)}{name}{lead}</p>\n")
        if row.level == "article" and row.text and not row.quoted:
            out.append(f"<p>{make.inline(row.text[-1])}</p>\n")
    return "".join(out)


def _opening(make: Renderer, lines: Sequence[str]) -> str:
    kept = layout.without_rules(lines)
    return f'<div class="opening">{_set(make, kept)}</div>\n' if kept else ""


def _ending(make: Renderer, whole: Living, only_marked: bool = False) -> str:
    notes = _footnotes(make, whole.document.text.footnotes, only_marked)
    return notes + sources_html(make.overlay.sources, whole.effects)


def _preamble(make: Renderer, lines: Sequence[str]) -> str:
    kept = layout.without_rules(lines)
    return f'<div class="basis">{_set(make, kept)}</div>\n' if kept else ""


def _closing(make: Renderer, lines: Sequence[str]) -> str:
    closing = layout.closing(lines)
    if not (closing.recipients or closing.signatures):
        return ""
    left = f'<div class="to">{make.lines(closing.recipients)}</div>' if closing.recipients else ""
    right = f'<div class="by">{_set(make, closing.signatures)}</div>' if closing.signatures else ""
    two = " two" if left and right else ""
    return f'<div class="signing{two}">{left}{right}</div>\n'


def _set(make: Renderer, lines: Sequence[str]) -> str:
    """Lines with capitals and dates set apart."""
    out = []
    for style, group in groupby(lines, layout.style):
        run = list(group)
        html = make.lines(run, marks=make.outer_marks(run))
        out.append(html.replace("<p>", f'<p class="{style}">') if style else html)
    return "".join(out)


def _closed_from_here(shown: Opened, href: str) -> dict[str, str]:
    """What is said where a page of a long text stops to open provisions."""
    if not shown.first:
        return {}
    words = (
        '<p class="note dong">Văn bản dài nên từ đây trang chỉ hiện tên các phần; mở từng phần'
        f' bằng liên kết ở tên, hoặc <a href="{href}#{anchor(shown.first)}">xem toàn văn</a>.</p>\n'
    )
    return {shown.first: words}


def _annex(
    make: Renderer,
    component: ComponentRow,
    rows: Sequence[ProvisionRow],
    *,
    closed: bool,
) -> str:
    title = f" <span>{make.inline(component.title)}</span>" if component.title else ""
    label = escape(component_name(component))
    address = f"{make.base}/{component.slug}{make.query}"
    make.level += 1
    intro = f'<p><a href="{address}">Xem {label}</a></p>\n' if closed else ""
    inside = (intro or make.lines(component.intro)) + make.nodes(rows)
    make.level -= 1
    return (
        f'<section class="annex" id="{component.slug}">'
        f'<h2><a class="so" href="{address}">{label}</a>{title}</h2>\n'
        f"{inside}</section>\n"
    )


def _footnotes(
    make: Renderer, footnotes: Sequence[dict[str, str]], only_marked: bool = False
) -> str:
    listed = make.footnotes(footnotes, only_marked)
    return f'<aside class="notes"><h2>Chú thích</h2>{listed}</aside>\n' if listed else ""
