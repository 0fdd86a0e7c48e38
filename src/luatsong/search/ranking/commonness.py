"""How common words and headings are in all of the law, as it was when the ranking was learned.

The file is written by `luatsong search train` beside the weights: a word of a heading tells
nothing when thousands of articles have it, whatever is asked.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from luatsong.search.forward import Codes
from luatsong.search.ranking.wanted import Floats, Whole

_FORMAT = 1
# What stands in fewer articles is as good as unknown, and is not kept.
_FEWEST_ARTICLES = 3
_FEWEST_HEADINGS = 5


@dataclass(frozen=True)
class Commonness:
    """`codes` (ascending) of the words that stand in `articles` of `total` articles.

    `headings` counts articles by `heading_key`."""

    total: int
    codes: Codes
    articles: Whole
    headings: dict[int, int]

    def idf(self, codes: Codes) -> Floats:
        """How telling each word is; the most where it is not known."""
        if not len(self.codes):
            return np.full(len(codes), math.log(1 + 2 * self.total), np.float32)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        known = np.where(self.codes[at] == codes, self.articles[at], 0)
        idf = np.log(1 + (self.total - known + 0.5) / (known + 0.5))
        return np.maximum(idf, 0).astype(np.float32)

    def same_heading(self, key: int) -> int:
        """How many articles have this heading; at least one."""
        return self.headings.get(key, 1)

    def save(self, path: Path) -> None:
        values = {
            "format": _FORMAT,
            "articles": self.total,
            "words": {
                "codes": np.diff(self.codes.astype(np.int64), prepend=0).tolist(),
                "articles": self.articles.tolist(),
            },
            "headings": {str(key): count for key, count in sorted(self.headings.items())},
        }
        path.write_text(json.dumps(values, separators=(",", ":")) + "\n", "utf-8")


def heading_key(heading: bytes) -> int:
    """What equal headings have in common; of the codes as little-endian bytes."""
    return zlib.crc32(heading)


def counted(articles: Iterable[tuple[Codes, Codes]]) -> Commonness:
    """Counts over articles, each as the codes of its heading and of all of it."""
    words: Counter[int] = Counter()
    headings: Counter[int] = Counter()
    total = 0
    for heading, whole in articles:
        total += 1
        words.update(np.unique(whole).tolist())
        headings[heading_key(heading.astype("<u4").tobytes())] += 1
    kept = sorted(code for code, count in words.items() if code and count >= _FEWEST_ARTICLES)
    return Commonness(
        total=total,
        codes=np.array(kept, np.uint32),
        articles=np.array([words[code] for code in kept], np.int64),
        headings={key: count for key, count in headings.items() if count >= _FEWEST_HEADINGS},
    )


def load(path: Path) -> Commonness:
    """Saved counts; ValueError when the file has none."""
    return _read(path.read_text(encoding="utf-8"))


@cache
def shipped() -> Commonness:
    """The counts of the package."""
    file = files("luatsong.search").joinpath("data", "commonness.json")
    return _read(file.read_text("utf-8"))


def _read(text: str) -> Commonness:
    values = json.loads(text)
    if values.get("format") != _FORMAT:
        raise ValueError("counts of another format")
    words = values["words"]
    return Commonness(
        total=values["articles"],
        codes=np.cumsum(words["codes"]).astype(np.uint32),
        articles=np.array(words["articles"], np.int64),
        headings={int(key): count for key, count in values["headings"].items()},
    )
