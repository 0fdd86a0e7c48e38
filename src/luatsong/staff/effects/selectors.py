"""What the desk of effects reads of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from luatsong.law.models import Document, Effect, EffectDecision, Provision, ProvisionVersion
from luatsong.law.typed_places import address_text
from luatsong.staff.effects.outcome import Changed, rewording
from luatsong.staff.effects.reading import UNKNOWN, WHOLE, places_in_short
from luatsong.staff.effects.states import FOR_PEOPLE, OPEN
from luatsong.staff.effects.words import (
    BULK_BARRED,
    BULK_CONFIDENCE,
    OWN_VERBS,
    VIEWS,
    WAITS,
    View,
    doubt_lines,
    finding_lines,
    state_label,
    state_view,
    verb_label,
    view_of,
)
from vnlaw.text import fold

PAGE_SIZE = 50
# Codes of findings and doubts as text: databases differ in how they look into JSON.
_WHY = Concat(Cast("findings", TextField()), Cast("doubts", TextField()))
_SHORT_QUOTE = 220


@dataclass(frozen=True, slots=True)
class Line:
    """An effect in a list."""

    row: Effect
    verb: str
    where: str
    target: str
    quote: str
    state: str
    doubts: tuple[str, ...]
    bulk: bool  # may be ticked to be accepted with others


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the list with how many effects it holds."""

    view: View
    count: int


@dataclass(frozen=True, slots=True)
class MissingTarget:
    """A document that effects are on and the store does not hold."""

    number: str
    name: str
    count: int
    oldest: Any
    address: str  # of the list of the effects that wait for it


@dataclass(frozen=True, slots=True)
class Wait:
    """A reason for which effects of one view wait; `address` is the query of their list."""

    label: str
    view: str
    count: int
    address: str


def current() -> QuerySet[Effect]:
    """Effects that the last reading of their document holds; announcements aside."""
    return Effect.objects.filter(recorded_to__isnull=True, summary=False)


def effects(filters: dict[str, Any]) -> QuerySet[Effect]:
    """Effects for the list, the longest waiting first; `filters` are those of `EffectFilter`."""
    found = current().filter(state__in=view_of(filters.get("trang_thai", "")).states)
    if filters.get("dong_tu"):
        found = found.filter(verb=filters["dong_tu"])
    if filters.get("ly_do"):
        found = found.annotate(why=_WHY).filter(why__contains=f'"{filters["ly_do"]}"')
    if filters.get("so"):
        found = found.filter(_numbered(filters["so"]))
    return (
        found.select_related("document", "target_document", "provision")
        .defer("payload", "document__metadata", "target_document__metadata")
        .order_by("recorded_from", "document_id", "order")
    )


def _numbered(text: str) -> Q:
    """A number or words of the document that states an effect, or of the one it is on."""
    wanted = text.strip()
    match = Q(target_number__icontains=wanted) | Q(target_name__icontains=wanted)
    for side in ("document", "target_document"):
        words = Q()
        for word in fold(wanted).split():
            words &= Q(**{f"{side}__search_text__contains": word})
        match |= words
    return match


def by_state() -> dict[str, int]:
    """How many effects are in each state. One query."""
    rows = current().order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def tabs(counted: dict[str, int]) -> list[Tab]:
    """The views of the list with their counts."""
    return [Tab(view, sum(counted.get(state, 0) for state in view.states)) for view in VIEWS]


def figures(counted: dict[str, int]) -> list[Tab]:
    """The figures of the dashboard; none when nothing has been read yet or may be seen."""
    return [tab for tab in tabs(counted) if tab.view.figure] if counted else []


def waits() -> list[Wait]:
    """Why effects wait, the most frequent reason first; one may wait for several. One query."""
    rows = current().filter(state__in=OPEN).order_by().values_list("state", "findings", "doubts")
    counted: Counter[tuple[str, str]] = Counter()
    for state, findings, doubts in rows.iterator(chunk_size=2000):
        codes = {*(found.get("code", "") for found in findings), *doubts}
        counted.update((state_view(state), code) for code in codes if code in WAITS)
    return [
        Wait(WAITS[code], view_of(view).label, count, f"?trang_thai={view}&ly_do={code}")
        for (view, code), count in counted.most_common()
    ]


def next_open(row: Effect) -> Effect | None:
    """The effect to look at after `row`: the next that waits for a person, else the first."""
    rows = current().filter(state__in=FOR_PEOPLE).exclude(pk=row.pk)
    rows = rows.order_by("recorded_from", "document_id", "order").only("pk")
    later = Q(recorded_from__gt=row.recorded_from) | Q(
        recorded_from=row.recorded_from, document_id__gt=row.document_id
    )
    later |= Q(recorded_from=row.recorded_from, document_id=row.document_id, order__gt=row.order)
    return rows.filter(later).first() or rows.first()


def find_document(typed: str) -> Document | None:
    """The one published document that a number, a slug or an address of its page means."""
    slug = typed.rstrip("/").rsplit("/van-ban/", 1)[-1]
    found = Document.objects.filter(state=Document.State.PUBLISHED)
    rows = list(found.filter(Q(slug=slug) | Q(number__iexact=typed, language="vi"))[:2])
    return rows[0] if len(rows) == 1 else None


def open_count(counted: dict[str, int]) -> int:
    """How many effects wait for a person or for a document."""
    return sum(counted.get(state.value, 0) for state in OPEN)


def line(row: Effect) -> Line:
    """An effect as lists show it."""
    return Line(
        row,
        verb_label(row.verb),
        _where(row),
        target_name(row),
        _short(row.quote),
        state_label(row.state),
        tuple(why(row)),
        may_be_bulk(row),
    )


def _where(row: Effect) -> str:
    places = places_in_short([place["text"] for place in row.places if place["text"]])
    return places or ("" if row.verb in OWN_VERBS else WHOLE)


def target_name(row: Effect) -> str:
    """The document an effect is on: as stored, else as the text names it."""
    if row.target_document:
        return str(row.target_document)
    return " ".join(filter(None, (row.target_name, row.target_number))) or UNKNOWN


def why(row: Effect) -> list[str]:
    """What stands in the way of an effect: what the store found, then what the reading left."""
    return [*findings_of(row), *doubt_lines(row.doubts)]


def findings_of(row: Effect) -> list[str]:
    """Why the store could not apply an effect without a person, in sentences."""
    return [line for finding in row.findings for line in finding_lines(finding, row.quote)]


def may_be_bulk(row: Effect) -> bool:
    """Whether an effect looks certain enough to be accepted together with others."""
    return (
        row.state in (Effect.State.PROPOSED, Effect.State.REVIEW)
        and (row.target_document_id is not None or row.own)
        and row.start is not None
        and not row.findings
        and row.confidence >= BULK_CONFIDENCE
        and not BULK_BARRED.intersection(row.doubts)
    )


def missing_targets() -> list[MissingTarget]:
    """Documents that effects wait for, the most wanted first. One query."""
    rows = (
        current()
        .filter(state=Effect.State.MISSING)
        .order_by()
        .values("target_key", "target_number", "target_name")
        .annotate(n=Count("pk"), oldest=Min("recorded_from"))
    )
    merged: dict[str, MissingTarget] = {}
    for row in rows:
        key = row["target_key"] or fold(row["target_name"])
        known = merged.get(key)
        merged[key] = _missing(row, known)
    return sorted(merged.values(), key=lambda found: (-found.count, found.number, found.name))


def _missing(row: Mapping[str, Any], known: MissingTarget | None) -> MissingTarget:
    number = row["target_number"] or (known.number if known else "")
    name = row["target_name"] or (known.name if known else "")
    oldest = min(row["oldest"], known.oldest) if known else row["oldest"]
    asked = number or name
    address = f"{reverse('staff_effects')}?trang_thai=thieu-van-ban"
    if asked:
        address += "&" + urlencode({"so": asked})
    return MissingTarget(number, name, row["n"] + (known.count if known else 0), oldest, address)


def on_the_same_place(row: Effect, limit: int = 20) -> list[Effect]:
    """Other effects on the same provisions of the same document, or on the whole of it."""
    others = current().exclude(
        Q(pk=row.pk) | Q(state=Effect.State.REJECTED) | Q(verb__in=OWN_VERBS)
    )
    if row.target_document_id:
        others = others.filter(target_document=row.target_document_id)
    elif row.target_key:
        others = others.filter(target_key=row.target_key)
    else:
        return []
    named, mine = _named(row), _addresses(row)
    near = [
        other
        for other in others.select_related("document", "target_document")
        .defer("payload", "document__metadata", "target_document__metadata")
        .order_by("start", "document_id", "order")
        if other.pk in named or _touch(mine, _addresses(other))
    ]
    return near[:limit]


def _named(row: Effect) -> set[int]:
    """The effects that the findings of one name as its opponents."""
    return {pk for finding in row.findings for pk in finding.get("effects", ())}


def _addresses(row: Effect) -> list[str]:
    return [place.get("address") or fold(place["text"]) for place in row.places]


def _touch(mine: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two sets of places meet; no places are the whole document."""
    mine, others = list(mine), list(others)
    if not mine or not others:
        return True
    return any(
        a == b or a.startswith(f"{b}/") or b.startswith(f"{a}/") for a in mine for b in others
    )


def decisions_of(row: Effect) -> list[EffectDecision]:
    """What people did about an effect, the newest first."""
    return list(row.decisions.select_related("by").order_by("-at", "-pk"))


def source_lines(row: Effect) -> list[str]:
    """The paragraphs of the provision an effect was read from, its label first."""
    if row.provision is None:
        text = getattr(row.document, "text", None)
        return [row.document.title, *(text.preamble.split("\n") if text else [])]
    version = _latest([row.provision.pk]).get(row.provision.pk)
    return _labelled(row.provision.label, version) if version else []


def lines_above(row: Effect) -> list[str]:
    """The first line of every provision above the one an effect was read from, outermost first.

    An instruction often leaves to them which document it is on.
    """
    above: list[Provision] = []
    at = row.provision.parent if row.provision else None
    while at is not None:
        above.insert(0, at)
        at = at.parent
    versions = _latest([provision.pk for provision in above])
    return [
        _labelled(provision.label, versions[provision.pk])[0]
        for provision in above
        if provision.pk in versions
    ]


def _latest(keys: Sequence[int]) -> dict[int, ProvisionVersion]:
    """The latest wording of each provision."""
    versions = ProvisionVersion.objects.filter(provision__in=keys, recorded_to__isnull=True)
    return {version.provision_id: version for version in versions.order_by("valid_from")}


def _labelled(label: str, version: ProvisionVersion) -> list[str]:
    """The label with what stands beside it, and the other paragraphs."""
    lines = version.text.split("\n") if version.text else []
    beside = version.heading or (lines.pop(0) if lines else "")
    return [" ".join(filter(None, (label, beside))), *lines]


def applied_changes(row: Effect, limit: int = 40) -> list[Changed]:
    """What an applied effect did to the text: each provision before and after. Two queries."""
    made = ProvisionVersion.objects.filter(
        Q(effect=row) | Q(end_effect=row), recorded_to__isnull=True
    ).select_related("provision")
    shown: dict[int, Changed] = {}
    for version in made.order_by("provision__order", "valid_from")[:limit]:
        if version.effect_id == row.pk:
            before = _before(version)
            shown[version.provision_id] = rewording(_called(version), before, _words(version))
        else:
            shown.setdefault(version.provision_id, rewording(_called(version), _words(version), ""))
    return list(shown.values())


def _before(version: ProvisionVersion) -> str:
    earlier = ProvisionVersion.objects.filter(
        provision=version.provision_id, recorded_to__isnull=True, valid_to=version.valid_from
    ).first()
    return _words(earlier) if earlier and version.valid_from else ""


def _words(version: ProvisionVersion) -> str:
    return "\n".join(filter(None, (version.heading, version.text)))


def _called(version: ProvisionVersion) -> str:
    return address_text(version.address or version.provision.address)


def find_documents(query: str, limit: int = 8) -> list[Document]:
    """Documents whose number, type or title holds every word of `query`."""
    words = fold(query).split()
    if not words:
        return []
    match = Q()
    for word in words:
        match &= Q(search_text__contains=word)
    found = Document.objects.filter(match).exclude(state=Document.State.STUB)
    return list(found.only("slug", "type_name", "number", "title", "issue_date")[:limit])


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _SHORT_QUOTE else f"{words[: _SHORT_QUOTE - 1].rstrip()}…"
