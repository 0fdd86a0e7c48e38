"""Which documents of a list are not in force today; said beside each, so that none is taken for
law that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from luatsong.law.models import Force
from luatsong.portal.overlay import State
from luatsong.portal.wording import sign

_LABELS = dict(Force.Word.choices)


def not_in_force(slugs: Iterable[str], day: date) -> Mapping[str, State]:
    """The documents that do not apply anywhere on a day, by slug. One query, none for no slugs."""
    wanted = set(slugs)
    if not wanted:
        return {}
    rows = (
        Force.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
            document__slug__in=wanted,
            provision__isnull=True,
            recorded_to__isnull=True,
        )
        .order_by("pk")
        .values_list("document__slug", "word")
    )
    words: dict[str, list[str]] = {}
    for slug, word in rows:
        words.setdefault(slug, []).append(word)
    return {
        slug: State(sign(found[0]).style, str(_LABELS[Force.Word(found[0])]))
        for slug, found in words.items()
        if not any(sign(word).applies for word in found)
    }
