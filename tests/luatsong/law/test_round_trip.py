"""Whatever tree the engine builds, the store gives back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.luatsong.factories import make_parsed

from luatsong.law import selectors, services
from luatsong.law.models import Document
from vnlaw.document import Component, ComponentKind, Level, Provision, Structure
from vnlaw.structure import structure

pytestmark = [pytest.mark.django_db, pytest.mark.service]

_LINE = st.text("aăâbcdđ ởữ|“”.0123", min_size=1, max_size=20).map(lambda s: f"x{s}")
_LINES = st.lists(_LINE, max_size=3).map(tuple)
_NUMBERS = st.sampled_from(["1", "2", "2đ", "3", "4a", "1"])  # a repeated number is misnumbering
_BELOW = {
    Level.CHAPTER: (Level.SECTION, Level.ARTICLE),
    Level.SECTION: (Level.ARTICLE,),
    Level.ARTICLE: (Level.CLAUSE, Level.POINT),
    Level.CLAUSE: (Level.POINT,),
    Level.POINT: (Level.SUBPOINT,),
    Level.SUBPOINT: (),
}


@st.composite
def _provision(draw: st.DrawFn, level: Level) -> Provision:
    text = draw(_LINES)
    end = draw(st.integers(0, len(text)))
    below = draw(st.sampled_from(_BELOW[level])) if _BELOW[level] else None
    children = draw(st.lists(_provision(below), max_size=3)) if below else []
    number = draw(_NUMBERS)
    return Provision(
        level=level,
        number=number,
        label=f"{number}.",
        heading=draw(st.just("") | _LINE),
        text=text,
        line=0,
        children=tuple(children),
        quoted=((0, end),) if end else (),
    )


@st.composite
def _structure(draw: st.DrawFn) -> Structure:
    kinds = [ComponentKind.BODY, ComponentKind.ATTACHED, ComponentKind.APPENDIX]
    components = []
    for kind in kinds[: draw(st.integers(1, 3))]:
        level = draw(st.sampled_from([Level.CHAPTER, Level.ARTICLE, Level.CLAUSE]))
        provisions = tuple(draw(st.lists(_provision(level), max_size=4)))
        ordinal = 0 if kind is ComponentKind.BODY else 1
        components.append(Component(kind, ordinal, "", "", draw(_LINES), provisions, 0))
    return Structure(draw(_LINES), draw(_LINES), tuple(components), draw(_LINES), None)


def _stored(parts: Structure) -> Structure:
    Document.objects.all().delete()
    document = services.store(replace(make_parsed(), structure=parts))
    return selectors.as_engine_document(document).structure


@given(_structure())
@settings(max_examples=40)
def test_any_tree_reads_back_the_same(parts: Structure) -> None:
    assert _stored(parts) == parts


@given(_structure(), _structure())
@settings(max_examples=40)
def test_a_new_reading_replaces_the_old_tree_whole(before: Structure, after: Structure) -> None:
    Document.objects.all().delete()
    document = services.store(replace(make_parsed(), structure=before))
    services.store(replace(make_parsed(), structure=after), document=document)
    document = Document.objects.get()
    assert selectors.as_engine_document(document).structure == after


@given(
    st.lists(st.sampled_from(["Điều 1. A", "1. B", "a) C", "đ) D", "Chương I", "E."]), max_size=9)
)
@settings(max_examples=40)
def test_what_the_engine_reads_from_text_reads_back_the_same(lines: list[str]) -> None:
    parts = structure(lines)
    stored = _stored(parts)
    assert [
        (p.level, p.number, p.label, p.heading, p.text) for c in stored.components for p in c.walk()
    ] == [
        (p.level, p.number, p.label, p.heading, tuple(filter(None, p.text)))
        for c in parts.components
        for p in c.walk()
    ]
