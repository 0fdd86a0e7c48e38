"""What a document does to the law: effects, and the places they reach.

Source of the verbs: design of the living-law model; Luật 64/2025/QH15 Arts 53-58 (start, end,
suspension of effect), NĐ 78/2025/NĐ-CP Art 69 (amending texts). All values are frozen. Dates are
`datetime.date`, intervals half-open. Line numbers are those of `vnlaw.document`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vnlaw.numbers import DocumentNumber


class Verb(StrEnum):
    """The closed set of what an effect may do."""

    ISSUE = "issue"
    TAKE_EFFECT = "take-effect"
    AMEND = "amend"  # sửa đổi: new wording of what is there
    INSERT = "insert"  # bổ sung: something that was not there
    REPLACE = "replace"  # thay thế a whole document or annex by another
    REPLACE_PHRASE = "replace-phrase"  # thay, bỏ, thêm cụm từ
    REPEAL = "repeal"  # bãi bỏ, hết hiệu lực
    SUSPEND = "suspend"  # (tạm) ngưng hiệu lực
    RESUME = "resume"  # khôi phục hiệu lực after a suspension
    EXTEND = "extend"  # kéo dài thời hạn áp dụng
    EXPIRE = "expire"  # the document's own end
    CONTINUE = "continue"  # tiếp tục có hiệu lực although the parent ended
    CORRECT = "correct"  # đính chính


class Unit(StrEnum):
    """Kinds of places an instruction may name, from the innermost out."""

    WORD = "word"  # dấu, số
    SENTENCE = "sentence"  # câu
    PARAGRAPH = "paragraph"  # đoạn, gạch đầu dòng
    COLUMN = "column"  # cột, dòng, số thứ tự of a table, which may stand in any place
    SUBPOINT = "subpoint"
    POINT = "point"
    CLAUSE = "clause"
    ARTICLE = "article"
    SUBSECTION = "subsection"
    SECTION = "section"
    CHAPTER = "chapter"
    PART = "part"
    TABLE = "table"  # bảng, biểu
    FORM = "form"  # mẫu
    APPENDIX = "appendix"  # phụ lục, danh mục


class Piece(StrEnum):
    """Which piece of a place is meant."""

    WHOLE = "whole"
    HEADING = "heading"  # tên điều, tên chương
    LEAD = "lead"  # đoạn đầu, đoạn mở đầu
    LAST = "last"  # đoạn cuối
    BASIS = "basis"  # phần căn cứ
    TITLE = "title"  # tên văn bản
    NAMED = "named"  # named by its content only; `Place.within` holds the words


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a place; `number` is canonical as in `vnlaw.document.Provision`."""

    unit: Unit
    number: str
    printed: str  # "Điều 5", "khoản 2a", "Phụ lục số 02"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document: its steps from the outermost in; no steps mean the document."""

    steps: tuple[Step, ...] = ()
    piece: Piece = Piece.WHOLE
    within: str = ""  # attached text the place lies in, as printed ("Quy chế … kèm theo")

    def __str__(self) -> str:
        """The place as citations write it: "điểm a khoản 2 Điều 12".

        Containers of an article are left out: articles are numbered through a document.
        """
        steps = list(self.steps)
        articles = [index for index, step in enumerate(steps) if step.unit is Unit.ARTICLE]
        shown = steps[articles[0] :] if articles else steps
        return " ".join(step.printed for step in reversed(shown))


@dataclass(frozen=True, slots=True)
class Target:
    """The document an effect is on.

    `number` is None where the text gives a name only, or a number nobody can parse; `printed` is
    the number as printed, "" where there is none; `name` is what stands before it ("Luật Giá",
    "Thông tư"). `own` means the document that states the effect. `relation` is "details" where the
    texts that hang on the document are meant, not itself ("văn bản quy định chi tiết Luật A").
    `issuer` is the body named after number and date, as read ("UBND tỉnh A"), "" where none is:
    numbers of local documents are not unique (NĐ 78/2025/NĐ-CP Art 64), so a store must not link
    one by its number alone. It does not count for equality: a text names it once.
    """

    number: DocumentNumber | None
    printed: str
    name: str
    own: bool = False
    relation: str = ""
    issuer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """The words an effect was read from: an exact substring of the document's lines.

    Lines of one paragraph broken over several lines are joined by a line feed.
    """

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class NewUnit:
    """New text of one place, in whole lines, quotation marks taken off.

    `place` is None where the text could not be matched to one of the places named.
    """

    place: Place | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A change of words: `old` becomes `new`.

    `new` is "" for words struck out. Where words are added next to others, `old` holds the others
    and `new` all of them ("B" -> "B A"). `old` is "" where words are added at no named place.
    """

    old: str
    new: str
    excepted: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing one document does to one other (or to itself).

    `order` is the position among the document's effects: they apply in that order.
    `places` are what is changed, () for the whole document, all of it. `units` hold new text, and
    `wants_text` says that the instruction promised some.
    `after`/`before` is the neighbour an insertion names; `into` what holds it, where the
    neighbour is not named. `becomes` is the new number of a renumbered place. `summary` marks a
    heading or title that only announces effects listed below it ("một số điều của …"): nothing to
    apply. `start` is the first day of the effect and `end` the first day it no longer has;
    `condition` holds the words of a condition that is not a date. `scope` limits the effect in
    the document's own words ("trừ …", kinds of cases); `territory` names the area.
    `prevails` marks that the text goes before differing texts while it is alive.
    `certain` effects may be applied without a person; `doubts` say why one is not.
    """

    verb: Verb
    source: str
    quote: Quote
    target: Target
    places: tuple[Place, ...] = ()
    units: tuple[NewUnit, ...] = ()
    wants_text: bool = False
    phrase: Phrase | None = None
    after: Place | None = None
    before: Place | None = None
    into: Place | None = None
    becomes: Place | None = None
    replaced_by: str = ""
    summary: bool = False
    start: date | None = None
    end: date | None = None
    condition: str = ""
    scope: str = ""
    territory: str = ""
    prevails: bool = False
    confidence: float = 1.0
    certain: bool = False
    doubts: tuple[str, ...] = ()
    order: int = 0
