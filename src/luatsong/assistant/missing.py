"""What of a question none of the cited articles speaks of: said openly beside the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from luatsong.assistant.asking import Asked
from luatsong.assistant.values import Source
from vnlaw.text import fold

_WORD = re.compile(r"[^\W_]+")
_MOST = 3
_SHORTEST = 2  # syllables; single ones are too often filler


def not_found_words(asked: Asked, cited: Sequence[Source]) -> tuple[str, ...]:
    """Runs of the question's content that stand in none of `cited`, at most three."""
    known = {
        fold(word).lower()
        for source in cited
        for text in (source.document, source.heading, source.text)
        for word in _WORD.findall(text)
    }
    runs = groupby(asked.understood.content, lambda word: fold(word).lower() in known)
    missing = [list(run) for is_known, run in runs if not is_known]
    runs_of_words = ([word for word in run if not word.isdigit()] for run in missing)
    return tuple(" ".join(run) for run in runs_of_words if len(run) >= _SHORTEST)[:_MOST]
