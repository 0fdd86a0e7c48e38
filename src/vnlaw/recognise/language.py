"""The language of a document, from its first lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|for|on|by|shall|this|with)\b", re.IGNORECASE)
_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_ENOUGH = 4_000  # characters that settle it


def language(lines: Iterable[str]) -> str:
    """ "en" when English function words outnumber Vietnamese letters, else "vi"."""
    size = english = vietnamese = 0
    for line in lines:
        english += len(_ENGLISH.findall(line))
        vietnamese += len(_VIETNAMESE.findall(line))
        size += len(line)
        if size > _ENOUGH:
            break
    return "en" if english > 5 and english > vietnamese else "vi"
