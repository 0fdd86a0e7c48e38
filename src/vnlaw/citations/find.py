"""Finding citations in one paragraph: anchors first, then a reader at each anchor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from vnlaw.citations.expand import expand, read_places
from vnlaw.citations.model import SELF, Citation, Context, Reference, Step, Target, TargetKind
from vnlaw.citations.reading import Atom, Expression, Link, read_expression
from vnlaw.citations.targets import Found, TargetReader
from vnlaw.citations.words import anchor, documents, provisions
from vnlaw.document import Finding
from vnlaw.lexicon import load

_HERE = Context()
_ARTICLE = 4  # rank of an article: what is above it may have its title behind it
_MOST_ALIASES = 50  # keeps hostile text quick; real paragraphs define one or two
_LONGEST_WORDING = 600  # characters from a quotation mark to a citation inside it
_ALIAS_REACH = 600  # how far before "sau đây gọi là" the document stands, in characters
_LOOSE_NUMBER = re.compile(r"(?:(?<=số )|(?<=số: )|(?<![\w./:-]))\d[\w.]{0,6}[ ]?[/-][ ]?[\dA-ZĐ]")
_CALLED = (TargetKind.NUMBER, TargetKind.NAME)
_BEFORE_NUMBER = re.compile(r"[sS]ố[ ]*:?[ ]*$")


def find(text: str, context: Context = _HERE) -> tuple[Citation, ...]:
    """All citations of one paragraph, in order, none overlapping another.

    `text` is NFC (`vnlaw.text.clean`); spans are character offsets in it. Never fails; time is
    linear in the length of the text. Source of the forms: requirements 8.2 and 8.4.
    """
    return _Finder(text, context).run()


def find_with_aliases(
    text: str, context: Context = _HERE
) -> tuple[tuple[Citation, ...], dict[str, Target]]:
    """As `find`, with all second names known after the paragraph (see `Context.aliases`)."""
    finder = _Finder(text, context)
    return finder.run(), finder.targets.aliases


class _Finder:
    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context
        self.targets = TargetReader(text, context)
        self.found: list[Citation] = []
        self.title_end = 0  # names before this offset stand in the title of a cited document

    def run(self, *, learn: bool = True) -> tuple[Citation, ...]:
        """The citations; with `learn`, aliases that the text defines are used in it."""
        text, levels = self.text, provisions().levels
        if learn:
            self._aliases()
        search, position = anchor().search, 0
        while match := search(text, position):
            start, position = match.span()
            if text[position : position + 1].isalnum() or not _begins_word(text, start):
                continue
            if match[0].lower() in levels and (end := self._provisions(start)):
                position = end
            elif found := self.targets.read_alone(start):
                self._add(found.start, found, ())
                position = found.end
        self._loose_numbers()
        self._details()
        return tuple(self.found)

    def _provisions(self, start: int) -> int | None:
        """Read the expression whose level word stands at `start`; returns where reading goes on."""
        expression = read_expression(self.text, start)
        if expression is None or self._is_other_word(expression):
            return None
        document = self._document(expression)
        if document is None:
            document = Found(expression.end, expression.end, self.context.amends or SELF)
            if self.context.amends:
                document = replace(document, target=self._amended(self.context.amends))
        if not self._stands(expression, document) or self._is_label(expression, document):
            return expression.end
        first, rest = self._split(expression, document)
        if first:
            own = Found(first[-1].end, first[-1].end, SELF)
            self._add(expression.start, own, self._expand(first, SELF))
        begin = rest[0].start if first else expression.start
        end = max(document.end, expression.end)
        shown = replace(document, end=end)
        self._add(begin, shown, self._expand(rest, document.target))
        return end

    def _amended(self, target: Target) -> Target:
        return replace(target, kind=TargetKind.AMENDED)

    def _expand(self, atoms: Sequence[Atom], target: Target) -> tuple[Reference, ...]:
        here = target.kind is TargetKind.SELF and not self.context.quoted
        here = here and not self._is_wording(atoms[0].start)
        return expand(atoms, self.context.address if here else (), relative=here)

    def _is_wording(self, position: int) -> bool:
        """Whether this stands in words of another text: "thay cụm từ “… khoản 1 Điều này”"."""
        mark = self.text.rfind("“", max(0, position - _LONGEST_WORDING), position)
        if mark <= self.text.rfind("”", 0, position):
            return False
        return documents().wording.search(self.text, max(0, mark - 12), mark) is not None

    def _document(self, expression: Expression) -> Found | None:
        """The document after an expression, over "của", "kèm theo" and the like."""
        rules = documents()
        patterns = [rules.connector]
        if expression.atoms[-1].level.plain:
            patterns.append(rules.issued_with)
        if expression.atoms[-1].this and expression.atoms[-1].level.code != "appendix":
            patterns = []
        for pattern in patterns:
            gap = pattern.match(self.text, expression.end)
            found = self.targets.read(gap.end()) if gap and gap.end() > expression.end else None
            if found:
                return found
        return self._titled(expression)

    def _titled(self, expression: Expression) -> Found | None:
        """ "Phụ lục II Danh mục phí ban hành kèm theo Thông tư này": its title stands between."""
        words = documents()
        gap = words.titled.match(self.text, expression.end)
        if gap is None or expression.atoms[-1].this:
            return None
        if expression.atoms[-1].level.rank <= _ARTICLE and not gap[0].startswith(" của "):
            return None
        if words.type_name.search(self.text, expression.end, gap.end()):
            return None
        heads = provisions().head.finditer(self.text, expression.end, gap.end())
        if any(read_expression(self.text, head.start()) for head in heads):
            return None
        return self.targets.read_alone(gap.end())

    def _split(
        self, expression: Expression, document: Found
    ) -> tuple[Sequence[Atom], Sequence[Atom]]:
        """ "khoản 2 Điều này và Điều 5 Luật Đất đai": what ends with "này" is of this document."""
        atoms = expression.atoms
        if document.end > expression.end:
            for index in range(len(atoms) - 1, 0, -1):
                if atoms[index - 1].this and atoms[index].link in (Link.AND, Link.COMMA):
                    return atoms[:index], atoms[index:]
        return (), atoms

    def _is_other_word(self, expression: Expression) -> bool:
        """ "danh mục 1", "thành phần A": the level word is part of another word."""
        before = self.text[max(0, expression.start - 12) : expression.start]
        return provisions().not_after.search(before) is not None

    def _stands(self, expression: Expression, document: Found) -> bool:
        """Whether the expression means a provision even with nothing more around it."""
        if document.end > expression.end or len(expression.atoms) > 1:
            return True
        atom = expression.atoms[0]
        if atom.this:
            return True
        if not atom.level.alone or atom.numbers == ("",):
            return False
        if atom.level.code in ("article", "clause"):
            return True
        if atom.level.code == "point":
            return not atom.numbers[0][0].isdigit()
        return atom.word[0].isupper() or "số" in self.text[atom.start : atom.end]

    def _is_label(self, expression: Expression, document: Found) -> bool:
        """ "Điều 5. …" at the start of a line is the text's own label."""
        rules = provisions()
        atoms = expression.atoms
        if (
            len(atoms) > 1
            or len(atoms[0].numbers) > 1
            or atoms[0].level.code in ("clause", "point")
            or atoms[0].this
        ):
            return False
        if document.end > expression.end or not rules.label.fullmatch(
            self.text, 0, expression.start
        ):
            return False
        return rules.label_end.match(self.text, expression.end) is not None

    def _add(self, start: int, found: Found, references: tuple[Reference, ...]) -> None:
        target = found.target
        self.found.append(
            Citation(
                start,
                found.end,
                self.text[start : found.end],
                target,
                references,
                in_title=start < self.title_end and target.kind is not TargetKind.SELF,
                alias=documents().alias_tail.search(self.text, max(0, start - 40), start)
                is not None,
                findings=_findings(target),
            )
        )
        if target.kind in (TargetKind.NUMBER, TargetKind.NAME):
            self.targets.earlier.append(target)
        if target.kind is TargetKind.NUMBER and start >= self.title_end:
            self._title(found.end)

    def _title(self, position: int) -> None:
        rules = documents()
        title = rules.title.match(self.text, position)
        if title:
            stop = rules.title_end.search(self.text, title.end())
            self.title_end = stop.start() if stop else len(self.text)

    def _aliases(self) -> None:
        """Learn "(sau đây gọi là …)": it names the last document before it."""
        if "là" not in self.text or "(" not in self.text:
            return
        for match in islice(documents().alias.finditer(self.text), _MOST_ALIASES):
            name = match[1].strip()
            if not documents().self_name.match(name):
                continue
            before = self._before(match.start())
            if before is not None:
                self.targets.aliases[name.lower()] = before

    def _before(self, end: int) -> Target | None:
        """The target of the last citation that ends before `end` and is not in a title."""
        nearby = self.text[max(0, end - _ALIAS_REACH) : end]
        known = (TargetKind.NUMBER, TargetKind.NAME)
        context = replace(self.context, quoted=True, aliases=self.targets.aliases)
        for citation in reversed(_Finder(nearby, context).run(learn=False)):
            if citation.target.kind in known and not citation.in_title:
                return citation.target
        return None

    def _loose_numbers(self) -> None:
        """Numbers that no type word announces ("số 12/2020/NĐ-CP và 13/2021/NĐ-CP")."""
        extra: list[Citation] = []
        taken, index = self.found, 0
        for match in _LOOSE_NUMBER.finditer(self.text):
            while index < len(taken) and taken[index].end <= match.start():
                index += 1
            if index < len(taken) and taken[index].start < match.end():
                continue
            found = self.targets.read_number(match.start())
            if found is None:
                continue
            if index < len(taken) and found.end > taken[index].start:
                continue
            label = _BEFORE_NUMBER.search(self.text, max(0, match.start() - 6), match.start())
            start = label.start() if label else match.start()
            surface = self.text[start : found.end]
            extra.append(
                Citation(start, found.end, surface, found.target, findings=_findings(found.target))
            )
        if extra:
            self.found = sorted([*self.found, *extra], key=lambda citation: citation.start)

    def _details(self) -> None:
        """ "Thông tư này hướng dẫn khoản 4 Điều 21 về …; khoản 3 Điều 43 của Nghị định số …"."""
        end = self._of_one_document() if len(self.found) > 1 else 0
        target: Target | None = None
        article: tuple[Step, ...] = ()
        for index in range(len(self.found) - 1, -1, -1):
            citation = self.found[index]
            if citation.start >= end or "này" in citation.surface:
                continue
            if citation.target.kind in _CALLED:
                if not self._holds(citation):
                    continue
                target = None if citation.in_title else citation.target
                if not citation.provisions:
                    continue
            elif self._is_wording(citation.start):
                continue
            else:
                places = self._bare_places(citation, article)
                own = citation.target.kind is TargetKind.SELF
                meant = target if own and target else citation.target
                citation = replace(citation, target=meant, provisions=places)
                self.found[index] = citation
            article = _article(citation.provisions[0]) or article

    def _holds(self, citation: Citation) -> bool:
        """Whether what is named before a document may stand in it: it is not an amender of that."""
        before = (self.text, max(0, citation.start - 50), citation.start)
        if documents().amender.search(*before):
            return False
        return bool(citation.provisions) or documents().holder.search(*before) is not None

    def _bare_places(self, citation: Citation, article: tuple[Step, ...]) -> tuple[Reference, ...]:
        """The provisions read without the address of the text; what lacks one lies in `article`.

        "Bổ sung khoản 1a vào sau khoản 1 và sửa đổi khoản 2 Điều 11": all of Điều 11.
        """
        places, _ = read_places(self.text, citation.start)
        if any(map(_article, places)):
            return places
        return tuple(Reference((*article, *r.steps)) for r in places) or citation.provisions

    def _of_one_document(self) -> int:
        """Where a first sentence ends that names its one document last; 0 if it is none."""
        rules = documents()
        start = rules.details.match(self.text)
        if start:
            stop = rules.sentence_end.search(self.text, start.end())
            return stop.start() if stop else len(self.text)
        start = None if self.context.quoted else rules.instructs.match(self.text)
        if start is None:
            return 0
        colon = self.text.find(":", start.end())
        limit = colon if colon >= 0 else len(self.text)
        stop = rules.sentence_end.search(self.text, start.end(), limit)
        return stop.start() if stop else limit


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins here; a capital after a small letter lost its space ("tạiĐiều 5")."""
    before = text[start - 1] if start else " "
    return not before.isalnum() or (before.islower() and text[start].isupper())


def _article(reference: Reference) -> tuple[Step, ...]:
    """The article a provision lies in, as the one step of a tuple; () for none."""
    return tuple(step for step in reference.steps if step.level == "article")[:1]


def _findings(target: Target) -> tuple[Finding, ...]:
    """A number whose year is not that of its date is a misprint of one of the two."""
    number, issued = target.number, target.issued
    if number is None or issued is None or number.year in (None, issued.year):
        return ()
    message: str = load("citations")["findings"]["number-year"]
    shown = message.format(number=number.text, year=number.year, date=f"{issued:%d/%m/%Y}")
    return (Finding("citation-year-mismatch", shown),)
