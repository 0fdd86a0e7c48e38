"""The `meta` of an Akoma Ntoso document: who, when, under which names."""

from __future__ import annotations

from lxml import etree

from vnlaw.addresses import slugify
from vnlaw.akn.identity import Identity
from vnlaw.akn.writing import Ids, add
from vnlaw.document import Metadata

EDITOR = "luat-song"
_EDITOR_NAME = "Luật Sống"


class References:
    """What the text refers to, each under one id: issuers, signers and their positions."""

    def __init__(self, metadata: Metadata, ids: Ids) -> None:
        self._ids = ids
        self._known: dict[tuple[str, str], str] = {}
        self.editor = self._add("TLCOrganization", _EDITOR_NAME, EDITOR)
        self.issuers = [
            self._add("TLCOrganization", name) for name in metadata.issuers if name.strip()
        ]
        self.signers = {
            signer.name: (
                self._add("TLCPerson", signer.name),
                self._add("TLCRole", signer.position) if signer.position.strip() else "",
            )
            for signer in metadata.signers
            if signer.name.strip()
        }

    def _add(self, tag: str, name: str, wanted: str = "") -> str:
        if (tag, name) not in self._known:
            self._known[tag, name] = self._ids.take(wanted or slugify(name) or "khong-ro")
        return self._known[tag, name]

    def write(self, meta: etree._Element, *, events: bool) -> None:
        """Append the `references` of the document to its `meta`."""
        kinds = {"TLCOrganization": "organization", "TLCPerson": "person", "TLCRole": "role"}
        element = add(meta, "references", source=f"#{self.editor}")
        # The schema wants no order, people do: bodies, then persons, then positions.
        for tag, kind in kinds.items():
            for (of, name), eid in self._known.items():
                if of == tag:
                    href = f"/akn/ontology/{kind}/vn/{eid}"
                    add(element, tag, eId=eid, href=href, showAs=name)
        if events:
            add(
                element,
                "TLCConcept",
                eId="in-force",
                href="/akn/ontology/concept/vn/in-force",
                showAs="Có hiệu lực",
            )


def write_meta(
    parent: etree._Element, metadata: Metadata, identity: Identity, references: References
) -> None:
    """Append the whole `meta` of a document.

    The gazette that published a text is not known from the text, so there is no `publication`.
    """
    meta = add(parent, "meta")
    number = metadata.number.text if metadata.number else ""
    write_identification(meta, identity, references, number=number, name=metadata.title)
    if identity.issued:
        _lifecycle(meta, metadata, identity, references)
    effective = metadata.effective_date is not None and identity.issued is not None
    if effective:
        _in_force(meta, metadata, references)
    references.write(meta, events=effective)


def write_identification(
    meta: etree._Element, identity: Identity, references: References, *, number: str, name: str
) -> None:
    """Append the three FRBR levels: work, expression, file."""
    authors = references.issuers or [references.editor]
    element = add(meta, "identification", source=f"#{references.editor}")
    work = _level(element, "FRBRWork", identity.work, identity, authors)
    add(work, "FRBRcountry", value="vn")
    add(work, "FRBRsubtype", value=identity.subtype)
    if number.strip():
        add(work, "FRBRnumber", value=number)
    if name.strip():
        add(work, "FRBRname", value=name)
    expression = _level(element, "FRBRExpression", identity.expression, identity, authors)
    add(expression, "FRBRlanguage", language=identity.language)
    _level(element, "FRBRManifestation", identity.manifestation, identity, [references.editor])


def _level(
    parent: etree._Element, tag: str, uri: str, identity: Identity, authors: list[str]
) -> etree._Element:
    element = add(parent, tag)
    part = "" if "/!" in uri or tag == "FRBRManifestation" else "/!main"
    add(element, "FRBRthis", value=uri + part)
    add(element, "FRBRuri", value=uri)
    name = "Ban hành" if identity.issued else "Không rõ ngày"
    add(element, "FRBRdate", date=identity.day, name=name)
    for author in authors:
        add(element, "FRBRauthor", href=f"#{author}")
    return element


def _lifecycle(
    meta: etree._Element, metadata: Metadata, identity: Identity, references: References
) -> None:
    lifecycle = add(meta, "lifecycle", source=f"#{references.editor}")
    source = f"#{references.editor}"
    add(
        lifecycle,
        "eventRef",
        eId="eventRef_issue",
        date=identity.day,
        source=source,
        type="generation",
    )
    for eid, day, kind in (
        ("eventRef_start", metadata.effective_date, "generation"),
        ("eventRef_end", metadata.expiry_date, "repeal"),
    ):
        if day:
            add(lifecycle, "eventRef", eId=eid, date=day.isoformat(), source=source, type=kind)


def _in_force(meta: etree._Element, metadata: Metadata, references: References) -> None:
    data = add(meta, "temporalData", source=f"#{references.editor}")
    group = add(data, "temporalGroup", eId="temporalGroup_1")
    add(
        group,
        "timeInterval",
        start="#eventRef_start",
        end="#eventRef_end" if metadata.expiry_date else "",
        refersTo="#in-force",
    )
