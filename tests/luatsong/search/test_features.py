"""What the second look sees in a candidate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luatsong.search.asking import asked
from luatsong.search.backend import Card, Entry
from luatsong.search.fields import written
from luatsong.search.forward import Codes, Fetched
from luatsong.search.ranking import commonness
from luatsong.search.ranking.features import Candidates, features
from luatsong.search.ranking.wanted import Floats, Frequencies, Wanted
from luatsong.search.tokens import terms

CARD = Card(1, "a", "normative", "Thông tư", "1/2026/TT-BTL", "Cây bên suối", (), 2026, None)


def looked(question: str, *articles: tuple[str, str], title: str = "") -> dict[str, Floats]:
    """Features of articles, each (heading, text), of one document."""
    card = CARD if not title else Card(1, "a", "normative", "", "", title, (), None, None)
    entries = [Entry("", "", card.title, "")]
    entries += [Entry(f"dieu-{n}", "", *article) for n, article in enumerate(articles)]
    channels = [one.channels for one in written(card, entries)][1:]
    codes = [code for entry in channels for channel in entry for code in channel]
    lengths = [[len(channel) for channel in entry] for entry in channels]
    read = asked(question, None)
    frequencies = Frequencies(1000, lambda _: 10, lambda _: 2)
    wanted = Wanted(read.terms, read.content, read.extras, frequencies, folded=read.folded)
    candidates = Candidates(
        scores=np.linspace(2, 1, len(articles), dtype=np.float32),
        documents=np.ones(len(articles), np.int64),
        fetched=Fetched(np.array(codes, np.uint32), np.array(lengths, np.int64)),
    )
    return features(wanted, candidates, read.type)


def test_what_the_title_says_need_not_stand_in_the_heading() -> None:
    found = looked(
        "Hồ sơ cấp phép trồng cây bên suối",
        ("Hồ sơ cấp phép trồng", "Đơn và bản vẽ."),
        ("Phạm vi", "Trồng cây."),
    )
    assert found["left_share_heading"][0] == pytest.approx(1)
    assert found["left_share_heading"][1] < 0.5


def test_a_clause_is_read_with_its_points() -> None:
    found = looked(
        "đơn xin trồng và bản vẽ vườn",
        ("Giấy tờ", "1. Cần có:\na) đơn xin trồng;\nb) bản vẽ vườn.\n2. Khác."),
        ("Giấy tờ", "1. Cần đơn xin trồng.\n2. Cần bản vẽ vườn."),
    )
    assert found["content_clause_share"][0] > found["content_clause_share"][1]
    assert found["content_passage_share"][0] == pytest.approx(found["content_passage_share"][1])


def test_a_heading_that_says_more_than_is_asked_is_told_from_one_that_does_not() -> None:
    found = looked("thu hái quả", ("Thu hái quả", "x"), ("Thu hái quả ở vùng núi cao", "x"))
    assert found["heading_asked"][0] == pytest.approx(1)
    assert found["heading_asked"][1] < 1
    assert found["heading_beyond"][1] > found["heading_beyond"][0]


def test_definitions_count_where_one_is_asked() -> None:
    article = ("Giải thích từ ngữ", "1. Vườn rừng là đất trồng cây.")
    found = looked("Vườn rừng là gì?", article, ("Vườn rừng", "Vườn rừng ở trên núi."))
    assert found["defined_asked"][0] > found["defined_asked"][1] == 0
    assert found["definition_definitions"].tolist() == [1, 0]
    assert looked("Ai trồng vườn rừng?", article)["definition_definitions"].tolist() == [0]


def test_what_only_one_article_of_a_document_says_sets_it_apart() -> None:
    found = looked(
        "phân bón cho cây bên suối",
        ("Phân bón", "Phân bón cho cây."),
        ("Tưới", "Tưới cho cây."),
        ("Giống", "Giống cho cây."),
    )
    assert found["apart_share_close"].argmax() == 0


def test_no_candidates_have_no_features() -> None:
    frequencies = Frequencies(1, lambda _: 0, lambda _: 0)
    wanted = Wanted(terms("cây"), [True], [], frequencies, folded=False)
    none = Fetched(np.empty(0, np.uint32), np.empty((0, 4), np.int64))
    assert features(wanted, Candidates(np.empty(0, np.float32), np.empty(0, np.int64), none)) == {}


WORDS = st.lists(
    st.sampled_from(["cây", "suối", "trồng", "là", "1.", "a)", "\n", "đất", "ở"]), max_size=12
)


@given(WORDS, st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_features_are_numbers_whatever_is_asked(
    question: Sequence[str], articles: Sequence[tuple[Sequence[str], Sequence[str]]]
) -> None:
    texts = [(" ".join(heading), " ".join(text)) for heading, text in articles]
    found = looked(" ".join(question), *texts)
    for values in found.values():
        assert values.shape == (len(articles),)
        assert values.dtype == np.float32
        assert np.isfinite(values).all()


def codes(text: str) -> Codes:
    return np.array([term.code for term in terms(text)], np.uint32)


def test_common_words_tell_less_than_rare_and_unknown_ones(tmp_path: Path) -> None:
    articles = [(codes("Phạm vi"), codes("Phạm vi của luật"))] * 8
    articles += [(codes("Phí"), codes("Phí của luật"))] * 3
    counts = commonness.counted(articles)
    rare, common, unknown = counts.idf(codes("phí luật suối"))
    assert common < rare < unknown
    assert counts.same_heading(commonness.heading_key(codes("phạm vi").tobytes())) == 8
    assert counts.same_heading(commonness.heading_key(codes("suối").tobytes())) == 1
    counts.save(tmp_path / "counts.json")
    again = commonness.load(tmp_path / "counts.json")
    assert again.idf(codes("phí luật suối")).tolist() == [rare, common, unknown]
    assert again.headings == counts.headings


def test_counts_of_another_format_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "counts.json"
    file.write_text('{"format": 0}', encoding="utf-8")
    with pytest.raises(ValueError, match="another format"):
        commonness.load(file)
