"""What the gazette (Công báo) adds to a text: its imprint, and notes that there is more of it."""

from __future__ import annotations

import re

from vnlaw.document import Finding
from vnlaw.reading.typeset.compose import Composed
from vnlaw.reading.typeset.rows import PAGES
from vnlaw.reading.unreadable import finding
from vnlaw.text import clean, fold

_PARTIAL = re.compile(PAGES["gazette"]["partial"])
_IMPRINT = re.compile(PAGES["gazette"]["imprint"])
_RUBRIC = re.compile(PAGES["gazette"]["rubric"])
_ROWS = int(PAGES["gazette"]["rows"])
_OPENING = int(PAGES["gazette"]["opening"])


def trim(composed: Composed) -> list[Finding]:
    """Take the gazette's own lines out; say so when the text is only a part of a document."""
    folded = [fold(clean(line)).strip() for line in composed.lines]
    notes = [index for index, line in enumerate(folded) if _PARTIAL.match(line)]
    last = max(0, len(folded) - _ROWS)
    imprint = next((i for i in range(last, len(folded)) if _IMPRINT.match(folded[i])), len(folded))
    said = "; ".join(clean(composed.lines[index]) for index in notes)
    dropped = {*notes, *_rubric(folded[:_OPENING])}
    kept = [i for i in range(imprint) if i not in dropped]
    composed.removed.furniture += len(folded) - len(kept)
    composed.lines = [composed.lines[i] for i in kept]
    composed.pages = [composed.pages[i] for i in kept]
    return [finding("partial", lines=said)] if notes else []


def _rubric(folded: list[str]) -> list[int]:
    """Rows that name the section of the issue: its rubric, and an agency named twice over."""
    return [
        index
        for index, line in enumerate(folded)
        if _RUBRIC.match(line) or (line and line == "".join(folded[index + 1 : index + 2]))
    ]
