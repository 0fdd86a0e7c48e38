"""Plain text reads back as the same tree, for every well-formed document one can make up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.vnlaw.made_up import DECREE

from vnlaw.document import Component, ComponentKind, Document, Level, Provision, Structure
from vnlaw.export import to_text
from vnlaw.parse import parse_text

POINTS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ["I", "II", "III", "IV", "V", "VI"]
WORDS = ["người", "bán", "hàng", "giữ", "sạch", "chợ", "theo", "khoản 2 Điều 5", "số 12/2031"]

sentences = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(
    lambda words: f"Mỗi {' '.join(words)}."
)
names = st.lists(st.sampled_from(WORDS[:6]), min_size=1, max_size=6).map(
    lambda words: f"Việc {' '.join(words)}"
)
tables = st.lists(st.just("| 1. | Chợ \\| Mới |"), max_size=2)
text = st.tuples(st.lists(sentences, min_size=1, max_size=2), tables).map(
    lambda pair: (*pair[0], *pair[1])
)


@dataclass
class _Counter:
    """Articles are numbered through the whole document."""

    article: int = 0


def _point(index: int, draw: Any) -> Provision:
    letter = POINTS[index]
    return Provision(Level.POINT, letter, f"{letter})", "", draw(text), 0)


def _clause(index: int, draw: Any) -> Provision:
    points = tuple(_point(at, draw) for at in range(draw(st.integers(0, 5))))
    own = draw(text) if not points else ("Gồm các việc sau:",)
    return Provision(Level.CLAUSE, str(index), f"{index}.", "", own, 0, points)


def _article(counter: _Counter, draw: Any) -> Provision:
    counter.article += 1
    number = str(counter.article)
    clauses = tuple(_clause(at + 1, draw) for at in range(draw(st.integers(0, 4))))
    own = () if clauses else draw(text)
    return Provision(Level.ARTICLE, number, f"Điều {number}.", draw(names), own, 0, clauses)


def _articles(counter: _Counter, draw: Any) -> tuple[Provision, ...]:
    return tuple(_article(counter, draw) for _ in range(draw(st.integers(1, 3))))


def _chapter(index: int, counter: _Counter, draw: Any) -> Provision:
    sections = tuple(
        Provision(
            Level.SECTION,
            str(at),
            f"Mục {at}",
            draw(names).upper(),
            (),
            0,
            _articles(counter, draw),
        )
        for at in range(1, draw(st.integers(0, 2)) + 1)
    )
    return Provision(
        Level.CHAPTER,
        str(index),
        f"Chương {ROMAN[index - 1]}",
        draw(names).upper(),
        (),
        0,
        sections or _articles(counter, draw),
    )


def _provisions(draw: Any) -> tuple[Provision, ...]:
    counter = _Counter()
    chapters = draw(st.integers(0, 3))
    if not chapters:
        return _articles(counter, draw)
    return tuple(_chapter(at + 1, counter, draw) for at in range(chapters))


@st.composite
def well_formed(draw: Any) -> Document:
    components = [Component(ComponentKind.BODY, 0, "", "", (), _provisions(draw), 1)]
    if draw(st.booleans()):
        components.append(
            Component(
                ComponentKind.ATTACHED,
                1,
                "NỘI QUY",
                "CỦA CHỢ",
                ("(Ban hành kèm theo Nghị định số 12/2031/NĐ-CP)",),
                _provisions(draw),
                900,
            )
        )
    if draw(st.booleans()):
        components.append(
            Component(ComponentKind.APPENDIX, 1, "PHỤ LỤC", "DANH MỤC CHỢ", draw(text), (), 990)
        )
    made = DECREE.structure
    structure = Structure(made.heading, made.preamble, tuple(components), made.closing, 800)
    return Document(DECREE.metadata, structure)


def tree(document: Document) -> list[Any]:
    """All that a reader sees of the tree; line numbers differ between files."""

    def node(provision: Provision) -> Any:
        return (
            provision.level,
            provision.number,
            provision.label,
            provision.heading,
            provision.text,
            provision.quoted,
            [node(child) for child in provision.children],
        )

    return [
        (part.kind, part.label, part.title, part.intro, [node(p) for p in part.provisions])
        for part in document.structure.components
    ]


@given(well_formed())
@settings(max_examples=40, deadline=None)
def test_text_parses_back_to_the_same_tree(document: Document):
    parsed = parse_text(to_text(document))
    assert tree(parsed) == tree(document)
    assert parsed.structure.closing == document.structure.closing


def test_an_amending_text_keeps_its_quotations():
    lines = [
        *DECREE.structure.heading,
        *DECREE.structure.preamble,
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 5/2030/NĐ-CP",
        "1. Sửa đổi khoản 2 Điều 5 như sau:",
        "“2. Chợ mở cửa từ 5 giờ.",
        "Điều 6. Giờ đóng cửa",
        "a) Chợ đóng cửa lúc 18 giờ.”.",
        "2. Bãi bỏ Điều 7.",
        "Điều 2. Hiệu lực thi hành",
        "Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2031.",
        *DECREE.structure.closing,
    ]
    once = parse_text("\n".join(lines))
    assert [p.number for p in once.structure.body.provisions] == ["1", "2"]
    assert tree(parse_text(to_text(once))) == tree(once)
