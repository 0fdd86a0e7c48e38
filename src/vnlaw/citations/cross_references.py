"""Cross-references that lead to an article which says nothing of the matter at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from vnlaw.citations.model import Citation, TargetKind
from vnlaw.citations.passages import Passage
from vnlaw.document import Component, Document, Level, Provision
from vnlaw.lexicon import load

DOUBT: str = load("cross_references")["findings"]["doubt"]


class Spot(NamedTuple):
    """A citation by where it stands: as in `Passage`, and where it starts there."""

    component: int
    address: str
    line: int
    start: int


def doubtful_cross_references(document: Document, passages: Iterable[Passage]) -> frozenset[Spot]:
    """Citations of single articles of the document itself that seem to mean another article.

    Doubted only where the clause orders one of the matters of `data/cross_references.toml`, the
    article cited never mentions it, and exactly one other article of the component is headed so.
    """
    articles: dict[int, _Articles] = {}
    found = set()
    for passage in passages:
        if passage.part != "text" or passage.quoted:
            continue
        for citation in passage.citations:
            number, matter = _cited_article(citation), ""
            if number:
                lead = _pattern("lead").search(passage.text[: citation.start].lower())
                matter = lead["matter"] if lead else ""
            if not matter:
                continue
            at = passage.component
            if at not in articles:
                articles[at] = _Articles(document.structure.components[at])
            if articles[at].means_another(number, matter):
                found.add(Spot(at, passage.address, passage.index, citation.start))
    return frozenset(found)


def _cited_article(citation: Citation) -> str:
    """The number of the one article of this document that is cited, "" for anything else."""
    if citation.target.kind is not TargetKind.SELF or len(citation.provisions) != 1:
        return ""
    steps = citation.provisions[0].steps
    return next((step.number for step in steps if step.level == Level.ARTICLE.value), "")


class _Articles:
    """The articles of one component by number."""

    def __init__(self, component: Component) -> None:
        found = (p for p in component.walk() if p.level is Level.ARTICLE)
        self.by_number = {article.number: article for article in found}

    def means_another(self, number: str, matter: str) -> bool:
        """Whether the article does not speak of a matter that one other article is about."""
        cited = self.by_number.get(number)
        if cited is None or matter in _words(cited):
            return False
        about = [a for a in self.by_number.values() if _heading_matter(a) == matter]
        return len(about) == 1


def _heading_matter(article: Provision) -> str:
    match = _pattern("heading").match(article.heading.lower())
    return match["matter"] if match else ""


def _words(article: Provision) -> str:
    return "\n".join("\n".join((p.heading, *p.text)) for p in article.walk()).lower()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = load("cross_references")
    matters = "|".join(map(re.escape, data["matters"]))
    pattern: str = data[name]
    return re.compile(pattern.format(matters=matters))
