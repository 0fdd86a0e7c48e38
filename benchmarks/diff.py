"""Diff of two versions of a law, beside `xmldiff` on the same pair; and the law on a day.

The second version of a law is made from the first: an article is inserted, so that all that follow
have other numbers, and words are changed here and there. We compare parsed documents, the peer the
parsed Akoma Ntoso of the same two, with the options the open platform Indigo calls it with. The
peer's time grows so fast that it gets a law of about fifty articles.
"""

from __future__ import annotations

import gc
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from lxml import etree
from xmldiff import main as xmldiff

from benchmarks.measuring import Figures, peak_memory_mb
from vnlaw.akn import to_akn
from vnlaw.diff import compare_documents
from vnlaw.document import Document, Level
from vnlaw.effects import find_effects
from vnlaw.parse import parse_text
from vnlaw.versions import Entry, Register, fold, law_on, record

_ARTICLE = re.compile(r"Điều (\d+)\.(.*)")
_ROUNDS = 3
_FOR_PEER = 50  # articles
_MOST_NODES = 1_500
_NEW_ARTICLE = 5
_EVERY = 97  # lines between two changed ones
_LAW_ARTICLES = 700
_PEER_OPTIONS = {
    "F": 0.75,
    "ratio_mode": "faster",
    "fast_match": True,
    "uniqueattrs": ["eId"],
}


def run(folder: Path) -> Figures:
    """Take the law of `folder/inputs` with most articles, and one of about fifty for the peer."""
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in _inputs(folder)]
    largest = max(texts, key=_count)
    document = parse_text(largest)
    changed = parse_text(edited(largest))
    difference = compare_documents(document, changed)
    small = parse_text(min(texts, key=_distance))
    return {
        "articles": _articles(document),
        "provisions": len(difference.changes),
        "kinds": dict(Counter(change.kind.value for change in difference.changes)),
        "milliseconds": _milliseconds(lambda: compare_documents(document, changed)),
        **_beside_peer(small, parse_text(edited(min(texts, key=_distance)))),
        "law_on_a_day": _law_on_a_day(),
        "peak_memory_mb": peak_memory_mb(),
    }


def edited(text: str) -> str:
    """The second version of a law."""
    return "\n".join(_edited(text))


def _edited(text: str) -> Iterator[str]:
    added = 0
    for place, line in enumerate(text.split("\n")):
        match = _ARTICLE.match(line)
        if match and int(match[1]) == _NEW_ARTICLE and not added:
            added = 1
            yield f"Điều {_NEW_ARTICLE}. Điều được thêm vào"
            yield "1. Nội dung của điều được thêm vào để đo việc so sánh hai phiên bản."
        if match:
            line = f"Điều {int(match[1]) + added}.{match[2]}"
        yield line.replace("quy định", "nêu rõ", 1) if place % _EVERY == 0 else line


def _beside_peer(old: Document, new: Document) -> Figures:
    ours = _milliseconds(lambda: compare_documents(old, new))
    a, b = (etree.fromstring(to_akn(document)) for document in (old, new))
    started = time.process_time()
    found = xmldiff.diff_trees(a, b, diff_options=_PEER_OPTIONS)
    theirs = round(1000 * (time.process_time() - started), 1)
    return {
        "peer_articles": _articles(old),
        "peer_nodes": sum(1 for _ in a.iter()),
        "peer_actions": len(found),
        "peer_milliseconds": theirs,
        "peer_ours_milliseconds": ours,
        "peer_ratio": round(theirs / ours, 1),
    }


def _law_on_a_day() -> Figures:
    """A made-up law of 700 articles, a clause of every second one amended."""
    head = ["QUỐC HỘI", "Luật số: {}", "Hà Nội, ngày 01 tháng 02 năm {}", "LUẬT"]
    base = [line.format("1/2020/QH14", 2020) for line in head] + ["THỬ NGHIỆM"]
    for number in range(1, _LAW_ARTICLES + 1):
        base += [
            f"Điều {number}. Tên điều {number}",
            f"1. Nội dung khoản một của điều {number}.",
            "2. Nội dung khoản hai:",
            "a) Điểm thứ nhất;",
            "b) Điểm thứ hai.",
        ]
    name = "Luật Thử nghiệm số 1/2020/QH14"
    amending = [line.format("2/2021/QH14", 2021) for line in head]
    amending += [f"SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA {name.upper()}"]
    amending += [f"Điều 1. Sửa đổi, bổ sung một số điều của {name}"]
    for order, number in enumerate(range(2, _LAW_ARTICLES + 1, 2), start=1):
        amending += [
            f"{order}. Sửa đổi, bổ sung khoản 1 Điều {number} như sau:",
            f"“1. Nội dung mới của khoản một điều {number}.”.",
        ]
    register = Register((_entry("base", base), _entry("amending", amending)))
    started = time.process_time()
    timeline = fold(register, "base")
    folding = round(1000 * (time.process_time() - started), 1)
    history = record(None, timeline, date(2021, 7, 1), register)
    day = date(2022, 1, 1)
    return {
        "articles": _LAW_ARTICLES,
        "provisions": len(law_on(history, day)),
        "fold_milliseconds": folding,
        "milliseconds": _milliseconds(lambda: law_on(history, day)),
    }


def _entry(key: str, lines: list[str]) -> Entry:
    document = parse_text("\n".join(lines))
    issued = document.metadata.issue_date
    start = date(issued.year, 7, 1) if issued else None
    effects = find_effects(document)
    return Entry(key, document.metadata.number, issued, start, document=document, effects=effects)


def _inputs(folder: Path) -> list[Path]:
    return sorted((folder / "inputs").glob("*.txt"))


def _count(text: str) -> int:
    return sum(_ARTICLE.match(line) is not None for line in text.split("\n"))


def _distance(text: str) -> int:
    """How far a law is from the size the peer can do; long ones are out."""
    too_long = text.count("\n") > _MOST_NODES // 3
    return abs(_count(text) - _FOR_PEER) + (10_000 if too_long else 0)


def _articles(document: Document) -> int:
    return sum(
        provision.level is Level.ARTICLE
        for component in document.structure.components
        for provision in component.walk()
    )


def _milliseconds(work: Callable[[], object]) -> float:
    """CPU milliseconds of the fastest of three rounds."""
    rounds: list[float] = []
    for _ in range(_ROUNDS):
        gc.collect()
        started = time.process_time()
        work()
        rounds.append(time.process_time() - started)
    return round(1000 * min(rounds), 1)
