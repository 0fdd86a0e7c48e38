"""References that have gone stale: a text in force points at one that has ended since.

Told anew for any day from what the fold stored, so a reference is stale from the very day its
target ends and no longer once the target is revived. Not stale are: what a document says of a
text it changes or ends itself, words that an amendment has replaced, titles and quotations, and
texts that had ended before the citing one began (whoever wrote it meant the old law). Legal
bases have a measure of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from luatsong.law.models import Citation, Document, Effect, Force, ProvisionVersion
from luatsong.law.selectors.living.effects import EffectRow, effect_rows
from luatsong.law.typed_places import address_text
from luatsong.law.wording import day_text, phrase

IN_FORCE = (Force.Word.IN_FORCE, Force.Word.PARTLY_ENDED, Force.Word.PARTLY_SUSPENDED)


class StaleReference(NamedTuple):
    """A reference to a text that is no longer in force.

    `address` is where it stands ("" outside provisions), `label` what it points at, `ended_on`
    the day that ended, `successor` the label of the text that took its place or ended it and
    `replaced` whether it took its place; "" where it ended by itself.
    """

    document_id: int
    address: str
    target_slug: str
    label: str
    ended_on: date
    successor: str
    replaced: bool

    @property
    def sentence(self) -> str:
        """In Vietnamese, with the place, the day and the successor."""
        text = phrase("stale-reference", day=day_text(self.ended_on), target=self.label)
        if self.successor:
            code = "stale-replaced" if self.replaced else "stale-ended"
            text += phrase(code, source=self.successor)
        return f"{address_text(self.address)} {text}" if self.address else text


def stale_references(day: date, *, document: Document | None = None) -> list[StaleReference]:
    """All stale references on a day, in the order of the texts, each place and target once.

    Two queries; one when there are none. `document`: only those in this one.
    """
    rows = list(_rows(day, document))
    effects = {row.id: row for row in effect_rows(pk for *_, reasons in rows for pk in reasons)}
    found = (_reference(row, effects) for row in rows)
    return list(dict.fromkeys(found))


def in_force_on(day: date, words: Iterable[str] = IN_FORCE) -> QuerySet[Force]:
    """The stretches of whole documents that have one of the words on a day."""
    return Force.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        provision__isnull=True,
        recorded_to__isnull=True,
        territory__in=("", F("document__territory")),
        word__in=list(words),
    )


_COLUMNS = (
    "document_id",
    "provision__address",
    "target_document__slug",
    "target_document__type_name",
    "target_document__number",
    "target_document__title",
    "target_document__forces__valid_from",
    "target_document__forces__reasons",
)


def _rows(day: date, document: Document | None) -> Iterable[tuple[Any, ...]]:
    target = "target_document__forces__"
    acts = Effect.objects.filter(
        document=OuterRef("document"),
        target_document=OuterRef("target_document"),
        recorded_to__isnull=True,
    ).exclude(state=Effect.State.REJECTED)
    reworded = ProvisionVersion.objects.filter(
        provision=OuterRef("provision"),
        change=ProvisionVersion.Change.ISSUED,
        valid_to__lte=day,
        recorded_to__isnull=True,
    )
    citations = Citation.objects.filter(
        Q(**{f"{target}valid_to__isnull": True}) | Q(**{f"{target}valid_to__gt": day}),
        **{
            f"{target}word": Force.Word.ENDED,
            f"{target}provision__isnull": True,
            f"{target}recorded_to__isnull": True,
            f"{target}territory__in": ("", F("target_document__territory")),
            f"{target}valid_from__lte": day,
            f"{target}valid_from__gt": Coalesce("document__effective_date", "document__issue_date"),
        },
        state=Citation.State.RESOLVED,
        part__in=("text", "heading", "intro"),
        quoted=False,
        in_title=False,
    )
    if document is None:
        citations = citations.filter(
            document__state=Document.State.PUBLISHED,
            document__in=in_force_on(day).values("document_id"),
        )
    else:
        citations = citations.filter(
            document=document, document__in=in_force_on(day).values("document_id")
        )
    rows: Iterable[tuple[Any, ...]] = (
        citations.exclude(Exists(acts))
        .exclude(Exists(reworded))
        .order_by("document_id", "pk")
        .values_list(*_COLUMNS)
    )
    return rows


def _reference(values: Sequence[Any], effects: dict[int, EffectRow]) -> StaleReference:
    document, address, slug, kind, number, title, ended, reasons = values
    label = f"{kind} {number or title}".strip()
    enders = [effects[pk] for pk in reasons if pk in effects]
    replacing = [row for row in enders if row.verb == Effect.Verb.REPLACE]
    ender = next(iter([*replacing, *enders]), None)
    return StaleReference(
        document,
        address or "",
        slug,
        label,
        ended,
        ender.source_label if ender else "",
        bool(replacing),
    )
