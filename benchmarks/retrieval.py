"""Set `retrieval`: citizens' questions over the whole codification, by the engine of the site.

Wants the folder of the measuring data (`bench/retrieval` and `data` in it). Prints the figures of
what the product ships; in the same run plain BM25 (one field, single syllables, no weights) and
tantivy's own scoring of the weighed fields; the ranking trained on `bench/retrieval/train`; the
questions without diacritics and with typing mistakes; ALQAC over its own small corpus; speed.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measuring import Figures, peak_memory_mb, percentile
from benchmarks.sets import write

Order = Callable[[str], list[str]]
Questions = list[tuple[str, str, tuple[str, ...]]]  # id, question, relevant

CODIFIED = Path("codified", "articles.jsonl.gz")
ALQAC = Path("questions")
_SEED = 20261122
_LETTERS = "abcdefghiklmnopqrstuvxy"
_MISTYPED = 0.1  # share of the syllables
_MOST = 100


def run(folder: Path, predictions: Path | None) -> Figures:
    """Measure on `folder` (laid out like `bench/retrieval/dev`), beside it `../train`, and the
    articles in `../../../data`."""
    data = folder.resolve().parents[2] / "data"
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as temporary:
        engine, built = _indexed(data / CODIFIED, Path(temporary) / "all")
        asked = _questions(folder)
        figures: Figures = {**built, **_measured(engine, asked)}
        figures["plain_bm25"] = _scores(_Plain(data / CODIFIED).order, asked)
        figures |= _others(engine, asked, folder)
        if predictions:
            ranked = ({"id": one, "ranked": engine.order(text)} for one, text, _ in asked)
            write(predictions, ranked)
        small, _ = _indexed(data / ALQAC / "alqac-articles.jsonl", Path(temporary) / "small")
        figures["alqac"] = _scores(small.order, _alqac(data / ALQAC / "alqac-train.jsonl"))
        figures["peak_memory_mb"] = peak_memory_mb()
    return figures


class _Engine:
    """The product's engine over an index of its own."""

    def __init__(self, folder: Path) -> None:
        from luatsong.search.backend import ALL_STATES, Filters
        from luatsong.search.tantivy_backend import TantivyBackend

        self.backend = TantivyBackend(folder)
        self._filters = Filters(state=ALL_STATES)

    def order(self, question: str) -> list[str]:
        """Ids of the best articles, as shipped."""
        found = self.backend.retrieve(question, self._filters, k=_MOST)
        return [passage.address for passage in found]

    def search(self, question: str) -> None:
        """What the search page asks for: one page of results with facets and snippets."""
        self.backend.search(question, self._filters, page=1, size=20)


class _Plain:
    """BM25 of tantivy over the single syllables of the texts alone, in memory."""

    def __init__(self, articles: Path) -> None:
        import tantivy

        from luatsong.search import corpus

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(heap_size=128 * 1024 * 1024, num_threads=1)
        for _, entries in corpus.documents(articles):
            for entry in entries[1:]:
                values = {"words": self._words(entry.text), "id": entry.address}
                writer.add_document(tantivy.Document.from_dict(values, self._index.schema))
        writer.commit()
        self._index.reload()

    def order(self, question: str) -> list[str]:
        query = self._index.parse_query(self._words(question), ["words"])
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=_MOST, count=False).hits
        return [searcher.doc(at)["id"][0] for _, at in hits]

    def _words(self, text: str) -> str:
        from luatsong.search.tokens import terms

        return " ".join(term.exact for term in terms(text))


def _indexed(articles: Path, folder: Path) -> tuple[_Engine, Figures]:
    from luatsong.search import corpus

    engine = _Engine(folder)
    started = time.perf_counter()
    with engine.backend.writing(wait=0) as writing:
        count = corpus.take_in(writing, articles)
    seconds = time.perf_counter() - started
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return engine, {
        "articles": count,
        "index_seconds": round(seconds, 1),
        "disk_mb": round(size / 1024 / 1024, 1),
    }


def _measured(engine: _Engine, asked: Questions) -> Figures:
    """Quality and speed of what is shipped; `resident_mb` while serving."""
    engine.search(asked[0][1])
    scores = _scores(engine.order, asked)
    times = []
    for _, question, _ in asked:
        started = time.perf_counter()
        engine.search(question)
        times.append((time.perf_counter() - started) * 1000)
    return {
        "scores": scores,
        "queries_per_second": round(1000 * len(times) / sum(times), 1),
        "p50_ms": round(percentile(times, 0.5), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
        "resident_mb": _resident_mb(),
    }


def _others(engine: _Engine, asked: Questions, folder: Path) -> Figures:
    """The same questions by simpler and by otherwise trained rankings, and mistyped."""
    from luatsong.search.learning import Asked, judge, learned
    from vnlaw.text import fold

    train = folder.resolve().parent / "train"
    found: Figures = {
        "first_look": _scores(engine.backend.first_looked, asked),
        "unaccented": _scores(engine.order, [(i, fold(q), r) for i, q, r in asked]),
        "mistyped": _scores(engine.order, _mistyped(asked)),
    }
    if train.is_dir():
        contest = [Asked(text, relevant) for _, text, relevant in _questions(train)]
        model = learned(engine.backend, contest, "bench/retrieval/train")
        judged = judge(engine.backend, [Asked(q, r) for _, q, r in asked], model)
        found["contest_trained"] = judged
    clean = _scores(engine.order, asked)["ndcg_at_10"]
    for name in ("unaccented", "mistyped"):
        found[f"{name}_loss"] = round(clean - found[name]["ndcg_at_10"], 4)
    return found


def _scores(order: Order, asked: Questions) -> dict[str, float]:
    from luatsong.search.ranking.judging import judged

    return judged((order(question), relevant) for _, question, relevant in asked)


def _mistyped(asked: Questions) -> Questions:
    """One letter changed, left out, doubled or swapped in a tenth of the syllables."""
    chance = random.Random(_SEED)  # noqa: S311
    return [
        (one, " ".join(_slip(word, chance) for word in text.split()), relevant)
        for one, text, relevant in asked
    ]


def _slip(word: str, chance: random.Random) -> str:
    if chance.random() >= _MISTYPED or len(word) < 2:
        return word
    at = chance.randrange(len(word))
    before, after = word[:at], word[at + 1 :]
    return chance.choice(
        (
            before + chance.choice(_LETTERS) + after,
            before + after,
            before + word[at] * 2 + after,
            before + after[:1] + word[at] + after[1:],
        )
    )


def _questions(folder: Path) -> Questions:
    truth = {row["id"]: tuple(row["relevant"]) for row in _rows(folder / "truth.jsonl")}
    return [
        (row["id"], row["question"], truth[row["id"]]) for row in _rows(folder / "inputs.jsonl")
    ]


def _alqac(file: Path) -> Questions:
    return [(row["id"], row["question"], tuple(row["relevant"])) for row in _rows(file)]


def _rows(file: Path) -> Sequence[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _resident_mb() -> float:
    """What this process holds in memory now, files that are mapped left out."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("RssAnon:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0
