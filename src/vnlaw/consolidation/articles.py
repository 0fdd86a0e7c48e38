"""One article as it reads after amending texts, every span with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vnlaw.consolidation import from_effects
from vnlaw.consolidation.drafts import read_drafts
from vnlaw.consolidation.lines import Line, joined, line, plain, spliced
from vnlaw.consolidation.mentions import Mention, mentions, orders, wordings
from vnlaw.consolidation.model import Instruction, Op, Outcome, Part, Spot, Status
from vnlaw.consolidation.passes import apply
from vnlaw.consolidation.phrases import in_any_case
from vnlaw.consolidation.quality import is_incomplete, text_doubts
from vnlaw.consolidation.rendering import lines_of
from vnlaw.consolidation.slips import has_misprint
from vnlaw.consolidation.soundness import form_doubts
from vnlaw.consolidation.tree import ROOT, Tree
from vnlaw.document import Document, Level
from vnlaw.effects import Effect, find_effects
from vnlaw.numbers import DocumentNumber
from vnlaw.structure.labels import CONTAINERS


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amending text, read once: its instructions, all its effects, the articles it speaks of.

    `silent` are the addresses of its provisions that begin like instructions but gave none,
    `unread` the words it quotes to be changed that no instruction changes;
    `incomplete` says that articles of its own are missing.
    """

    source: str
    instructions: tuple[tuple[Effect, Instruction], ...]
    mentions: tuple[Mention, ...]
    effects: tuple[Effect, ...] = ()
    silent: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    incomplete: bool = False

    @classmethod
    def of(cls, document: Document) -> Amendment:
        """Read an amending text."""
        effects = find_effects(document)
        found = from_effects.instructions(document, effects)
        for doubt in text_doubts(document):
            found = tuple((effect, _distrusted(made, doubt)) for effect, made in found)
        number = document.metadata.number
        source = number.text if number else document.metadata.title
        silent = tuple(set(orders(document)) - {effect.source for effect in effects})
        named = tuple(mentions(document))
        unread = tuple(_unread_words(document, effects))
        return cls(source, found, named, effects, silent, unread, is_incomplete(document))


@dataclass(frozen=True, slots=True)
class Consolidated:
    """An article after its amendments.

    Each span of `lines` has one origin: "" for the text given, else the key of one of the
    instructions in `outcomes`. `doubts` are those of the article as a whole; with them, or with an
    outcome that is not certain, a person must look before the text is shown as certain.
    """

    lines: tuple[Line, ...]
    outcomes: tuple[Outcome, ...]
    doubts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The article as plain text, one paragraph a line."""
        return "\n".join(map(plain, self.lines))

    @property
    def certain(self) -> bool:
        """Whether nothing is left for a person to decide."""
        return not self.doubts and all(outcome.certain for outcome in self.outcomes)


def consolidate_article(
    text: str, article: str, base: DocumentNumber | None, amendments: Sequence[Amendment]
) -> Consolidated:
    """Apply amending texts, in the order given, to one article of the document `base`.

    `text` is the article as it stood, one paragraph a line ("" where it is new); `article` its
    number ("5", "4a"). Never fails: what cannot be applied exactly is left to a person, and so is
    an article that none of the texts speaks of, since whoever asks thinks that one does.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    intro, drafts = read_drafts(lines, Level.ARTICLE, {article})
    tree = Tree.of_drafts(drafts[:1])
    doubts: tuple[str, ...] = ("text-broken",) if intro or len(drafts) > 1 else ()
    outcomes: list[Outcome] = []
    for amendment in amendments:
        mine = _on(amendment, base)
        chosen = [_narrowed(i, article) for _, i in mine if _touches(i, article)]
        words = "\n".join(plain(text) for text in _article_lines(tree))
        outcomes += map(_judged, apply(tree, [i for i in chosen if _matters(i, words)]))
        doubts += tuple(_unread(amendment, mine, article))
        if any(in_any_case(words, phrase) for phrase in amendment.unread):
            doubts += ("unread-mention",)
    rest = _article_lines(tree)
    if not _is_addressed(outcomes, rest):
        doubts += ("not-addressed",)
    if has_misprint("\n".join(map(plain, rest))):
        doubts += ("misprint-suspected",)
    for node in tree.children(ROOT):
        doubts += tuple(form_doubts(tree, node.identity))
    if drafts and drafts[0].heading:
        rest = _named(tree, rest, line(drafts[0].heading))
    return Consolidated(rest, tuple(outcomes), tuple(dict.fromkeys(doubts)))


def _named(tree: Tree, lines: tuple[Line, ...], heading: Line) -> tuple[Line, ...]:
    """A repealed article alone keeps its name, as the codified law does: what was repealed?"""
    nodes = tree.children(ROOT)
    if len(nodes) != 1 or not nodes[0].repealed:
        return lines
    at = len(plain(nodes[0].label))
    return tuple(spliced(text, at, at, joined((line(" "), heading))) for text in lines)


def _is_addressed(outcomes: Iterable[Outcome], lines: Iterable[Line]) -> bool:
    """Whether an instruction names the article, or one for the whole document changed it."""
    named = any(outcome.instruction.spot.steps for outcome in outcomes)
    return named or any(span.origin for line in lines for span in line)


def _article_lines(tree: Tree) -> tuple[Line, ...]:
    return tuple(line for node in tree.children(ROOT) for line in lines_of(tree, node.identity))


def _unread_words(document: Document, effects: Iterable[Effect]) -> Iterator[str]:
    known = [text for e in effects if e.phrase for text in (e.phrase.old, e.phrase.new)]
    for words in wordings(document):
        if words.strip() and not any(words in text for text in known):
            yield words


def _distrusted(instruction: Instruction, doubt: str) -> Instruction:
    """New text from a damaged source is for a person to compare."""
    if not instruction.lines and not instruction.new:
        return instruction
    return replace(instruction, doubts=(*instruction.doubts, doubt))


def _on(amendment: Amendment, base: DocumentNumber | None) -> list[tuple[Effect, Instruction]]:
    """The instructions on the document; where none names it, those on a document not known."""
    if base is None:
        return list(amendment.instructions)
    named = any(_is_number(e, base) for e, _ in amendment.instructions)
    near = any(_is_nearly(e, base) for e, _ in amendment.instructions)
    chosen: list[tuple[Effect, Instruction]] = []
    for effect, instruction in amendment.instructions:
        if _is_number(effect, base):
            chosen.append((effect, instruction))
        elif _is_nearly(effect, base) or (effect.target.number is None and not (named or near)):
            doubts = (*instruction.doubts, "target-unclear")
            chosen.append((effect, replace(instruction, doubts=doubts)))
    return chosen


def _is_number(effect: Effect, number: DocumentNumber) -> bool:
    return effect.target.number is not None and effect.target.number.key == number.key


def _is_nearly(effect: Effect, number: DocumentNumber) -> bool:
    """Whether a number is that of the document but for a misprint in its symbol."""
    other = effect.target.number
    return other is not None and (other.serial, other.year) == (number.serial, number.year)


def _article_of(spot: Spot) -> str:
    return next((step.number for step in spot.steps if step.level is Level.ARTICLE), "")


def _touches(instruction: Instruction, article: str) -> bool:
    """Whether an instruction changes the article; those on the whole document may."""
    number = _article_of(instruction.spot)
    if number:
        return number == article
    return instruction.op is Op.REPLACE_PHRASE and _is_broad(instruction.spot)


def _is_broad(spot: Spot) -> bool:
    """Whether a spot is a chapter or the like, or the whole document."""
    return spot.part is Part.WHOLE and all(step.level in CONTAINERS for step in spot.steps)


def _narrowed(instruction: Instruction, article: str) -> Instruction:
    """An instruction on a container or the whole document, as far as it concerns the article."""
    if _article_of(instruction.spot):
        return instruction
    if not instruction.spot.steps:
        excepted = {_article_of(spot) for spot in instruction.excepted if len(spot.steps) == 1}
        return replace(instruction, old="" if article in excepted else instruction.old)
    return replace(
        instruction,
        spot=Spot(),
        doubts=(*instruction.doubts, "container-unclear"),
    )


def _matters(instruction: Instruction, words: str) -> bool:
    """Whether an instruction for the whole document could change this article."""
    if instruction.spot.steps or instruction.sure:
        return True
    return bool(in_any_case(words, instruction.old)) if instruction.old.strip() else False


def _judged(outcome: Outcome) -> Outcome:
    """A change of words everywhere is no fault where the article does not hold the words."""
    instruction = outcome.instruction
    failed = outcome.status is Status.FAILED
    if instruction.spot.steps or not failed or not instruction.sure:
        return outcome
    return replace(outcome, status=Status.APPLIED, doubts=instruction.doubts)


def _unread(
    amendment: Amendment, mine: Iterable[tuple[Effect, Instruction]], article: str
) -> Iterator[str]:
    """Doubts from what the amending text says of the article without an instruction for it."""
    own = list(mine)
    if amendment.incomplete:
        yield "text-incomplete"
    if any(not _is_heard(amendment, own, m) for m in amendment.mentions if m.article == article):
        yield "unread-mention"
    for _, instruction in own:
        if instruction.op is Op.REPEAL and instruction.spot.steps and _is_broad(instruction.spot):
            yield "container-unclear"


def _is_heard(
    amendment: Amendment, own: Sequence[tuple[Effect, Instruction]], mention: Mention
) -> bool:
    """Whether what the amending text says where it names the article is accounted for."""
    here = [e for e in amendment.effects if _is_under(e.source, mention.address)]
    part = mention.address.partition("/")[0]
    amends = any(
        effect.source.partition("/")[0] == part and not effect.target.own
        for effect in amendment.effects
    )
    if not (mention.orders or amends):
        return True  # the amending text's own rules cite the article
    mine = [pair for pair in own if _is_under(pair[0].source, mention.address)]
    if here and not mine and all(effect.target.number for effect in here):
        return True  # speaks of another document
    if any(_is_under(address, mention.address) for address in amendment.silent):
        return False
    if any(_is_loose(instruction.spot) for _, instruction in mine):
        return False
    return any(
        _touches(instruction, mention.article) or _is_beside(instruction, mention.article)
        for _, instruction in mine
    )


def _is_loose(spot: Spot) -> bool:
    """Whether a spot inside an article does not tell which."""
    inside = any(step.level not in CONTAINERS for step in spot.steps)
    return inside and not _article_of(spot)


def _is_beside(instruction: Instruction, article: str) -> bool:
    """Whether the article is only named as the neighbour of a new one."""
    return any(
        _article_of(spot) == article for spot in (instruction.after, instruction.before) if spot
    )


def _is_under(address: str, above: str) -> bool:
    return address == above or address.startswith(above + "/")
