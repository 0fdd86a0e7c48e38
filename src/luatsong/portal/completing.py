"""What a search box offers while somebody types: names of documents, words, and places."""

from __future__ import annotations

from django.urls import reverse

from luatsong import search as engine
from luatsong.portal.found import address_of
from luatsong.portal.seeking import Seeking
from luatsong.search.backend import Hit, Suggestion

# Fewer characters say nothing of what is meant.
_FEWEST = 2
_FEWEST_FOR_PLACES = 4
_COMPLETIONS = 4
_PLACES = 5


def options(typed: str) -> list[dict[str, str]]:
    """At most nine choices: "text", "note" (what it is) and "href" (where it leads)."""
    if len(typed) < _FEWEST:
        return []
    found = [_completion(one.text, one.slug, one.address) for one in _completions(typed)]
    places = engine.search(typed, size=_PLACES).hits if len(typed) >= _FEWEST_FOR_PLACES else ()
    found += [_place(hit) for hit in places]
    return list({option["href"]: option for option in reversed(found)}.values())[::-1]


def _completions(typed: str) -> tuple[Suggestion, ...]:
    return engine.suggest(typed, limit=_COMPLETIONS)


def _completion(text: str, slug: str, address: str) -> dict[str, str]:
    if slug:
        base = reverse("portal:document", args=[slug])
        return {"text": text, "note": "Văn bản", "href": f"{base}/{address}" if address else base}
    return {"text": text, "note": "Tìm", "href": Seeking(q=text).address(reverse("portal:search"))}


def _place(hit: Hit) -> dict[str, str]:
    heading = "".join(segment.text for segment in hit.heading)
    text = f"{hit.label} {heading}".strip() or hit.card.name
    note = hit.card.name if hit.label else "Văn bản"
    return {"text": text, "note": note, "href": address_of(hit, None)}
