"""The writer that needs no model: it picks and orders quotes, and does sums the text states."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from luatsong.assistant.matching import Measure, Terms
from luatsong.assistant.sums import sums
from luatsong.assistant.units import Unit, span_of_clause, units
from luatsong.assistant.values import DraftSentence, Quote, Source
from luatsong.assistant.writing import Task

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.assistant").joinpath("data", "extractive.toml").read_text(encoding="utf-8")
)
_TYPES = {name: re.compile(pattern) for name, pattern in _DATA["types"].items()}
_SYLLABLE = re.compile(r"[^\W_]+")
_LEAST = 4  # syllables of a quote, as the verification demands


class _Scored(NamedTuple):
    score: float
    unit: Unit


class ExtractiveWriter:
    """Implements `writing.Writer`."""

    name = "extractive"

    def write(self, task: Task) -> Iterator[DraftSentence]:
        """Quotes of the best articles, the best first; then the sums."""
        read = {
            source.key: units(source.text, long_line=_DATA["long_line"]) for source in task.sources
        }
        measure = Measure.of(
            task.asked.understood.content,
            (s.text[u.start : u.end] for s in task.sources for u in read[s.key]),
        )
        sentences: list[DraftSentence] = []
        best = 0.0
        for source in _cited(task):
            chosen = self._chosen(task, measure, source, read[source.key])
            if not chosen or chosen[0].score < _DATA["related_share"] * best:
                continue
            most, lead = (1, _DATA["related"]) if sentences else (_DATA["quotes"], _DATA["lead"])
            best = best or chosen[0].score
            sentences += (_sentence(source, one.unit, lead) for one in chosen[:most])
        yield from sentences
        yield from sums(task.asked, sentences, task.sources)

    def _chosen(
        self, task: Task, measure: Measure, source: Source, found: Sequence[Unit]
    ) -> list[_Scored]:
        """The best unit, and the next where it is nearly as good and not part of the first."""
        ranked = sorted(
            (_Scored(_score(task, measure, source, unit), unit) for unit in found),
            key=lambda scored: (-scored.score, scored.unit.start),
        )
        chosen: list[_Scored] = []
        taken: list[tuple[int, int]] = []
        for score, unit in ranked:
            if chosen and score < _DATA["second_quote"] * ranked[0].score:
                break
            span = _span(source, unit)
            if not _quotable(source, span) or any(a < span[1] and span[0] < b for a, b in taken):
                continue
            chosen.append(_Scored(score, unit))
            taken.append(span)
        return chosen


def _cited(task: Task) -> Iterator[Source]:
    best = max(task.scores.values(), default=0.0)
    for source in task.sources[: _DATA["articles"]]:
        if best - task.scores.get(source.key, best) <= _DATA["score_gap"]:
            yield source


def _score(task: Task, measure: Measure, source: Source, unit: Unit) -> float:
    text = source.text[unit.start : unit.end]
    own = measure.said(text)
    around: Terms = measure.said(source.heading)
    if unit.head:
        around |= measure.said(source.text[slice(*unit.head)])
    around_weight: float = _DATA["around_weight"]
    bonus: float = _DATA["type_bonus"]
    score = measure.share(own) + around_weight * measure.share(around - own)
    kind = _TYPES.get(task.asked.understood.question_type.value)
    if kind is not None and kind.search(text):
        score += bonus * score
    return score


def _span(source: Source, unit: Unit) -> tuple[int, int]:
    return span_of_clause(source.text, unit, longest=_DATA["longest_quote"])


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
