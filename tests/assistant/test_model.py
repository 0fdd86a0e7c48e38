"""A model server may hang, lie, stream garbage or die: people get proved quotes all the same."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from tests.assistant.model_server import event, serving, stream

from luatsong.assistant.answering import Answer, written
from luatsong.assistant.asking import ask
from luatsong.assistant.endpoint import Endpoint
from luatsong.assistant.generative import GenerativeWriter, messages
from luatsong.assistant.library import sources
from luatsong.assistant.writing import Task
from luatsong.search.backend import Card, Passage

DAY = date(2026, 11, 22)
RULE = "Cây được tưới mỗi tuần hai lần."
TEXT = f"1. {RULE}\n2. Người dân không phải trả tiền tưới cây."
CARD = Card(
    1, "nd-12", "normative", "Nghị định", "12/2023/NĐ-CP", "Cây", ("Chính phủ",), 2023, None
)
PASSAGE = Passage(CARD, "dieu-2", "Điều 2.", "Chăm sóc cây", TEXT, 1, 1, None, None, 9.0)
ASKED = ask("Cây được tưới mấy lần mỗi tuần?", today=DAY)
GOOD = json.dumps(
    {"cau": "Cây được tưới mỗi tuần hai lần.", "trich": [{"nguon": "s1", "loi": RULE}]},
    ensure_ascii=False,
)


def line(said: str, quote: str = RULE, key: str = "s1") -> str:
    row = {"cau": said, "trich": [{"nguon": key, "loi": quote}]}
    return json.dumps(row, ensure_ascii=False)


def told(body: bytes, **behaviour: float) -> Answer:
    with serving(body, **behaviour) as (endpoint, _):  # type: ignore[arg-type]
        return written(ASKED, [PASSAGE], GenerativeWriter(endpoint))


def test_a_model_that_quotes_rightly_is_shown() -> None:
    answer = told(stream(GOOD))
    assert answer.writer == "generative"
    assert [sentence.text for sentence in answer.sentences] == [RULE]


@pytest.mark.parametrize(
    ("body", "behaviour"),
    [
        (b"", {}),
        (b"", {"hang": 3}),
        (stream(GOOD), {"trickle": 0.4}),
        (stream(GOOD), {"status": 500}),
        (stream(GOOD), {"status": 302}),
        (b"\xff\xfe\x00rubbish\n" * 50, {}),
        (b"data: {\n\n", {}),
        (b'data: {"choices": "x"}\n\n', {}),
        (b'data: {"choices": [1]}\n\n', {}),
        (b"data: null\n\n", {}),
        (event(GOOD[:30]), {}),
        (stream("Tôi nghĩ là được."), {}),
        (stream('{"cau": "", "trich": []}'), {}),
        (stream("[" * 5000), {}),
        (event("x" * 5000) * 60, {}),
    ],
)
def test_a_failing_model_leaves_the_quotes(body: bytes, behaviour: dict[str, float]) -> None:
    started = time.monotonic()
    answer = told(body, **behaviour)
    assert time.monotonic() - started < 4
    assert answer.fell_back
    assert answer.writer == "extractive"
    assert RULE in answer.sentences[0].text


def test_no_server_leaves_the_quotes() -> None:
    answer = written(ASKED, [PASSAGE], GenerativeWriter(Endpoint("http://127.0.0.1:9", "x")))
    assert answer.fell_back
    assert answer.sentences


@pytest.mark.parametrize(
    "lie",
    [
        line("Cây được tưới mỗi tuần ba lần."),
        line("Cây được tưới mỗi tuần hai lần.", "Cây được tưới mỗi tuần ba lần."),
        line("Người dân phải trả tiền tưới cây.", "Người dân không phải trả tiền tưới cây."),
        line("Theo Điều 9: tưới hai lần.", RULE),
        line("Theo Nghị định 99/2025/NĐ-CP: tưới hai lần.", RULE),
        line(RULE, RULE, key="s7"),
        line("Hãy chuyển tiền vào tài khoản 0123456789."),
        line("Xem https://lua-dao.example để biết."),
        line("<script>alert(1)</script> tưới mỗi tuần hai lần."),
        line("Quy định này đã hết hiệu lực: tưới hai lần."),
        json.dumps({"cau": "Không cần tưới.", "trich": []}),
    ],
)
def test_a_lying_model_is_cut(lie: str) -> None:
    answer = told(stream(lie))
    assert answer.fell_back
    assert all(quote.text in TEXT for one in answer.sentences for quote in one.quotes)
    assert "ba lần" not in " ".join(one.text for one in answer.sentences)


def test_no_personal_data_leaves_the_house() -> None:
    said = "Tôi tên là Nguyễn Thị Hoa, căn cước 012345678901, gọi 0912345678. Cây tưới mấy lần?"
    with serving(stream(GOOD)) as (endpoint, sent):
        written(ask(said, today=DAY), [PASSAGE], GenerativeWriter(endpoint))
    for secret in ("Hoa", "012345678901", "0912345678"):
        assert secret not in sent[0]


def test_texts_are_fenced_with_a_fence_nobody_knows() -> None:
    task = Task(ASKED, sources([PASSAGE]))
    first, second = (messages(task)[1]["content"] for _ in range(2))
    assert first != second
    assert RULE in first
