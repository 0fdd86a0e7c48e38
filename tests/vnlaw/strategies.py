"""Documents made up by hypothesis: any value the types allow, with hostile text in it."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from vnlaw.document import (
    Component,
    ComponentKind,
    Document,
    EffectiveClause,
    Finding,
    Footnote,
    Kind,
    Level,
    Metadata,
    Provision,
    Signer,
    Structure,
)
from vnlaw.numbers import DocumentNumber

# Words of the law beside characters that XML, JSON or a terminal may choke on.
words = st.text(alphabet="aĐđớ 12“”[]<>&|\\\x00\x0b\ufffe\ud800⏎-/", max_size=12)
lines = st.one_of(words, st.sampled_from(["| a | b |", "| \\| | |", "Điều 1.", "…[1]", ""]))
paragraphs = st.lists(lines, max_size=3).map(tuple)
days = st.one_of(st.none(), st.dates(min_value=date(1945, 9, 2), max_value=date(2100, 1, 1)))
LEVELS = list(Level)


def _number(level: Level) -> st.SearchStrategy[str]:
    if level in (Level.POINT, Level.SUBPOINT):
        return st.sampled_from(["a", "d", "đ", "a1", "ii"])
    return st.sampled_from(["1", "2", "4a", "2đ", "10"])


def _provisions(first: int = 0) -> st.SearchStrategy[tuple[Provision, ...]]:
    if first >= len(LEVELS):
        return st.just(())
    one = st.integers(first, len(LEVELS) - 1).flatmap(lambda at: _provision(LEVELS[at], at))
    return st.lists(one, max_size=3 if first < 5 else 1).map(tuple)


def _provision(level: Level, at: int) -> st.SearchStrategy[Provision]:
    span = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda p: (min(p), max(p)))
    return st.builds(
        Provision,
        level=st.just(level),
        number=_number(level),
        label=words,
        heading=words,
        text=paragraphs,
        line=st.integers(1, 999),
        children=st.deferred(lambda: _provisions(at + 1)),
        quoted=st.lists(span, max_size=2).map(tuple),
    )


def _components() -> st.SearchStrategy[tuple[Component, ...]]:
    def component(kind: ComponentKind, ordinal: int) -> st.SearchStrategy[Component]:
        return st.builds(
            Component,
            kind=st.just(kind),
            ordinal=st.just(ordinal),
            label=words,
            title=words,
            intro=paragraphs,
            provisions=_provisions(),
            line=st.integers(1, 999),
        )

    body = component(ComponentKind.BODY, 0)
    return st.one_of(
        st.tuples(body),
        st.tuples(body, component(ComponentKind.ATTACHED, 1), component(ComponentKind.APPENDIX, 1)),
    )


numbers = st.builds(
    DocumentNumber,
    text=st.sampled_from(["78/2025/NĐ-CP", "66-NQ/TW", "766/QĐ-TTg", "66.7/2025/NQ-CP"]),
    key=words,
    serial=st.just("78"),
    year=st.one_of(st.none(), st.integers(1945, 2100)),
    symbol=words,
)
metadata = st.builds(
    Metadata,
    kind=st.sampled_from(Kind),
    language=st.sampled_from(["vi", "en"]),
    type_code=words,
    type_name=words,
    number=st.one_of(st.none(), numbers),
    issuers=st.lists(words, max_size=2).map(tuple),
    place=words,
    issue_date=days,
    title=words,
    legal_bases=paragraphs,
    signers=st.lists(st.builds(Signer, words, words, words, words), max_size=2).map(tuple),
    recipients=paragraphs,
    effective=st.lists(
        st.builds(
            EffectiveClause, words, days, days, st.just("date"), words, words, st.integers(1, 9)
        ),
        max_size=1,
    ).map(tuple),
    effective_date=days,
    expiry_date=days,
    findings=st.just(()),
)
structures = st.builds(
    Structure,
    heading=paragraphs,
    preamble=paragraphs,
    components=_components(),
    closing=paragraphs,
    closing_line=st.one_of(st.none(), st.integers(1, 999)),
    findings=st.just(()),
)
documents = st.builds(
    Document,
    metadata=metadata,
    structure=structures,
    footnotes=st.lists(
        st.builds(Footnote, st.sampled_from(["1", "*", "", "2"]), words), max_size=3
    ).map(tuple),
    findings=st.lists(
        st.builds(Finding, st.just("made-up"), words, st.one_of(st.none(), st.integers(1, 9))),
        max_size=1,
    ).map(tuple),
)
