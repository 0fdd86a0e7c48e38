"""Asking a speech server (OpenAI's /v1/audio/transcriptions) what was said."""

from __future__ import annotations

import http.client
import io
import json
import secrets
import wave
from urllib.parse import urlsplit

from django.conf import settings

from vnlaw.text import clean

# The microphone stops after 10 seconds (D-07); two more for slow machines.
LONGEST_SECONDS = 12
# What a browser records at most: 128 kbit/s compressed, 48 kHz with two channels of 16 bits plain.
_COMPRESSED_BYTES = LONGEST_SECONDS * 128_000 // 8
_PLAIN_BYTES = LONGEST_SECONDS * 48_000 * 4 + 4096
_TIMEOUT_SECONDS = 15
_LONGEST_ANSWER = 64 * 1024
_LONGEST_TEXT = 300
# Type of the recording -> the name servers know its format by.
_NAMES = {
    "audio/webm": "noi.webm",
    "audio/ogg": "noi.ogg",
    "audio/mp4": "noi.mp4",
    "audio/mpeg": "noi.mp3",
    "audio/wav": "noi.wav",
    "audio/x-wav": "noi.wav",
}
_TOO_LONG = f"Đoạn ghi âm dài quá {LONGEST_SECONDS} giây. Hãy nói ngắn hơn."
_UNANSWERED = "Máy chủ nhận giọng nói chưa trả lời được. Hãy thử lại, hoặc gõ câu cần tìm."


class RefusedError(Exception):
    """A recording that gives no words; the message says what to do, `status` is that of HTTP."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def check_size(size: int) -> None:
    """Raise RefusedError for a size in bytes that no recording of this length has."""
    if size <= 0:
        raise RefusedError("Chưa ghi được tiếng nào. Hãy bấm nút và nói lại.", 400)
    if size > _PLAIN_BYTES:
        raise RefusedError(_TOO_LONG, 413)


def heard(sound: bytes, content_type: str) -> str:
    """The Vietnamese words of a recording; RefusedError when there are none to be had."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _NAMES:
        raise RefusedError("Trình duyệt ghi âm theo định dạng chưa dùng được ở đây.", 415)
    check_size(len(sound))
    _check_length(sound, kind)
    try:
        answer = _asked(sound, kind)
        text = clean(str(json.loads(answer)["text"]))
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
        raise RefusedError(_UNANSWERED, 502) from error
    words = " ".join(text.split()).strip(" .")[:_LONGEST_TEXT]
    if not words:
        raise RefusedError("Chưa nghe rõ. Hãy nói lại, rõ ràng và không quá nhanh.", 422)
    return words


def _check_length(sound: bytes, kind: str) -> None:
    if not kind.endswith("wav"):
        if len(sound) > _COMPRESSED_BYTES:
            raise RefusedError(_TOO_LONG, 413)
        return
    try:
        with wave.open(io.BytesIO(sound)) as file:
            seconds = file.getnframes() / (file.getframerate() or 1)
    except (wave.Error, EOFError) as error:
        raise RefusedError("Tệp ghi âm bị hỏng. Hãy nói lại.", 400) from error
    if seconds > LONGEST_SECONDS:
        raise RefusedError(_TOO_LONG, 413)


def _asked(sound: bytes, kind: str) -> bytes:
    """The answer of the speech server; OSError, HTTPException or ValueError without one."""
    parts = urlsplit(settings.ASR_URL)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(settings.ASR_URL)
    secure = parts.scheme == "https"
    connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    boundary = secrets.token_hex(16)
    path = parts.path.rstrip("/")
    if not path.endswith("/audio/transcriptions"):
        path = f"{path.removesuffix('/v1')}/v1/audio/transcriptions"
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    if settings.ASR_KEY:
        headers["Authorization"] = f"Bearer {settings.ASR_KEY}"
    connection = connect(parts.hostname, parts.port, timeout=_TIMEOUT_SECONDS)
    try:
        connection.request("POST", path, _form(sound, kind, boundary), headers)
        response = connection.getresponse()
        if response.status != http.client.OK:
            raise OSError(response.status)
        return response.read(_LONGEST_ANSWER)
    finally:
        connection.close()


def _form(sound: bytes, kind: str, boundary: str) -> bytes:
    """multipart/form-data with the recording, the model and the language."""
    fields = {"model": settings.ASR_MODEL, "language": "vi", "response_format": "json"}
    lines = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{_NAMES[kind]}"'
        f"\r\nContent-Type: {kind}\r\n\r\n"
    )
    return "".join([*lines, head]).encode() + sound + f"\r\n--{boundary}--\r\n".encode()
