"""Akoma Ntoso 3.0 (OASIS LegalDocML) of a document, valid against the standard's schema."""

from __future__ import annotations

from lxml import etree

from vnlaw.akn.assemble import root_of
from vnlaw.akn.history import History, Modification
from vnlaw.akn.identity import Identity, identify
from vnlaw.akn.writing import indent
from vnlaw.document import Document

__all__ = ["History", "Identity", "Modification", "identify", "to_akn"]


def to_akn(document: Document, history: History | None = None) -> bytes:
    """Write `document` as an Akoma Ntoso 3.0 file, UTF-8 with an XML declaration.

    With a `history`: also what was done to it and by it (active and passive modifications), the
    days of its life, and the days on which each provision holds (temporal groups). Equal values
    give equal bytes: nothing depends on the day or the machine. Characters that XML cannot hold
    become U+FFFD. Never fails on a `Document`, whatever its text says.
    """
    root = root_of(document, history or History())
    indent(root)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
