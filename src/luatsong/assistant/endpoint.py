"""Talking to an OpenAI-compatible server: streamed, with limits on time and size.

What comes back is text of a stranger. Every failure is a `WriterError`: no server, a broken or
silent stream, an answer that is too long or is none.
"""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import httpx

from luatsong.assistant.writing import WriterError

DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.assistant").joinpath("data", "model.toml").read_text(encoding="utf-8")
)
_DONE = "[DONE]"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`url` is the base (“http://llm.local:8000/v1”); times in seconds."""

    url: str
    model: str
    key: str = ""
    silence_seconds: float = DATA["silence_seconds"]
    total_seconds: float = DATA["total_seconds"]

    def chat(self, messages: Sequence[Mapping[str, str]]) -> str:
        """The whole answer of the model."""
        return "".join(self.pieces(messages))

    def pieces(self, messages: Sequence[Mapping[str, str]]) -> Iterator[str]:
        """The answer of the model as it comes."""
        body = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "stream": True,
        }
        try:
            yield from self._pieces(body)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, UnicodeError) as error:
            raise WriterError(f"máy chủ mô hình: {type(error).__name__}") from error

    def _pieces(self, body: Mapping[str, object]) -> Iterator[str]:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        timeout = httpx.Timeout(self.silence_seconds, connect=DATA["connect_seconds"])
        deadline = time.monotonic() + self.total_seconds
        size = 0
        rest = b""
        with (
            # No proxy of the environment, no redirects: the question goes where it was meant to.
            httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
            client.stream(
                "POST", f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers
            ) as response,
        ):
            if response.status_code != 200:
                raise WriterError(f"máy chủ mô hình trả mã {response.status_code}")
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > DATA["longest_stream"] or time.monotonic() > deadline:
                    raise WriterError("máy chủ mô hình trả lời quá dài hoặc quá lâu")
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    piece = _piece(line)
                    if piece is None:
                        return
                    yield piece
        raise WriterError("máy chủ mô hình dừng giữa chừng")


def _piece(line: bytes) -> str | None:
    """The words of one event; None at the end of the stream. ValueError for garbage."""
    text = line.decode("utf-8").strip()
    if not text or text.startswith(":"):
        return ""
    if not text.startswith("data:"):
        if text.startswith(("event:", "id:", "retry:")):
            return ""
        raise ValueError("not an event")
    data = text.removeprefix("data:").strip()
    if data == _DONE:
        return None
    event = json.loads(data)
    try:
        content = event["choices"][0].get("delta", {}).get("content") if event["choices"] else ""
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("not a completion") from error
    return content if isinstance(content, str) else ""
