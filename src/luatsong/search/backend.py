"""What a search engine is to the rest of the house: values and protocols, no engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

# Names of the facets, in the order people see them.
FACETS = ("state", "kind", "type_name", "issuer", "field", "territory", "year")

# States of a wording on the day asked about. What has no known start counts as in force.
IN_FORCE = "in-force"
NOT_YET = "not-yet"
EXPIRED = "expired"
ALL_STATES = "all"
STATES = (IN_FORCE, NOT_YET, EXPIRED)


class IndexBusyError(Exception):
    """Another process is writing the index."""


class SearchUnavailableError(Exception):
    """The engine cannot be reached, or does not answer in time; nothing is lost by it."""


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
    field: str = ""  # lĩnh vực
    territory: str = ""  # "" for the whole country

    @property
    def name(self) -> str:
        """ "Nghị định 78/2025/NĐ-CP"; the title where there is neither type nor number."""
        return " ".join(filter(None, (self.type_name, self.number))) or self.title


class Part(NamedTuple):
    """A clause (khoản) of an article: it begins at character `start` of the entry's text."""

    start: int
    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: a document (`address` "") or one wording of a place in it.

    `spellings` are folded strings that name the document; a query that is one of them finds it
    before anything else. The first entry of a document stands for the whole of it. A place that
    has changed has one entry for each wording, valid in `[valid_from, valid_to)`; None is open.
    """

    address: str
    label: str
    heading: str
    text: str
    spellings: tuple[str, ...] = ()
    provision_id: int | None = None
    version_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    parts: tuple[Part, ...] = ()
    field: str = ""  # the field of the codification (đề mục) it stands in

    def state_on(self, day: date) -> str:
        """One of `STATES`; what has no known start is in force."""
        if self.valid_from and self.valid_from > day:
            return NOT_YET
        return EXPIRED if self.valid_to and self.valid_to <= day else IN_FORCE


@dataclass(frozen=True, slots=True)
class Filters:
    """Only what has exactly these values is found; "" and None filter nothing.

    `day` is the day whose law is asked for (None: today), `state` what a wording must be on it:
    one of `STATES`, or `ALL_STATES`. A document that the query names is found in every state.
    """

    kind: str = ""
    type_name: str = ""
    issuer: str = ""
    year: int | None = None
    day: date | None = None
    state: str = IN_FORCE
    territory: str = ""
    field: str = ""
    document_id: int | None = None  # search inside one document
    without: frozenset[int] = frozenset()  # documents as if they were not there


@dataclass(frozen=True, slots=True)
class Hit:
    """`part` is the clause the snippet begins in, where there is one."""

    card: Card
    address: str
    label: str  # “Điều 5”; "" for the document itself
    heading: tuple[Segment, ...]  # of the provision, or the title of the document
    snippet: tuple[Segment, ...]
    score: float
    provision_id: int | None = None
    version_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    state: str = IN_FORCE
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, counted whatever the page.

    `total` counts what is found, `places` of it below a document (articles, appendices), and
    `documents` the documents they are in (exact for hundreds, within a few in a hundred beyond).
    The facet `state` counts every state, the other facets what `Filters.state` lets through.
    `relaxed` says that nothing had all the words, so texts with some of them are shown;
    `correction` is what the person probably meant to type, "" when what was typed is plausible;
    `ready` is False while there is no index yet.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    places: int = 0
    documents: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    page: int = 1
    size: int = 20
    relaxed: bool = False
    correction: str = ""
    ready: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """One wording of an article for the assistant, with what speaks for and against it.

    `features` are named numbers: `coverage` is the share in [0, 1] of the question's telling
    words (weighed by how rare they are) that stand in the heading or text, `title_coverage` the
    same with the document's title, `margin` the lead of its score over the next one.
    """

    card: Card
    address: str
    label: str
    heading: str
    text: str  # of the whole article in this wording
    provision_id: int | None
    version_id: int | None
    valid_from: date | None
    valid_to: date | None
    score: float
    features: Mapping[str, float] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(
        cls,
        card: Card,
        entry: Entry,
        *,
        score: float = 0.0,
        features: Mapping[str, float] | None = None,
    ) -> Passage:
        """An entry for the assistant; without `features` where it was named and not sought."""
        return cls(
            card=card,
            address=entry.address,
            label=entry.label,
            heading=entry.heading,
            text=entry.text,
            provision_id=entry.provision_id,
            version_id=entry.version_id,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            score=score,
            features=features or {},
            parts=entry.parts,
        )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of what is being typed; `slug` where it is one document ("" : a search)."""

    text: str
    slug: str = ""
    address: str = ""


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

    def finish(self) -> None:
        """Bring the word counts of the index (typing mistakes, suggestions) up to date.

        Called once after a long run; searching works without it.
        """

    def known(self) -> set[int]:
        """Ids of the committed documents."""


class SearchBackend(Protocol):
    """An engine; where it is another machine, everything may raise `SearchUnavailableError`."""

    def count(self) -> int | None:
        """How many documents are in the index; None while there is no usable index."""

    def search(self, query: str, filters: Filters, *, page: int, size: int) -> Results:
        """Find `query` (any text a person types); `page` counts from 1."""

    def retrieve(self, question: str, filters: Filters, *, k: int) -> tuple[Passage, ...]:
        """The `k` articles that answer a question best; () when nothing shares a word."""

    def suggest(self, prefix: str, *, limit: int) -> tuple[Suggestion, ...]:
        """Completions of what is being typed, best first."""

    def writing(self, *, wait: float) -> AbstractContextManager[Writing]:
        """Open for writing; `IndexBusyError` when another process still writes after `wait` s."""
