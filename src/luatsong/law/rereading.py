"""A correction (đính chính) of an amending text reaches the text it amended.

What an amending text does is read from its words as issued. Where corrections of it hold, it is
read again from its corrected words, and what it does to others follows; taken back, it does again
what was read first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from luatsong.law.effect_rows import WRITTEN, effect_of, fill, link_effects
from luatsong.law.engine_values import to_json
from luatsong.law.law_reading import read_law
from luatsong.law.models import Document, Effect
from luatsong.law.selectors.documents import as_engine_document
from luatsong.law.selectors.provisions import ProvisionRow, issued_of
from vnlaw.consolidation import plain
from vnlaw.effects import Effect as Value
from vnlaw.versions import Timeline, Version

_AS_ISSUED = "as_issued"  # in a payload: what was read before corrections
_Pair = tuple[Value, Value]


def reread(document: Document, timeline: Timeline) -> bool:
    """Bring what a document does to others in step with its corrections; whether that changed.

    One query for a document that nothing corrects. Places and words an official entered stay.
    A provision whose corrections add or take away paragraphs is read as issued: which of its
    paragraphs are quoted is not known then.
    """
    corrections = Effect.objects.filter(
        target_document=document, verb=Effect.Verb.CORRECT, own=False, recorded_to__isnull=True
    )
    if not corrections.exists():
        return False
    rows = list(Effect.objects.filter(document=document, recorded_to__isnull=True))
    pairs = _pairs(document, timeline)
    changed: list[Effect] = []
    seen: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in sorted(rows, key=lambda row: row.order):
        issued = row.payload.get(_AS_ISSUED, row.payload)
        key = (issued["source"], issued["verb"])
        found = pairs.get(key, ())[seen[key] :]
        seen[key] += 1
        wanted = _payload(issued, found[0]) if found else issued
        if wanted != row.payload:
            row.payload = wanted
            if not row.corrections:
                fill(row, effect_of(row))
            changed.append(row)
    if changed:
        link_effects(changed, document)
        Effect.objects.bulk_update(changed, WRITTEN, batch_size=100)
    return bool(changed)


def _payload(issued: dict[str, Any], pair: _Pair) -> dict[str, Any]:
    """What an effect says in corrected words; its quote stays a piece of the text as issued."""
    before, after = pair
    if before == after:
        return issued
    kept = {key: issued[key] for key in ("quote", "order") if key in issued}
    return {**to_json(after), **kept, _AS_ISSUED: issued}


def _pairs(document: Document, timeline: Timeline) -> dict[tuple[str, str], Sequence[_Pair]]:
    """What is read from the words as issued and as corrected, by provision and verb."""
    rows = issued_of(document)
    corrected = list(_corrected(rows, timeline))
    if corrected == rows:
        return {}
    before = _by_place(read_law(as_engine_document(document, provisions=rows)).effects)
    after = _by_place(read_law(as_engine_document(document, provisions=corrected)).effects)
    return {
        key: list(zip(values, after[key], strict=True))
        for key, values in before.items()
        if len(values) == len(after.get(key, ()))
    }


def _by_place(effects: Iterable[Value]) -> dict[tuple[str, str], list[Value]]:
    found: dict[tuple[str, str], list[Value]] = {}
    for effect in effects:
        found.setdefault((effect.source, effect.verb.value), []).append(effect)
    return found


def _corrected(rows: Iterable[ProvisionRow], timeline: Timeline) -> Iterator[ProvisionRow]:
    """The provisions as issued, in their corrected words: those of the first day."""
    first = min((version.valid_from for version in timeline.versions), default=date.min)
    there = {
        version.node.identity: version
        for version in timeline.versions
        if version.valid_from == first and version.node.origin and not version.territory
    }
    for row in rows:
        version = there.get(row.address)
        text = _text(version) if version else row.text
        if version is None or len(text) != len(row.text):
            yield row
        else:
            yield row._replace(text=text, heading=plain(version.node.heading))


def _text(version: Version) -> tuple[str, ...]:
    return tuple(plain(line) for line in (*version.node.text, *version.node.tail))
