"""The text while instructions are applied to it: provisions by lasting identity.

A provision's identity is the address under which it came into being, with the origin that made it
where it was not there from the start ("dieu-4a@67/2020/QH14#3"); renumbering does not touch it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vnlaw.addresses import component_segment, segment
from vnlaw.consolidation.drafts import Draft, draft_of
from vnlaw.consolidation.lines import BASE, Line, line, plain
from vnlaw.consolidation.model import Part, Path, Spot, Step
from vnlaw.document import Component, Document, Level
from vnlaw.structure.labels import DEPTH
from vnlaw.text import fold

ROOT = ""
Order = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One provision as it stands; `level` is None for the body, an attached text or an appendix.

    `order` sorts siblings. `origin` is the instruction that made this version, "" for the text as
    issued. A repealed provision keeps its place and label.
    """

    identity: str
    parent: str | None
    order: Order
    level: Level | None
    number: str
    label: Line
    heading: Line
    text: tuple[Line, ...]
    tail: tuple[Line, ...] = ()
    repealed: bool = False
    origin: str = BASE

    @property
    def step(self) -> Step | None:
        """The provision's own step of a path; None for components."""
        return None if self.level is None else Step(self.level, self.number)


class Tree:
    """All provisions of one document; changed in place by `vnlaw.consolidation.applying`."""

    def __init__(self, nodes: Iterable[Node] = ()) -> None:
        self.nodes: dict[str, Node] = {}
        self._children: dict[str, list[str]] = {}
        self._articles: dict[tuple[str, str], list[str]] = {}
        for node in nodes:
            self.put(node)

    @classmethod
    def of(cls, document: Document) -> Tree:
        """The provisions of a document as issued."""
        tree = cls()
        for index, component in enumerate(document.structure.components):
            tree._add_component(component, index)
        return tree

    @classmethod
    def of_drafts(cls, drafts: Iterable[Draft]) -> Tree:
        """A body that holds only these provisions."""
        tree = cls([Node(ROOT, None, (0,), None, "", (), (), ())])
        for index, draft in enumerate(drafts):
            tree.grow(draft, ROOT, (index,), BASE)
        return tree

    def copy(self) -> Tree:
        """An independent tree of the same provisions."""
        twin = Tree()
        twin.nodes = dict(self.nodes)
        twin._children = {key: list(value) for key, value in self._children.items()}
        twin._articles = {key: list(value) for key, value in self._articles.items()}
        return twin

    # --- reading ---------------------------------------------------------------------------

    def children(self, identity: str) -> list[Node]:
        """What stands right below, in order."""
        return [self.nodes[child] for child in self._children.get(identity, ())]

    def walk(self, identity: str) -> Iterator[Node]:
        """A provision, then all below it, in document order."""
        yield self.nodes[identity]
        for child in self._children.get(identity, ()):
            yield from self.walk(child)

    def roots(self) -> list[Node]:
        """Body, attached texts and appendices in order."""
        return [node for node in self.nodes.values() if node.parent is None]

    def component_of(self, identity: str) -> str:
        """The component a provision stands in."""
        node = self.nodes[identity]
        while node.parent is not None:
            node = self.nodes[node.parent]
        return node.identity

    def path(self, identity: str) -> Path:
        """The steps that lead to a provision, from the outermost in."""
        steps: list[Step] = []
        at: str | None = identity
        while at is not None:
            node = self.nodes[at]
            if node.step:
                steps.append(node.step)
            at = node.parent
        return tuple(reversed(steps))

    def find(self, spot: Spot) -> Node | None:
        """The provision at a spot, whatever piece of it the spot names."""
        if spot.within and not spot.steps and spot.part is Part.HEADING:
            return self._headed(spot.within)
        for root in self._roots_for(spot.within):
            found = self._descend(root, spot.steps)
            if found is not None:
                return found
        return None

    def is_ambiguous(self, spot: Spot) -> bool:
        """Whether a spot that names no attached text is in several: two trees have a Điều 1."""
        if spot.within or not spot.steps:
            return False
        articles = [step.number for step in spot.steps if step.level is Level.ARTICLE]
        return (
            sum(bool(self._articles.get((r.identity, n))) for r in self.roots() for n in articles)
            > 1
        )

    def _headed(self, within: str) -> Node | None:
        """The one attached text whose label stands in the words given ("Phụ lục II")."""
        words = _label_words(within)
        found = [
            root
            for root in self.roots()[1:]
            if (own := _label_words(plain(root.label))) <= words and own
        ]
        return found[0] if len(found) == 1 else None

    def _roots_for(self, within: str) -> list[Node]:
        roots = self.roots()
        if not within:
            return roots[:1] + [root for root in roots[1:] if root.number]
        words = set(fold(within).split())
        attached = [root for root in roots[1:] if root.number]
        return sorted(
            attached, key=lambda root: -len(words.intersection(fold(_plain_title(root)).split()))
        )

    def _descend(self, root: Node, steps: Path) -> Node | None:
        articles = [index for index, step in enumerate(steps) if step.level is Level.ARTICLE]
        node: Node | None = root
        if articles:
            # Articles are numbered through a document: what holds them need not be named.
            node = self._article(root.identity, steps[articles[0]].number)
            steps = steps[articles[0] + 1 :]
        for step in steps:
            if node is None:
                return None
            node = self._below(node, step)
        return node

    def _article(self, root: str, number: str) -> Node | None:
        found = [self.nodes[i] for i in self._articles.get((root, number), ())]
        return next((node for node in found if not node.repealed), found[0] if found else None)

    def _below(self, node: Node, step: Step) -> Node | None:
        matches = [child for child in self.children(node.identity) if child.step == step]
        if not matches:
            # "Mục 2" of the document, where a chapter was not named.
            matches = [
                deeper
                for child in self.children(node.identity)
                if child.level is not None
                and DEPTH[child.level] < DEPTH[step.level]
                and DEPTH[step.level] < DEPTH[Level.ARTICLE]
                if (deeper := self._below(child, step)) is not None
            ]
            if len(matches) > 1:
                return None
        return next((n for n in matches if not n.repealed), matches[0] if matches else None)

    # --- changing ----------------------------------------------------------------------------

    def put(self, node: Node) -> None:
        """Add a provision, or replace the one of the same identity."""
        old = self.nodes.get(node.identity)
        if old is not None:
            if (old.parent, old.order, old.level, old.number) == (
                node.parent,
                node.order,
                node.level,
                node.number,
            ):
                self.nodes[node.identity] = node
                return
            self._unlink(old)
        self.nodes[node.identity] = node
        if node.parent is not None:
            siblings = self._children.setdefault(node.parent, [])
            siblings.append(node.identity)
            if len(siblings) > 1 and self.nodes[siblings[-2]].order > node.order:
                siblings.sort(key=lambda child: self.nodes[child].order)
        if node.level is Level.ARTICLE:
            key = (self.component_of(node.identity), node.number)
            self._articles.setdefault(key, []).append(node.identity)

    def remove(self, identity: str) -> None:
        """Take a provision away with all below it."""
        for child in list(self._children.get(identity, ())):
            self.remove(child)
        self._unlink(self.nodes[identity])
        self._children.pop(identity, None)
        del self.nodes[identity]

    def grow(self, draft: Draft, parent: str, order: Order, origin: str) -> str:
        """Add a draft with all below it; returns its identity."""
        identity = self.new_identity(parent, draft.level, draft.number, origin)
        self.put(_node(draft, identity, parent, order, origin))
        for index, child in enumerate(draft.children):
            self.grow(child, identity, (index,), origin)
        return identity

    def rewrite(self, identity: str, draft: Draft, origin: str) -> None:
        """Give a provision and what is below it new text; same number, same identity."""
        old = self.nodes[identity]
        self.put(_node(draft, identity, old.parent or ROOT, old.order, origin))
        # What was repealed before is another provision than what now takes its number.
        standing = {
            (child.level, child.number): child.identity
            for child in self.children(identity)
            if not child.repealed
        }
        kept: list[tuple[int, Draft, str | None]] = []
        for index, child in enumerate(draft.children):
            kept.append((index, child, standing.pop((child.level, child.number), None)))
        surviving = {found for _, _, found in kept}
        for child_node in self.children(identity):
            if child_node.identity not in surviving:
                self.remove(child_node.identity)
        for index, child, found in kept:
            if found is None:
                self.grow(child, identity, (index,), origin)
            else:
                self.put(replace(self.nodes[found], order=(index,)))
                self.rewrite(found, child, origin)

    def new_identity(self, parent: str, level: Level, number: str, origin: str) -> str:
        """An identity not yet taken: the address, and what made it where that was not the issue."""
        above = parent.partition("@")[0]
        if level is Level.ARTICLE:
            above = self.component_of(parent)
        step = segment(level, number)
        address = f"{above}/{step}" if above else step
        identity = f"{address}@{origin}" if origin else address
        unique, again = identity, 2
        while unique in self.nodes:
            unique = f"{identity}~{again}"
            again += 1
        return unique

    def _unlink(self, node: Node) -> None:
        if node.parent is not None:
            self._children[node.parent].remove(node.identity)
        if node.level is Level.ARTICLE:
            self._articles[self.component_of(node.identity), node.number].remove(node.identity)

    def _add_component(self, component: Component, index: int) -> None:
        identity = component_segment(component)
        title = " ".join(filter(None, (component.label, component.title)))
        number = str(component.ordinal) if identity else ""
        self.put(
            Node(
                identity,
                None,
                (index,),
                None,
                number,
                line(component.label),
                line(title),
                tuple(map(line, component.intro)),
            )
        )
        for place, provision in enumerate(component.provisions):
            self.grow(draft_of(provision), identity, (place,), BASE)


def between(before: Order | None, after: Order | None) -> Order:
    """An order that sorts after `before` and before `after`; None is no bound."""
    if before is None:
        return (0,) if after is None else (*after[:-1], after[-1] - 1)
    if after is not None and len(after) > len(before) and after[: len(before)] == before:
        return (*before, after[len(before)] - 1)
    if after is None:
        return (*before[:-1], before[-1] + 1) if len(before) == 1 else (before[0] + 1,)
    return (*before, 0)


def _node(draft: Draft, identity: str, parent: str, order: Order, origin: str) -> Node:
    return Node(
        identity,
        parent,
        order,
        draft.level,
        draft.number,
        line(draft.label, origin),
        line(draft.heading, origin),
        tuple(line(text, origin) for text in draft.text if text),
        tuple(line(text, origin) for text in draft.tail if text),
        origin=origin,
    )


def _label_words(text: str) -> set[str]:
    """The words of a label, however its number is printed: "Phụ lục số 02" -> {phu, luc, 2}."""
    return {word.lstrip("0") or word for word in fold(text).split() if word != "so"}


def _plain_title(root: Node) -> str:
    return "".join(span.text for span in root.heading)
