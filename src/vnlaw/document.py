"""The values the engine hands around: what a legal document is once it has been read.

Everything here is frozen and free of behaviour that needs a database, a network or a clock.
Text is Unicode NFC. Dates are `datetime.date`. Line numbers are 1-based positions in the
sequence of lines that was parsed. A table is kept inside text as consecutive *table rows*:
lines that start with ``| `` (see `vnlaw.tables`), so that plain text loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vnlaw.numbers import DocumentNumber


class Kind(StrEnum):
    """What sort of document a text is; decides where it may be shown.

    Source: Luật 64/2025/QH15 Art 4 (normative), NĐ 30/2020/NĐ-CP (administrative),
    Pháp lệnh 01/2012/UBTVQH13 (consolidated).
    """

    NORMATIVE = "normative"  # văn bản quy phạm pháp luật
    ADMINISTRATIVE = "administrative"  # văn bản hành chính
    INDIVIDUAL = "individual"  # quyết định cá biệt
    PARTY = "party"  # văn bản của Đảng
    CONSOLIDATED = "consolidated"  # văn bản hợp nhất
    DRAFT = "draft"  # dự thảo
    OTHER = "other"


class Level(StrEnum):
    """Levels of the provision tree, from the outermost in."""

    PART = "part"  # phần
    CHAPTER = "chapter"  # chương
    SECTION = "section"  # mục
    SUBSECTION = "subsection"  # tiểu mục
    ARTICLE = "article"  # điều
    CLAUSE = "clause"  # khoản
    POINT = "point"  # điểm
    SUBPOINT = "subpoint"  # tiết


class ComponentKind(StrEnum):
    BODY = "body"  # thân văn bản
    ATTACHED = "attached"  # văn bản ban hành kèm theo (quy chế, quy định, …)
    APPENDIX = "appendix"  # phụ lục, mẫu, danh mục


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a document; never a reason to crash.

    `code` is stable English kebab-case; `message` is Vietnamese and says what to do.
    """

    code: str
    message: str
    line: int | None = None
    severity: str = "warning"  # "info" | "warning" | "error"


@dataclass(frozen=True, slots=True)
class Footnote:
    marker: str  # as printed between brackets in the text: "1", "*"
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """What reading one file gave: clean lines and how sure we are of them.

    `lines` holds one paragraph or one table row each. `pages[i]` is the 1-based page of
    `lines[i]` (empty when the format has no pages). `confidence` maps a page to the mean OCR
    word confidence in [0, 1]; it is empty for files with real text. `declared` is what the
    carrier says of the document (a saved page's title, number, status, dates), raw.
    """

    lines: tuple[str, ...]
    media_type: str
    pages: tuple[int, ...] = ()
    confidence: dict[int, float] = field(default_factory=dict)
    footnotes: tuple[Footnote, ...] = ()
    declared: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    position: str  # chức vụ of the person who signed, e.g. "Thứ trưởng"
    capacity: str = ""  # "TM.", "KT.", "TL.", "TUQ.", "Q." or ""
    on_behalf_of: str = ""  # what follows the capacity mark, e.g. "Bộ trưởng"


@dataclass(frozen=True, slots=True)
class EffectiveClause:
    """One statement of the text on when something starts or stops to apply.

    `scope` is "" for the whole document, else the words that limit it ("khoản 3 Điều 5").
    `start` and `end` are half-open `[start, end)`; None means not stated or not a plain date.
    `basis` is one of "date", "signing", "adoption", "event", "period".
    `condition` holds the words of a condition that is not a date.
    """

    scope: str
    start: date | None
    end: date | None
    basis: str
    condition: str
    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class Metadata:
    kind: Kind
    language: str  # "vi" or "en"
    type_code: str  # code of vnlaw/data/document_types.toml, e.g. "TT"; "" when unknown
    type_name: str  # "Thông tư"; "" when unknown
    number: DocumentNumber | None
    issuers: tuple[str, ...]  # in printed order, proper case: ("Bộ Tư pháp", "Bộ Công an")
    place: str
    issue_date: date | None
    title: str  # trích yếu, one line, without the type word
    legal_bases: tuple[str, ...]
    signers: tuple[Signer, ...]
    recipients: tuple[str, ...]
    effective: tuple[EffectiveClause, ...]
    effective_date: date | None  # the main one
    expiry_date: date | None  # first day on which the whole document no longer applies
    findings: tuple[Finding, ...] = ()

    @property
    def issuer(self) -> str:
        """All issuing bodies as one display string."""
        return ", ".join(self.issuers)


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of the tree.

    `number` is canonical: Arabic digits for part…clause with an optional letter ("4a", "2đ"),
    a letter with an optional digit for a point ("đ", "a1"), small Roman for a subpoint ("ii").
    `label` is the number as printed ("Chương II", "Điều 5.", "1.", "đ)").
    `text` holds the node's own paragraphs; for clause, point and subpoint the first one is what
    follows the label on its line. `quoted` lists half-open index ranges of `text` that quote
    provisions of another document (amending documents).
    """

    level: Level
    number: str
    label: str
    heading: str
    text: tuple[str, ...]
    line: int
    children: tuple[Provision, ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()

    def walk(self) -> Iterator[Provision]:
        """This provision, then all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Component:
    kind: ComponentKind
    ordinal: int  # 0 for the body, 1… for each attached text or appendix of its kind
    label: str  # "Phụ lục II", "Quy chế"; "" for the body
    title: str
    intro: tuple[str, ...]  # paragraphs before the first provision
    provisions: tuple[Provision, ...]
    line: int

    def walk(self) -> Iterator[Provision]:
        for provision in self.provisions:
            yield from provision.walk()


@dataclass(frozen=True, slots=True)
class Structure:
    """The lines of a document, sorted into rooms; every line stands in exactly one of them."""

    heading: tuple[str, ...]  # issuer, motto, number, date, type, title
    preamble: tuple[str, ...]  # legal bases and enacting words
    components: tuple[Component, ...]  # the body first; never empty
    closing: tuple[str, ...]  # signature block and recipients
    closing_line: int | None  # where `closing` starts
    findings: tuple[Finding, ...] = ()

    @property
    def body(self) -> Component:
        return self.components[0]


@dataclass(frozen=True, slots=True)
class Document:
    """A legal document as the engine understands it."""

    metadata: Metadata
    structure: Structure
    footnotes: tuple[Footnote, ...] = ()
    findings: tuple[Finding, ...] = ()
