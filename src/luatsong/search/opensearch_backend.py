"""Search with OpenSearch (`luatsong.search.opensearch_address` tells how to name one).

OpenSearch finds the candidates, counts and filters; the order of the best comes from the same
learned ranking as everywhere, over the codes that lie beside each entry (docs/adr/0011).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from django.utils import timezone
from opensearchpy import NotFoundError

from luatsong.search import opensearch_query as queries
from luatsong.search import opensearch_suggesting as suggesting
from luatsong.search.asking import Question, asked
from luatsong.search.backend import (
    Card,
    Entry,
    Filters,
    Passage,
    Results,
    SearchUnavailableError,
    Suggestion,
)
from luatsong.search.counting import Counts
from luatsong.search.opensearch_address import Address, reaching
from luatsong.search.opensearch_layout import VERSION, read, unpacked
from luatsong.search.opensearch_lease import held
from luatsong.search.opensearch_query import Query
from luatsong.search.opensearch_words import Words
from luatsong.search.opensearch_writing import OpenSearchWriting, make_notes
from luatsong.search.planning import CANDIDATES, DEEPEST
from luatsong.search.ranked import Ranked, followed, order
from luatsong.search.ranking.features import Candidates
from luatsong.search.ranking.wanted import Frequencies
from luatsong.search.shown import hit, passage


class Place(NamedTuple):
    """An entry that was found; `forward` is what `opensearch_layout.unpacked` reads."""

    id: str
    document: int
    forward: str
    is_named: bool


Found = Sequence[tuple[float, Place]]


class _Looking:
    """See `luatsong.search.ranked.Looking`."""

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies

    def candidates(self, found: Found) -> Candidates:
        return Candidates(
            scores=np.array([score for score, _ in found], np.float32),
            documents=np.array([place.document for _, place in found], np.int64),
            fetched=unpacked([place.forward for _, place in found]),
        )

    def frequencies_for(self, _question: Question) -> Frequencies:
        return self._frequencies


class OpenSearchBackend:
    """An index on a server; safe to share between threads."""

    def __init__(self, address: Address) -> None:
        self._client = address.connect()
        self._writer = address.connect(writing=True)
        self._alias = f"{address.index}-{VERSION}"
        self._notes = f"{address.index}-notes"
        self._words = Words(self._client, self._notes)

    def search(self, query: str, filters: Filters, *, page: int, size: int) -> Results:
        """See `luatsong.search.backend.SearchBackend.search`."""
        page, size = max(1, page), max(1, size)
        with reaching():
            try:
                return self._search(query, filters, page, size)
            except NotFoundError:
                return Results(page=page, size=size, ready=False)

    def retrieve(self, question: str, filters: Filters, *, k: int) -> tuple[Passage, ...]:
        """See `luatsong.search.backend.SearchBackend.retrieve`."""
        with reaching():
            try:
                return self._retrieve(question, filters, k)
            except NotFoundError:
                return ()

    def suggest(self, prefix: str, *, limit: int) -> tuple[Suggestion, ...]:
        """See `luatsong.search.backend.SearchBackend.suggest`."""
        request = suggesting.asked_suggestions(prefix, limit)
        if request is None:
            return ()
        with reaching():
            try:
                answer = self._client.search(index=self._alias, body=request)
            except NotFoundError:
                return ()
        return suggesting.read_suggestions(answer, limit)

    def count(self) -> int | None:
        """See `luatsong.search.backend.SearchBackend.count`."""
        body = {"query": {"term": {"entry": "document"}}}
        with reaching():
            try:
                return int(self._client.count(index=self._alias, body=body)["count"])
            except NotFoundError:
                return None

    @contextmanager
    def writing(self, *, wait: float) -> Iterator[OpenSearchWriting]:
        """See `luatsong.search.backend.SearchBackend.writing`."""
        with reaching():
            make_notes(self._writer, self._notes)
            with (
                held(self._writer, self._notes, wait) as lease,
                tempfile.TemporaryFile(prefix="luatsong-index-") as spool,
            ):
                forget = self._words.forget
                yield OpenSearchWriting(
                    self._writer, self._alias, self._notes, lease, spool, forget
                )

    def drop(self) -> None:
        """Delete everything of ours on the server, for good: what a try-out leaves behind."""
        with reaching():
            names = f"{self._alias}-*,{self._notes}"
            self._writer.indices.delete(index=names, params={"ignore_unavailable": "true"})

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()
        self._writer.close()

    def _search(self, query: str, filters: Filters, page: int, size: int) -> Results:
        question = asked(query, self._words.current())
        if not question.terms:
            return Results(page=page, size=size)
        day = filters.day or timezone.localdate()
        offset = min((page - 1) * size, DEEPEST)
        frequencies = self._frequencies(question)
        for relaxed in (False, True):
            built = queries.build(
                question, filters, day, frequencies, relaxed=relaxed, places=False
            )
            counts, found = self._counted(built, filters.state, day, offset + size)
            if counts.total or counts.elsewhere:
                break
        else:
            return Results(page=page, size=size, correction=question.correction)
        ranked = _ordered(question, frequencies, found)[offset : offset + size]
        stored = self._stored(ranked)
        return Results(
            hits=tuple(
                hit(*stored[one.at.id], one, question, day)
                for one in ranked
                if one.at.id in stored  # it may have been taken out since
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

    def _retrieve(self, text: str, filters: Filters, k: int) -> tuple[Passage, ...]:
        question = asked(text, self._words.current())
        if not question.terms:
            return ()
        day = filters.day or timezone.localdate()
        frequencies = self._frequencies(question)
        for relaxed in (False, True):
            built = queries.build(question, filters, day, frequencies, relaxed=relaxed, places=True)
            found = self._found(self._asked([_first(built.ranking)])[0])
            if found:
                break
        pairs = list(followed(_ordered(question, frequencies, found), k))
        stored = self._stored([one for one, _ in pairs])
        return tuple(
            passage(*stored[one.at.id], one, following)
            for one, following in pairs
            if one.at.id in stored
        )

    def _frequencies(self, question: Question) -> Frequencies:
        body = queries.asked_frequencies(question)
        answer = self._client.termvectors(index=self._alias, body=body)
        return queries.read_frequencies(question, answer)

    def _counted(
        self, built: queries.Built, state: str, day: date, depth: int
    ) -> tuple[Counts, Found]:
        """Counts, and what was found down to `depth` (the best `CANDIDATES` with their codes)."""
        requests = [queries.asked_counts(built.matching, day), _first(built.ranking)]
        if depth > CANDIDATES:
            requests.append(_further(built.ranking, depth))
        counted, *answers = self._asked(requests)
        found = [one for answer in answers for one in self._found(answer)]
        return queries.read_counts(counted, state), found

    def _asked(self, requests: Sequence[Query]) -> list[Mapping[str, Any]]:
        """Answers to several requests of one moment, in one round."""
        lines = [part for request in requests for part in ({}, request)]
        answers = self._client.msearch(index=self._alias, body=lines)["responses"]
        for answer in answers:
            if "error" in answer:
                raise SearchUnavailableError(str(answer["error"]))
        return list(answers)

    def _found(self, answer: Mapping[str, Any]) -> Found:
        return [(one["_score"], _place(one)) for one in answer["hits"]["hits"]]

    def _stored(self, ranked: Sequence[Ranked[Place]]) -> dict[str, tuple[Card, Entry]]:
        """Cards and entries by id, as they were at the last commit."""
        if not ranked:
            return {}
        answer = self._client.mget(
            index=self._alias,
            body={"ids": [one.at.id for one in ranked]},
            params={"realtime": "false", "_source_includes": "stored"},
        )
        return {one["_id"]: read(one["_source"]) for one in answer["docs"] if one.get("found")}


def _ordered(question: Question, frequencies: Frequencies, found: Found) -> Sequence[Ranked[Place]]:
    """`found` with the best `CANDIDATES` in the order of the learned ranking."""
    first = found[:CANDIDATES]
    named = sum(place.is_named for _, place in first)
    rest = [Ranked(place, score) for score, place in found[CANDIDATES:]]
    return [*order(question, first, _Looking(frequencies), named=named), *rest]


def _first(ranking: Query) -> Query:
    """A request for the candidates with what the second look wants."""
    return {
        "size": CANDIDATES,
        "query": ranking,
        "track_total_hits": False,
        "_source": False,
        "stored_fields": ["forward"],
        "docvalue_fields": ["document"],
    }


def _further(ranking: Query, depth: int) -> Query:
    """A request for what comes behind the candidates."""
    return {
        "from": CANDIDATES,
        "size": depth - CANDIDATES,
        "query": ranking,
        "track_total_hits": False,
        "_source": False,
        "docvalue_fields": ["document"],
    }


def _place(found: Mapping[str, Any]) -> Place:
    values = found["fields"]
    return Place(
        id=found["_id"],
        document=values["document"][0],
        forward=values.get("forward", [""])[0],
        is_named=queries.NAME in found.get("matched_queries", ()),
    )
