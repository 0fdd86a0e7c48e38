"""Set `kinds`: is a text normative, administrative, of the Party, consolidated, or English?

The truth is what the form of a number proves (requirements 8.2): a year segment stands in
normative documents only, VBHN in consolidated ones only, "66-NQ/TW" belongs to the Party. Saved
pages and files carry their number in their record and in their name; what the number proves
is compared with what the engine says of the text. Provincial plans are never normative.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.ingest import PAGES
from benchmarks.measuring import Figures
from vnlaw.document import Document, Kind
from vnlaw.parse import parse, parse_text
from vnlaw.reading import Unreadable, read, read_bytes

NOT_NORMATIVE = "not normative"
# Kinds a number without year may have: it proves only that the text is not normative.
_OTHERS = frozenset({Kind.ADMINISTRATIVE, Kind.INDIVIDUAL, Kind.OTHER, Kind.DRAFT})
_YEAR = re.compile(r"\d/(?:19|20)\d\d/[^\W\d]")
# Only types that exist with and without a year: a circular without one is a cut-off number.
_NO_YEAR = re.compile(r"\d+/(?:QĐ|NQ|CT|KH|TB)-")
_PARTY = re.compile(r"\d-[A-ZĐ]+/(?:TW|TU|ĐU|VPTW)\b")
# Names of downloaded files: "thong-tu-so-05-2022-tt-bldtbxh-36995", "30_VBHN_VPQH".
_FILE_YEAR = re.compile(r"(?<!\d)\d+[-_.](?:19|20)\d\d[-_. ](?:nd|tt|nq|qd|qh)", re.IGNORECASE)
_FILE_NO_YEAR = re.compile(r"-so-\d+-(?:qd|nq)-[a-z]", re.IGNORECASE)

Case = tuple[str, str, Document]  # name, expected, what the engine made of it


def run(folder: Path) -> Figures:
    """Check the cases of `folder/pages`, `folder/plans` and `folder/files`."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for name, expected, document in (*_pages(folder), *_plans(folder), *_files(folder)):
        total[expected] += 1
        if _agrees(expected, document):
            right[expected] += 1
        else:
            wrong.append(f"{name}: {document.metadata.kind.value}, not {expected}")
    return {
        "cases": total.total(),
        "accuracy": round(right.total() / total.total(), 4) if total else None,
        "of_each": {expected: f"{right[expected]}/{total[expected]}" for expected in total},
        "plans_called_normative": sum("normative, not" in w for w in wrong if w.startswith("plan")),
        "wrong": wrong[:20],
    }


def proved(number: str) -> str | None:
    """What the form of a number proves of the kind; None when it proves nothing."""
    if "VBHN" in number:
        return Kind.CONSOLIDATED.value
    if _PARTY.search(number):
        return Kind.PARTY.value
    if _YEAR.search(number):
        return Kind.NORMATIVE.value
    return NOT_NORMATIVE if _NO_YEAR.match(number) else None


def _agrees(expected: str, document: Document) -> bool:
    metadata = document.metadata
    if expected == "en":
        return metadata.language == "en"
    if metadata.language == "en":
        return False
    if expected == NOT_NORMATIVE:
        return metadata.kind in _OTHERS
    return metadata.kind.value == expected


def _pages(folder: Path) -> Iterator[Case]:
    with gzip.open(folder / PAGES, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            expected = "en" if record["lang"] == "en" else proved(record["number"])
            if expected:
                source = read_bytes(record["html"].encode(), record["file"])
                yield record["number"], expected, parse(source)


def _plans(folder: Path) -> Iterator[Case]:
    for file in sorted((folder / "plans").glob("*.txt")):
        text = file.read_text(encoding="utf-8", errors="replace")
        yield f"plan {file.name}", NOT_NORMATIVE, parse_text(text)


def _files(folder: Path) -> Iterator[Case]:
    for part in ("pdf", "word"):
        for file in sorted((folder / "files" / part).iterdir()):
            expected = _proved_by_name(file.name)
            if expected is None:
                continue
            try:
                yield file.name, expected, parse(read(file))
            except Unreadable:  # counted by the set `files`
                continue


def _proved_by_name(name: str) -> str | None:
    if "vbhn" in name.lower():
        return Kind.CONSOLIDATED.value
    if _FILE_YEAR.search(name):
        return Kind.NORMATIVE.value
    return NOT_NORMATIVE if _FILE_NO_YEAR.search(name) else None
