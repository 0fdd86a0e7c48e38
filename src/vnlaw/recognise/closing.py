"""Who signed, in which capacity, and who receives the document.

Nghị định 30/2020/NĐ-CP Art 13 and Phụ lục I: position, capacity and name of the signer; nơi nhận.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vnlaw.document import Signer
from vnlaw.lexicon import load
from vnlaw.recognise.casing import proper
from vnlaw.tables import cells, is_row
from vnlaw.text import fold

_DATA = load("capacities")
_SPELLINGS = {
    spelling: mark for mark, spellings in _DATA["marks"].items() for spelling in spellings
}
_MARK = re.compile(
    rf"(?P<mark>{'|'.join(sorted(map(re.escape, _SPELLINGS), key=len, reverse=True))})"
    r"\s*[.,:]\s*(?P<whom>\S.*)|(?P<slashed>[TK]/(?:M|T|L))\s+(?P<body>\S.*)"
)
_RECIPIENTS = re.compile(_DATA["words"]["recipients"], re.IGNORECASE)
_STAMP = re.compile("|".join(f"(?:{p})" for p in _DATA["words"]["stamps"]), re.IGNORECASE)
_RANKS = sorted(map(re.escape, _DATA["words"]["ranks"]), key=len, reverse=True)
_RANK = re.compile(rf"(?:(?:{'|'.join(_RANKS)})(?:\.\s*|\s+))+")
_POSITIONS: list[str] = sorted(_DATA["words"]["positions"], key=len, reverse=True)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST_NAME = 6  # words
_ITEM = re.compile(r"[-–+•*]\s*")


@dataclass(frozen=True, slots=True)
class Closing:
    signers: tuple[Signer, ...]
    recipients: tuple[str, ...]


@dataclass(slots=True)
class _Block:
    """The signature block being read."""

    capacity: str = ""
    on_behalf_of: str = ""
    position: str = ""


def read_closing(lines: Sequence[str]) -> Closing:
    """Read the closing of a document; parts that are not there stay empty. Never fails."""
    signers: list[Signer] = []
    recipients: list[str] = []
    block = _Block()
    receiving = announced = False
    for text in _pieces(lines):
        heading = _RECIPIENTS.match(text)
        if heading:
            receiving = announced = True
            text = text[heading.end() :].strip()
        if not text:
            continue
        # the columns may be printed one after the other: items can follow the signature
        listed = announced and _ITEM.match(text) is not None
        if listed or (receiving and not _opens_signature(text)):
            _receive(recipients, text)
            continue
        receiving = receiving and not _opens_signature(text)
        signer = _sign(block, text)
        if signer:
            signers.append(signer)
            block = _Block()
    return Closing(tuple(signers), tuple(recipients))


def _pieces(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        for cell in cells(line) if is_row(line) else (line,):
            for part in cell.split("\n"):
                text = " ".join(part.strip("| ").split())
                yield from filter(None, _cut(text))


def _cut(text: str) -> Iterator[str]:
    """Part what runs together on one line: "KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Hồ Văn An"."""
    words = text.split(" ")
    capitals = next((i for i, word in enumerate(words) if not word.isupper()), len(words))
    head, name = " ".join(words[:capitals]), " ".join(words[capitals:])
    if not head or (name and not (_position(head) or _MARK.fullmatch(head))):
        yield text
        return
    second = _second_position(head)
    yield from (head[:second].strip(), head[second:].strip(), name)


def _second_position(head: str) -> int:
    """Where the signer's own position starts after a capacity mark; the end when nowhere."""
    mark = _MARK.match(head)
    if mark is None:
        return len(head)
    whom = head.find(mark["whom"] or mark["body"])
    starts = (match.start() for match in re.finditer(r"(?<= )\S", head[whom:]))
    return next((whom + at for at in starts if _position(head[whom + at :])), len(head))


def _opens_signature(text: str) -> bool:
    """A line in capitals that is a capacity or a position."""
    return text.isupper() and bool(_MARK.match(text) or _position(text))


def _receive(recipients: list[str], text: str) -> None:
    item = _ITEM.match(text)
    body = text[item.end() if item else 0 :].rstrip(" ;.,:")
    if item or not recipients:
        if body:
            recipients.append(body)
    elif body and not _STAMP.fullmatch(text):
        recipients[-1] = f"{recipients[-1]} {body}"


def _sign(block: _Block, text: str) -> Signer | None:
    """Take one line of a signature block; a name completes it."""
    mark = _MARK.fullmatch(text)
    if mark:
        printed = mark["mark"] or mark["slashed"]
        block.capacity = _SPELLINGS[printed]
        whom = (mark["whom"] or mark["body"]).strip()
        block.on_behalf_of = _position(whom) or proper(whom)
        block.position = ""
        return None
    if _STAMP.fullmatch(text):
        return None
    position = _position(text) if text.isupper() else ""
    if position:
        block.position = position
        return None
    if not (block.position or block.capacity):
        return None
    name = _RANK.sub("", text, count=1) if _RANK.match(text) else text
    if not _is_name(name) or (text.isupper() and block.position == ""):
        return None
    return Signer(
        name=name.title() if name.isupper() else name,
        position=block.position or _acting(block),
        capacity=block.capacity,
        on_behalf_of=block.on_behalf_of,
    )


def _is_name(text: str) -> bool:
    """Two to six words that each begin with a capital."""
    words = text.split(" ")
    return 2 <= len(words) <= _LONGEST_NAME and all(
        _WORD.fullmatch(word) and word[0].isupper() for word in words
    )


def _acting(block: _Block) -> str:
    """Who signs "Q. BỘ TRƯỞNG" holds the position itself for the time being."""
    return block.on_behalf_of if block.capacity == "Q." else ""


def _position(text: str) -> str:
    """A position in proper case, "" when the line is none."""
    folded = fold(text)
    for name in _POSITIONS:
        start = fold(name)
        if folded == start:
            return name
        if folded.startswith(f"{start} "):
            rest = text[len(name) :].strip()
            return f"{name} {proper(rest)}" if rest.isupper() else f"{name} {rest}"
    return ""
