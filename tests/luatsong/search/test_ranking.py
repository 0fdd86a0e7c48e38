from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from luatsong.search import corpus, learning
from luatsong.search.backend import ALL_STATES, Filters
from luatsong.search.forward import ForwardReader, ForwardWriter
from luatsong.search.learning import Asked
from luatsong.search.ranking import model
from luatsong.search.ranking.judging import judged
from luatsong.search.ranking.model import GATE
from luatsong.search.ranking.training import KEPT, Example, train
from luatsong.search.tantivy_backend import TantivyBackend
from luatsong.search.tokens import MARK_BITS, term

HEADINGS = ("Tưới cây", "Chọn giống", "Thu hái quả", "Bón phân", "Trừ sâu", "Trồng cây mới")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    rows = [
        {
            "id": f"9/2026/tt+{number}",
            "law_id": "9/2026/tt",
            "article_id": str(number),
            "heading": heading,
            "text": f"Người làm vườn {heading.lower()} vào mùa xuân.\nViệc này làm hằng năm.",
            "source": "",
        }
        for number, heading in enumerate(HEADINGS, start=1)
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def backend(articles: Path, tmp_path: Path) -> TantivyBackend:
    backend = TantivyBackend(tmp_path / "index")
    with backend.writing(wait=0) as writing:
        assert corpus.take_in(writing, articles) == len(HEADINGS)
    return backend


def questions() -> list[Asked]:
    return [
        Asked(f"Người làm vườn {heading.lower()} khi nào?", (f"9/2026/tt+{number}",), number == 6)
        for number, heading in enumerate(HEADINGS, start=1)
    ]


def test_marks_are_told_apart_by_the_low_bits_of_a_code() -> None:
    assert term("đất").code != term("dat").code
    assert term("đất").code >> MARK_BITS == term("dat").code >> MARK_BITS
    assert term("hoà").code == term("hòa").code


def test_entries_come_back_from_the_forward_file(tmp_path: Path) -> None:
    writer = ForwardWriter(tmp_path)
    places = [writer.add(([1, 2], [], [3], [4, 0])), writer.add(([], [], [], [5]))]
    writer.flush()
    writer.close()
    found = ForwardReader(tmp_path).fetch(np.array(places[::-1]))
    assert found.codes.tolist() == [5, 1, 2, 3, 4, 0]
    assert found.lengths.tolist() == [[0, 0, 0, 1], [2, 0, 1, 2]]


def test_a_reader_follows_a_growing_file(tmp_path: Path) -> None:
    writer, reader = ForwardWriter(tmp_path), ForwardReader(tmp_path)
    first = writer.add(([1], [], [], []))
    writer.flush()
    assert reader.fetch(np.array([first])).codes.tolist() == [1]
    second = writer.add(([], [], [], [7, 8]))
    writer.flush()
    writer.close()
    assert reader.fetch(np.array([second])).codes.tolist() == [7, 8]


def test_training_learns_which_feature_tells() -> None:
    good, noise = np.arange(5, dtype=np.float32), np.ones(5, np.float32)
    example = Example({"good": good, "content_pairs_close": noise}, good == 4)
    learned = train([example] * 3, {})
    assert learned.weights[0] > 0
    assert learned.score({"good": good, "content_pairs_close": noise}).argmax() == 4


def test_only_what_weighs_is_kept() -> None:
    chance = np.random.default_rng(7)
    names = [f"noise_{number}" for number in range(KEPT)]
    examples = []
    for _ in range(8):
        noise = {name: chance.random(5).astype(np.float32) for name in names}
        good = np.arange(5, dtype=np.float32)
        examples.append(Example({**noise, "good": good, GATE: np.ones(5, np.float32)}, good == 4))
    learned = train(examples, {})
    assert len(learned.names) == KEPT
    assert {"good", GATE} <= set(learned.names)


def test_a_question_no_feature_can_follow_bends_the_weights_little() -> None:
    good, gate = np.arange(60, dtype=np.float32), np.ones(60, np.float32)
    clear = Example({"good": good, GATE: gate}, good == 59)
    hopeless = Example({"good": good, GATE: gate}, good == 0)
    alone = train([clear] * 4, {}).weights[0]
    assert train([*[clear] * 4, hopeless], {}).weights[0] > alone * 0.5


def test_the_near_weights_come_from_offices_the_others_from_all() -> None:
    good, gate = np.arange(5, dtype=np.float32), np.ones(5, np.float32)
    office = Example({"good": good, GATE: gate}, good == 4, office=True)
    everyday = Example({"good": good, GATE: gate * 0}, good == 0)
    learned = train([office, everyday, everyday], {})
    assert learned.near[0] > 0 > learned.weights[0]


def test_training_wants_an_answer_to_learn_from() -> None:
    with pytest.raises(ValueError, match="no example"):
        train([Example({"a": np.zeros(2, np.float32)}, np.zeros(2, bool))], {})


def test_a_model_is_trained_judged_and_kept(backend: TantivyBackend, tmp_path: Path) -> None:
    learned = learning.learned(backend, questions(), "test")
    assert learned.provenance["questions"] == 5
    assert learned.figures["held_out"]["questions"] == 1
    learned.save(tmp_path / "model.json")
    again = model.load(tmp_path / "model.json")
    assert learning.judge(backend, questions(), again)["recall_at_10"] == 1


def test_the_shipped_model_says_where_it_comes_from(backend: TantivyBackend) -> None:
    shipped = model.shipped()
    assert shipped.provenance["questions"] >= 150
    assert shipped.figures["held_out"]["ndcg_at_10"] > 0
    looked = backend.looked_at(questions()[0].text, Filters(state=ALL_STATES))
    assert looked is not None
    assert set(shipped.names) <= set(looked.features)


def test_own_questions_are_well_formed() -> None:
    own = learning.own_questions()
    assert len(own) >= 150
    assert all(question.text and question.relevant for question in own)
    assert any(question.held_out for question in own)


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text("[other]", encoding="utf-8")
    with pytest.raises(ValueError, match="không phải tệp câu hỏi"):
        learning.read_questions(file)


def test_figures_are_those_of_the_measuring_sets() -> None:
    figures = judged([(["a", "b"], {"b"}), (["c"], {"d"})])
    assert figures["mrr_at_10"] == 0.25
    assert figures["recall_at_1"] == 0
    assert figures["recall_at_10"] == 0.5
    assert figures["ndcg_at_10"] == pytest.approx(0.3155, abs=1e-4)
