"""Names of items in addresses."""

from __future__ import annotations

import re

from luatsong.knowledge.models import Item
from vnlaw.text import fold

LONGEST = 90
_OTHER = re.compile(r"[^a-z0-9]+")


def slug_of(title: str) -> str:
    """The title as a name in an address: no marks, đ as d, words joined by hyphens."""
    joined = _OTHER.sub("-", fold(title).replace("đ", "d")).strip("-")
    if len(joined) > LONGEST:
        joined = joined[:LONGEST].rsplit("-", 1)[0]
    return joined or "noi-dung"


def free_slug(title: str, *, but: int | None = None) -> str:
    """A name that no other item has (`but`: the key of the item it is for)."""
    wanted = slug_of(title)
    taken = set(
        Item.objects.filter(slug__startswith=wanted).exclude(pk=but).values_list("slug", flat=True)
    )
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
