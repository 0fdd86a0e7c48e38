"""Citations of a document into the store: linked where certain, the waiting ones tried again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from luatsong.law.bulk import insert
from luatsong.law.law_reading import Cited
from luatsong.law.linking import Asking, Found, choose, documents_by_key
from luatsong.law.models import Citation, Document, Provision

_DEAD = "address-missing"  # the target is there, the provision is not


def write_citations(document: Document, cited: Sequence[Cited], *, fresh: bool) -> None:
    """Replace the citations of a document by what was read now, and link them."""
    if not fresh:
        Citation.objects.filter(document=document).delete()
    if not cited:
        return
    provisions = dict(Provision.objects.filter(document=document).values_list("address", "pk"))
    found = documents_by_key({one.key for one in cited})
    rows = [_row(document, one, provisions.get(one.address), found) for one in cited]
    _mark_dead_links(rows, own={document.pk: set(provisions)})
    insert(rows)


def retry_citations(keys: Iterable[str], *, dead: bool = False) -> int:
    """Link citations of documents of these keys anew; how many changed.

    `dead`: only those that pointed at provisions that were not there.
    """
    wanted = [key for key in keys if key]
    chosen = Citation.objects.filter(target_key__in=wanted)
    waiting = list(
        (chosen.filter(findings=[_DEAD]) if dead else chosen)
        .exclude(state__in=(Citation.State.SELF, Citation.State.EXTERNAL))
        .select_related("document")
        .only(
            "state",
            "target_key",
            "target_document",
            "target_addresses",
            "target_date",
            "findings",
            "document__territory",
        )
    )
    if not waiting:
        return 0
    found = documents_by_key(wanted)
    before = [(row.state, row.target_document_id, tuple(row.findings)) for row in waiting]
    for row in waiting:
        row.findings = [code for code in row.findings if code != _DEAD]
        asking = Asking(row.document_id, row.document.territory, row.target_date)
        row.state, row.target_document_id = choose(
            _others(found, row.target_key, row.document_id), asking, doubtful=bool(row.findings)
        )
    _mark_dead_links(waiting)
    changed = [
        row
        for row, old in zip(waiting, before, strict=True)
        if (row.state, row.target_document_id, tuple(row.findings)) != old
    ]
    Citation.objects.bulk_update(changed, ["state", "target_document", "findings"], batch_size=200)
    return len(changed)


def _row(
    document: Document, one: Cited, provision: int | None, found: dict[str, list[Found]]
) -> Citation:
    state, target = _resolved(document, one, found)
    return Citation(
        document_id=document.pk,
        provision_id=provision,
        part=one.part,
        component=one.component,
        paragraph=one.paragraph,
        start=one.start,
        end=one.end,
        surface=one.surface,
        quoted=one.quoted,
        target_kind=one.kind,
        target_key=one.key,
        target_number=one.number,
        target_name=one.name,
        target_date=one.issued,
        target_document_id=target,
        provisions=list(one.provisions),
        target_addresses=list(one.addresses),
        findings=list(one.findings),
        in_title=one.in_title,
        alias=one.alias,
        state=state,
    )


def _resolved(
    document: Document, one: Cited, found: dict[str, list[Found]]
) -> tuple[str, int | None]:
    if one.kind == "self":
        return Citation.State.SELF, None
    if one.kind == "other":
        return Citation.State.EXTERNAL, None
    if not one.key:
        return Citation.State.AMBIGUOUS, None
    if one.key == document.number_key:
        return Citation.State.SELF, None
    asking = Asking(document.pk, document.territory, one.issued)
    return choose(_others(found, one.key, document.pk), asking, doubtful=bool(one.findings))


def _others(found: dict[str, list[Found]], key: str, document: int) -> list[Found]:
    return [one for one in found.get(key, ()) if one.pk != document]


def _mark_dead_links(rows: Sequence[Citation], own: dict[int, set[str]] | None = None) -> None:
    """Note where a linked document is whole in the store and the provision is not in it."""
    known = dict(own or {})
    wanted: dict[int, set[str]] = {}
    for row in rows:
        target = _target_of(row)
        if target is not None and target not in known:
            wanted.setdefault(target, set()).update(filter(None, row.target_addresses))
    partial = set(
        Document.objects.filter(Q(pk__in=wanted) | Q(pk__in=known), is_partial=True).values_list(
            "pk", flat=True
        )
    )
    targets = [pk for pk, addresses in wanted.items() if addresses and pk not in partial]
    for start in range(0, len(targets), 200):
        chunk = targets[start : start + 200]
        addresses = {address for pk in chunk for address in wanted[pk]}
        for pk, address in _existing(chunk, sorted(addresses)):
            known.setdefault(pk, set()).add(address)
    for row in rows:
        target = _target_of(row)
        if target is None or target in partial or row.quoted:
            continue
        there = known.get(target, set())
        if any(address and address not in there for address in row.target_addresses):
            row.findings = [*row.findings, _DEAD]


def _target_of(row: Citation) -> int | None:
    if row.state == Citation.State.SELF:
        return row.document_id
    return row.target_document_id


def _existing(documents: list[int], addresses: list[str]) -> Iterable[tuple[int, str]]:
    for start in range(0, len(addresses), 500):
        yield from Provision.objects.filter(
            document__in=documents, address__in=addresses[start : start + 500]
        ).values_list("document_id", "address")
