"""The parts of a sample source text, for the writers in `make_sample_binaries.py`.

A source is plain text, one paragraph a line, table rows as `| a | b |`, footnote marks as
`[^1]` and footnotes at the end as `[^1]: words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MOTTO = "Độc lập - Tự do - Hạnh phúc"
_FOOTNOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_CENTRED = re.compile(r"Chương [IVX]+|Mục \d+|Phụ lục|\(.*[Kk]èm theo .*\)")


@dataclass(frozen=True)
class Sheet:
    """A source cut as it is laid out on paper.

    `office` and `state` are the two halves of the heading; `middle` runs from the type of the
    document to the last article; `recipients` and `signature` stand side by side below it;
    `attached` is what follows on new pages.
    """

    office: list[str]
    state: list[str]
    middle: list[str]
    recipients: list[str]
    signature: list[str]
    attached: list[str]
    footnotes: dict[str, str]


def sheet(path: Path) -> Sheet:
    """Cut one source text; raises ValueError when it has no motto or no recipients."""
    lines = path.read_text(encoding="utf-8").splitlines()
    footnotes = {m[1]: m[2] for line in lines if (m := _FOOTNOTE.fullmatch(line))}
    lines = [line for line in lines if not _FOOTNOTE.fullmatch(line)]
    motto = lines.index(MOTTO)
    recipients = lines.index("Nơi nhận:")
    last = max(i for i in range(recipients, len(lines)) if lines[i].startswith("- Lưu"))
    marker = next(i for i in range(last, len(lines)) if lines[i].startswith("[Văn bản minh họa"))
    return Sheet(
        office=[*lines[: motto - 1], lines[motto + 1]],
        state=[*lines[motto - 1 : motto + 1], lines[motto + 2]],
        middle=lines[motto + 3 : recipients],
        recipients=lines[recipients : last + 1],
        signature=lines[last + 1 : marker + 1],
        attached=lines[marker + 1 :],
        footnotes=footnotes,
    )


def is_centred(line: str) -> bool:
    """Whether a line is a heading that stands in the middle of the page."""
    return line.isupper() or bool(_CENTRED.fullmatch(line))
