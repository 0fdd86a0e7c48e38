"""What every writer of answers is: it proposes; only the verification lets a person see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from luatsong.assistant.asking import Asked
from luatsong.assistant.values import DraftSentence, Source


@dataclass(frozen=True, slots=True)
class Task:
    """What a writer may use: the question, the sources best first, their scores by key."""

    asked: Asked
    sources: Sequence[Source]
    scores: Mapping[str, float] = field(default_factory=dict)


class WriterError(Exception):
    """The writer could not write: no server, a broken stream, too late."""


class Writer(Protocol):
    name: str

    def write(self, task: Task) -> Iterator[DraftSentence]:
        """Propose an answer, sentence by sentence; `WriterError` at any time when it cannot."""
