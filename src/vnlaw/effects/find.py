"""All effects of a document, in order, with their dates, their certainty, and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vnlaw.citations.acts import acts_named
from vnlaw.document import ComponentKind, Document, Finding, Kind
from vnlaw.effects.context import Context, Unread
from vnlaw.effects.documents import known_names
from vnlaw.effects.model import Effect, Target, Verb
from vnlaw.effects.own import own_effects
from vnlaw.effects.passages import Node, Passage, nodes
from vnlaw.effects.reader import Reader
from vnlaw.effects.timing import Calendar
from vnlaw.effects.wording import data
from vnlaw.lexicon import load
from vnlaw.numbers import agency_codes, parse_number

_WEIGHTS: dict[str, float] = data()["doubts"]
_CERTAIN: float = data()["confidence"]["certain"]
_WITHOUT_EFFECTS = frozenset((Kind.CONSOLIDATED, Kind.DRAFT))
_LOCAL = frozenset(data()["documents"]["local"])
_LEAST = 0.05
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Reading:
    """The effects of one document and what a person should look at."""

    effects: tuple[Effect, ...]
    findings: tuple[Finding, ...]


def find_effects(document: Document) -> tuple[Effect, ...]:
    """Every effect `document` states, in the order in which they apply. Never fails.

    Linear in the length of the text. New text quoted in amending documents is not read as
    effects of the amending document.
    """
    return read_effects(document).effects


def read_effects(document: Document) -> Reading:
    """As `find_effects`, with findings: uncertain readings, missing targets, sentences unread.

    A consolidated text repeats what others ordered (Pháp lệnh 01/2012/UBTVQH13 Art 2), and a draft
    orders nothing yet: neither has effects.
    """
    if document.metadata.kind in _WITHOUT_EFFECTS:
        return Reading((), ())
    parts = nodes(document)
    names = known_names(_whole_text(document, parts))
    calendar = Calendar(document.metadata)
    title, inherited = _title(document, names)
    reader = Reader(names, calendar.main)
    for part, component in zip(parts, document.structure.components, strict=True):
        if component.kind is not ComponentKind.APPENDIX:
            reader.read(part, inherited if part is parts[0] else Context())
        elif reader.annexed:
            reader.read(part, reader.annexed)
    effects = [*_missing_in_body(title, reader.effects), *reader.effects]
    effects = [_own_named(_numbered_by_name(effect, document), document) for effect in effects]
    effects = [_dated(effect, calendar) for effect in effects]
    effects = list(_distinct([*own_effects(document, parts), *effects]))
    weighed = tuple(_weighed(replace(e, order=order)) for order, e in enumerate(effects))
    return Reading(weighed, tuple(_findings(weighed, reader.unread, document)))


def _whole_text(document: Document, parts: Sequence[Node]) -> str:
    tree = document.structure
    lines = [" ".join(tree.heading), document.metadata.title, *tree.preamble]
    stack = list(reversed(parts))
    while stack:
        node = stack.pop()
        lines += [passage.view for passage in node.passages]
        stack += reversed(node.children)
    return "\n".join(lines)


def _title(document: Document, names: dict[str, Target]) -> tuple[list[Effect], Context]:
    """What the title says, and the context it gives to the articles."""
    title = document.metadata.title
    if not title:
        return [], Context()
    reader = Reader(names)
    passage = Passage(title, title, 1, heading=True)
    reader.read(Node("", None, "", (passage,), ()), Context())
    documents = {effect.target for effect in reader.effects if effect.target.number}
    acts = [effect for effect in reader.effects if effect.verb is not Verb.CONTINUE]
    context = Context()
    if len(documents) == 1 and acts:
        context = Context(target=documents.pop(), doubts=("target-from-title",), amending=True)
    return reader.effects, context


def _missing_in_body(title: Iterable[Effect], body: Sequence[Effect]) -> Iterator[Effect]:
    """Effects only the title states."""
    reached = {_document(effect) for effect in body}
    for effect in title:
        if effect.target.number and _document(effect) not in reached:
            yield replace(effect, doubts=(*effect.doubts, "title-only"))


def _document(effect: Effect) -> str:
    target = effect.target
    return target.number.key if target.number else (target.printed or target.name.lower())


def _local_issuer(effect: Effect) -> str:
    """The issuer, where several have the same number."""
    number = effect.target.number
    local = number is not None and not _LOCAL.isdisjoint(agency_codes(number))
    return effect.target.issuer.lower() if local else ""


def _numbered_by_name(effect: Effect, document: Document) -> Effect:
    """The number of a law the text only names, where the name can mean one act on its day.

    `Target.printed` stays empty: the text prints no number.
    """
    target, issued = effect.target, document.metadata.issue_date
    if "target-unnumbered" not in effect.doubts or issued is None:
        return effect
    acts = acts_named(target.name, on=issued)
    number = parse_number(acts[0].number) if len(acts) == 1 else None
    if number is None:
        return effect
    doubts = tuple("target-by-name" if d == "target-unnumbered" else d for d in effect.doubts)
    return replace(effect, target=replace(target, number=number), doubts=doubts)


def _own_named(effect: Effect, document: Document) -> Effect:
    """An effect on a document named by its number that is the document itself."""
    number = document.metadata.number
    if number and effect.target.number == number and not effect.target.own:
        return replace(effect, target=replace(effect.target, own=True))
    return effect


def _dated(effect: Effect, calendar: Calendar) -> Effect:
    if effect.start:
        return effect
    start = calendar.start(effect.source)
    if start is None:
        return replace(effect, doubts=(*effect.doubts, "date-missing"))
    return replace(effect, start=start)


def _distinct(effects: Iterable[Effect]) -> Iterator[Effect]:
    """Leave out what a heading and the sentence below it both say."""
    seen: set[object] = set()
    for effect in effects:
        if effect.verb in (Verb.ISSUE, Verb.TAKE_EFFECT, Verb.EXPIRE):
            yield effect
            continue
        key = (
            effect.verb,
            _document(effect),
            _local_issuer(effect),
            effect.places,
            effect.phrase,
            effect.units,
            effect.summary,
            effect.becomes,
        )
        if key not in seen:
            seen.add(key)
            yield effect


def _weighed(effect: Effect) -> Effect:
    confidence = max(_LEAST, 1.0 - sum(_WEIGHTS[doubt] for doubt in effect.doubts))
    certain = confidence >= _CERTAIN
    return replace(effect, confidence=round(confidence, 2), certain=certain)


def _findings(
    effects: Sequence[Effect], unread: Sequence[Unread], document: Document
) -> Iterator[Finding]:
    issued = document.metadata.issue_date
    for effect in effects:
        code = _fault(effect, issued)
        if code:
            yield _finding(code, effect.quote.text, effect.quote.line)
    for sentence in unread:
        yield _finding("effect-unread", sentence.text, sentence.passage.line)


def _fault(effect: Effect, issued: date | None) -> str:
    if effect.verb in (Verb.ISSUE, Verb.TAKE_EFFECT, Verb.EXPIRE):
        return ""
    if effect.target.own:
        return "effect-on-itself"
    if "target-missing" in effect.doubts:
        return "effect-target-missing"
    if "text-missing" in effect.doubts:
        return "effect-text-missing"
    if issued and effect.start and effect.start < issued:
        return "effect-date-early"
    return "" if effect.certain or effect.summary else "effect-uncertain"


def _finding(code: str, quote: str, line: int) -> Finding:
    row = load("effects_messages")[code]
    shown = " ".join(quote.split())
    shown = shown if len(shown) <= _LONGEST_QUOTE else f"{shown[: _LONGEST_QUOTE - 1].rstrip()}…"
    return Finding(code, row["message"].format(quote=shown), line, row["severity"])
