"""Saved web pages: find the text of the document, and what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from lxml import etree

from vnlaw.document import Finding, Source
from vnlaw.reading.blocks import flatten
from vnlaw.reading.encodings import decode
from vnlaw.reading.html import FACTS, Page, Walker, parse
from vnlaw.reading.lines import assemble, tidy
from vnlaw.reading.plain import encoding_findings
from vnlaw.reading.unreadable import finding
from vnlaw.text import fold

_ROOTS = tuple(etree.XPath(expression) for expression in FACTS["roots"])
_LABELS: dict[str, str] = FACTS["labels"]
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_LONGEST_LABEL = 40
# A root must hold this share of the page's text, or it is a teaser box and not the document.
_SHARE = 0.2


def read_page(html: bytes | str, declared: Mapping[str, str] | None = None) -> Source:
    """Read a saved page or a piece of one.

    `declared` is what the carrier says of the document, with the keys title, number, type,
    status, effective_date (ISO 8601) and url; keys it lacks are looked for in the page itself.
    Scripts, frames, styles and hidden text are never kept.
    """
    text, encoding, damaged = decode(html) if isinstance(html, bytes) else (html, "utf-8", 0)
    tree, complete = parse(text)
    root, whole = _root(tree)
    page = Walker(bare=whole).walk(root)
    said = _found(tree, root) | {key: value for key, value in (declared or {}).items() if value}
    return assemble(
        flatten(page.blocks),
        "text/html",
        footnotes=page.footnotes,
        declared={key: _normal(key, value) for key, value in said.items()},
        findings=[
            *encoding_findings(encoding, damaged),
            *_findings(page, tree),
            *([] if complete else [finding("incomplete", detail="HTML")]),
        ],
    )


def _root(tree: etree._Element) -> tuple[etree._Element, bool]:
    """Where the document's text stands, and whether that is the whole page for want of better."""
    best: etree._Element | None = None
    for find in _ROOTS:
        found = find(tree)
        if found:
            best = max(found, key=_length) if len(found) > 1 else found[0]
            break
    if best is None:
        return tree, True
    return (best, False) if _length(best) >= _SHARE * _length(tree) else (tree, True)


def _length(element: etree._Element) -> int:
    code = sum(len(part.text or "") for part in element.iter("script", "style"))
    return sum(map(len, element.itertext())) - code


def _found(tree: etree._Element, root: etree._Element) -> dict[str, str]:
    """What the head and the furniture of a page say; nothing when there is only a piece."""
    said: dict[str, str] = {}
    head = tree.find("head")
    if head is not None:
        for key, path in (
            ("title", "string(meta[@property='og:title']/@content)"),
            ("title", "string(title)"),
            ("url", "string(link[@rel='canonical']/@href)"),
            ("url", "string(meta[@property='og:url']/@content)"),
        ):
            if value := tidy(head.xpath(path)):
                said.setdefault(key, value)
    if root is not tree:
        said |= _labelled(tree, root)
    return said


def _labelled(tree: etree._Element, root: etree._Element) -> dict[str, str]:
    """Label and value pairs that stand beside the document."""
    said: dict[str, str] = {}
    label = ""
    for element in tree.iter("td", "th", "dt", "dd", "span", "div", "p", "li", "b", "strong"):
        text = (element.text or "").strip()
        if not text:
            continue
        if label and label not in said:
            said[label] = tidy(text)
        label = ""
        if len(text) <= _LONGEST_LABEL and element is not root:
            label = _LABELS.get(fold(text).strip(" :"), "")
    return said


def _normal(key: str, value: str) -> str:
    value = tidy(value)
    if key.endswith("_date") and (match := _DAY_FIRST.match(value)):
        day, month, year = map(int, match.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return value
    return value


def _findings(page: Page, tree: etree._Element) -> list[Finding]:
    findings = []
    if page.active or tree.find(".//script") is not None:
        findings.append(finding("active-content"))
    if page.hidden:
        findings.append(finding("hidden-text"))
    if page.images:
        findings.append(finding("images", count=page.images))
    return findings
