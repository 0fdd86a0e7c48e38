"""XML from strangers: no entities, no network, bounded depth."""

from __future__ import annotations

from lxml import etree

from vnlaw.reading.unreadable import Unreadable


def parse_xml(data: bytes, part: str) -> tuple[etree._Element, bool]:
    """Root of an XML part, and whether it was whole; raises `Unreadable` when nothing is left.

    Entities are not resolved and nothing outside is loaded, so neither "billion laughs" nor
    external entities work. A damaged part is read as far as it goes.
    """
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=recover,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            continue
        if root is not None:
            return root, not recover
    raise Unreadable.because("truncated", detail=part)
