"""The provision tree as Akoma Ntoso hierarchy, with ids made of canonical numbers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from vnlaw.addresses import number_slug
from vnlaw.akn.writing import Ids, Notes, add, blocks
from vnlaw.document import Level, Provision

# Element and the short form it has in ids (Naming Convention 1.0, section 5.3.2). The standard's
# `clause` is another thing than our khoản, which is a numbered paragraph of an article.
HIERARCHY: dict[Level, tuple[str, str]] = {
    Level.PART: ("part", "part"),
    Level.CHAPTER: ("chapter", "chp"),
    Level.SECTION: ("section", "sec"),
    Level.SUBSECTION: ("subsection", "subsec"),
    Level.ARTICLE: ("article", "art"),
    Level.CLAUSE: ("paragraph", "para"),
    Level.POINT: ("point", "point"),
    Level.SUBPOINT: ("indent", "indent"),
}


class Hierarchy:
    """Writes the provisions of one component; `root` starts every id in it ("" or "att_1")."""

    def __init__(self, root: str, ids: Ids, notes: Notes) -> None:
        self._root = root
        self._ids = ids
        self._notes = notes
        # In document order: as `vnlaw.addresses.addressed` goes through the component.
        self.elements: list[etree._Element] = []

    def write(
        self, parent: etree._Element, provisions: Iterable[Provision], above: str | None = None
    ) -> None:
        """Append `provisions` and all below them to `parent`, whose id is `above`."""
        for provision in provisions:
            tag, short = HIERARCHY[provision.level]
            # Articles are numbered through the whole text, so their ids need no chapter.
            chain = self._root if provision.level is Level.ARTICLE or above is None else above
            step = f"{short}_{_slug(provision.number)}"
            eid = self._ids.take(f"{chain}__{step}" if chain else step)
            element = add(parent, tag, eId=eid)
            self.elements.append(element)
            if provision.label:
                self._notes.write(add(element, "num"), provision.label)
            if provision.heading:
                self._notes.write(add(element, "heading"), provision.heading)
            if provision.text:
                holder = add(element, "intro" if provision.children else "content")
                self._text(holder, provision, eid)
            self.write(element, provision.children, eid)

    def _text(self, holder: etree._Element, provision: Provision, eid: str) -> None:
        done = 0
        for start, end in sorted(provision.quoted):
            start = max(start, done)
            if end <= start:
                continue
            blocks(holder, provision.text[done:start], self._notes)
            mod = add(add(holder, "p"), "mod", eId=self._ids.take(f"{eid}__mod_1"))
            quoted = add(mod, "quotedStructure", eId=self._ids.take(f"{mod.get('eId')}__qstr_1"))
            blocks(quoted, provision.text[start:end], self._notes)
            if len(quoted) == 0:  # a range beyond the text; the schema wants a block
                add(quoted, "p")
            done = end
        blocks(holder, provision.text[done:], self._notes)


@lru_cache(maxsize=4096)
def _slug(number: str) -> str:
    return number_slug(number) or "x"
