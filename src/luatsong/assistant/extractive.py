"""The writer that needs no model: it picks and orders quotes, and does sums the text states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luatsong.assistant.choosing import DATA, Article, Choosing, Scored
from luatsong.assistant.sums import sums
from luatsong.assistant.units import Unit, span_of_clause
from luatsong.assistant.values import DraftSentence, Quote, Source
from luatsong.assistant.writing import Task

_SYLLABLE = re.compile(r"[^\W_]+")
_LEAST = 4  # syllables of a quote, as the verification demands


class ExtractiveWriter:
    """Implements `writing.Writer`."""

    name = "extractive"

    def write(self, task: Task) -> Iterator[DraftSentence]:
        """Quotes of the best articles, the best first; then the sums."""
        choosing = Choosing(
            task.asked.query,
            task.asked.understood,
            [Article(source.heading, source.text) for source in task.sources],
        )
        sentences: list[DraftSentence] = []
        best = 0.0
        for number, source in _cited(task):
            chosen = _chosen(source, choosing.ranked(number))
            if not chosen or chosen[0].score < DATA["related_share"] * best:
                continue
            most, lead = (1, DATA["related"]) if sentences else (DATA["quotes"], DATA["lead"])
            best = best or chosen[0].score
            sentences += (_sentence(source, one.unit, lead) for one in chosen[:most])
        yield from sentences
        yield from sums(task.asked, sentences, task.sources)


def _chosen(source: Source, ranked: Sequence[Scored]) -> list[Scored]:
    """The best unit, and the next where it is nearly as good and not part of the first."""
    chosen: list[Scored] = []
    taken: list[tuple[int, int]] = []
    for one in ranked:
        if chosen and one.score < DATA["second_quote"] * ranked[0].score:
            break
        span = _span(source, one.unit)
        if not _quotable(source, span) or any(a < span[1] and span[0] < b for a, b in taken):
            continue
        chosen.append(one)
        taken.append(span)
    return chosen


def _cited(task: Task) -> Iterator[tuple[int, Source]]:
    best = max(task.scores.values(), default=0.0)
    for number, source in enumerate(task.sources[: DATA["articles"]]):
        if best - task.scores.get(source.key, best) <= DATA["score_gap"]:
            yield number, source


def _span(source: Source, unit: Unit) -> tuple[int, int]:
    return span_of_clause(source.text, unit, longest=DATA["longest_quote"])


def _quotable(source: Source, span: tuple[int, int]) -> bool:
    return len(_SYLLABLE.findall(source.text[slice(*span)])) >= _LEAST


def _sentence(source: Source, unit: Unit, lead: str) -> DraftSentence:
    """“Theo điểm a khoản 2 Điều 5 …: “head” “point”.”"""
    spans = [_span(source, unit)]
    if unit.head and _quotable(source, unit.head):
        spans.insert(0, unit.head)
    quotes = tuple(Quote(source.key, source.text[slice(*span)]) for span in spans)
    place = " ".join(filter(None, (unit.place, source.label)))
    said = " ".join(f"“{' '.join(quote.text.split())}”" for quote in quotes)
    return DraftSentence(f"{lead.format(place=place, document=source.document)}: {said}", quotes)
