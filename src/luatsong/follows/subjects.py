"""What can be followed, and which changes belong to it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from django.db.models import Q
from django.utils import timezone

from luatsong import search
from luatsong.follows.elsewhere import listed
from luatsong.law.models import Document, Force, ProvisionVersion
from luatsong.law.selectors import published
from luatsong.search.areas import area_of
from luatsong.search.backend import ALL_STATES, Filters, Hit
from vnlaw.text import fold

# So many changed documents are each asked whether they hold the words; when more have changed
# (a whole collection was loaded), the best of all results are taken instead.
_EACH = 60
_BEST = 150
_PLACES = 20
# Share of the telling words of a search that a text has which is news about it.
_TELLING = 0.7
_WORD = re.compile(r"\w+")
# No list of news is longer; the rest is counted.
MOST = 60
_NO_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Subject:
    """A document (`document_id`), or what a search for `words` with its filters finds; without
    words all documents that its filters let through.

    `elsewhere` names a list of another room instead (`follows.elsewhere`).
    """

    words: str = ""
    kind: str = ""
    type_name: str = ""
    issuer: str = ""
    field: str = ""
    territory: str = ""
    document_id: int | None = None
    elsewhere: str = ""

    @classmethod
    def read(cls, values: Mapping[str, object]) -> Subject:
        """From the JSON of `as_json`; ValueError when it is none."""
        try:
            return cls(**values)  # type: ignore[arg-type]
        except TypeError as error:
            raise ValueError(str(error)) from error

    def as_json(self) -> dict[str, object]:
        """Only what is set, so that addresses stay short."""
        return {name: value for name, value in asdict(self).items() if value}

    def filters(self, document_id: int | None) -> Filters:
        """Its filters as the search takes them, in one document or in all, in every state."""
        return Filters(
            kind=self.kind,
            type_name=self.type_name,
            issuer=self.issuer,
            field=self.field,
            territory=self.territory,
            document_id=document_id,
            day=timezone.localdate(),
            state=ALL_STATES,
        )

    @property
    def key(self) -> str:
        """The same for the same subject."""
        text = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened: `key` names it for good.

    `address` is an article (or another place that stands in none), "" for the whole document;
    `ends` says that it is taken out; `day` when that or the new words begin to apply, where that
    is known; `by` names the document that did it; `word` is the new validity in official words.
    What another room has to tell is a sentence (`text`) and a place (`path`), without a document.
    """

    key: str
    document: Document | None = None
    at: datetime = _NO_TIME
    is_new: bool = False
    address: str = ""
    label: str = ""
    heading: str = ""
    ends: bool = False
    day: date | None = None
    by: str = ""
    word: str = ""
    text: str = ""
    path: str = ""


def changes(subject: Subject, since: datetime, until: datetime) -> list[Change]:
    """What happened to `subject` in `[since, until)`, the latest first, at most `MOST`."""
    if subject.elsewhere:
        found = listed(subject.elsewhere, since, until)
    elif subject.document_id and not subject.words:
        found = _of_documents([subject.document_id], since, until)
    elif not subject.words:
        found = _of_filters(subject, since, until)
    else:
        found = _of_search(subject, since, until)
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)[:MOST]


def _of_search(subject: Subject, since: datetime, until: datetime) -> list[Change]:
    """New documents that a search finds, and those of its places that were worded anew."""
    new = set(_new_ids(since, until))
    versions = _changed(since, until)
    ended = _ended(since, until)
    moved = new | set(versions) | set(ended)
    if subject.document_id:
        moved &= {subject.document_id}
    places = _places(subject, moved) if moved else {}
    found: list[Change] = []
    for document in _documents(places):
        if document.pk in new:
            found.append(_new(document))
            continue
        found += _wordings(document, versions.get(document.pk, ()), places[document.pk])
        found += _endings(document, ended.get(document.pk, ()))
    return found


def _of_filters(subject: Subject, since: datetime, until: datetime) -> list[Change]:
    """Everything that happened to the documents of a lĩnh vực, an agency, a type, a place."""
    versions, ended = _changed(since, until), _ended(since, until)
    moved = {*_new_ids(since, until), *versions, *ended}
    rows = published().filter(pk__in=moved).defer("metadata", "search_text")
    wanted = {
        name: value
        for name, value in (
            ("kind", subject.kind),
            ("type_name", subject.type_name),
            ("territory", subject.territory),
        )
        if value
    }
    rows = rows.filter(**wanted)
    if subject.issuer:
        rows = rows.filter(issuers__name=subject.issuer).distinct()
    found: list[Change] = []
    for document in rows.order_by("pk"):
        if subject.field and area_of(document.title) != subject.field:
            continue
        if since <= document.created_at < until:
            found.append(_new(document))
            continue
        found += _wordings(document, versions.get(document.pk, ()), None)
        found += _endings(document, ended.get(document.pk, ()))
    return found


def _places(subject: Subject, moved: set[int]) -> dict[int, set[str]]:
    """Where in the changed documents the search finds what it means; "" is a document itself."""
    each = sorted(moved) if len(moved) <= _EACH else [None]
    found: dict[int, set[str]] = {}
    for pk in each:
        filters = subject.filters(pk)
        passages = search.retrieve(subject.words, k=_PLACES if pk else _BEST, filters=filters)
        for one in passages:
            if one.features.get("coverage", 0.0) >= _TELLING:
                found.setdefault(one.card.document_id, set()).add(one.address)
        for hit in search.engine().search(subject.words, filters, page=1, size=_PLACES).hits:
            if not hit.address and _share(hit, subject.words) >= _TELLING:
                found.setdefault(hit.card.document_id, set()).add("")
    return {pk: places for pk, places in found.items() if pk in moved}


def _share(hit: Hit, words: str) -> float:
    """The share of the words that stand, marks aside, in what is shown of a hit."""
    shown = set(_WORD.findall(fold(" ".join(part.text for part in (*hit.heading, *hit.snippet)))))
    wanted = set(_WORD.findall(fold(words)))
    return len(wanted & shown) / len(wanted) if wanted else 0.0


def _of_documents(ids: list[int], since: datetime, until: datetime) -> list[Change]:
    """Everything that happened to documents: their places and their validity."""
    versions, ended = _changed(since, until, ids), _ended(since, until, ids)
    found: list[Change] = []
    for document in _documents(ids):
        if since <= document.created_at < until:
            found.append(_new(document))
        else:
            found += _wordings(document, versions.get(document.pk, ()), None)
            found += _endings(document, ended.get(document.pk, ()))
    return found


def _documents(ids: Iterable[int]) -> list[Document]:
    rows = published().filter(pk__in=list(ids)).defer("metadata", "search_text")
    return list(rows.order_by("pk"))


def _new(document: Document) -> Change:
    day = document.effective_date
    return Change(f"d{document.pk}", document, document.created_at, is_new=True, day=day)


def _new_ids(since: datetime, until: datetime) -> list[int]:
    rows = published().filter(created_at__gte=since, created_at__lt=until)
    return list(rows.values_list("pk", flat=True))


def _changed(
    since: datetime, until: datetime, ids: list[int] | None = None
) -> dict[int, list[ProvisionVersion]]:
    """Versions that an effect has made or ended, by document."""
    rows = ProvisionVersion.objects.filter(
        Q(effect__isnull=False) | Q(end_effect__isnull=False),
        recorded_from__gte=since,
        recorded_from__lt=until,
        recorded_to__isnull=True,
    ).select_related("provision", "effect__document", "end_effect__document")
    if ids is not None:
        rows = rows.filter(provision__document__in=ids)
    found: dict[int, list[ProvisionVersion]] = {}
    for version in rows.order_by("provision__document_id", "provision__order", "valid_from", "pk"):
        found.setdefault(version.provision.document_id, []).append(version)
    return found


def _ended(
    since: datetime, until: datetime, ids: list[int] | None = None
) -> dict[int, list[Force]]:
    """New words of validity of whole documents, by document."""
    rows = Force.objects.filter(
        recorded_from__gte=since,
        recorded_from__lt=until,
        recorded_to__isnull=True,
        provision__isnull=True,
    ).exclude(word__in=(Force.Word.NOT_YET, Force.Word.IN_FORCE, Force.Word.UNKNOWN))
    if ids is not None:
        rows = rows.filter(document__in=ids)
    found: dict[int, list[Force]] = {}
    for force in rows.order_by("document_id", "pk"):
        if force.reasons:  # what is computed without an effect is no news
            found.setdefault(force.document_id, []).append(force)
    return found


def _wordings(
    document: Document, versions: Sequence[ProvisionVersion], places: set[str] | None
) -> list[Change]:
    """One change an article; with `places`, only the articles among them."""
    latest: dict[str, ProvisionVersion] = {}
    keys: dict[str, int] = {}
    for version in versions:
        article = _article(version.provision.address)
        if places is None or article in places:
            latest[article] = version
            keys[article] = max(keys.get(article, 0), version.pk)
    return [
        _wording(document, article, version, f"v{keys[article]}")
        for article, version in latest.items()
    ]


def _wording(document: Document, address: str, version: ProvisionVersion, key: str) -> Change:
    own = version.provision.address == address
    ends = version.end_effect is not None and own
    effect = version.end_effect if ends else version.effect or version.end_effect
    return Change(
        key=key,
        document=document,
        at=version.recorded_from,
        address=address,
        label=_place(address) or version.provision.label.rstrip("."),
        heading=version.heading if own else "",
        ends=ends,
        day=version.valid_to if ends else version.valid_from,
        by=str(effect.document) if effect else "",
    )


def _article(address: str) -> str:
    """The article of a place; the place itself where it stands in none."""
    parts = address.split("/")
    for end, part in enumerate(parts, start=1):
        if part.startswith("dieu-"):
            return "/".join(parts[:end])
    return address


def _place(address: str) -> str:
    """ "Điều 5"; "" for what is no article."""
    last = address.rpartition("/")[2]
    return f"Điều {last[5:].replace('dd', 'đ')}" if last.startswith("dieu-") else ""


def _endings(document: Document, forces: Iterable[Force]) -> list[Change]:
    return [
        Change(
            key=f"f{force.pk}",
            document=document,
            at=force.recorded_from,
            day=force.valid_from,
            word=str(force.get_word_display()),
        )
        for force in forces
    ]
