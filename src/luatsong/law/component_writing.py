"""Write what stood at the head of the parts of a document, where effects have changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from luatsong.law.models import Component, ComponentVersion, Document, Effect
from vnlaw.consolidation import plain
from vnlaw.versions import Timeline, Version


def write_component_versions(
    document: Document, timeline: Timeline, rows: Mapping[str, Effect], now: datetime
) -> bool:
    """Put the versions of a timeline in place of those known before; whether any changed.

    Parts that read as issued on every day have none. One query where nothing has ever changed.
    """
    found: dict[str, list[Version]] = {}
    for version in timeline.versions:
        if version.node.level is None and not version.territory:
            found.setdefault(version.node.identity, []).append(version)
    changed = {slug: versions for slug, versions in found.items() if _is_changed(versions)}
    current = list(
        ComponentVersion.objects.filter(component__document=document, recorded_to__isnull=True)
    )
    if not changed and not current:
        return False
    known = {_key(row): row.pk for row in current}
    new = [
        row
        for row in _wanted(document, changed, timeline, rows, now)
        if known.pop(_key(row), None) is None
    ]
    ComponentVersion.objects.filter(pk__in=list(known.values())).update(recorded_to=now)
    ComponentVersion.objects.bulk_create(new)
    return bool(known or new)


def _is_changed(versions: Sequence[Version]) -> bool:
    return any(version.node.origin for version in versions)


def _wanted(
    document: Document,
    changed: Mapping[str, Sequence[Version]],
    timeline: Timeline,
    rows: Mapping[str, Effect],
    now: datetime,
) -> Iterator[ComponentVersion]:
    components = {row.slug: row for row in Component.objects.filter(document=document)}
    for slug, versions in changed.items():
        component = components.get(slug)
        if component is None:
            continue
        for version in versions:
            node = version.node
            reason = timeline.reasons.get(node.origin)
            yield ComponentVersion(
                component=component,
                title=_title(plain(node.heading), component.label),
                intro="\n".join(map(plain, node.text)),
                effect=rows.get(reason.key) if reason else None,
                valid_from=version.valid_from,
                valid_to=version.valid_to,
                recorded_from=now,
            )


def _title(heading: str, label: str) -> str:
    """A heading without the label it begins with."""
    begins = heading.casefold().startswith(label.casefold())
    return heading[len(label) :].lstrip(" .:-–") if begins else heading


def _key(row: ComponentVersion) -> tuple[object, ...]:
    return (row.component_id, row.title, row.intro, row.effect_id, row.valid_from, row.valid_to)
