"""What is wrong with the store, document by document, for each measure of its quality."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from luatsong.law.models import Citation, Document, Effect, Force, Intake
from luatsong.law.reasons import label as reason_label
from luatsong.law.selectors.documents import published
from luatsong.law.selectors.living.stale import in_force_on, stale_references
from luatsong.law.wording import day_text
from vnlaw.numbers import parse_number

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.law").joinpath("data", "quality.toml").read_text(encoding="utf-8")
)
WORDS: list[dict[str, Any]] = _DATA["word"]
MEASURES: dict[str, dict[str, Any]] = {row["code"]: row for row in _DATA["measure"]}
_THRESHOLDS: dict[str, float] = _DATA["thresholds"]

_Rows = Iterable[tuple[Any, ...]]


class Fault(NamedTuple):
    """One document at fault; id 0 and slug "" where the fault is not of one document."""

    document_id: int
    slug: str
    label: str
    title: str
    detail: str


def faults_of(measure: str, day: date) -> list[Fault]:
    """The faults behind a measure as of a day, in the order of documents."""
    if codes := MEASURES[measure].get("findings"):
        return list(_with_findings(frozenset(codes)))
    return list(_FINDERS[measure](day))


def _with_findings(codes: frozenset[str]) -> Iterator[Fault]:
    rows: _Rows = published().order_by("pk").values_list("pk", "slug", *_NAMES, "metadata")
    for pk, slug, kind, number, title, metadata in rows:
        found = [f["code"] for f in metadata.get("findings", ()) if f["code"] in codes]
        if found:
            detail = ", ".join(map(reason_label, dict.fromkeys(found)))
            yield _fault((pk, slug, kind, number, title), detail)


_NAMES = ("type_name", "number", "title")


def _documents(documents: QuerySet[Document], detail: str = "") -> Iterator[Fault]:
    rows: _Rows = documents.order_by("pk").values_list("pk", "slug", *_NAMES)
    for row in rows:
        yield _fault(row, detail)


def _fault(document: Sequence[Any], detail: str) -> Fault:
    pk, slug, kind, number, title = document
    return Fault(pk, slug, " ".join(filter(None, (kind, number))) or title, title, detail)


def _by_document(citations: QuerySet[Citation]) -> Iterator[Fault]:
    """One fault a document, telling what the citations say."""
    rows: _Rows = (
        citations.filter(document__state=Document.State.PUBLISHED)
        .order_by("document_id")
        .values_list("document_id", "document__slug", *_of_document(), "surface")
    )
    told: dict[int, tuple[tuple[Any, ...], dict[str, None]]] = {}
    for *names, surface in rows:
        told.setdefault(names[0], (tuple(names), {}))[1][surface] = None
    for document, surfaces in told.values():
        shown = list(surfaces)[:5]
        more = f" và {len(surfaces) - 5} chỗ khác" if len(surfaces) > 5 else ""
        yield _fault(document, "; ".join(shown) + more)


def _of_document() -> tuple[str, ...]:
    return tuple(f"document__{name}" for name in _NAMES)


def _citation_doubts(_day: date) -> Iterator[Fault]:
    return _by_document(Citation.objects.exclude(findings=[]).exclude(findings=["address-missing"]))


def _dead_links(_day: date) -> Iterator[Fault]:
    return _by_document(Citation.objects.filter(findings=["address-missing"]))


def _no_source(_day: date) -> Iterator[Fault]:
    return _documents(published().filter(source__isnull=True))


def _missing_cited(_day: date) -> Iterator[Fault]:
    rows: _Rows = (
        Citation.objects.filter(
            state=Citation.State.MISSING,
            quoted=False,
            document__state=Document.State.PUBLISHED,
        )
        .exclude(target_key="")
        .order_by("document_id", "target_number")
        .values_list("document_id", "document__slug", *_of_document(), "target_number")
        .distinct()
    )
    told: dict[int, tuple[tuple[Any, ...], list[str]]] = {}
    for *names, number in rows:
        told.setdefault(names[0], (tuple(names), []))[1].append(number)
    for document, numbers in told.values():
        more = f" và {len(numbers) - 5} văn bản khác" if len(numbers) > 5 else ""
        yield _fault(document, ", ".join(numbers[:5]) + more)


def _series_gaps(_day: date) -> Iterator[Fault]:
    """Numbers missing in the series of an issuer in a year, where most of it is there."""
    rows: _Rows = (
        published()
        .filter(kind=Document.Kind.NORMATIVE, year__isnull=False)
        .exclude(number="")
        .values_list("issuers__name", "year", "number")
    )
    series: dict[tuple[str, int, str], set[int]] = {}
    for issuer, year, text in rows:
        number = parse_number(text)
        if number and number.serial.isdigit() and year:
            series.setdefault((issuer or "", year, number.symbol), set()).add(int(number.serial))
    for (issuer, year, symbol), found in sorted(series.items()):
        wanted = set(range(min(found), max(found) + 1))
        gaps = sorted(wanted - found)
        enough = len(found) >= max(
            _THRESHOLDS["series_least"], len(wanted) * _THRESHOLDS["series_share"]
        )
        if gaps and enough:
            detail = ", ".join(map(str, gaps[:20])) + (" …" if len(gaps) > 20 else "")
            yield Fault(0, "", f"{issuer}: …/{year}/{symbol}", "", detail)


def _duplicates(_day: date) -> Iterator[Fault]:
    found = Intake.objects.filter(
        state=Intake.State.DUPLICATE, document__state=Document.State.PUBLISHED
    ).exclude(reasons=[])
    names = ("document_id", "document__slug", *_of_document(), "source__name")
    rows: _Rows = found.order_by("document_id").values_list(*names)
    for *row, name in rows:
        yield _fault(row, name)


def _ocr(_day: date) -> Iterator[Fault]:
    rows: _Rows = (
        Intake.objects.filter(state=Intake.State.STORED, document__state=Document.State.PUBLISHED)
        .values_list("document_id", "document__slug", *_of_document(), "reading")
        .order_by("document_id")
    )
    for *row, reading in rows:
        confidence = reading.get("confidence")
        if confidence is not None and confidence < _THRESHOLDS["ocr_confidence"]:
            yield _fault(row, f"{confidence * 100:.0f} %")


def _effects_waiting(_day: date) -> Iterator[Fault]:
    """Documents whose own instructions wait, not those they are on: they cannot help it."""
    waiting = (
        Effect.State.PROPOSED,
        Effect.State.REVIEW,
        Effect.State.CONFLICT,
        Effect.State.PARTLY,
    )
    rows: _Rows = (
        Effect.objects.filter(
            state__in=waiting,
            recorded_to__isnull=True,
            document__state=Document.State.PUBLISHED,
        )
        .order_by("document_id")
        .values_list("document_id", "document__slug", *_of_document())
        .annotate(n=Count("pk"))
    )
    for *row, n in rows:
        yield _fault(row, f"{n} tác động")


def _expiring(day: date) -> Iterator[Fault]:
    until = day + timedelta(days=int(_THRESHOLDS["expiring_days"]))
    alive = in_force_on(day).filter(valid_to__lte=until)
    ending = Force.objects.filter(
        word=Force.Word.ENDED,
        provision__isnull=True,
        recorded_to__isnull=True,
        valid_from__gt=day,
        valid_from__lte=until,
        document__in=alive.values("document_id"),
        document__state=Document.State.PUBLISHED,
    ).order_by("valid_from", "document_id")
    names = ("document_id", "document__slug", *_of_document(), "valid_from")
    rows: _Rows = ending.values_list(*names)
    for *row, last in rows:
        yield _fault(row, day_text(last))


def _lapsed_bases(day: date) -> Iterator[Fault]:
    lapsed = in_force_on(day, [Force.Word.ENDED]).values("document_id")
    alive = in_force_on(day).values("document_id")
    return _by_document(
        Citation.objects.filter(
            part="preamble",
            state=Citation.State.RESOLVED,
            target_document__in=lapsed,
            document__in=alive,
        )
    )


def _stale_references(day: date) -> Iterator[Fault]:
    """One fault a document, telling the first places and what took the place of the old text."""
    told: dict[int, list[str]] = {}
    for reference in stale_references(day):
        told.setdefault(reference.document_id, []).append(reference.sentence)
    rows: _Rows = published().filter(pk__in=told).order_by("pk").values_list("pk", "slug", *_NAMES)
    for row in rows:
        sentences = told[row[0]]
        more = f"; và {len(sentences) - 3} chỗ khác" if len(sentences) > 3 else ""
        yield _fault(row, "; ".join(sentences[:3]) + more)


def _start_unknown(_day: date) -> Iterator[Fault]:
    return _documents(published().filter(kind=Document.Kind.NORMATIVE, effective_date__isnull=True))


_FINDERS: dict[str, Callable[[date], Iterator[Fault]]] = {
    "citation-doubt": _citation_doubts,
    "no-source": _no_source,
    "missing-cited": _missing_cited,
    "series-gap": _series_gaps,
    "duplicate": _duplicates,
    "ocr": _ocr,
    "dead-link": _dead_links,
    "effects-waiting": _effects_waiting,
    "expiring": _expiring,
    "lapsed-basis": _lapsed_bases,
    "stale-reference": _stale_references,
    "start-unknown": _start_unknown,
}
