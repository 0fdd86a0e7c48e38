"""Places of the law that a text names: where they lead, and what they say today."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.urls import reverse
from django.utils.http import urlencode

from luatsong.knowledge.basis import resolve
from luatsong.portal.addressing import provision_link

_KEPT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Cited:
    """A named place: `words` (paragraphs in force on the day) are empty where it is not clear."""

    name: str
    address: str
    words: tuple[str, ...]
    clear: bool


def cited(place: str, day: date, version: str) -> Cited:
    """What an editor named, found in the store; a place that is not clear leads to the search.

    No query where it was read before in the same `version` of the store (`store_version`).
    """
    key = hashlib.sha256(f"{place}|{day}|{version}".encode()).hexdigest()[:40]
    found: Cited | None = cache.get(f"cited:{key}")
    if found is None:
        found = _read(place, day)
        cache.set(f"cited:{key}", found, _KEPT_SECONDS)
    return found


def _read(place: str, day: date) -> Cited:
    found = resolve(place, day)
    if found.document is None or found.problem:
        search = f"{reverse('portal:search')}?{urlencode({'q': place})}"
        return Cited(place, search, (), clear=False)
    words = tuple(line for line in found.words.splitlines() if line.strip())
    return Cited(found.label, provision_link(found.document.slug, found.address), words, clear=True)
