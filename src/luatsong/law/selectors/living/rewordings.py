"""What pages show in words that are not those issued: what they cite, and what was taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from luatsong.law.law_reading import named_numbers
from luatsong.law.linking import LINKABLE, Asking, Found, choose, found_of
from luatsong.law.models import Citation as Row
from luatsong.law.models import Document, ProvisionVersion
from luatsong.law.selectors.living.cited import CitedSpan, SpanKey
from luatsong.law.selectors.living.moments import known
from luatsong.law.selectors.provisions import ProvisionRow
from vnlaw.citations import Citation, Context, TargetKind, find_in_provision
from vnlaw.citations.running import RunningReader
from vnlaw.diff import Does, Edit, edits

_ISSUED = frozenset({ProvisionVersion.Change.ISSUED.value, ""})
_NAMES = "gọi "  # "sau đây gọi là", "gọi tắt là", "gọi chung là"
_KEPT = 4096  # wordings whose citations are kept at hand


class Removal(NamedTuple):
    """Words that the effect `source` took out at character `at` of a line (-1: the heading)."""

    line: int
    at: int
    words: str
    source: int


class _Place(NamedTuple):
    """A citation by the line of the provision it stands in."""

    line: int
    start: int
    end: int
    citation: Citation


class _Target(NamedTuple):
    """A document a key may mean, with those of the cited addresses that it has."""

    slug: str
    found: Found
    partial: bool
    addresses: set[str]


def citations_in_rewordings(
    document: Document, rows: Sequence[ProvisionRow]
) -> dict[SpanKey, list[CitedSpan]]:
    """As `citations_in`, for the provisions among `rows` whose words are not those issued.

    Only what is certain is given. What a wording cites is found once and kept. One query, none
    where nothing but the document itself is cited.
    """
    reworded = [row for row in rows if row.change not in _ISSUED]
    naming = _naming(document, rows) if reworded else ()
    places = [
        (row, place)
        for row in reworded
        for place in _read(row.heading, row.text, row.address, row.quoted, naming)
    ]
    cited = [(row, place, _key(document, row, place)) for row, place in places]
    targets = _targets({key for *_, key in cited}, (place.citation for _, place, _ in cited))
    own = {row.address for row in rows}
    spans: dict[SpanKey, list[CitedSpan]] = {}
    for row, place, key in cited:
        addresses = tuple(part.address or "" for part in place.citation.provisions)
        if place.citation.target.kind is TargetKind.SELF:
            slug, there = document.slug, own
        elif (target := _meant(document, place.citation, targets.get(key, []))) is not None:
            slug, there = target.slug, own if target.partial else target.addresses
            if target.partial:
                there = set(addresses)
        else:
            continue
        if _quoted(row, place.line) or not there.issuperset(filter(None, addresses)):
            continue
        part = "heading" if place.line < 0 else "text"
        label = place.citation.target.text
        span = CitedSpan(place.start, place.end, Row.State.RESOLVED, slug, addresses, label)
        spans.setdefault((part, row.address, max(place.line, 0)), []).append(span)
    return spans


def removed_words(rows: Sequence[ProvisionRow]) -> dict[int, list[Removal]]:
    """By provision id: what effects on single phrases took out of the words of `rows`.

    One query, none where no provision has words of several sources.
    """
    mixed = {row.id: row for row in rows if row.spans}
    found: dict[int, list[Removal]] = {}
    steps: dict[int, list[_Step]] = {}
    for step in _steps(mixed):
        steps.setdefault(step.provision, []).append(step)
    for pk, row in mixed.items():
        if removals := _removals(row, steps.get(pk, [])):
            found[pk] = removals
    return found


def _naming(document: Document, rows: Sequence[ProvisionRow]) -> tuple[str, ...]:
    """The lines of a document that may define second names ("sau đây gọi là Luật số 31")."""
    lines = (line for row in rows if not row.quoted for line in row.text)
    return tuple(line for line in (document.title, *lines) if _NAMES in line)


@lru_cache(maxsize=64)
def _context(naming: tuple[str, ...]) -> Context:
    """The second names alone: what stood last before a new wording is not what it is behind."""
    reader = RunningReader(Context())
    for line in naming:
        reader.read(line, Context())
    return Context(aliases=reader.context.aliases)


@lru_cache(maxsize=_KEPT)
def _read(
    heading: str,
    lines: tuple[str, ...],
    address: str,
    quoted: tuple[tuple[int, int], ...],
    naming: tuple[str, ...],
) -> tuple[_Place, ...]:
    text = "\n".join((heading, *lines))
    ranges = [(start + 1, end + 1) for start, end in quoted]
    starts = [0]
    for line in (heading, *lines):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    at = 0
    known_names = _context(naming)
    for citation in find_in_provision(text, address=address, document=known_names, quoted=ranges):
        while starts[at + 1] <= citation.start:
            at += 1
        first = starts[at]
        found.append(_Place(at - 1, citation.start - first, citation.end - first, citation))
    return tuple(found)


def _quoted(row: ProvisionRow, line: int) -> bool:
    """Whether a line quotes words for another document, where "này" means that one."""
    return any(start <= line < end for start, end in row.quoted)


def _key(document: Document, row: ProvisionRow, place: _Place) -> str:
    """The key of the document a citation names, "" where that is not certain."""
    target = place.citation.target
    if place.citation.findings or target.kind not in (TargetKind.NUMBER, TargetKind.NAME):
        return ""
    if target.number is not None:
        return target.number.key
    day = row.valid_from or document.issue_date
    keys = {
        named.key
        for named in named_numbers(target.name, day, year=target.year, issued=target.issued)
    }
    return keys.pop() if len(keys) == 1 else ""


def _targets(keys: Iterable[str], citations: Iterable[Citation]) -> dict[str, list[_Target]]:
    wanted = sorted(filter(None, keys))
    if not wanted:
        return {}
    parts = (part.address for citation in citations for part in citation.provisions)
    addresses = sorted(set(filter(None, parts))) or [""]
    documents = (
        Document.objects.filter(
            state=Document.State.PUBLISHED,
            language="vi",
            kind__in=LINKABLE,
            number_key__in=wanted,
        )
        .annotate(
            there=FilteredRelation("provisions", condition=Q(provisions__address__in=addresses))
        )
        .order_by()
        .values_list(
            "pk",
            "slug",
            "number_key",
            "number",
            "territory",
            "issue_date",
            "type_code",
            "is_partial",
            "there__address",
        )
    )
    known_documents: dict[int, _Target] = {}
    found: dict[str, list[_Target]] = {}
    for pk, slug, key, number, territory, issued, type_code, partial, address in documents:
        target = known_documents.get(pk)
        if target is None:
            one = found_of(pk, number, territory, issued, type_code)
            target = known_documents[pk] = _Target(slug, one, partial, set())
            found.setdefault(key, []).append(target)
        if address:
            target.addresses.add(address)
    return found


def _meant(document: Document, citation: Citation, targets: Sequence[_Target]) -> _Target | None:
    asking = Asking(document.pk, document.territory, citation.target.issued)
    _, chosen = choose([target.found for target in targets], asking)
    return next((target for target in targets if target.found.pk == chosen), None)


class _Step(NamedTuple):
    """One wording of a provision; `mixed` when only some of its words are of its effect."""

    provision: int
    words: str
    effect: int | None
    mixed: bool


def _steps(rows: Iterable[int]) -> Iterator[_Step]:
    """The wordings of provisions, in time."""
    wanted = list(rows)
    if not wanted:
        return
    versions = (
        ProvisionVersion.objects.filter(known(None), provision__in=wanted)
        .order_by("provision", "valid_from", "pk")
        .values_list("provision_id", "heading", "text", "effect_id", "spans")
    )
    for pk, heading, text, effect, spans in versions:
        yield _Step(pk, f"{heading}\n{text}", effect, bool(spans))


def _removals(row: ProvisionRow, steps: Sequence[_Step]) -> list[Removal]:
    words = "\n".join((row.heading, *row.text))
    last = next((at for at, step in enumerate(steps) if step.words == words), None)
    if last is None:
        return []
    first = last
    while first > 0 and steps[first].mixed:
        first -= 1
    found: list[tuple[int, str, int]] = []  # place in the whole wording, words, effect
    for before, after in zip(steps[first:last], steps[first + 1 : last + 1], strict=True):
        made = edits(before.words, after.words)
        found = [(_moved(at, made), taken, source) for at, taken, source in found]
        if after.effect is not None:
            found += [(at, taken, after.effect) for at, taken in _taken(made)]
    return [_placed(row, *removal) for removal in sorted(found)]


def _moved(at: int, made: Sequence[Edit]) -> int:
    """Where a place of the old words stands in the new ones."""
    old = new = 0
    for edit in made:
        size = len(edit.text)
        if edit.does is Does.INSERT:
            new += size
            continue
        if at < old + size:
            return new + (at - old if edit.does is Does.KEEP else 0)
        old += size
        new += size if edit.does is Does.KEEP else 0
    return new


def _taken(made: Sequence[Edit]) -> Iterator[tuple[int, str]]:
    """What was taken out without other words in its place, by its place in the new words."""
    new = 0
    for index, edit in enumerate(made):
        if edit.does is not Does.DELETE:
            new += len(edit.text)
            continue
        beside = [other.text for other in made[max(0, index - 1) : index + 2] if _is_new(other)]
        # A capital moves on to the next word: no word is new.
        if all(text.strip().casefold() in edit.text.casefold() for text in beside):
            yield new, edit.text.strip()


def _is_new(edit: Edit) -> bool:
    return edit.does is Does.INSERT


def _placed(row: ProvisionRow, at: int, words: str, source: int) -> Removal:
    for line, text in enumerate((row.heading, *row.text), start=-1):
        if at <= len(text):
            return Removal(line, at, words, source)
        at -= len(text) + 1
    return Removal(len(row.text) - 1, len(row.text[-1]) if row.text else 0, words, source)
