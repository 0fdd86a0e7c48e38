"""Search with tantivy, an index in a folder of this machine (`tantivy:///path`).

Tantivy finds the candidates, counts and filters; the order of the best comes from the learned
ranking over the forward file (docs/adr/0011).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import tantivy
from tantivy import Query

from luatsong.search.asking import Question, asked
from luatsong.search.backend import ALL_STATES, Card, Entry, Filters, Passage, Results, Suggestion
from luatsong.search.fields import read
from luatsong.search.forward import ForwardReader
from luatsong.search.planning import CANDIDATES, DEEPEST
from luatsong.search.ranked import Ranked, followed, order, table
from luatsong.search.ranking.wanted import Floats
from luatsong.search.shown import hit, passage
from luatsong.search.tantivy_facets import counted
from luatsong.search.tantivy_looking import Found, TantivyLooking, named_in
from luatsong.search.tantivy_query import QueryBuilder
from luatsong.search.tantivy_suggesting import suggestions
from luatsong.search.tantivy_writing import LEXICON, TantivyWriting, locked, open_or_create
from luatsong.search.understanding import lexicon
from luatsong.search.understanding.lexicon import CorpusLexicon

# Nobody's page waits for the counts of more than a few others.
_COUNTERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="counting")


@dataclass(frozen=True, slots=True)
class Looked:
    """The candidates of a question before the learned ranking: addresses and features."""

    addresses: Sequence[str]
    features: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class _Opened:
    """One committed state of the index."""

    index: tantivy.Index
    searcher: tantivy.Searcher
    forward: ForwardReader
    lexicon: CorpusLexicon | None

    def stored(self, at: tantivy.DocAddress) -> tuple[Card, Entry]:
        return read(self.searcher.doc(at)["stored"][0])


class TantivyBackend:
    """An index in `folder`; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: _Opened | None = None
        self._seen: tuple[tuple[int, int] | None, ...] | None = None
        self._lexicon: CorpusLexicon | None = None
        self._lexicon_seen: tuple[int, int] | None = None

    def search(self, query: str, filters: Filters, *, page: int, size: int) -> Results:
        """See `luatsong.search.backend.SearchBackend.search`."""
        page, size = max(1, page), max(1, size)
        opened = self._current()
        if opened is None:
            return Results(page=page, size=size, ready=False)
        question = asked(query, opened.lexicon)
        if not question.terms:
            return Results(page=page, size=size)
        builder = QueryBuilder(opened.index, opened.searcher)
        day = filters.day or _today()
        offset = min((page - 1) * size, DEEPEST)
        limit = max(CANDIDATES, offset + size)
        for relaxed in (False, True):
            built = builder.build(question, filters, day, relaxed=relaxed, places=False)
            # Tantivy counts on another processor while the best are found and put in order.
            counting = _COUNTERS.submit(
                counted, opened.searcher, built.matching, filters.state, day
            )
            found = opened.searcher.search(built.ranking, limit=limit, count=False).hits
            ranked = _ordered(opened, builder, question, found)
            counts = counting.result()
            if counts.total or counts.elsewhere:
                break
        else:
            return Results(page=page, size=size, correction=question.correction)
        return Results(
            hits=tuple(
                hit(*opened.stored(one.at), one, question, day)
                for one in ranked[offset : offset + size]
            ),
            total=counts.total,
            places=counts.places,
            documents=counts.documents,
            facets=counts.facets,
            page=page,
            size=size,
            relaxed=relaxed,
            correction=question.correction,
        )

    def retrieve(self, question: str, filters: Filters, *, k: int) -> tuple[Passage, ...]:
        """See `luatsong.search.backend.SearchBackend.retrieve`."""
        opened = self._current()
        if opened is None:
            return ()
        understood = asked(question, opened.lexicon)
        builder = QueryBuilder(opened.index, opened.searcher)
        found = _places(opened, builder, understood, filters, limit=max(k, CANDIDATES))
        ranked = _ordered(opened, builder, understood, found)
        return tuple(
            passage(*opened.stored(one.at), one, following)
            for one, following in followed(ranked, k)
        )

    def suggest(self, prefix: str, *, limit: int) -> tuple[Suggestion, ...]:
        """See `luatsong.search.backend.SearchBackend.suggest`."""
        opened = self._current()
        return suggestions(opened.index, opened.searcher, prefix, limit) if opened else ()

    def looked_at(self, question: str, filters: Filters) -> Looked | None:
        """The candidates of a question as training and judging want them; None without any."""
        opened = self._current()
        if opened is None:
            return None
        understood = asked(question, opened.lexicon)
        builder = QueryBuilder(opened.index, opened.searcher)
        found = _places(opened, builder, understood, filters, limit=CANDIDATES)
        if not found:
            return None
        looking = TantivyLooking(opened.searcher, opened.forward, builder)
        addresses = [opened.stored(at)[1].address for _, at in found]
        return Looked(addresses, table(understood, found, looking))

    def first_looked(self, question: str, *, limit: int = 100) -> list[str]:
        """Addresses by the first look alone, in any state: tantivy's own scoring."""
        looked = self.looked_at(question, Filters(state=ALL_STATES))
        return list(looked.addresses[:limit]) if looked else []

    def count(self) -> int | None:
        """See `luatsong.search.backend.SearchBackend.count`."""
        opened = self._current()
        if opened is None:
            return None
        documents = Query.term_query(opened.index.schema, "entry", "document", "basic")
        found = opened.searcher.search(documents, limit=1, count=True)
        return int(getattr(found, "count", 0))  # the stubs of tantivy 0.27 leave it out

    @contextmanager
    def writing(self, *, wait: float) -> Iterator[TantivyWriting]:
        """See `luatsong.search.backend.SearchBackend.writing`."""
        with locked(self._folder.with_name(self._folder.name + ".lock"), wait):
            index, fresh = open_or_create(self._folder)
            writing = TantivyWriting(self._folder, index, fresh)
            try:
                yield writing
            finally:
                writing.close()

    def _current(self) -> _Opened | None:
        """The index as last committed; None while there is none that can be read."""
        with self._lock:
            # The words are written after the commit whose texts they count.
            state = (_state(self._folder / "meta.json"), _state(self._folder / LEXICON))
            if state[0] is None:
                self._opened = self._seen = None
            elif state != self._seen:
                try:
                    index = tantivy.Index.open(str(self._folder))
                    index.reload()
                    forward = ForwardReader(self._folder)
                    words = self._words()
                    self._opened = _Opened(index, index.searcher(), forward, words)
                except (ValueError, OSError):
                    self._opened = None
                self._seen = state
            return self._opened

    def _words(self) -> CorpusLexicon | None:
        """Loaded again only when the file is another one: it is large, commits are many."""
        state = _state(self._folder / LEXICON)
        if state != self._lexicon_seen:
            self._lexicon = _lexicon(self._folder) if state else None
            self._lexicon_seen = state
        return self._lexicon


def _places(
    opened: _Opened, builder: QueryBuilder, question: Question, filters: Filters, *, limit: int
) -> Found:
    """The first look at what lies below documents; with fewer demands when nothing meets them."""
    if not question.terms:
        return ()
    day = filters.day or _today()
    for relaxed in (False, True):
        built = builder.build(question, filters, day, relaxed=relaxed, places=True)
        hits = opened.searcher.search(built.ranking, limit=limit, count=False).hits
        if hits:
            return hits
    return ()


def _ordered(
    opened: _Opened, builder: QueryBuilder, question: Question, found: Found
) -> Sequence[Ranked[tantivy.DocAddress]]:
    """`found` with the best `CANDIDATES` in the order of the learned ranking."""
    looking = TantivyLooking(opened.searcher, opened.forward, builder)
    first = found[:CANDIDATES]
    rest = [Ranked(at, score) for score, at in found[CANDIDATES:]]
    return [*order(question, first, looking, named=named_in(first)), *rest]


def _lexicon(folder: Path) -> CorpusLexicon | None:
    """The word counts of the index; without them typing mistakes stay."""
    try:
        return lexicon.load(folder / LEXICON)
    except (OSError, ValueError):
        return None


def _today() -> date:
    return datetime.now().astimezone().date()


def _state(file: Path) -> tuple[int, int] | None:
    """Changes whenever the file is written anew; None where there is none."""
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
