"""Where the sources of an answer come from: the search, confirmed by the store."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import Any, Protocol

from django.db.models import Q

from luatsong import search
from luatsong.assistant.values import Source
from luatsong.law.models import Document, Force, ProvisionVersion
from luatsong.law.selectors.living import words_on
from luatsong.search.backend import Card, Filters, Passage

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.assistant").joinpath("data", "sources.toml").read_text(encoding="utf-8")
)
# Words of a document under which nothing of it is law on a day.
_NO_LAW = frozenset(
    {
        Force.Word.ENDED.value,
        Force.Word.NOT_YET.value,
        Force.Word.SUSPENDED.value,
        Force.Word.UNSUITED.value,
    }
)


class Library(Protocol):
    def find(
        self, question: str, day: date, *, k: int, document_id: int | None = None
    ) -> Sequence[Passage]:
        """The `k` articles in force on `day` that answer a question best."""  # fmt: skip


class Store:
    """The search of the house; what the store does not confirm as law of the day is left out."""

    def find(
        self, question: str, day: date, *, k: int, document_id: int | None = None
    ) -> Sequence[Passage]:
        """See `Library.find`. Two queries beside the search."""
        filters = Filters(document_id=document_id)
        found = search.retrieve(question, day=day, k=k, filters=filters)
        return self.confirmed(found, day)

    def confirmed(self, found: Sequence[Passage], day: date) -> list[Passage]:
        """Those of `found` that are published and in force on `day` by the store itself."""
        alive = set(
            ProvisionVersion.objects.filter(
                Q(valid_from__isnull=True) | Q(valid_from__lte=day),
                Q(valid_to__isnull=True) | Q(valid_to__gt=day),
                pk__in=[passage.version_id for passage in found if passage.version_id],
                recorded_to__isnull=True,
                provision__document__state=Document.State.PUBLISHED,
                provision__document__kind__in=_KINDS,
            ).values_list("pk", flat=True)
        )
        words = words_on({passage.card.document_id for passage in found}, day)
        return [
            passage
            for passage in found
            if passage.version_id in alive and words.get(passage.card.document_id) not in _NO_LAW
        ]


# Drafts and other papers are no law; party documents bind members only.
_KINDS = (
    Document.Kind.NORMATIVE.value,
    Document.Kind.CONSOLIDATED.value,
    Document.Kind.ADMINISTRATIVE.value,
)


def sources(found: Sequence[Passage]) -> tuple[Source, ...]:
    """Passages as the sources of an answer, named s1, s2, … in their order."""
    return tuple(_source(f"s{at}", passage) for at, passage in enumerate(found, start=1))


def name_of(card: Card) -> str:
    """ "Bộ luật Lao động số 45/2019/QH14" for laws, "Nghị định 15/2018/NĐ-CP" for others."""
    title = " ".join(card.title.split())
    if card.type_name not in _DATA["named_by_title"] or len(title) > _DATA["longest_title"]:
        return " ".join(card.name.split())
    if not title.lower().startswith(card.type_name.lower()):
        title = f"{card.type_name} {title}"
    return f"{title} số {card.number}" if card.number else title


def _source(key: str, passage: Passage) -> Source:
    details: dict[str, Any] = {
        "provision_id": passage.provision_id,
        "version_id": passage.version_id,
        "valid_from": passage.valid_from,
        "valid_to": passage.valid_to,
    }
    return Source(
        key=key,
        document_id=passage.card.document_id,
        slug=passage.card.slug,
        document=name_of(passage.card),
        address=passage.address,
        label=passage.label.rstrip("."),
        heading=" ".join(passage.heading.split()),
        text=passage.text,
        **details,
    )
