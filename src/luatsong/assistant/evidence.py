"""What speaks for and against an answer to a question, as named numbers.

Words are compared without marks, so that a question typed without them weighs the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from luatsong.assistant import coverage
from luatsong.assistant.scope import CODES, signs_of
from luatsong.search.backend import Passage
from luatsong.search.ranked import SHOWN
from vnlaw.text import fold

_WORD = re.compile(r"[^\W_]+")
# Of the features of a passage (luatsong.search.ranked), those that tell questions about law.
_SHARES = (
    "content_share_close",
    "content_pairs_close",
    "content_share_all",
    "content_passage_share",
    "missing_close",
    "content_share_title",
    "margin",
)
_DEEPER = tuple(name for name in SHOWN if name not in _SHARES)
_LEADING = 3  # passages whose mean score counts
# What tells whether a question is one for the law at all, and whether it is found.
MEASURES = (*_SHARES, "score", "leading", "score_per_length", "length")
# What tells whether the article found is the one that answers, or only a near one.
NEARNESS = (
    *MEASURES,
    *_DEEPER,
    "spread",
    "same_document",
    "documents",
    *coverage.NAMES,
)
SIGNS = tuple(f"sign:{code}" for code in CODES)


def evidence(question: str, passages: Sequence[Passage], today: date) -> dict[str, float]:
    """Numbers by name: of the best passages, of the question's signs, and of its words (1.0).

    `passages` best first; without any there are words and signs only.
    """
    length = len(question.split())
    found = {f"sign:{code}": 1.0 for code in signs_of(question, today).codes}
    found |= dict.fromkeys(words_of(question), 1.0)
    found["length"] = math.log(length + 1)
    if passages:
        best = passages[0]
        scores = [passage.score for passage in passages]
        leading = scores[:_LEADING]
        documents = [passage.card.document_id for passage in passages]
        found |= {name: best.features.get(name, 0.0) for name in (*_SHARES, *_DEEPER)}
        found["score"] = best.score
        found["leading"] = sum(leading) / len(leading)
        found["score_per_length"] = best.score / math.log(length + 2)
        found["spread"] = scores[0] - scores[-1]
        found["same_document"] = documents.count(documents[0]) / len(documents)
        found["documents"] = float(len(set(documents)))
        found |= coverage.coverage(question, passages)
    return found


def words_of(question: str) -> set[str]:
    """Syllables, neighbouring pairs, and what a question begins and ends with, without marks."""
    words = ["0" if word.isdigit() else word for word in _WORD.findall(fold(question).lower())]
    if not words:
        return set()
    pairs = {f"w:{one} {two}" for one, two in pairwise(words)}
    return {f"w:{word}" for word in words} | pairs | {f"w:^{words[0]}", f"w:{words[-1]}$"}
