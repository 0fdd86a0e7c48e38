"""How the engine would read a text that is in no document of the store."""

from __future__ import annotations

import re
from dataclasses import replace

from vnlaw.effects import Reading, read_effects
from vnlaw.numbers import parse_number
from vnlaw.parse import parse_text

_ARTICLE = re.compile(r"^\s*Điều\s+\d", re.MULTILINE)


def preview(text: str, *, target: str = "") -> Reading:
    """Read a pasted sentence, or whole articles, as amending provisions. Never fails.

    `target` is the number of the document the sentence is about, for sentences that leave it to
    the title ("Bãi bỏ khoản 2 Điều 5."); what is no number is passed over.
    """
    document = parse_text(text if _ARTICLE.search(text) else f"Điều 1. {text.strip()}")
    if parse_number(target):
        title = f"Sửa đổi, bổ sung một số điều của văn bản số {target}"
        document = replace(document, metadata=replace(document.metadata, title=title))
    return read_effects(document)
