"""How much of a question stands where it should, if the article found is the one that answers.

When the law that would answer is not in the store, the nearest article of another law shares
many syllables with the question, but seldom whole phrases, seldom its heading, and some other
article has what it lacks. Words are compared without marks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from luatsong.assistant.choosing import KINDS, Article, Choosing
from luatsong.assistant.matching import Measure, Terms
from luatsong.assistant.wanted import is_for_others, told, wants_of
from luatsong.search.backend import Passage
from luatsong.search.understanding import understand
from luatsong.search.understanding.contract import QuestionType, Understood
from vnlaw.text import fold

_WORD = re.compile(r"[^\W_]+")
_TYPES = tuple(kind.value for kind in QuestionType)
NAMES = (
    "said", "said_best", "said_article", "told", "told_article", "told_best", "wants",
    "unit", "unit_best", "own", "lacks", "head", "head_best", "kind", "broken", "broken_run",
    "absent", "absent_telling", "nowhere", "head_more", *(f"asks_{kind}" for kind in _TYPES),
)  # fmt: skip


def coverage(question: str, passages: Sequence[Passage]) -> dict[str, float]:
    """Measures by name (`NAMES`) of the first of `passages`, beside the others; {} without any."""
    if not passages:
        return {}
    understood = understand(question, None)
    asks = understood.question_type.value
    found = _shares(question, understood, passages)
    found |= _phrases(understood.content, passages)
    found |= {f"asks_{kind}": float(kind == asks) for kind in _TYPES}
    return found


def _shares(question: str, understood: Understood, passages: Sequence[Passage]) -> dict[str, float]:
    """Weighed shares of the question in the best unit, the heading, the article and all found."""
    articles = [Article(one.heading, one.text) for one in passages]
    choosing = Choosing(question, understood, articles)
    measure = choosing.measure
    ranked = [choosing.ranked(number) for number in range(len(articles))]
    best = [one[0].said if one else "" for one in ranked]
    headings = [measure.said(one.heading) for one in passages]
    shares = [
        measure.share(measure.said(said) | heading)
        for said, heading in zip(best, headings, strict=True)
    ]
    whole: list[Terms] = [
        measure.said(one.text) | heading | measure.said(one.card.title)
        for one, heading in zip(passages, headings, strict=True)
    ]
    own = measure.share(whole[0])
    kind = KINDS.get(understood.question_type.value)
    return {
        "unit": shares[0],
        "unit_best": max(shares),
        "own": own,
        "lacks": measure.share(frozenset[str]().union(*whole)) - own,
        "head": measure.share(headings[0]),
        "head_best": max(map(measure.share, headings)),
        "kind": 0.5 if kind is None else float(bool(kind.search(best[0]))),
        **_telling(question, understood, articles, best),
        # Not learned from: too few own questions ask for what has a law for some persons beside it.
        "for_others": float(is_for_others(question, f"{passages[0].card.title}\n{best[0]}")),
    }


def _telling(
    question: str, understood: Understood, articles: Sequence[Article], best: Sequence[str]
) -> dict[str, float]:
    """How much of what the question's words tell in all of the law stands in what is quoted."""
    measure = Measure.telling(understood)
    wants = wants_of(question)
    quoted = [f"{one.heading}\n{said}" for one, said in zip(articles, best, strict=True)]
    shares = [measure.share(measure.said(one)) for one in quoted]
    return {
        "said": shares[0],
        "said_best": max(shares),
        "said_article": measure.share(measure.said(f"{articles[0].heading}\n{articles[0].text}")),
        "told": told(wants, best[0]),
        "told_article": told(wants, articles[0].text),
        "told_best": max(told(wants, said) for said in best),
        "wants": float(len(wants)),
    }


def _phrases(content: Sequence[str], passages: Sequence[Passage]) -> dict[str, float]:
    """What of the question the first article has not: words, phrases, runs of both."""
    first = passages[0]
    words = [fold(word).lower() for word in content]
    whole = _words(f"{first.heading} {first.card.title} {first.text}")
    has = set(whole)
    pairs_there = set(pairwise(whole))
    broken = [pair not in pairs_there for pair in pairwise(words)]
    absent = [word for word in words if word not in has]
    others = [set(_words(f"{one.heading} {one.text}")) for one in passages]
    weights = {
        word: math.log((len(others) + 1) / (1 + sum(word in other for other in others)))
        for word in words
    }
    total = sum(weights[word] for word in words)
    runs = [len(list(run)) for is_broken, run in groupby(broken) if is_broken]
    return {
        "broken": sum(broken) / max(1, len(broken)),
        "broken_run": float(max(runs, default=0)),
        "absent": len(absent) / max(1, len(words)),
        "absent_telling": sum(weights[word] for word in absent) / total if total else 0.0,
        "nowhere": sum(all(word not in one for one in others) for word in words)
        / max(1, len(words)),
        "head_more": float(sum(word not in set(words) for word in _words(first.heading))),
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).lower())
