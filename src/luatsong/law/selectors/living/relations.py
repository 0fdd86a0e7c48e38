"""How a document stands to others: the relations of the national database, told from the texts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from django.db.models import Q

from luatsong.law.models import Citation, Document, Effect
from luatsong.law.selectors.living.stale import stale_references
from vnlaw.text import fold

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.law").joinpath("data", "relations.toml").read_text(encoding="utf-8")
)
_TITLE_PARTS = frozenset({"title", "preamble"})


@dataclass(frozen=True, slots=True)
class _Relation:
    code: str
    active: str
    passive: str
    verbs: frozenset[str]
    parts: frozenset[str]
    title: re.Pattern[str] | None
    kind: str


class Related(NamedTuple):
    """A document on the other side; `slug` is "" while it is not in the store.

    `addresses` are the places of it that are meant, or, seen from it, those that say so;
    `times` how often the texts say it. `stale`: where the document at hand still refers to a
    text that is no longer in force, in words.
    """

    slug: str
    label: str
    title: str
    issue_date: date | None
    addresses: tuple[str, ...]
    times: int
    stale: tuple[str, ...] = ()


class RelationGroup(NamedTuple):
    """One of the 27 types; `active` when the document at hand is the one that acts."""

    code: str
    label: str
    active: bool
    items: tuple[Related, ...]


class _Link(NamedTuple):
    """One statement of a text about another document."""

    active: bool
    code: str
    slug: str
    kind: str
    number: str
    title: str
    issue_date: date | None
    address: str


def relations_of(document: Document, *, on: date | None = None) -> list[RelationGroup]:
    """All relations of a document, grouped by type in the order of the list. Two queries.

    `on`: also tells which references are stale on that day; at most two queries more.
    """
    groups = _groups(document)
    if on is None:
        return groups
    stale: dict[str, list[str]] = {}
    for reference in stale_references(on, document=document):
        stale.setdefault(reference.target_slug, []).append(reference.sentence)
    return [_with_stale(group, stale) for group in groups] if stale else groups


def _with_stale(group: RelationGroup, stale: Mapping[str, Sequence[str]]) -> RelationGroup:
    if group.code != "reference" or not group.active:
        return group
    items = (item._replace(stale=tuple(stale.get(item.slug, ()))) for item in group.items)
    return group._replace(items=tuple(items))


def _groups(document: Document) -> list[RelationGroup]:
    links = [*_from_effects(document), *_from_citations(document)]
    stronger = {(link.active, link.slug or link.number) for link in links if _is_strong(link.code)}
    grouped: dict[tuple[str, bool], list[_Link]] = {}
    for link in links:
        # Whoever amends a text also refers to it; that says nothing more.
        if link.code == "reference" and (link.active, link.slug or link.number) in stronger:
            continue
        grouped.setdefault((link.code, link.active), []).append(link)
    groups: list[RelationGroup] = []
    for relation in _relations():
        for active, label in ((True, relation.active), (False, relation.passive)):
            if found := grouped.pop((relation.code, active), []):
                groups.append(RelationGroup(relation.code, label, active, tuple(_items(found))))
    rest = [link for found in grouped.values() for link in found]
    if rest:
        related = _DATA["related"]
        groups.append(RelationGroup(related["code"], related["label"], True, tuple(_items(rest))))
    return groups


def relation_types() -> list[tuple[str, str, bool]]:
    """(code, label, active) of all 27 types."""
    pairs = [
        (relation.code, label, active)
        for relation in _relations()
        for active, label in ((True, relation.active), (False, relation.passive))
    ]
    return [*pairs, (_DATA["related"]["code"], _DATA["related"]["label"], True)]


def _is_strong(code: str) -> bool:
    return code != "reference"


@cache
def _relations() -> tuple[_Relation, ...]:
    return tuple(
        _Relation(
            code=row["code"],
            active=row["active"],
            passive=row["passive"],
            verbs=frozenset(row.get("verbs", ())),
            parts=frozenset(row.get("parts", ())),
            title=re.compile(row["title"]) if "title" in row else None,
            kind=row.get("kind", ""),
        )
        for row in _DATA["relation"]
    )


@cache
def _by_verb() -> dict[str, str]:
    found = {verb: relation.code for relation in _relations() for verb in relation.verbs}
    return found | dict.fromkeys(_DATA["related"]["verbs"], _DATA["related"]["code"])


def _items(links: Iterable[_Link]) -> Iterator[Related]:
    by_document: dict[str, list[_Link]] = {}
    for link in links:
        by_document.setdefault(link.slug or link.number, []).append(link)
    for found in by_document.values():
        first = found[0]
        addresses = tuple(dict.fromkeys(link.address for link in found if link.address))
        label = f"{first.kind} {first.number}".strip()
        yield Related(first.slug, label, first.title, first.issue_date, addresses, len(found))


def _from_effects(document: Document) -> Iterator[_Link]:
    rows: Iterable[tuple[Any, ...]] = (
        Effect.objects.filter(
            Q(document=document) | Q(target_document=document), own=False, recorded_to__isnull=True
        )
        .exclude(state=Effect.State.REJECTED)
        .order_by("start", "pk")
        .values_list(
            "verb",
            "document_id",
            "document__slug",
            "document__type_name",
            "document__number",
            "document__title",
            "document__issue_date",
            "provision__address",
            "target_document__slug",
            "target_document__type_name",
            "target_document__number",
            "target_document__title",
            "target_document__issue_date",
            "target_number",
            "target_name",
        )
    )
    for verb, source_id, *values in rows:
        code = _by_verb().get(verb)
        if code is None:
            continue
        source, address, target, printed, name = values[:5], values[5], values[6:11], *values[11:]
        if source_id != document.pk:
            yield _link(False, code, source, address or "")
        elif target[0]:
            yield _link(True, code, target, "")
        elif printed:
            yield _Link(True, code, "", name, printed, "", None, "")


def _link(active: bool, code: str, document: Sequence[Any], address: str) -> _Link:
    slug, kind, number, title, issued = document
    return _Link(active, code, slug, kind, number, title, issued, address)


def _from_citations(document: Document) -> Iterator[_Link]:
    rows: Iterable[tuple[Any, ...]] = (
        Citation.objects.filter(Q(document=document) | Q(target_document=document))
        .exclude(target_key="", target_document__isnull=True)
        .exclude(quoted=True)
        .order_by("pk")
        .values_list(
            "part",
            "document_id",
            "document__slug",
            "document__type_name",
            "document__number",
            "document__title",
            "document__issue_date",
            "document__kind",
            "provision__address",
            "target_document__slug",
            "target_document__type_name",
            "target_document__number",
            "target_document__title",
            "target_document__issue_date",
            "target_number",
            "target_name",
        )
    )
    for part, source_id, *values in rows:
        source, kind, address = values[:5], values[5], values[6]
        target, printed, name = values[7:12], *values[12:]
        if target[0] == source[0]:
            continue
        for code in _told(part, source[3], kind):
            if source_id != document.pk:
                yield _link(False, code, source, address or "")
            elif target[0]:
                yield _link(True, code, target, "")
            elif not printed or printed != document.number:  # a law in its own opening lines
                yield _Link(True, code, "", name, printed, "", None, "")


def _told(part: str, title: str, kind: str) -> Iterator[str]:
    """The relations a citation tells of, from where it stands and what the title says."""
    folded = fold(title) if part in _TITLE_PARTS else ""
    for relation in _relations():
        named = bool(relation.title and relation.title.search(folded))
        by_title = part == "title" and (named or bool(relation.kind and relation.kind == kind))
        if part in relation.parts or by_title:
            yield relation.code
