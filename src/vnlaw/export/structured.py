"""A document as JSON: a stable, public form named by `SCHEMA`; see `to_json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from vnlaw.addresses import addressed, component_segment
from vnlaw.akn.identity import identify
from vnlaw.document import (
    Component,
    ComponentKind,
    Document,
    EffectiveClause,
    Finding,
    Footnote,
    Kind,
    Level,
    Metadata,
    Provision,
    Signer,
    Structure,
)
from vnlaw.numbers import DocumentNumber

# The number after the slash grows when a field changes its meaning or goes away.
SCHEMA = "vnlaw.document/1"

Json = dict[str, Any]


def to_json(document: Document) -> Json:
    """The whole document as values that `json.dumps` takes.

    - `schema`: "vnlaw.document/1"; `uri`: its name as a work (`vnlaw.akn.identity`);
    - `metadata`: the fields of `vnlaw.document.Metadata` by the same names; dates are ISO
      strings or null, `number` is an object or null;
    - `heading`, `preamble`, `closing`: paragraphs, with `closing_line` where the last starts;
    - `components`: `kind`, `ordinal`, `address`, `label`, `title`, `intro`, `line`, `provisions`;
      a provision has `level`, `number`, `label`, `heading`, `text`, `line`, `address`, `quoted`
      (half-open ranges of `text`) and `children`; addresses are those of `vnlaw.addresses`;
    - `footnotes`: `marker`, `text`; `findings`: of the document, `structure_findings`: of its
      tree, each with `code`, `message`, `line`, `severity`.
    """
    structure = document.structure
    return {
        "schema": SCHEMA,
        "uri": identify(document.metadata).work,
        "metadata": _metadata(document.metadata),
        "heading": list(structure.heading),
        "preamble": list(structure.preamble),
        "components": [_component(component) for component in structure.components],
        "closing": list(structure.closing),
        "closing_line": structure.closing_line,
        "footnotes": [asdict(note) for note in document.footnotes],
        "findings": [asdict(finding) for finding in document.findings],
        "structure_findings": [asdict(finding) for finding in structure.findings],
    }


def _metadata(metadata: Metadata) -> Json:
    values = asdict(metadata)
    for name in ("legal_bases", "recipients", "issuers", "signers", "findings"):
        values[name] = list(values[name])
    for name in ("issue_date", "effective_date", "expiry_date"):
        values[name] = _iso(values[name])
    values["kind"] = metadata.kind.value
    values["effective"] = [
        {**asdict(clause), "start": _iso(clause.start), "end": _iso(clause.end)}
        for clause in metadata.effective
    ]
    return values


def _component(component: Component) -> Json:
    # Addresses come in document order, as the tree is walked here.
    addresses = (address for address, _, _ in addressed(component))
    return {
        "kind": component.kind.value,
        "ordinal": component.ordinal,
        "address": component_segment(component),
        "label": component.label,
        "title": component.title,
        "intro": list(component.intro),
        "line": component.line,
        "provisions": _provisions(component.provisions, addresses),
    }


def _provisions(provisions: Iterable[Provision], addresses: Iterator[str]) -> list[Json]:
    return [
        {
            "level": provision.level.value,
            "number": provision.number,
            "label": provision.label,
            "heading": provision.heading,
            "text": list(provision.text),
            "line": provision.line,
            "address": next(addresses),
            "quoted": [list(span) for span in provision.quoted],
            "children": _provisions(provision.children, addresses),
        }
        for provision in provisions
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def from_json(values: Json) -> Document:
    """The document that `to_json` wrote; ValueError when `values` is of another schema."""
    if values.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}: {values.get('schema')!r}")
    structure = Structure(
        heading=tuple(values["heading"]),
        preamble=tuple(values["preamble"]),
        components=tuple(_read_component(component) for component in values["components"]),
        closing=tuple(values["closing"]),
        closing_line=values["closing_line"],
        findings=_read_findings(values["structure_findings"]),
    )
    return Document(
        metadata=_read_metadata(values["metadata"]),
        structure=structure,
        footnotes=tuple(Footnote(**note) for note in values["footnotes"]),
        findings=_read_findings(values["findings"]),
    )


def _read_metadata(values: Json) -> Metadata:
    changed: Json = {
        "kind": Kind(values["kind"]),
        "number": DocumentNumber(**values["number"]) if values["number"] else None,
        "signers": tuple(Signer(**signer) for signer in values["signers"]),
        "effective": tuple(
            EffectiveClause(
                **{**clause, "start": _day(clause["start"]), "end": _day(clause["end"])}
            )
            for clause in values["effective"]
        ),
        "findings": _read_findings(values["findings"]),
    }
    for name in ("issuers", "legal_bases", "recipients"):
        changed[name] = tuple(values[name])
    for name in ("issue_date", "effective_date", "expiry_date"):
        changed[name] = _day(values[name])
    return Metadata(**{**values, **changed})


def _read_component(values: Json) -> Component:
    return Component(
        kind=ComponentKind(values["kind"]),
        ordinal=values["ordinal"],
        label=values["label"],
        title=values["title"],
        intro=tuple(values["intro"]),
        provisions=tuple(_read_provision(provision) for provision in values["provisions"]),
        line=values["line"],
    )


def _read_provision(values: Json) -> Provision:
    return Provision(
        level=Level(values["level"]),
        number=values["number"],
        label=values["label"],
        heading=values["heading"],
        text=tuple(values["text"]),
        line=values["line"],
        children=tuple(_read_provision(child) for child in values["children"]),
        quoted=tuple((start, end) for start, end in values["quoted"]),
    )


def _read_findings(values: Iterable[Json]) -> tuple[Finding, ...]:
    return tuple(Finding(**finding) for finding in values)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
