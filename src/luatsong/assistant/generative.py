"""The writer with a model behind it. It is never trusted: what it writes is only a draft."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from luatsong.assistant.endpoint import DATA, Endpoint
from luatsong.assistant.values import DraftSentence, Quote
from luatsong.assistant.writing import Task, WriterError


class GenerativeWriter:
    """Implements `writing.Writer` over an endpoint."""

    name = "generative"

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def write(self, task: Task) -> Iterator[DraftSentence]:
        """See `writing.Writer.write`."""
        written = False
        for sentence in sentences(_lines(self._endpoint.pieces(messages(task)))):
            written = True
            yield sentence
        if not written:
            raise WriterError("mô hình không trả lời")


def messages(task: Task) -> list[dict[str, str]]:
    """What the model is told; the fence is new each time, so no text can close it."""
    fence = secrets.token_hex(8)
    sources = "".join(
        DATA["source"].format(
            key=source.key,
            label=source.label,
            document=source.document,
            heading=source.heading,
            fence=fence,
            text=source.text[: DATA["longest_source"]],
        )
        for source in task.sources
    )
    user = DATA["user"].format(
        day=f"{task.asked.day:%d/%m/%Y}", question=task.asked.query, fence=fence, sources=sources
    )
    return [{"role": "system", "content": DATA["system"]}, {"role": "user", "content": user}]


def sentences(lines: Iterable[str]) -> Iterator[DraftSentence]:
    """The lines of a model's answer that are sentences; what cannot be read is left out."""
    for line in islice(lines, 4 * DATA["most_sentences"]):
        row = _row(line)
        said, quotes = row.get("cau"), row.get("trich")
        if not isinstance(said, str) or not said.strip() or not isinstance(quotes, list):
            continue
        yield DraftSentence(said, tuple(_quotes(quotes)))


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Whole lines, each as soon as it has ended; all pieces are read."""
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        yield from whole
    yield rest


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _quotes(rows: list[Any]) -> Iterator[Quote]:
    for row in rows[: DATA["most_sentences"]]:
        if isinstance(row, dict):
            key, words = row.get("nguon"), row.get("loi")
            if isinstance(key, str) and isinstance(words, str):
                yield Quote(key, words)
