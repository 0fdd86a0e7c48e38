"""Reading the document a citation names, from left to right.

By number ("Nghị định số 15/2020/NĐ-CP"), by name ("Luật Thanh tra năm 2022"), as the citing
document ("Thông tư này"), by what was cited before ("Nghị định nêu trên"), or by an alias.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vnlaw.citations.acts import act_numbered, match_name
from vnlaw.citations.model import SELF, Context, Target, TargetKind
from vnlaw.citations.words import LAW_WORDS, Documents, compiled, documents, short_names
from vnlaw.numbers import DocumentNumber, find_numbers, parse_number

_LABEL = "số "
_RAW = re.compile(
    r"\d[\w.]{0,9}[ ]{0,3}[-–—/][ ]{0,3}[\wĐ&]"
    r"(?:[\w&Đ./–—_-]|[ ]{1,2}[-–—/]|(?<=[-–—/])[ ]{1,2}(?=[A-ZĐ])){0,60}"
)
_SHORT = re.compile(r"\d{1,5}[a-z]?[/-][A-ZĐ]{2,6}(?![\w/-])")
_RECENT = 100  # how many targets "nêu trên" may reach back over
_GOES_ON = compiled(r"[ ](?!Việt[ ]Nam(?!\w))[A-Z{upper}][a-zà-ỹ]")
_SHORTENED = re.compile(r"Luật[ ][A-ZĐ]{3,}$")  # "Luật TTTM"
_FOREIGN = ("về ", "Về ")  # "Công ước … về Luật Biển"
_PLURAL = ("các ", "Các ", "những ")
_NEXT_LAW = re.compile(r"(?:,| và)[ ]+(?=Luật |Bộ luật |Pháp lệnh )")
_LONGEST_NAME = 300
_LONGEST_ATTACHED = 250
_CAPITAL = compiled(r"[ ]+(?:[A-Z{upper}]|về[ ]+[A-Z{upper}])")
_SENTENCE_END = re.compile(r"[;\n“”\"]|[.:](?!\d)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


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
        """The document around a provision, if it starts exactly at `position`."""
        return (
            self._attached(position)
            or self.read_alone(position)
            or self._other(position)
            or self.read_number(position)
            or self._bare_type(position)
        )

    def read_alone(self, position: int) -> Found | None:
        """A document that is cited as a whole, if it starts exactly at `position`."""
        return (
            self._constitution(position)
            or self._typed(position)
            or self._own(position)
            or self._initials(position)
        )

    def _initials(self, position: int) -> Found | None:
        """ "BLHS", "BLTTDS năm 2015"."""
        if not self.text.startswith(short_names(), position):
            return None
        end = match_name(self.text, position)
        return self._named(position, end) if end is not None else None

    def _constitution(self, position: int) -> Found | None:
        match = self.words.constitution.match(self.text, position)
        if match:
            year = int(match[1]) if match[1] else None
            target = Target(TargetKind.NAME, name="Hiến pháp", year=year, printed=match[0])
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
        found = (
            self._numbered(position, end, word)
            or self._own(position)
            or self._above(position, end, word)
        )
        if found or word.capitalize() not in LAW_WORDS:
            return (
                found
                or self._issued_number(position, end, word)
                or self._aliased(position)
                or self._odd_number(position, end, word)
                or self._cut_number(position, end, word)
            )
        return self._known_law(position, end) or self._aliased(position) or self._law(position, end)

    def _numbered(self, start: int, position: int, word: str) -> Found | None:
        label = self.words.number_label.match(self.text, position)
        return self._at_number(start, label.end(), word) if label else None

    def _issued_number(self, start: int, position: int, word: str) -> Found | None:
        """ "Nghị quyết của Quốc hội số 51/2001/QH10": the issuer stands before the number."""
        gap = self.words.issuer_before_number.match(self.text, position)
        if gap is None or self.words.type_name.search(gap[0]):
            return None
        return self._at_number(start, gap.end(), word)

    def _odd_number(self, start: int, position: int, word: str) -> Found | None:
        """ "Thông tư số 05-BXD/ĐT": a number of an old form, called as it is printed."""
        label = self.words.number_label.match(self.text, position)
        match = self.words.odd_number.match(self.text, label.end()) if label else None
        if match is None:
            return None
        printed = match[0].replace(" ", "")
        name = f"{word} số {printed}"
        issued = self._date(match.end())
        target = Target(TargetKind.NAME, name=name, issued=issued, printed=printed)
        return Found(start, match.end(), target)

    def _cut_number(self, start: int, position: int, word: str) -> Found | None:
        """ "Thông tư số 191": the document of that serial cited before, else a name."""
        match = self.words.cut_number.match(self.text, position)
        if match is None or self.words.rule_name.fullmatch(word) is None:
            return None
        serial, year = match["serial"].lstrip("0"), match["year"]
        wanted = word.lower()
        for target in (*reversed(self.earlier[-_RECENT:]), *reversed(self.context.antecedents)):
            number = target.number
            if number is None or not target.name.lower().startswith(wanted):
                continue
            if number.serial.lstrip("0") == serial and year in (None, str(number.year)):
                return Found(start, match.end(), target)
        if "số" not in match[0] and year is None:
            return None
        name = " ".join(self.text[start : match.end()].split())
        return Found(start, match.end(), Target(TargetKind.NAME, name=name))

    def read_number(self, position: int) -> Found | None:
        """A number without its type: "số 15/2020/NĐ-CP"."""
        label = len(_LABEL) if self.text.startswith(("số ", "Số "), position) else 0
        return self._at_number(position, position + label, "")

    def _at_number(self, start: int, position: int, name: str) -> Found | None:
        raw = _RAW.match(self.text, position)
        read = read_number(raw[0], named=bool(name)) if raw else None
        if read is None:
            return None
        number, length = read
        end = position + length
        printed = self.text[position:end].replace(" ", "")
        if _CYRILLIC.search(printed):
            number = parse_number(printed) or number
            printed = number.text
        target = Target(TargetKind.NUMBER, number, name, issued=self._date(end), printed=printed)
        return Found(start, end, target)

    def _own(self, position: int) -> Found | None:
        """ "Thông tư này", "Quy chế này"."""
        match = self.words.self_name.match(self.text, position)
        this = self.words.this.match(self.text, match.end()) if match else None
        return Found(position, this.end(), SELF) if this else None

    def _above(self, start: int, position: int, word: str) -> Found | None:
        """ "Nghị định nêu trên": the last document of that type before, if there is one."""
        match = self.words.above.match(self.text, position)
        if match is None or self.text.endswith(_PLURAL, 0, start):
            return None
        candidates = self.earlier[-_RECENT:]
        if "trên" in match[0]:
            candidates[:0] = self.context.antecedents
        wanted = word.lower()
        for target in reversed(candidates):
            if target.name.lower().startswith(wanted) and target.kind is not TargetKind.SELF:
                return Found(start, match.end(), target)
        return None

    def _aliased(self, position: int) -> Found | None:
        for alias, target in self.aliases.items():
            if self.words.type_name.fullmatch(alias.capitalize()):
                continue  # "Đề án" alone says too little; see `_bare_type`
            end = position + len(alias)
            if self.text[position:end].lower() == alias and not self.text[end : end + 1].isalnum():
                return Found(position, end, target)
        return None

    def _bare_type(self, position: int) -> Found | None:
        """ "Điều 5 Nghị định (…)": which decree only an alias can tell."""
        match = self.words.rule_name.match(self.text, position)
        match = match or self.words.short_attached.match(self.text, position)
        if match is None or self.text.endswith(", ", 0, position):
            return None
        target = self.aliases.get(match[0].lower(), Target(TargetKind.NAME, name=match[0]))
        return Found(position, match.end(), target)

    def _attached(self, position: int) -> Found | None:
        """ "Quy chế … ban hành kèm theo Quyết định số …": the document that issues it."""
        match = self.words.attached.match(self.text, position)
        if match is None or self._numbered(position, match.end(), match[0]):
            return None  # "Kế hoạch số 5/KH-UBND ban hành kèm theo …" has a number of its own
        limit = match.end() + _LONGEST_ATTACHED
        stop = _SENTENCE_END.search(self.text, match.end(), limit)
        limit = stop.start() if stop else limit
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

    def _known_law(self, start: int, position: int) -> Found | None:
        """A law called by a name of the list, with number, year or date where they follow."""
        end = match_name(self.text, start)
        if end is not None and _GOES_ON.match(self.text, end):
            further = self._unknown_end(end + 1)  # "Luật Nhà ở Đô thị" is not "Luật Nhà ở"
            end = further if self.words.type_name.match(self.text, end + 1) is None else end
        amending = self._amending_name(position)
        if amending and (end is None or amending > end):
            end = amending
        return self._named(start, end) if end is not None else None

    def _law(self, start: int, position: int) -> Found | None:
        """A law that no list knows."""
        gap = self.words.name_before_number.match(self.text, position)
        if gap and not self.words.type_name.search(gap[0]):
            numbered = self._at_number(start, gap.end(), self.text[start : gap.end("name")])
            if numbered is not None:
                return numbered
        end = self._unknown_name(position)
        if end is None or self.text.endswith(_FOREIGN, 0, start):
            return None
        if self.text.startswith("Bộ", start):  # our codes are all known: "Bộ luật ISPS" is not ours
            return None
        name = self.text[start:end]
        return self._named(start, end) if len(name.split()) > 2 or _SHORTENED.match(name) else None

    def _named(self, start: int, end: int) -> Found:
        name = self.text[start:end]
        label = self.words.named_number.match(self.text, end)
        numbered = self._at_number(start, label.end(), name) if label else None
        if numbered is not None:
            return self._amending_number(numbered, name)
        day = self._dated(end)
        if day is not None:
            issued, stop = day
            return Found(start, stop, Target(TargetKind.NAME, name=name, issued=issued))
        year = self.words.year.match(self.text, end)
        if year:
            target = Target(TargetKind.NAME, name=name, year=int(year[1]))
            return Found(start, year.end(), target)
        return Found(start, end, Target(TargetKind.NAME, name=name))

    def _amending_number(self, found: Found, name: str) -> Found:
        """ "Luật sửa đổi … của Luật Sở hữu trí tuệ số 50/2005/QH11": that is the other law."""
        number = found.target.number
        act = act_numbered(number.key) if number else None
        if act is None or act.amends or not self.words.amending.search(name):
            return found
        return Found(found.start, found.end, Target(TargetKind.NAME, name=name))

    def _amending_name(self, position: int) -> int | None:
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
        while joint := _NEXT_LAW.match(self.text, further):
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
        if match is None or match[0].capitalize() not in LAW_WORDS:
            return None
        return match_name(self.text, position) or self._unknown_name(match.end())

    def _unknown_name(self, position: int) -> int | None:
        """End of a name that no list knows: from a capital to the first word that ends a name.

        A small letter may begin that of an ordinance ("Pháp lệnh an toàn và kiểm soát bức xạ")
        where number, day or year follow.
        """
        if _CAPITAL.match(self.text, position):
            return self._unknown_end(position + 1)
        if not self.text.endswith("Pháp lệnh", 0, position):
            return None
        end = self._unknown_end(position)
        if end is None:
            return None
        dated = (self.words.named_number, self.words.date, self.words.year)
        return end if any(pattern.match(self.text, end) for pattern in dated) else None

    def _unknown_end(self, position: int) -> int | None:
        limit = min(position + _LONGEST_NAME, len(self.text))
        stop = self.words.name_end.search(self.text, position, limit)
        end = stop.start() if stop else limit
        more = self.words.name_goes_on.match(self.text, end)
        if more and not self.words.type_name.search(more[0]) and " này" not in more[0]:
            end = more.end()
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


@lru_cache(maxsize=65536)
def read_number(raw: str, *, named: bool) -> tuple[DocumentNumber, int] | None:
    """The number at the very start of `raw` and how many characters it takes.

    After the name of a type (`named`) also a number without agency is one: "23/TTLT".
    """
    for start, end, number in find_numbers(_LABEL + raw):
        if start == len(_LABEL):
            return number, end - len(_LABEL)
        break
    short = _SHORT.match(raw) if named else None
    parsed = parse_number(short[0]) if short else None
    return (parsed, short.end()) if short and parsed else None
