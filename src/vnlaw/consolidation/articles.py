"""One article as it reads after amending texts, every span with its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vnlaw.consolidation import from_effects
from vnlaw.consolidation.drafts import read_drafts
from vnlaw.consolidation.lines import Line, plain
from vnlaw.consolidation.mentions import Mention, mentions
from vnlaw.consolidation.model import Instruction, Op, Outcome, Spot, Status
from vnlaw.consolidation.passes import apply
from vnlaw.consolidation.rendering import lines_of
from vnlaw.consolidation.tree import ROOT, Tree
from vnlaw.document import Document, Level
from vnlaw.effects import Effect
from vnlaw.numbers import DocumentNumber


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amending text, read once: its instructions and the articles it speaks of."""

    source: str
    instructions: tuple[tuple[Effect, Instruction], ...]
    mentions: tuple[Mention, ...]

    @classmethod
    def of(cls, document: Document) -> Amendment:
        """Read an amending text."""
        found = from_effects.instructions(document)
        number = document.metadata.number
        source = number.text if number else document.metadata.title
        return cls(source, found, tuple(mentions(document)))


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
    number ("5", "4a"). Never fails: what cannot be applied exactly is left to a person.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    intro, drafts = read_drafts(lines, Level.ARTICLE, {article})
    tree = Tree.of_drafts(drafts[:1])
    doubts: tuple[str, ...] = ("text-broken",) if intro or len(drafts) > 1 else ()
    outcomes: list[Outcome] = []
    for amendment in amendments:
        mine = _on(amendment, base)
        chosen = [_narrowed(i, article) for _, i in mine if _touches(i, article)]
        found = apply(tree, chosen)
        outcomes += [_judged(outcome, article) for outcome in found]
        doubts += tuple(_unread(amendment, mine, article))
    identity = next((node.identity for node in tree.children(ROOT)), None)
    rest = tuple(lines_of(tree, identity)) if identity is not None else ()
    return Consolidated(rest, tuple(outcomes), tuple(dict.fromkeys(doubts)))


def _on(amendment: Amendment, base: DocumentNumber | None) -> list[tuple[Effect, Instruction]]:
    """The instructions on the document; where none names it, those on a document not known."""
    if base is None:
        return list(amendment.instructions)
    named = [(e, i) for e, i in amendment.instructions if _is_number(e, base)]
    if named:
        return named
    return [
        (effect, replace(instruction, doubts=(*instruction.doubts, "target-unclear")))
        for effect, instruction in amendment.instructions
        if effect.target.number is None
    ]


def _is_number(effect: Effect, number: DocumentNumber) -> bool:
    return effect.target.number is not None and effect.target.number.key == number.key


def _article_of(spot: Spot) -> str:
    return next((step.number for step in spot.steps if step.level is Level.ARTICLE), "")


def _touches(instruction: Instruction, article: str) -> bool:
    """Whether an instruction changes the article; those on the whole document may."""
    number = _article_of(instruction.spot)
    if number:
        return number == article
    if instruction.op is Op.REPLACE_PHRASE:
        return all(step.level is not Level.CLAUSE for step in instruction.spot.steps)
    return False


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


def _judged(outcome: Outcome, article: str) -> Outcome:
    """A change of words everywhere is no fault where the article does not hold the words."""
    instruction = outcome.instruction
    if instruction.spot.steps or outcome.status is not Status.FAILED:
        return outcome
    del article
    return replace(outcome, status=Status.APPLIED, doubts=instruction.doubts)


def _unread(
    amendment: Amendment, mine: Iterable[tuple[Effect, Instruction]], article: str
) -> Iterable[str]:
    """Doubts from what the amending text says of the article without an instruction for it."""
    own = list(mine)
    articles_read = {effect.source.partition("/")[0] for effect, _ in own}
    others = {effect.source.partition("/")[0] for effect, _ in amendment.instructions}
    places = {effect.source for effect, instruction in own if _touches(instruction, article)}
    loose = [effect.source for effect, i in own if not _article_of(i.spot) and i.spot != Spot()]
    for mention in amendment.mentions:
        if mention.article != article:
            continue
        part = mention.address.partition("/")[0]
        if part in others and part not in articles_read:
            continue  # speaks of another document
        if not any(_is_under(place, mention.address) for place in places):
            yield "unread-mention"
        if any(_is_under(place, mention.address) for place in loose):
            yield "unread-mention"


def _is_under(address: str, above: str) -> bool:
    return address == above or address.startswith(above + "/")
