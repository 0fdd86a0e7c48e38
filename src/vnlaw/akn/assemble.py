"""A whole document as one Akoma Ntoso tree."""

from __future__ import annotations

import re
from itertools import groupby

from lxml import etree

from vnlaw.addresses import addressed
from vnlaw.akn.history import Chronicle, History
from vnlaw.akn.identity import identify
from vnlaw.akn.metadata import References, write_identification, write_meta
from vnlaw.akn.provisions import Hierarchy
from vnlaw.akn.writing import Ids, Notes, add, blocks, root
from vnlaw.document import Component, Document, Kind, Structure

_DATE = re.compile(r"ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(\d+)", re.IGNORECASE)
# Ids that `vnlaw.akn.metadata` writes as they are.
_RESERVED = ("in-force", "eventRef_issue", "eventRef_start", "eventRef_end", "temporalGroup_1")


def root_of(document: Document, history: History) -> etree._Element:
    """The `akomaNtoso` element of `document`."""
    return _Assembly(document).root(history)


class _Assembly:
    """Writes one document; holds what its parts share: ids, notes, names."""

    def __init__(self, document: Document) -> None:
        self._metadata = document.metadata
        self._structure = document.structure
        self._identity = identify(document.metadata)
        self._ids = Ids()
        for eid in _RESERVED:
            self._ids.take(eid)
        self._references = References(document.metadata, self._ids)
        self._notes = Notes(document.footnotes, self._ids)
        self._elements: dict[str, etree._Element] = {}

    def root(self, history: History) -> etree._Element:
        top = root("akomaNtoso")
        consolidated = self._metadata.kind is Kind.CONSOLIDATED or bool(history.passive)
        text = add(
            top,
            self._identity.element,
            name=self._identity.subtype,
            contains="singleVersion" if consolidated else "originalVersion",
        )
        write_meta(text, self._metadata, self._identity, self._references)
        structure = self._structure
        if structure.heading:
            self._preface(text, structure)
        if structure.preamble:
            self._preamble(text, structure)
        self._main(text, structure.body, "")
        conclusions = add(text, "conclusions")
        self._signatures(conclusions)
        if len(structure.components) > 1:
            attachments = add(text, "attachments")
            for count, component in enumerate(structure.components[1:], start=1):
                self._attachment(attachments, component, f"att_{count}")
        # Only now: a text attached to the document may call a note, too.
        for note in self._notes.uncalled():
            self._notes.put(add(conclusions, "p"), note)
        if len(conclusions) == 0:
            text.remove(conclusions)
        if not history.is_empty:
            editor = self._references.editor
            Chronicle(text[0], editor, self._ids, self._elements).write(history)
        return top

    def _preface(self, parent: etree._Element, structure: Structure) -> None:
        preface = add(parent, "preface")
        title = _folded(self._metadata.title)
        after_type = False
        for line in structure.heading:
            folded = _folded(line)
            if folded and folded == _folded(self._metadata.type_name):
                after_type = True
                self._wrapped(preface, line, line, "docType")
            elif after_type and folded and folded in title:
                self._wrapped(preface, line, line, "docTitle")
            else:
                self._heading_line(preface, line)

    def _heading_line(self, preface: etree._Element, line: str) -> None:
        number, day = self._metadata.number, self._metadata.issue_date
        if number and number.text in line:
            self._wrapped(preface, line, number.text, "docNumber")
            return
        match = _DATE.search(line)
        if day and match and tuple(map(int, match.groups())) == (day.day, day.month, day.year):
            self._wrapped(preface, line, match[0], "docDate", date=day.isoformat())
            return
        self._wrapped(preface, line, "", "")

    def _wrapped(
        self, parent: etree._Element, line: str, words: str, tag: str, **attributes: str
    ) -> None:
        """Write `line` as a paragraph with its `words`, if any, inside an element `tag`."""
        paragraph = add(parent, "p")
        before, found, after = line.partition(words) if words else (line, "", "")
        self._notes.write(paragraph, before)
        if found:
            self._notes.write(add(paragraph, tag, **attributes), found)
            self._notes.write(paragraph, after)

    def _preamble(self, parent: etree._Element, structure: Structure) -> None:
        preamble = add(parent, "preamble")
        bases = {_folded(base) for base in self._metadata.legal_bases}
        for is_basis, lines in groupby(structure.preamble, lambda line: _folded(line) in bases):
            if not is_basis:
                blocks(preamble, lines, self._notes)
                continue
            citations = add(preamble, "citations")
            for line in lines:
                blocks(add(citations, "citation"), [line], self._notes)

    def _main(self, parent: etree._Element, component: Component, prefix: str) -> None:
        """The body of an act holds provisions only; other texts mix them with paragraphs."""
        hierarchical = parent.tag.rpartition("}")[2] in ("act", "bill")
        body = add(parent, "body" if hierarchical else "mainBody")
        if not hierarchical:
            blocks(body, component.intro, self._notes)
        elif component.intro or not component.provisions:
            eid = self._ids.take("hcontainer_1")
            holder = add(body, "hcontainer", name="noi-dung", eId=eid)
            blocks(add(holder, "content"), component.intro, self._notes)
        hierarchy = Hierarchy(prefix, self._ids, self._notes)
        hierarchy.write(body, component.provisions)
        addresses = (address for address, _, _ in addressed(component))
        self._elements.update(zip(addresses, hierarchy.elements, strict=True))
        if len(body) == 0:
            add(body, "p")

    def _signatures(self, conclusions: etree._Element) -> None:
        signers = self._references.signers
        for name, lines in groupby(
            self._structure.closing,
            lambda line: found if (found := _plain(line)) in signers else "",
        ):
            if not name:
                blocks(conclusions, lines, self._notes)
                continue
            person, role = signers[name]
            for line in lines:
                signature = add(add(conclusions, "p"), "signature")
                signer = add(
                    signature, "person", refersTo=f"#{person}", as_=f"#{role}" if role else ""
                )
                self._notes.write(signer, line)

    def _attachment(self, parent: etree._Element, component: Component, wanted: str) -> None:
        prefix = self._ids.take(wanted)
        attachment = add(parent, "attachment", eId=prefix)
        if component.label:
            self._notes.write(add(attachment, "num"), component.label)
        if component.title:
            self._notes.write(add(attachment, "heading"), component.title)
        identity = self._identity.part(component)
        text = add(attachment, "doc", name=identity.subtype)
        write_identification(
            add(text, "meta"), identity, self._references, number="", name=component.title
        )
        self._main(text, component, prefix)


def _plain(line: str) -> str:
    return " ".join(line.split())


def _folded(text: str) -> str:
    return _plain(text.casefold()).strip(" ;.,:")
