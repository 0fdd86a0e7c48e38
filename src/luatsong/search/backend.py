"""What a search engine is to the rest of the house: values and protocols, no engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

# Names of the facets, in the order people see them.
FACETS = ("kind", "type_name", "issuer", "year")


class IndexBusyError(Exception):
    """Another process is writing the index."""


class Segment(NamedTuple):
    """A stretch of text; `is_match` where it answers the query. Never markup."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """What a result list shows of a document without asking the store."""

    document_id: int
    slug: str
    kind: str
    type_name: str
    number: str
    title: str
    issuers: tuple[str, ...]
    year: int | None
    issue_date: date | None

    @property
    def name(self) -> str:
        """ "Nghị định 78/2025/NĐ-CP"; the title where there is neither type nor number."""
        return " ".join(filter(None, (self.type_name, self.number))) or self.title


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: a document (`address` "") or a place in it.

    `spellings` are folded strings that name the document; a query that is one of them finds it
    before anything else. The first entry of a document stands for the whole of it.
    """

    address: str
    label: str
    heading: str
    text: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Only what has exactly these values is found; "" and None filter nothing."""

    kind: str = ""
    type_name: str = ""
    issuer: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    card: Card
    address: str
    label: str  # "Điều 5"; "" for the document itself
    heading: tuple[Segment, ...]  # of the provision, or the title of the document
    snippet: tuple[Segment, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits; `total` and `facets` count all of them, whatever the page.

    `relaxed` says that nothing had all the words, so texts with some of them are shown;
    `ready` is False while there is no index yet.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    page: int = 1
    size: int = 20
    relaxed: bool = False
    ready: bool = True


class Writing(Protocol):
    """An open index; nothing is seen by readers before `commit`."""

    @property
    def fresh(self) -> bool:
        """Whether the index was missing or unusable and has just been made anew."""

    def put(self, card: Card, entries: Sequence[Entry]) -> None:
        """Take a document in, in place of what the index had of it."""

    def remove(self, document_id: int) -> None:
        """Take a document out."""

    def clear(self) -> None:
        """Take everything out."""

    def commit(self) -> None:
        """Make all of it durable and visible."""

    def known(self) -> set[int]:
        """Ids of the committed documents."""


class SearchBackend(Protocol):
    def count(self) -> int | None:
        """How many documents are in the index; None while there is no usable index."""

    def search(self, query: str, filters: Filters, *, page: int, size: int) -> Results:
        """Find `query` (any text a person types); `page` counts from 1."""

    def writing(self, *, wait: float) -> AbstractContextManager[Writing]:
        """Open for writing; `IndexBusyError` when another process still writes after `wait` s."""
