"""Write folded versions of provisions; what did not change is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from luatsong.law.bulk import insert
from luatsong.law.component_writing import write_component_versions
from luatsong.law.models import Document, Effect, ProvisionVersion
from luatsong.law.provision_places import Places
from luatsong.law.tree import valid_interval
from vnlaw.consolidation import Line, Node, plain
from vnlaw.versions import Timeline, Version, Word

_Change = ProvisionVersion.Change
_CHANGES = {
    Effect.Verb.INSERT.value: _Change.INSERTED,
    Effect.Verb.REPLACE_PHRASE.value: _Change.PHRASE,
    Effect.Verb.CORRECT.value: _Change.CORRECTED,
}


_Ended = dict[tuple[str, str, date], Effect]  # by identity, area and day


@dataclass(frozen=True, slots=True)
class Issued:
    """The words of a provision as issued."""

    heading: str
    text: str
    quoted: list[list[int]]


def write_versions(
    document: Document, timeline: Timeline, rows: Mapping[str, Effect], now: datetime
) -> bool:
    """Put the versions of a timeline in place of those known before; whether any changed.

    A document without effects on its text keeps the versions it was stored with.
    """
    if not timeline.outcomes and not document.amended:
        return False
    document.amended = bool(timeline.outcomes)
    document.save(update_fields=["amended"])
    made = ProvisionVersion.in_areas.filter(provision__document=document, recorded_to__isnull=True)
    issued = _issued(document)
    if not timeline.versions:
        wanted = _as_issued(document, issued, now)
    else:
        places = Places(document, timeline.versions)
        places.write()
        wanted = _wanted(document, timeline, rows, places, issued, now)
    heads = write_component_versions(document, timeline, rows, now)
    return _replace(list(made), wanted, now) or heads


def _replace(
    current: Sequence[ProvisionVersion], wanted: Iterable[ProvisionVersion], now: datetime
) -> bool:
    known = {_key(row): row.pk for row in current}
    new = [row for row in wanted if known.pop(_key(row), None) is None]
    if known:
        ProvisionVersion.in_areas.filter(pk__in=list(known.values())).update(recorded_to=now)
    insert(new)
    return bool(known or new)


def _key(row: ProvisionVersion) -> tuple[object, ...]:
    return (
        row.provision_id,
        row.heading,
        row.text,
        row.number,
        row.label,
        row.address,
        row.change,
        row.effect_id,
        row.end_effect_id,
        str(row.spans),
        row.valid_from,
        row.valid_to,
        row.territory,
    )


def _issued(document: Document) -> dict[int, Issued]:
    """By provision: what it said when issued, as read last."""
    versions = ProvisionVersion.objects.filter(
        provision__document=document, change=_Change.ISSUED
    ).order_by("recorded_from", "pk")
    return {
        pk: Issued(heading, text, quoted)
        for pk, heading, text, quoted in versions.values_list(
            "provision_id", "heading", "text", "quoted"
        )
    }


def _as_issued(
    document: Document, issued: Mapping[int, Issued], now: datetime
) -> list[ProvisionVersion]:
    start, end = valid_interval(document)
    return [
        ProvisionVersion(
            provision_id=pk,
            heading=words.heading,
            text=words.text,
            quoted=words.quoted,
            valid_from=start,
            valid_to=end,
            recorded_from=now,
        )
        for pk, words in issued.items()
    ]


def _wanted(
    document: Document,
    timeline: Timeline,
    rows: Mapping[str, Effect],
    places: Places,
    issued: Mapping[int, Issued],
    now: datetime,
) -> list[ProvisionVersion]:
    effects = {origin: rows[reason.key] for origin, reason in timeline.reasons.items()}
    ended: _Ended = {}
    by_identity: dict[tuple[str, str], list[Version]] = {}
    for version in timeline.versions:
        node = version.node
        if node.origin in effects:
            at_day = (node.identity, version.territory, version.valid_from)
            ended.setdefault(at_day, effects[node.origin])
        by_identity.setdefault((node.identity, version.territory), []).append(version)
    end = _end(document, timeline)
    start = document.effective_date
    result: list[ProvisionVersion] = []
    for (identity, _), versions in by_identity.items():
        pk = places.pk(identity)
        if pk is None:
            continue
        versions.sort(key=lambda version: version.valid_from)
        for at, version in enumerate(versions):
            row = _row(version, pk, places, effects, issued.get(pk), now)
            if version.node.repealed:
                continue
            first = at == 0 and not places.is_inserted(identity)
            row.valid_from = start if first else version.valid_from
            row.valid_to = version.valid_to or end
            if start is None and first and row.valid_to is None:
                row.valid_from = None
            if row.valid_from and row.valid_to and row.valid_to <= row.valid_from:
                continue
            row.end_effect = _ended_by(version, versions[at + 1 :], ended, places)
            if at and row.effect_id is None:
                row.change = _Change.REVIVED
            result.append(row)
    return result


def _ended_by(
    version: Version, later: Sequence[Version], ended: _Ended, places: Places
) -> Effect | None:
    """The effect that ended a version where no other wording follows."""
    day = version.valid_to
    if day is None or any(not v.node.repealed and v.valid_from == day for v in later):
        return None
    node: Node | None = version.node
    while node is not None:
        # Or what it stood in: repealed as a whole, or given new wording without it.
        for area in dict.fromkeys((version.territory, "")):
            if effect := ended.get((node.identity, area, day)):
                return effect
        node = places.nodes.get(node.parent) if node.parent is not None else None
    return None


def _end(document: Document, timeline: Timeline) -> date | None:
    """The end of the document where it ends by its own term, which an effect may have moved."""
    if document.expiry_date is None:
        return None
    whole = [state for state in timeline.states if not state.identity and not state.territory]
    last = whole[-1] if whole else None
    if last is None or last.word is not Word.ENDED or last.valid_to is not None:
        return None
    return last.valid_from


def _row(
    version: Version,
    pk: int,
    places: Places,
    effects: Mapping[str, Effect],
    issued: Issued | None,
    now: datetime,
) -> ProvisionVersion:
    node = version.node
    lines = (*node.text, *node.tail)
    effect = effects.get(node.origin)
    heading, text = plain(node.heading), "\n".join(map(plain, lines))
    quoted: list[list[int]] = []
    pure = all(not span.origin for line in (node.heading, *lines) for span in line)
    if issued is not None and effect is None and pure:
        heading, text, quoted = issued.heading, issued.text, issued.quoted
    number, label, address = places.names(node)
    return ProvisionVersion(
        provision_id=pk,
        heading=heading,
        text=text,
        quoted=quoted,
        number=number,
        label=label,
        address=address,
        change=_change(node, effect, places),
        effect=effect,
        spans=list(_spans(node, lines, effects)),
        territory=version.territory,
        recorded_from=now,
    )


def _change(node: Node, effect: Effect | None, places: Places) -> str:
    if effect is None:
        return _Change.ISSUED
    if effect.payload.get("becomes"):
        return _Change.RENUMBERED
    if places.is_inserted(node.identity) and "@" + node.origin in node.identity:
        return _Change.INSERTED
    return _CHANGES.get(effect.verb, _Change.REPLACED)


def _spans(
    node: Node, lines: Sequence[Line], effects: Mapping[str, Effect]
) -> Iterable[list[int | None]]:
    """Pieces that come from another effect than the version itself."""
    for index, line in enumerate((node.heading, *lines), start=-1):
        at = 0
        for span in line:
            if span.origin != node.origin:
                effect = effects.get(span.origin)
                yield [index, at, at + len(span.text), effect.pk if effect else None]
            at += len(span.text)
