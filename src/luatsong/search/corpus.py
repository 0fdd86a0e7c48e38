"""Articles from a file instead of the store, to train and measure the very same engine.

The file has one JSON object a line (it may be gzipped): id, law_id, article_id, heading, text,
demuc (field of the codification) and source (the note that names the document).
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from luatsong.law.codified import read_notes
from luatsong.search import spellings
from luatsong.search.backend import Card, Entry, Writing
from luatsong.search.fields import written
from luatsong.search.ranking.commonness import Commonness, counted

Row = dict[str, str | None]
# Characters between two commits.
_COMMIT = 20_000_000


def documents(path: Path) -> Iterator[tuple[Card, list[Entry]]]:
    """Card and entries of each document; the address of an entry is the id of its article."""
    laws: dict[str, list[Row]] = defaultdict(list)
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for line in lines:
            row = json.loads(line)
            laws[row["law_id"]].append(row)
    for number, (law, rows) in enumerate(laws.items(), start=1):
        yield _document(number, law, rows)


def take_in(writing: Writing, path: Path) -> int:
    """Fill an index with the file; how many articles it has."""
    articles = characters = 0
    writing.clear()
    for card, entries in documents(path):
        writing.put(card, entries)
        articles += len(entries) - 1
        characters += sum(len(entry.text) for entry in entries)
        if characters > _COMMIT:
            writing.commit()
            characters = 0
    writing.commit()
    writing.finish()
    return articles


def commonness(path: Path) -> Commonness:
    """How common words and headings are in the file."""
    return counted(
        (np.array(heading, np.uint32), np.array([*heading, *text], np.uint32))
        for card, entries in documents(path)
        for heading, _, _, text in (one.channels for one in written(card, entries))
    )


def _document(number: int, law: str, rows: list[Row]) -> tuple[Card, list[Entry]]:
    note = read_notes([row.get("source") or "" for row in rows])
    card = Card(
        document_id=number,
        slug=law,
        kind="normative",
        type_name=note.type.name if note.type else "",
        number=note.number.text if note.number else law,
        title=note.title,
        issuers=note.issuers,
        year=note.number.year if note.number else None,
        issue_date=note.issue_date,
    )
    names = spellings.of_document(
        note.type.code if note.type else "", card.type_name, card.number, card.title
    )
    whole = Entry("", "", card.title or law, "", spellings=names)
    return card, [whole, *map(_article, rows)]


def _article(row: Row) -> Entry:
    return Entry(
        address=row["id"] or "",
        label=f"Điều {row['article_id']}",
        heading=row["heading"] or "",
        text=row["text"] or "",
        field=row.get("demuc") or "",
    )
