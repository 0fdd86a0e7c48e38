"""What of a question none of the cited articles speaks of: said openly beside the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import groupby

from luatsong.assistant.asking import Asked
from luatsong.assistant.matching import said_otherwise
from luatsong.assistant.values import Source
from vnlaw.text import fold

_WORD = re.compile(r"[^\W_]+")
_MOST = 3
_SHORTEST = 2  # syllables; single ones are too often filler


def not_found_words(asked: Asked, cited: Sequence[Source]) -> tuple[str, ...]:
    """Runs of the question's content that stand in none of `cited`, at most three."""
    texts = [text for one in cited for text in (one.document, one.heading, one.text)]
    known = {fold(word).lower() for text in texts for word in _WORD.findall(text)}
    known |= {fold(word) for word in said_otherwise(asked.understood, texts)}
    runs = groupby(asked.understood.content, lambda word: _told(word, known))
    missing = [list(run) for is_known, run in runs if not is_known]
    return tuple(" ".join(run) for run in missing if len(run) >= _SHORTEST)[:_MOST]


def _told(word: str, known: Set[str]) -> bool:
    """Numbers tell nothing by themselves, so none is missed."""
    return any(letter.isdigit() for letter in word) or fold(word).lower() in known
