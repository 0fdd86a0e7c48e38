"""Citations in the wording that one provision has on some day, read as part of its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vnlaw.addresses import read_address
from vnlaw.citations.model import Citation, Context, Step
from vnlaw.citations.running import RunningReader
from vnlaw.citations.words import provisions
from vnlaw.document import Document

_NO_CONTEXT = Context()


def find_in_provision(
    text: str,
    *,
    address: str = "",
    document: Context = _NO_CONTEXT,
    quoted: Sequence[tuple[int, int]] = (),
) -> tuple[Citation, ...]:
    """All citations in the wording of one provision, in order; spans are offsets in `text`.

    `text` is NFC and may hold several paragraphs, one a line, as a provision version keeps them.
    `address` is that of the provision in its document (`vnlaw.addresses`: "dieu-5/khoan-2"); it
    resolves "Điều này" and "điểm a khoản này". `document` is the document the provision belongs
    to: give `document_context(…)` of it, or only the `aliases` that are known.

    Wording that an amending law has put into the document is read as the document's own: its
    "Luật này" and "Điều 7" are the *amended* document (`TargetKind.SELF`), not the amending one,
    and the quotation marks around it play no part. Only where the provision itself quotes text
    for another document (it stands in an amending document), name these paragraphs in `quoted`,
    half-open ranges of line numbers from 0 as in `vnlaw.document.Provision.quoted`: "này" stays
    open there, and SELF means the document quoted into. `document.amends` is the one that the
    article around changes, for its other paragraphs.

    Nothing is cited across paragraphs. Never fails; about a millisecond for 2,000 characters.
    """
    where = replace(document, address=steps_of(address))
    inside = replace(where, quoted=True, amends=None)
    reader = RunningReader(document)
    found: list[Citation] = []
    offset = 0
    for index, line in enumerate(text.split("\n")):
        taken = any(start <= index < end for start, end in quoted)
        for citation in reader.read(line, inside if taken else where):
            start, end = citation.start + offset, citation.end + offset
            found.append(replace(citation, start=start, end=end))
        offset += len(line) + 1
    return tuple(found)


def document_context(document: Document) -> Context:
    """The second names a document defines and the documents it cites, for `find_in_provision`.

    Reads the title, the preamble and every provision once (about two million characters a
    second); keep the result where many versions of one document are read.
    """
    reader = RunningReader(_NO_CONTEXT)
    lines = [document.metadata.title, *document.structure.preamble]
    for component in document.structure.components:
        lines += component.intro
        for provision in component.walk():
            lines += (provision.heading, *provision.text)
    for line in lines:
        reader.read(line, _NO_CONTEXT)
    return reader.context


def steps_of(address: str) -> tuple[Step, ...]:
    """The steps of a store's address, outermost first; those of a component are left out."""
    words = {level.code: level.printed for level in provisions().levels.values()}
    return tuple(
        Step(level.value, words[level.value], number)
        for level, number in read_address(address)
        if level.value in words
    )
