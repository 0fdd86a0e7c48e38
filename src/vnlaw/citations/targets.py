"""Reading the document a citation names, from left to right.

By number ("Nghị định số 15/2020/NĐ-CP"), by name ("Luật Thanh tra năm 2022"), as the citing
document ("Thông tư này"), by what was cited before ("Nghị định nêu trên"), or by an alias.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vnlaw.citations.acts import match_name
from vnlaw.citations.model import SELF, Context, Target, TargetKind
from vnlaw.citations.words import LAW_WORDS, Documents, documents
from vnlaw.numbers import DocumentNumber, find_numbers

_LABEL = "số "
_RAW = re.compile(
    r"\d[\w.]{0,9}[ ]{0,3}[-–—/][ ]{0,3}[\wĐ&]"
    r"(?:[\w&Đ./–—_-]|[ ]{1,2}[-–—/]|(?<=[-–—/])[ ]{1,2}(?=[A-ZĐ])){0,60}"
)
_LONGEST_NAME = 300
_LONGEST_ATTACHED = 250
_CAPITAL = re.compile(r"[ ]+(?:[A-ZĐÀ-ỹ](?<![a-zđà-ỹ])|về[ ]+[A-ZĐ])")
_SENTENCE_END = re.compile(r"[.;:\n“”\"]")


@dataclass(frozen=True, slots=True)
class Found:
    """A document reference of `text[start:end]`; `after` is where its date and title may begin."""

    start: int
    end: int
    target: Target


class TargetReader:
    """Reads document references of one text; `earlier` are the targets found so far."""

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context
        self.earlier: list[Target] = []
        self.aliases: dict[str, Target] = dict(context.aliases)
        self.words: Documents = documents()

    def read(self, position: int) -> Found | None:
        """The reference that starts exactly at `position`; None for none."""
        for reader in (self._constitution, self._typed, self._attached, self._other):
            found = reader(position)
            if found is not None:
                return found
        return self._own(position) or self._bare_number(position)

    def _constitution(self, position: int) -> Found | None:
        match = self.words.constitution.match(self.text, position)
        if match:
            year = int(match[1]) if match[1] else None
            target = Target(TargetKind.NAME, name="Hiến pháp", year=year)
            return Found(position, match.end(), target)
        match = self.words.party_charter.match(self.text, position)
        if match:
            name = "Điều lệ Đảng" + (" Cộng sản Việt Nam" if "ản" in match[0][12:] else "")
            return Found(position, match.end(), Target(TargetKind.NAME, name=name))
        return None

    def _typed(self, position: int) -> Found | None:
        match = self.words.type_name.match(self.text, position)
        if match is None:
            return None
        word, end = match[0], match.end()
        return (
            self._numbered(position, end, word)
            or self._own(position)
            or self._aliased(position)
            or self._above(position, end, word)
            or (self._law(position, end) if word in LAW_WORDS else None)
            or (self._issued_number(position, end, word) if word not in LAW_WORDS else None)
        )

    def _numbered(self, start: int, position: int, word: str) -> Found | None:
        label = self.words.number_label.match(self.text, position)
        read = self._number(label.end()) if label else None
        if read is None:
            return None
        number, end = read
        return Found(start, end, Target(TargetKind.NUMBER, number, word, issued=self._date(end)))

    def _issued_number(self, start: int, position: int, word: str) -> Found | None:
        """ "Nghị quyết của Quốc hội số 51/2001/QH10": the issuer stands before the number."""
        gap = self.words.issuer_before_number.match(self.text, position)
        read = self._number(gap.end()) if gap else None
        if read is None:
            return None
        number, end = read
        return Found(start, end, Target(TargetKind.NUMBER, number, word, issued=self._date(end)))

    def _bare_number(self, position: int) -> Found | None:
        start = position
        if self.text.startswith(("số ", "Số "), position):
            position += len(_LABEL)
        read = self._number(position)
        if read is None:
            return None
        number, end = read
        return Found(start, end, Target(TargetKind.NUMBER, number, issued=self._date(end)))

    def _own(self, position: int) -> Found | None:
        """ "Thông tư này", "Quy chế này"."""
        match = self.words.self_name.match(self.text, position)
        this = self.words.this.match(self.text, match.end()) if match else None
        return Found(position, this.end(), SELF) if this else None

    def _above(self, start: int, position: int, word: str) -> Found | None:
        """ "Nghị định nêu trên": the last document of that type before; nothing when there is none."""
        match = self.words.above.match(self.text, position)
        if match is None:
            return None
        candidates = list(self.earlier)
        if "trên" in match[0]:
            candidates[:0] = self.context.antecedents
        wanted = word.lower()
        for target in reversed(candidates):
            if target.name.lower().startswith(wanted) and target.kind is not TargetKind.SELF:
                return Found(start, match.end(), target)
        return None

    def _aliased(self, position: int) -> Found | None:
        for alias, target in self.aliases.items():
            end = position + len(alias)
            if self.text[position:end].lower() == alias and not self.text[end : end + 1].isalnum():
                return Found(position, end, target)
        return None

    def _attached(self, position: int) -> Found | None:
        """ "Quy chế … ban hành kèm theo Quyết định số …": the document that issues it."""
        match = self.words.attached.match(self.text, position)
        if match is None:
            return None
        if own := self._own(position):
            return own
        stop = _SENTENCE_END.search(self.text, match.end())
        limit = min(stop.start() if stop else len(self.text), match.end() + _LONGEST_ATTACHED)
        by = self.words.attached_by.search(self.text, match.end(), limit)
        found = self._typed(by.end()) if by else None
        return Found(position, found.end, found.target) if found else None

    def _other(self, position: int) -> Found | None:
        match = self.words.other.match(self.text, position)
        if match is None:
            return None
        stop = self.words.name_end.search(self.text, match.end(), match.end() + _LONGEST_NAME)
        end = stop.start() if stop else match.end()
        name = self.text[position:end].rstrip()
        return Found(position, position + len(name), Target(TargetKind.OTHER, name=name))

    def _law(self, start: int, position: int) -> Found | None:
        """A law called by its name, with number, year or date where they follow."""
        end = match_name(self.text, start)
        amending = self._amending_name(start, position)
        if amending and (end is None or amending > end):
            end = amending
        known = end is not None
        if end is None:
            end = self._unknown_name(position)
        if end is None:
            return None
        return self._named(start, end, known=known)

    def _named(self, start: int, end: int, *, known: bool) -> Found | None:
        name = self.text[start:end]
        label = self.words.named_number.match(self.text, end)
        read = self._number(label.end()) if label else None
        if read is not None:
            number, stop = read
            issued = self._date(stop)
            return Found(start, stop, Target(TargetKind.NUMBER, number, name, issued=issued))
        day = self._dated(end)
        if day is not None:
            issued, stop = day
            return Found(start, stop, Target(TargetKind.NAME, name=name, issued=issued))
        year = self.words.year.match(self.text, end)
        if year:
            target = Target(TargetKind.NAME, name=name, year=int(year[1]))
            return Found(start, year.end(), target)
        if not known and len(name.split()) < 3:
            return None
        return Found(start, end, Target(TargetKind.NAME, name=name))

    def _amending_name(self, start: int, position: int) -> int | None:
        """End of "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C"."""
        gap = self.text[position : position + 1]
        match = self.words.amending.match(self.text, position + 1) if gap == " " else None
        if match is None:
            return None
        end = self._law_name_end(match.end())
        if end is None:
            return self._unknown_end(match.end())
        # A list of laws belongs to the title only where number or date follow it.
        further = end
        while joint := re.compile(r"(?:,| và)[ ]+(?=Luật |Bộ luật |Pháp lệnh )").match(
            self.text, further
        ):
            following = self._law_name_end(joint.end())
            if following is None:
                break
            further = following
        if further > end and any(
            pattern.match(self.text, further)
            for pattern in (self.words.named_number, self.words.date, self.words.year)
        ):
            return further
        return end

    def _law_name_end(self, position: int) -> int | None:
        match = self.words.type_name.match(self.text, position)
        if match is None or match[0] not in LAW_WORDS:
            return None
        return match_name(self.text, position) or self._unknown_name(match.end())

    def _unknown_name(self, position: int) -> int | None:
        """End of a name that no list knows: from a capital to the first word that ends a name."""
        if not _CAPITAL.match(self.text, position):
            return None
        return self._unknown_end(position + 1)

    def _unknown_end(self, position: int) -> int | None:
        limit = min(position + _LONGEST_NAME, len(self.text))
        stop = self.words.name_end.search(self.text, position, limit)
        end = stop.start() if stop else limit
        end -= len(self.text[position:end]) - len(self.text[position:end].rstrip())
        return end if end - position >= 2 else None

    def _date(self, position: int) -> date | None:
        day = self._dated(position)
        return day[0] if day else None

    def _dated(self, position: int) -> tuple[date, int] | None:
        match = self.words.date.match(self.text, position)
        if match is None:
            return None
        try:
            return date(int(match[3]), int(match[2]), int(match[1])), match.end()
        except ValueError:
            return None

    def _number(self, position: int) -> tuple[DocumentNumber, int] | None:
        raw = _RAW.match(self.text, position)
        read = read_number(raw[0]) if raw else None
        return (read[0], position + read[1]) if read else None


@lru_cache(maxsize=65536)
def read_number(raw: str) -> tuple[DocumentNumber, int] | None:
    """The number at the very start of `raw` and how many characters it takes."""
    for start, end, number in find_numbers(_LABEL + raw):
        return (number, end - len(_LABEL)) if start == len(_LABEL) else None
    return None
