"""What a reader asks the search for, as it stands in the address.

Beside the filters of lists: `linh-vuc`, `dia-ban`, `trang-thai`, `ngay` and `trong` (the slug of
the one document to search in).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luatsong.portal.days import parse_day
from luatsong.portal.narrowing import PARAMETERS, Choice, Narrowing
from luatsong.search.backend import (
    ALL_STATES,
    EXPIRED,
    IN_FORCE,
    NOT_YET,
    FacetCount,
)

# Characters of a question that are searched for; what comes behind is kept and said to be left out.
LONGEST = 300
# More than this is no question: it is not even shown again.
_LONGEST_KEPT = 20_000
_SEARCHED = {**PARAMETERS, "linh-vuc": "field", "dia-ban": "territory"}
# Value of ?trang-thai= -> (state of the index, what people read).
STATES = {
    "": (IN_FORCE, "Đang có hiệu lực"),
    "chua": (NOT_YET, "Chưa có hiệu lực"),
    "het": (EXPIRED, "Hết hiệu lực"),
    "tat-ca": (ALL_STATES, "Mọi tình trạng"),
}


@dataclass(frozen=True, slots=True)
class Seeking(Narrowing):
    """A search: words, filters, the day whose law is asked for, and where to look."""

    linh_vuc: str = ""
    dia_ban: str = ""
    trang_thai: str = ""
    ngay: str = ""  # "2025-07-01"; "" for today
    trong: str = ""
    typed: str = ""  # the whole of what was typed, where it is longer than what is searched for
    wrong_day: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Seeking:
        """From a query string or form; what makes no sense is left out, never an error."""
        base = Narrowing.read(query)
        typed = " ".join(query.get("q", "").replace("\x00", " ").split())[:_LONGEST_KEPT]
        day_text = query.get("ngay", "").strip()[:40]
        day = parse_day(day_text) if day_text else None
        state = query.get("trang-thai", "")
        return cls(
            nhom=base.nhom,
            loai=base.loai,
            co_quan=base.co_quan,
            nam=base.nam,
            q=shortened(typed),
            trang=base.trang,
            linh_vuc=_one_line(query.get("linh-vuc", ""), 255),
            dia_ban=_one_line(query.get("dia-ban", ""), 120),
            trang_thai=state if state in STATES else "",
            ngay=day.isoformat() if day else "",
            trong=_one_line(query.get("trong", ""), 255),
            typed=typed if len(typed) > LONGEST else "",
            wrong_day="" if day or not day_text else day_text,
        )

    @property
    def parameters(self) -> Mapping[str, str]:
        """Which parameters narrow by which facet."""
        return _SEARCHED

    @property
    def day(self) -> date | None:
        """The day whose law is asked for; None for today."""
        return date.fromisoformat(self.ngay) if self.ngay else None

    @property
    def state(self) -> str:
        """A state of `luatsong.search.backend`."""
        return STATES[self.trang_thai][0]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form must carry along beside its own field."""
        return [pair for pair in self._pairs() if pair[1]]

    @property
    def beside_day(self) -> list[tuple[str, str]]:
        """What the form that picks a day must carry along."""
        words = [("q", self.q)] if self.q else []
        return [*words, *(pair for pair in self.hidden if pair[0] != "ngay")]

    @property
    def narrowed(self) -> bool:
        """Whether anything but words and day keeps results out."""
        return any(name not in ("ngay", "trang-thai") for name, _ in self.hidden)

    def _pairs(self) -> list[tuple[str, str]]:
        return [
            ("trong", self.trong),
            ("nhom", self.nhom),
            ("loai", self.loai),
            ("co-quan", self.co_quan),
            ("nam", self.nam),
            ("linh-vuc", self.linh_vuc),
            ("dia-ban", self.dia_ban),
            ("trang-thai", self.trang_thai),
            ("ngay", self.ngay),
        ]


def shortened(text: str) -> str:
    """At most `LONGEST` characters of `text`, cut between words."""
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    return cut.rsplit(" ", 1)[0] or cut


def states(asked: Seeking, counts: tuple[FacetCount, ...], path: str) -> list[Choice]:
    """Each state with how much it holds; those that hold nothing are left out, the asked never."""
    found = {count.value: count.count for count in counts}
    found[ALL_STATES] = sum(found.values())
    return [
        Choice(label, found.get(state, 0), asked.address(path, trang_thai=slug), chosen)
        for slug, (state, label) in STATES.items()
        if (chosen := slug == asked.trang_thai) or found.get(state)
    ]


def _one_line(text: str, longest: int) -> str:
    return " ".join(text.replace("\x00", " ").split())[:longest]
