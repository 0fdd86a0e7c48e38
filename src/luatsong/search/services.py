"""The search of the house: asking it, and keeping its index in step with the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from luatsong.law.models import Document
from luatsong.law.refreshing import turn_pages
from luatsong.search.backend import (
    IN_FORCE,
    Filters,
    Passage,
    Results,
    SearchBackend,
    Suggestion,
    Writing,
)
from luatsong.search.entries import entries_of
from luatsong.search.tantivy_backend import TantivyBackend

# Documents of one commit: each costs a little, and holds the texts of a batch in memory.
_BATCH = 400
# Memory is bounded by text, too: a batch of codes is much larger than one of decisions.
_BATCH_CHARACTERS = 3_000_000


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a run did: documents taken in, taken out; `rebuilt` when it started from nothing."""

    added: int
    removed: int
    rebuilt: bool


def engine() -> SearchBackend:
    """The backend that `SEARCH_URL` names; ImproperlyConfigured when it names none."""
    return _engine(settings.SEARCH_URL)


@cache
def _engine(url: str) -> SearchBackend:
    parts = urlsplit(url)
    if parts.scheme == "tantivy" and parts.path:
        return TantivyBackend(Path(parts.path))
    if parts.scheme.startswith("opensearch"):
        return _opensearch(url)
    raise ImproperlyConfigured(
        "SEARCH_URL: cần dạng tantivy:///thư-mục hoặc opensearch://máy-chủ:9200/tên-chỉ-mục"
    )


def _opensearch(url: str) -> SearchBackend:
    """The client is an extra of the package: most sites have no server of their own."""
    try:
        from luatsong.search.opensearch_address import read_address
        from luatsong.search.opensearch_backend import OpenSearchBackend
    except ModuleNotFoundError as error:
        raise ImproperlyConfigured(
            f"SEARCH_URL: thiếu {error.name}; hãy cài requirements/opensearch.txt"
        ) from error
    try:
        return OpenSearchBackend(read_address(url))
    except ValueError as error:
        raise ImproperlyConfigured(f"SEARCH_URL: {error}") from error


def search(
    query: str,
    *,
    kind: str = "",
    type_name: str = "",
    issuer: str = "",
    year: int | None = None,
    day: date | None = None,
    state: str = IN_FORCE,
    territory: str = "",
    field: str = "",
    document_id: int | None = None,
    page: int = 1,
    size: int = 20,
) -> Results:
    """Find documents and articles by number, name or words, with or without diacritics.

    The filters are those of `luatsong.search.backend.Filters`; `day` None is today. This,
    `retrieve` and `suggest` raise `SearchUnavailableError` while the engine cannot be reached.
    """
    filters = Filters(
        kind=kind,
        type_name=type_name,
        issuer=issuer,
        year=year,
        day=day or timezone.localdate(),
        state=state,
        territory=territory,
        field=field,
        document_id=document_id,
    )
    return engine().search(query, filters, page=page, size=size)


def retrieve(
    question: str, *, day: date | None = None, k: int = 10, filters: Filters | None = None
) -> tuple[Passage, ...]:
    """The `k` articles, as worded on `day` (None: today), that answer a question best."""
    wanted = replace(filters or Filters(), day=day or timezone.localdate())
    return engine().retrieve(question, wanted, k=k)


def suggest(prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """Completions of what is being typed: names of documents and headings of articles."""
    return engine().suggest(prefix, limit=limit)


def index_pending(
    *,
    rebuild: bool = False,
    wait: float = 60,
    progress: Callable[[int, int], None] | None = None,
) -> Indexed:
    """Bring the index in step with the store; what is in step costs nothing.

    Takes in every published document whose `indexed_at` is null and takes out what is gone or
    withdrawn. `indexed_at` is set only when the index holds the document for good, so a run that
    is killed is simply run again. `progress` gets (done, total) documents after each commit.
    Raises `IndexBusyError` when another process is still at it after `wait` seconds, and
    `SearchUnavailableError` when the engine cannot be reached: what waits goes on waiting.
    """
    turn_pages(timezone.localdate())
    if not rebuild and _in_step():
        return Indexed(added=0, removed=0, rebuilt=False)
    with engine().writing(wait=wait) as index:
        rebuild = rebuild or index.fresh
        if rebuild:
            index.clear()
            index.commit()
            Document.objects.filter(indexed_at__isnull=False).update(indexed_at=None)
        removed = _take_out(index)
        added = 0
        while waiting := _waiting():  # again, for what changed meanwhile
            done = 0
            for batch in _batches(waiting):
                added += _take_in(index, list(batch))
                done += len(batch)
                if progress:
                    progress(done, len(waiting))
        if rebuild and added:
            index.finish()
    return Indexed(added=added, removed=removed, rebuilt=rebuild)


def _in_step() -> bool:
    """Whether there is nothing to do, told without opening the index for writing."""
    if Document.objects.filter(indexed_at__isnull=True).exists():
        return False
    published = Document.objects.filter(state=Document.State.PUBLISHED).count()
    return engine().count() == published


def _waiting() -> list[tuple[int, int]]:
    """(id, characters) of the documents that wait for the index."""
    rows = Document.objects.filter(indexed_at__isnull=True).order_by("pk")
    return list(rows.values_list("pk", "characters"))


def _batches(waiting: Iterable[tuple[int, int]]) -> Iterator[Sequence[int]]:
    batch: list[int] = []
    characters = 0
    for document_id, size in waiting:
        if batch and (len(batch) >= _BATCH or characters + size > _BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(document_id)
        characters += size
    if batch:
        yield batch


def _take_out(index: Writing) -> int:
    """Remove what is gone or withdrawn; how many documents that were."""
    published = Document.objects.filter(state=Document.State.PUBLISHED)
    gone = index.known() - set(published.values_list("pk", flat=True))
    for document_id in gone:
        index.remove(document_id)
    if gone:
        index.commit()
    return len(gone)


def _take_in(index: Writing, ids: list[int]) -> int:
    """Index a batch for good, then say so in the store; how many documents were taken in."""
    documents = list(Document.objects.filter(pk__in=ids).order_by("pk"))
    published = [d for d in documents if d.state == Document.State.PUBLISHED]
    for card, entries in entries_of(published):
        index.put(card, entries)
    index.commit()
    now = timezone.now()
    with transaction.atomic():
        for document in documents:
            # Not when it changed while it was being indexed: then it still waits.
            same = Document.objects.filter(pk=document.pk, updated_at=document.updated_at)
            same.update(indexed_at=now)
    return len(published)
