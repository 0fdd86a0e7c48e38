"""/giong-noi/: a recording becomes words by a speech server, within limits, and is not kept."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest
from django.test import Client
from pytest_django import Settings
from tests.luatsong.portal.speech import Handler, SpeechServer

from luatsong.portal import hearing

WEBM = "audio/webm;codecs=opus"


@pytest.fixture
def speech(settings: Settings) -> Iterator[SpeechServer]:
    with SpeechServer() as server:
        settings.ASR_URL = server.address
        yield server


def said(
    client: Client, sound: bytes = b"opus" * 100, kind: str = WEBM, **headers: str
) -> tuple[int, str]:
    response = client.post("/giong-noi/", sound, content_type=kind, headers=headers)
    told = response.json()
    return response.status_code, told.get("text") or told["error"]


def recording(seconds: float) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(16_000)
        made.writeframes(b"\0\0" * int(16_000 * seconds))
    return file.getvalue()


def test_words_come_back_and_the_server_is_asked_for_vietnamese(
    client: Client, speech: SpeechServer
) -> None:
    assert said(client) == (200, "Nồng độ cồn")
    [(path, body)] = speech.requests
    assert path == "/v1/audio/transcriptions"
    assert b'name="language"\r\n\r\nvi\r\n' in body
    assert b"opusopus" in body


@pytest.mark.django_db
def test_without_a_server_there_is_no_such_page(client: Client) -> None:
    assert client.post("/giong-noi/", b"x", content_type=WEBM).status_code == 404
    assert "giong-noi" not in client.get("/gioi-thieu").content.decode()


def test_only_pages_of_this_site_may_send(client: Client, speech: SpeechServer) -> None:
    assert said(client, Origin="http://testserver")[0] == 200
    assert said(client, Origin="https://noi-khac.vn")[0] == 403
    assert client.get("/giong-noi/").status_code == 405


@pytest.mark.parametrize(
    ("sound", "kind", "status"),
    [
        (b"", WEBM, 400),
        (b"x" * 200_000, WEBM, 413),
        (b"x" * 3_000_000, "audio/wav", 413),
        (b"x", "text/html", 415),
        (b"x", "", 415),
        (b"RIFFxxxxWAVE", "audio/wav", 400),
        (recording(13), "audio/wav", 413),
    ],
)
def test_what_is_no_short_recording_is_refused_in_words(
    client: Client, speech: SpeechServer, sound: bytes, kind: str, status: int
) -> None:
    code, message = said(client, sound, kind)
    assert code == status
    assert message.endswith((".", "!"))
    assert speech.requests == []


def test_ten_seconds_are_heard(client: Client, speech: SpeechServer) -> None:
    assert said(client, recording(10), "audio/wav") == (200, "Nồng độ cồn")


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"{}"), (200, b"not json"), (200, b"[]"), (200, b'{"txt": 1}'), (200, b"\xff\xfe")],
)
def test_a_server_that_lies_gives_a_sentence(
    client: Client, speech: SpeechServer, status: int, body: bytes
) -> None:
    speech.status, speech.body = status, body
    code, message = said(client)
    assert code == 502
    assert "gõ câu cần tìm" in message


def test_silence_is_said(client: Client, speech: SpeechServer) -> None:
    speech.body = b'{"text": " . "}'
    assert said(client)[0] == 422


def test_a_server_that_is_gone_or_hangs_is_given_up(
    client: Client, settings: Settings, speech: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ASR_URL = "http://127.0.0.1:9"
    assert said(client)[0] == 502
    monkeypatch.setattr(hearing, "_TIMEOUT_SECONDS", 0.2)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as silent:  # takes and never answers
        settings.ASR_URL = f"http://127.0.0.1:{silent.server_address[1]}"
        assert said(client)[0] == 502


def test_one_caller_is_heard_ten_times_a_minute(client: Client, speech: SpeechServer) -> None:
    codes = [said(client)[0] for _ in range(21)]
    assert codes[:10] == [200] * 10
    assert 429 in codes
    assert said(Client(REMOTE_ADDR="10.0.0.9"))[0] == 200
