"""Set `answers`: what the assistant answers, declines, and never lets through.

Wants the folder of the measuring data (`bench/retrieval`). Over the whole codification, by the
engine of the site with quotes alone: the right article among those cited and first; questions
wrongly declined; the project's own questions, apart those the calibration was fitted on (which
prove little) and those it never saw; the first questions again with the documents that answer
them left out of what is found (declined, or what is cited then). Then the verification against
faults planted by a seeded generator in the answers themselves: false citations, altered quotes,
expired sources, changed numbers; and speed.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import Figures, percentile
from benchmarks.sets import write

if TYPE_CHECKING:
    from luatsong.assistant.answering import Answer
    from luatsong.assistant.values import DraftSentence, Source, VerifiedSentence
    from luatsong.search.backend import Passage
    from luatsong.search.tantivy_backend import TantivyBackend

_SEED = 20261122
_DAY = date(2026, 11, 22)
# Passages among which the documents that answer are looked for.
_DEEP = 60
_FAULTS = ("false_citation", "altered_quote", "expired_source", "changed_number")


def run(folder: Path, predictions: Path | None) -> Figures:
    """Measure on `folder`, laid out like `bench/retrieval/dev`."""
    from benchmarks.stores import fresh_store

    data = folder.resolve().parents[2] / "data"
    # The models must be there to be imported; nothing is read from the store.
    with fresh_store() as home:
        backend = _index(data, home)
        asked = _questions(folder)
        library = _Library(backend)
        _answered(library, asked[0][1])
        figures, answers = _measured(library, asked)
        figures["own_unseen"] = _own(library, unseen=True)
        figures["own_fitted_on"] = _own(library, unseen=False)
        figures["law_removed"] = _removed(backend, asked)
        figures["verification"] = _planted(answers)
    if predictions:
        write(
            predictions,
            (
                {"id": one, "cited": [source.address for source in answer.cited]}
                for (one, _, _), answer in zip(asked, answers, strict=True)
            ),
        )
    return figures


def _index(data: Path, home: Path) -> TantivyBackend:
    """The whole codification; `BENCHMARK_INDEX` names an index that is there already."""
    from benchmarks.retrieval import CODIFIED
    from luatsong.search import corpus
    from luatsong.search.tantivy_backend import TantivyBackend

    ready = os.environ.get("BENCHMARK_INDEX")
    backend = TantivyBackend(Path(ready) if ready else home / "codification")
    if not ready:
        with backend.writing(wait=0) as writing:
            corpus.take_in(writing, data / CODIFIED)
    return backend


class _Library:
    """The articles of the file, all of them law of the day; `without` documents are left out."""

    def __init__(self, backend: TantivyBackend, without: frozenset[str] = frozenset()) -> None:
        self._backend = backend
        self._without = without

    def find(
        self, question: str, day: date, *, k: int, document_id: int | None = None
    ) -> Sequence[Passage]:
        """See `luatsong.assistant.library.Library`."""
        from luatsong.search.backend import ALL_STATES, Filters

        filters = Filters(day=day, state=ALL_STATES, document_id=document_id)
        found = self._backend.retrieve(question, filters, k=k + (_DEEP if self._without else 0))
        gone = frozenset(one.card.document_id for one in found if one.card.slug in self._without)
        if gone:
            # Asked again: scores and features of the rest must not tell that better was there.
            found = self._backend.retrieve(question, replace(filters, without=gone), k=k)
        return found[:k]


def _answered(library: _Library, question: str) -> Answer:
    from luatsong.assistant.answering import answer
    from luatsong.assistant.asking import ask

    return answer(ask(question, today=_DAY), library=library, today=_DAY)


def _measured(
    library: _Library, asked: Sequence[tuple[str, str, frozenset[str]]]
) -> tuple[Figures, list[Answer]]:
    answers, times = [], []
    for _, question, _ in asked:
        started = time.perf_counter()
        answers.append(_answered(library, question))
        times.append((time.perf_counter() - started) * 1000)
    cited = [[source.address for source in answer.cited] for answer in answers]
    pairs = list(zip(cited, (relevant for _, _, relevant in asked), strict=True))
    return {
        "questions": len(asked),
        "cited_right": _share(bool(relevant & set(found)) for found, relevant in pairs),
        "first_right": _share(bool(found) and found[0] in relevant for found, relevant in pairs),
        "wrongly_declined": _share(answer.declined for answer in answers),
        "sentences": sum(len(answer.sentences) for answer in answers),
        "sentences_cut": sum(answer.cut for answer in answers),
        "p50_ms": round(percentile(times, 0.5), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
    }, answers


def _own(library: _Library, *, unseen: bool) -> Figures:
    """The project's own questions, those the calibration was fitted on or those it never saw."""
    from luatsong.assistant.calibrating import own_questions

    rows = [row for row in own_questions() if row.held_out == unseen]
    declined = [(row.answerable, _answered(library, row.text).declined) for row in rows]
    return {
        "unanswerable": sum(not answerable for answerable, _ in declined),
        "declined": _share(said for answerable, said in declined if not answerable),
        "answerable": sum(answerable for answerable, _ in declined),
        "wrongly_declined": _share(said for answerable, said in declined if answerable),
    }


def _removed(backend: TantivyBackend, asked: Sequence[tuple[str, str, frozenset[str]]]) -> Figures:
    """The documents that answer are gone: declined, or answered from what is left."""
    declined = cited = 0
    for _, question, relevant in asked:
        without = frozenset(address.rpartition("+")[0] for address in relevant)
        answer = _answered(_Library(backend, without), question)
        declined += answer.declined
        cited += any(source.slug in without for source in answer.cited)
    return {
        "declined": round(declined / len(asked), 4),
        "cites_what_is_gone": round(cited / len(asked), 4),
    }


def _planted(answers: Sequence[Answer]) -> Figures:
    """Faults planted in the verified sentences of the answers: the share that is found."""
    from luatsong.assistant.values import Draft
    from luatsong.assistant.verification import verify

    chance = random.Random(_SEED)  # noqa: S311
    made = dict.fromkeys(_FAULTS, 0)
    found = dict.fromkeys(_FAULTS, 0)
    let_through = []
    for answer in answers:
        for sentence in answer.sentences:
            for fault, draft, sources in _faulty(sentence, chance):
                verdict = verify(Draft((draft,)), sources, day=_DAY, question=answer.asked.query)
                made[fault] += 1
                found[fault] += not verdict.sentences
                if verdict.sentences:
                    let_through.append(f"{fault}: {draft.text[:120]}")
    shares = {fault: round(found[fault] / max(1, made[fault]), 4) for fault in _FAULTS}
    return {
        "planted": made,
        "found": shares,
        "all_found": round(sum(found.values()) / max(1, sum(made.values())), 6),
        "let_through": let_through[:5],
    }


def _faulty(
    sentence: VerifiedSentence, chance: random.Random
) -> Iterator[tuple[str, DraftSentence, Sequence[Source]]]:
    """One sentence with each kind of fault that it can have, and the sources it is checked by."""
    from luatsong.assistant.values import DraftSentence, Quote

    quotes = tuple(Quote(quote.source.key, quote.text) for quote in sentence.quotes)
    sources = [quote.source for quote in sentence.quotes]
    right = DraftSentence(sentence.text, quotes, sentence.computations)
    number = f"{chance.randint(100, 999)}/20{chance.randint(27, 99)}/NĐ-CP"
    named = replace(right, text=f"Theo Nghị định {number}: {sentence.text}")
    place = replace(right, text=f"Theo Điều {chance.randint(900, 999)}: {sentence.text}")
    unknown = replace(right, quotes=tuple(Quote("s99", quote.text) for quote in quotes))
    yield from (("false_citation", draft, sources) for draft in (named, place, unknown))
    altered = _altered(quotes[0].text, chance)
    yield (
        "altered_quote",
        replace(right, text=altered, quotes=(Quote(quotes[0].key, altered), *quotes[1:])),
        sources,
    )
    ended = [replace(source, valid_to=_DAY - timedelta(days=chance.randint(0, 999))) for source
             in sources]  # fmt: skip
    yield "expired_source", right, ended
    digits = [at for at, letter in enumerate(quotes[0].text) if letter.isdigit()]
    if digits:
        changed = _changed(quotes[0].text, chance.choice(digits), chance)
        yield "changed_number", replace(right, text=changed), sources


def _altered(text: str, chance: random.Random) -> str:
    """One word taken out, doubled or put elsewhere."""
    words = text.split()
    at = chance.randrange(1, len(words) - 1)
    return " ".join(
        chance.choice(
            (
                [*words[:at], *words[at + 1 :]],
                [*words[:at], "không", *words[at:]],
                [*words[:at], words[at] + "x", *words[at + 1 :]],
            )
        )
    )


def _changed(text: str, at: int, chance: random.Random) -> str:
    digit = chance.choice([one for one in "123456789" if one != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _questions(folder: Path) -> list[tuple[str, str, frozenset[str]]]:
    inputs, truths = (
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("inputs.jsonl", "truth.jsonl")
    )
    truth = {row["id"]: frozenset(row["relevant"]) for row in truths}
    return [(row["id"], row["question"], truth[row["id"]]) for row in inputs]


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return round(sum(found) / max(1, len(found)), 4)
