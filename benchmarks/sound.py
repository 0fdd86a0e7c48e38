"""Set `sound`: an item of 1,000 words becomes sound in every voice; printed text becomes words.

The item and the table of what a person says are the project's own; the speed of reading aloud is
taken on articles of the codification, of which nothing is kept.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from itertools import islice
from pathlib import Path

from benchmarks.measuring import Figures, Stopwatch
from benchmarks.stores import fresh_store

_TABLE = Path(__file__).parents[1] / "tests" / "vnlaw" / "speech" / "pairs.toml"
_SENTENCE = "Người dân nộp 01 bộ hồ sơ ở UBND xã trong 05 ngày làm việc, không mất tiền. "
_WORDS = 1_000
_ARTICLES, _EVERY = 400, 200


def run(folder: Path) -> Figures:
    """The share of the table said right, megabytes of law a second, seconds for an item."""
    pairs = tomllib.loads(_TABLE.read_text("utf-8"))["pair"]
    from vnlaw.speech import spoken
    from vnlaw.speech.shortenings import whole_words

    right = sum(
        spoken(pair["printed"], pair.get("region", "north")) == pair["said"] for pair in pairs
    )
    return {
        "pairs": len(pairs),
        "abbreviations": len(whole_words()),
        "share_right": right / len(pairs),
        "megabytes_per_second": _speed(folder),
        **_item(),
    }


def _speed(folder: Path) -> float:
    from vnlaw.speech import spoken

    source = folder / "codified" / "articles.jsonl.gz"
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        chosen = islice(islice(lines, 0, None, _EVERY), _ARTICLES)
        texts = [str(json.loads(line)["text"]) for line in chosen]
    with Stopwatch() as watch:
        for text in texts:
            spoken(text)
    return sum(len(text.encode()) for text in texts) / 1e6 / watch.cpu


def _item() -> Figures:
    with fresh_store():
        from luatsong.renditions.making import CannotMakeError
        from luatsong.renditions.sound import Chapter, read_by_all

        count = _WORDS // len(_SENTENCE.split()) + 1
        chapters = [Chapter("Hồ sơ", (_SENTENCE * count,))]
        try:
            with Stopwatch() as watch:
                made = [sound for _, sound in read_by_all(chapters)]
        except CannotMakeError as problem:  # no voice on this machine
            return {"item": {"problem": str(problem)}}
        minutes = made[0].seconds / 60
        return {
            "item": {
                "words": _WORDS,
                "voices": len(made),
                "seconds": watch.wall,
                "minutes_of_sound": minutes,
                "kilobytes_a_minute": len(made[0].content) / 1000 / minutes,
            }
        }
