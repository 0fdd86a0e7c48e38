"""How an entry (`luatsong.search.fields`) lies in OpenSearch.

All analysis is ours: fields hold our own terms with blanks between them, and OpenSearch only parts
them at the blanks. There is one shard, so that frequencies of terms are those of the whole.
"""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from luatsong.search import fields
from luatsong.search.backend import Card, Entry
from luatsong.search.forward import CHANNELS, Fetched

# A new number makes the index be built anew: change it with the layout.
_FORM = "1"
# Part of the names of indices: another form is another index, so that servers of the site with an
# older version go on with theirs.
VERSION = f"{fields.VERSION}.{_FORM}"

# BM25 saturates early and minds length less for terms than for pairs, as in the second look
# (luatsong.search.ranking.features).
_SIMILARITIES = {
    "terms": {"type": "BM25", "k1": 1.2, "b": 0.6},
    "pairs": {"type": "BM25", "k1": 1.2, "b": 0.75},
}
_SIMILARITY_OF = {"words": "terms", "folded": "terms", "pairs": "pairs"}
_KEYWORDS = ("entry", "spelling", "phrase", "kind", "type_name", "issuer", "field", "territory")
# Lucene takes no longer term; nobody filters by such a value.
_LONGEST_KEYWORD = 2_000
_NUMBERS = ("year", "document", "valid_from", "valid_to")

Source = dict[str, Any]


def index_body() -> dict[str, Any]:
    """Settings and mappings of an index of entries."""
    texts = {
        name: {
            "type": "text",
            "analyzer": "whitespace",
            "index_options": "freqs",
            "similarity": similarity,
        }
        for name, similarity in _SIMILARITY_OF.items()
    }
    keywords = {name: {"type": "keyword", "ignore_above": _LONGEST_KEYWORD} for name in _KEYWORDS}
    numbers = {name: {"type": "long"} for name in _NUMBERS}
    return {
        "settings": {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            # What is written is seen when we say so, not now and then.
            "refresh_interval": "-1",
            "similarity": _SIMILARITIES,
        },
        "mappings": {
            "dynamic": False,
            "_source": {"excludes": [*texts, "forward"]},
            "properties": {
                **texts,
                **keywords,
                **numbers,
                "forward": {"type": "binary", "store": True},
                "stored": {"type": "object", "enabled": False},
            },
        },
    }


def sources(card: Card, entries: Sequence[Entry]) -> Iterator[Source]:
    """What is sent of each entry of a document."""
    for one in fields.written(card, entries):
        yield {
            **one.values,
            "stored": one.values["stored"].decode(),
            "forward": _packed(one.channels),
        }


def read(source: Mapping[str, Any]) -> tuple[Card, Entry]:
    """Card and entry of what was sent."""
    return fields.read(source["stored"].encode())


def line(value: Mapping[str, Any]) -> bytes:
    """One line of a bulk request."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def unpacked(forwards: Sequence[str]) -> Fetched:
    """The codes of several entries from what was sent of them."""
    if not forwards:
        return Fetched(np.empty(0, np.uint32), np.empty((0, len(CHANNELS)), np.int64))
    arrays = [np.frombuffer(b64decode(packed), "<u4") for packed in forwards]
    lengths = np.stack([numbers[: len(CHANNELS)] for numbers in arrays]).astype(np.int64)
    codes = np.concatenate([numbers[len(CHANNELS) :] for numbers in arrays]).astype(np.uint32)
    return Fetched(codes, lengths)


def _packed(channels: Sequence[Sequence[int]]) -> str:
    numbers = array("I", [len(codes) for codes in channels])
    for codes in channels:
        numbers.extend(codes)
    return b64encode(np.frombuffer(numbers, np.uint32).astype("<u4").tobytes()).decode()
