"""Assistants of other agencies: asked on wish, shown where the store proves them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.assistant.model_server import serving

pytestmark = pytest.mark.usefixtures("house")
QUESTION = "Cây xanh ở đô thị được tưới mỗi tuần mấy lần? Gọi tôi số 0912345678."
TRUE = "Theo khoản 1 Điều 2 Nghị định 12/2023/NĐ-CP: cây được tưới mỗi tuần hai lần."
OLD = "Theo khoản 1 Điều 2 Nghị định 12/2023/NĐ-CP: cây được tưới mỗi tuần một lần."
INVENTED = "Theo Điều 9 Nghị định 1/2099/NĐ-CP: cây được tưới hằng ngày."
PLAIN = "Bạn cứ tưới tùy thích."


def page(
    client: Client, settings: Settings, folder: Path, body: bytes, **asked: str
) -> tuple[str, list[str]]:
    with serving(body) as (endpoint, sent):
        file = folder / "tro-ly.toml"
        file.write_text(
            f'[[connector]]\ncode = "bo"\nname = "Bộ Thử"\nurl = "{endpoint.url}"\n'
            'answer = "data.0.text"\nlink = "https://bo.example"\n',
            encoding="utf-8",
        )
        settings.ASSISTANT_CONNECTORS = str(file)
        html = client.post("/hoi-dap/", {"q": QUESTION, **asked}).content.decode()
    return html, sent


def said(*sentences: str) -> bytes:
    return json.dumps({"data": [{"text": " ".join(sentences)}]}).encode()


def test_only_what_the_store_proves_is_shown(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    body = said(TRUE, OLD, INVENTED, PLAIN)
    html, sent = page(client, settings, tmp_path, body, **{"tro-ly": "bo"})
    assert TRUE in html
    for sentence in (OLD, INVENTED, PLAIN):
        assert sentence not in html
    assert "3 câu không kiểm chứng được" in html
    assert "0912345678" not in sent[0]


def test_nothing_is_sent_without_the_wish(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    html, sent = page(client, settings, tmp_path, said(TRUE))
    assert not sent
    assert "Hỏi thêm trợ lý của Bộ Thử" in html


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"data": 5}', b'{"data": [{"text": 5}]}'])
def test_a_broken_assistant_leaves_our_own_answer(
    client: Client, settings: Settings, tmp_path: Path, body: bytes
) -> None:
    html, _ = page(client, settings, tmp_path, body, **{"tro-ly": "bo"})
    assert "Không hỏi được trợ lý này" in html
    assert "Cây được tưới mỗi tuần hai lần." in html
