"""Akoma Ntoso 3.0 (OASIS LegalDocML) of a document, valid against the standard's schema."""

from __future__ import annotations

from lxml import etree

from vnlaw.akn.assemble import root_of
from vnlaw.akn.identity import Identity, identify
from vnlaw.akn.writing import indent
from vnlaw.document import Document

__all__ = ["Identity", "identify", "to_akn"]


def to_akn(document: Document) -> bytes:
    """Write `document` as an Akoma Ntoso 3.0 file, UTF-8 with an XML declaration.

    Equal documents give equal bytes: nothing depends on the day or the machine. Characters that
    XML cannot hold become U+FFFD. Never fails on a `Document`, whatever its text says.
    """
    root = root_of(document)
    indent(root)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
