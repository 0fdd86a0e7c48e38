"""Whether a document that a question names is in force, told by the store with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luatsong.law.models import Document, Force
from luatsong.law.selectors.living import Validity, validity_of

_APPLIES = frozenset(
    {
        Force.Word.IN_FORCE.value,
        Force.Word.PARTLY_ENDED.value,
        Force.Word.PARTLY_SUSPENDED.value,
    }
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason, and the words of the law it rests on with their place ("" where it is none)."""

    text: str
    quote: str = ""
    slug: str = ""
    address: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the store computes of a document on a day; nothing of it comes from a writer."""

    document: str
    title: str
    slug: str
    day: date
    label: str
    applies: bool | None  # None: not known
    since: date | None
    until: date | None
    grounds: tuple[Ground, ...] = ()


def standing_of(document: Document, day: date) -> Standing:
    """The standing of a published document on `day`. Two queries."""
    validity = validity_of(document, day)
    unknown = validity.word == Force.Word.UNKNOWN.value
    return Standing(
        document=str(document),
        title=document.title,
        slug=document.slug,
        day=day,
        label=validity.label,
        applies=None if unknown else validity.word in _APPLIES,
        since=validity.since,
        until=validity.until,
        grounds=_grounds(validity),
    )


def _grounds(validity: Validity) -> tuple[Ground, ...]:
    found = []
    for reason in validity.reasons:
        effect = reason.effect
        if effect is None:
            found.append(Ground(reason.text))
            continue
        found.append(
            Ground(
                reason.text,
                quote=effect.quote,
                slug=effect.source_slug,
                address=effect.source_address,
                document=effect.source_label,
            )
        )
    return tuple(found)
