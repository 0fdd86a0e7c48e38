"""What hangs on a document: all that must be folded anew when it changes, and nothing else.

The text and validity of a document rest on the effects on it, on whether their sources are alive,
and on the texts it lays down the details of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from luatsong.law.models import Citation, Document, Effect
from luatsong.law.wording import DATA
from vnlaw.text import fold

_DETAILS = re.compile(DATA["linking"]["details"])
ACTING_KINDS: tuple[str, ...] = tuple(DATA["linking"]["acting_kinds"])
# What may end, suspend or revive a document as a whole.
LIFE_VERBS = (
    Effect.Verb.REPEAL,
    Effect.Verb.REPLACE,
    Effect.Verb.SUSPEND,
    Effect.Verb.RESUME,
    Effect.Verb.EXTEND,
    Effect.Verb.EXPIRE,
    Effect.Verb.CONTINUE,
)


def mark_around(documents: Iterable[int]) -> set[int]:
    """Mark documents and all that hangs on them to be folded anew; gives their ids.

    Walks down: from a document to what it changes, from what it may end or suspend further on.
    Each document is visited once, so circles end.
    """
    found = set(documents)
    living = set(found)  # whose life may have changed
    frontier = set(found)
    while frontier:
        effects = Effect.objects.filter(
            document__in=frontier, target_document__isnull=False, recorded_to__isnull=True
        ).values_list("target_document_id", "verb", "places")
        reached: set[int] = set()
        for target, verb, places in effects:
            found.add(int(target or 0))
            if verb in LIFE_VERBS and not places:
                reached.add(int(target or 0))
        children = detailing(frontier)
        found |= children
        frontier = (reached | children) - living
        living |= frontier
    Document.objects.filter(pk__in=found).update(folded_at=None)
    return found


def detailing(parents: Iterable[int]) -> set[int]:
    """The documents that lay down the details of any of `parents`."""
    rows = Citation.objects.filter(
        target_document__in=list(parents), part="title", state=Citation.State.RESOLVED
    ).values_list("document_id", "document__title")
    return {pk for pk, title in rows if _DETAILS.search(fold(title))}


def detailed_by(documents: Iterable[int]) -> dict[int, list[int]]:
    """By document: those it lays down the details of."""
    rows = (
        Citation.objects.filter(
            document__in=list(documents), part="title", state=Citation.State.RESOLVED
        )
        .order_by("pk")
        .values_list("document_id", "document__title", "target_document_id")
    )
    found: dict[int, list[int]] = {}
    for pk, title, parent in rows:
        if parent and _DETAILS.search(fold(title)):
            found.setdefault(pk, []).append(parent)
    return found
