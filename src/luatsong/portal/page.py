"""The whole text of a document, or one provision of it, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from luatsong.law.models import Document
from luatsong.law.selectors import ComponentRow, ProvisionRow
from luatsong.portal import layout
from luatsong.portal.citation import component_name
from luatsong.portal.render import OUTLINE, Renderer


def renderer(document: Document, base: str, level: int = 2) -> Renderer:
    """A renderer that knows the footnote marks of `document`."""
    markers = frozenset(note["marker"] for note in document.text.footnotes)
    return Renderer(base, level, markers)


def document_html(
    document: Document,
    base: str,
    components: Sequence[ComponentRow],
    rows: Sequence[ProvisionRow],
) -> str:
    """Opening lines, legal bases, provisions, signatures, attached texts, footnotes."""
    text = document.text
    make = renderer(document, base)
    out = [_opening(make, text.heading.split("\n")), _preamble(make, text.preamble.split("\n"))]
    for component in components:
        own = [row for row in rows if row.component == component.slug]
        if component.slug:
            out.append(_annex(make, component, own))
        else:
            out.append(make.lines(component.intro) + make.nodes(own))
            # The signature block ends the document itself; what is attached comes after it.
            out.append(_closing(make, text.closing.split("\n")))
    out.append(_footnotes(make, text.footnotes))
    return "".join(out)


def provision_html(document: Document, base: str, rows: Sequence[ProvisionRow]) -> str:
    """A provision and all below it; a heading of its own is left to the page."""
    top = rows[0]
    make = renderer(document, base)
    if top.level in OUTLINE:
        html = make.lines(top.text, top.quoted) + make.nodes(rows[1:])
    else:
        html = make.nodes(rows)
    return html + _footnotes(make, document.text.footnotes, only_marked=True)


def component_html(
    document: Document, base: str, component: ComponentRow, rows: Sequence[ProvisionRow]
) -> str:
    """An attached text or an appendix without its heading, which is left to the page."""
    make = renderer(document, base)
    html = make.lines(component.intro) + make.nodes(rows)
    return html + _footnotes(make, document.text.footnotes, only_marked=True)


def above_html(document: Document, base: str, above: Sequence[ProvisionRow]) -> str:
    """What stands above a provision: headings, and the words that lead in to its list."""
    make = renderer(document, base)
    out = []
    for row in above:
        name = f" {make.inline(row.heading)}" if row.heading else ""
        lead = f" {make.inline(row.text[0])}" if row.text and row.level not in OUTLINE else ""
        label = escape(row.label)
        out.append(f'<p><a class="so" href="{base}/{row.address}">{label}</a>{name}{lead}</p>\n')
        if row.level == "article" and row.text and not row.quoted:
            out.append(f"<p>{make.inline(row.text[-1])}</p>\n")
    return "".join(out)


def _opening(make: Renderer, lines: Sequence[str]) -> str:
    kept = layout.without_rules(lines)
    return f'<div class="opening">{_set(make, kept)}</div>\n' if kept else ""


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
        html = make.lines(list(group))
        out.append(html.replace("<p>", f'<p class="{style}">') if style else html)
    return "".join(out)


def _annex(make: Renderer, component: ComponentRow, rows: Sequence[ProvisionRow]) -> str:
    title = f" <span>{make.inline(component.title)}</span>" if component.title else ""
    label = escape(component_name(component))
    make.level += 1
    inside = make.lines(component.intro) + make.nodes(rows)
    make.level -= 1
    return (
        f'<section class="annex" id="{component.slug}">'
        f'<h2><a class="so" href="{make.base}/{component.slug}">{label}</a>{title}</h2>\n'
        f"{inside}</section>\n"
    )


def _footnotes(
    make: Renderer, footnotes: Sequence[dict[str, str]], only_marked: bool = False
) -> str:
    listed = make.footnotes(footnotes, only_marked)
    return f'<aside class="notes"><h2>Chú thích</h2>{listed}</aside>\n' if listed else ""
