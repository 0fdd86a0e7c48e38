"""The fold: a document and the acts on it become versions of its provisions.

What changes the text of one area only gives that area versions of its own, made by the same fold.
Days are cut where an act begins, ends, rests or revives; in each stretch the acts that hold are
applied to the text as issued, in order of their start, in passes (`vnlaw.consolidation.passes`).
What a stretch shares with the one before it is not done again, and a provision that did not change
gets no new version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from vnlaw.consolidation import Instruction, Node, Op, Outcome, Status, Tree, apply
from vnlaw.consolidation.from_effects import changes_text, from_effect
from vnlaw.document import Document
from vnlaw.lexicon import load
from vnlaw.versions import periods
from vnlaw.versions.acts import Act, Acts, finding
from vnlaw.versions.areas import chain
from vnlaw.versions.forms import unsound
from vnlaw.versions.lives import Lives
from vnlaw.versions.model import Entry, Noted, Period, Register, Timeline, Version
from vnlaw.versions.states import states_of

_Holding = Sequence[tuple[Act, tuple[Period, ...]]]


def fold(register: Register, key: str) -> Timeline:
    """Versions and states of one document of a register. Never fails, never loops.

    Independent of the order of `register.entries`. Linear in the number of instructions for each
    stretch in which something comes back to life, else in all.
    """
    acts = Acts(register)
    return folded(acts, Lives(acts), acts.entries[key])


def folded(acts: Acts, lives: Lives, entry: Entry) -> Timeline:
    """As `fold`, with what is shared between the documents of one register."""
    mine = acts.on.get(entry.key, [])
    holding = tuple((act, acts.periods(act)) for act in mine)
    texts = [(act, days) for act, days in holding if days and changes_text(act.effect)]
    folding = _Folding(entry, texts, acts.register.held)
    versions = folding.run()
    foldings = [folding]
    areas = acts.register.areas
    for area in sorted({act.effect.territory for act, _ in texts} - {""}):
        local = _Folding(entry, texts, acts.register.held, ("", *chain(area, areas)))
        versions += tuple(_of_area(area, local.run(), versions))
        foldings.append(local)
    forces = states_of(entry, lives, holding, folding.last)
    found = [*acts.found.get(entry.key, ()), *forces.findings]
    outcomes: dict[str, Outcome] = {}
    for one in foldings:
        found += one.findings()
        outcomes = one.outcomes | outcomes
    by_key = {act.key: act for act, _ in texts}
    return Timeline(
        entry.key,
        versions,
        forces.states,
        {name: by_key[_act_key(name)].reason() for name in outcomes},
        tuple(outcomes.values()),
        tuple(dict.fromkeys(found)),
    )


def _of_area(
    area: str, local: Iterable[Version], everywhere: Iterable[Version]
) -> Iterator[Version]:
    """The versions of provisions that read otherwise in an area."""
    common: dict[str, list[Version]] = {}
    own: dict[str, list[Version]] = {}
    for found, versions in ((common, everywhere), (own, local)):
        for version in versions:
            if not version.territory:
                found.setdefault(version.node.identity, []).append(version)
    for identity, versions in own.items():
        if set(versions) != set(common.get(identity, ())):
            yield from (replace(version, territory=area) for version in versions)


class _Folding:
    """One fold of one text: that of the areas given, "" for what holds everywhere."""

    def __init__(
        self,
        entry: Entry,
        texts: _Holding,
        held: frozenset[str],
        areas: tuple[str, ...] = ("",),
    ) -> None:
        self.entry = entry
        self.held = held
        self.area = areas[1] if len(areas) > 1 else ""
        self.texts = [(act, days) for act, days in texts if act.effect.territory in areas]
        self.effects = {act.key: act for act, _ in self.texts}
        self.outcomes: dict[str, Outcome] = {}
        self.last = Tree()

    def run(self) -> tuple[Version, ...]:
        """All versions of all provisions, in order of their first day."""
        document, first = self.entry.document, self.entry.first
        if document is None:
            return ()
        days = {first, *periods.edges(p for _, ps in self.texts for p in ps)}
        stretches = periods.stretches(day for day in days if day >= first)
        open_versions: dict[str, Version] = {}
        closed: list[Version] = []
        for stretch, tree in self._trees(document, stretches):
            _advance(open_versions, closed, tree, stretch.start)
            self.last = tree
        return (*closed, *open_versions.values())

    def _trees(
        self, document: Document, stretches: Sequence[Period]
    ) -> Iterator[tuple[Period, Tree]]:
        base = Tree.of(document)
        tree = base.copy()
        done: list[Act] = []
        for stretch in stretches:
            holding = [act for act, ps in self.texts if periods.holds(ps, stretch.start)]
            if holding[: len(done)] != done:
                tree, done = base.copy(), []
            else:
                tree = tree.copy()
            self._apply(tree, holding[len(done) :])
            done = holding
            yield stretch, tree

    def _apply(self, tree: Tree, acts: Sequence[Act]) -> None:
        """Acts of one day are applied together, so that they can wait for each other."""
        for _, group in groupby(acts, key=lambda act: act.start):
            instructions = [
                made for act in group for made in _instructions(act) if made.key not in self.held
            ]
            before = tree.copy()
            made = apply(tree, instructions)
            doubts = unsound(tree, before, made)
            for outcome in made:
                key = outcome.instruction.key
                more = dict.fromkeys((*outcome.doubts, *doubts.get(key, ())))
                self.outcomes[key] = replace(outcome, doubts=tuple(more))

    def findings(self) -> Iterator[Noted]:
        """What of the acts on the text of its own area a person should look at."""
        for outcome in self.outcomes.values():
            act = self.effects[_act_key(outcome.instruction.key)]
            failed = outcome.status is Status.FAILED
            accepted = act.effect.order in act.source.accepted and not failed
            if accepted or outcome.certain or act.effect.territory != self.area:
                continue
            code = "effect-not-applied" if failed else "effect-uncertain"
            doubts = " ".join(map(_doubt, outcome.doubts))
            yield finding(code, act.key, act.effect, doubts=doubts)
        yield from self._conflicts()

    def _conflicts(self) -> Iterator[Noted]:
        """Two documents that give one provision new text, or end it, on one day."""
        seen: dict[tuple[date, object], Act] = {}
        for outcome in self.outcomes.values():
            do = outcome.instruction
            act = self.effects[_act_key(do.key)]
            if do.op not in (Op.REPLACE, Op.REPEAL):
                continue
            other = seen.setdefault((act.start, do.spot), act)
            if other.source.key != act.source.key:
                yield finding("effect-conflict", act.key, act.effect)


def _instructions(act: Act) -> Iterator[Instruction]:
    """The instructions of an act, named after it; acceptance by a person makes them sure."""
    accepted = act.effect.order in act.source.accepted
    # The fold knows areas: to be limited to one is no doubt here.
    effect = replace(act.effect, territory="")
    for index, made in enumerate(from_effect(effect, act.source.key), start=1):
        key = f"{act.key}.{index}"
        yield replace(made, key=key, sure=True, doubts=()) if accepted else replace(made, key=key)


def _act_key(instruction: str) -> str:
    return instruction.rpartition(".")[0]


def _doubt(code: str) -> str:
    message: str = load("consolidation")["doubts"].get(code, code)
    return message


def _advance(
    open_versions: dict[str, Version], closed: list[Version], tree: Tree, day: date
) -> None:
    """Close the versions that a new stretch ends, and open those it begins."""
    for identity, version in list(open_versions.items()):
        node = tree.nodes.get(identity)
        if node is None or not _same(node, version.node):
            closed.append(replace(version, valid_to=day))
            del open_versions[identity]
    for identity, node in tree.nodes.items():
        if identity not in open_versions:
            open_versions[identity] = Version(node, day)


def _same(a: Node, b: Node) -> bool:
    return a is b or a == b
