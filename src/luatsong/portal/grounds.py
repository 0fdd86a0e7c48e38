"""Why something is or is not in force, one line for each document that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from luatsong.law.selectors.living import EffectRow, Reason, Validity
from luatsong.law.wording import day_text, effect_sentence
from luatsong.portal.addressing import provision_link
from luatsong.portal.wording import sign, verb_words

# More places of one document than this are counted only.
_PLACES = 6


class Ground(NamedTuple):
    """One line: words in which a document is named once, and the address they lead to ("")."""

    text: str
    href: str


def grounds(validity: Validity) -> list[Ground]:
    """The reasons of a validity; what one document orders from one day on is told together.

    Days that `stretch` tells are not told again.
    """
    found: list[Ground] = []
    dated = bool(stretch(validity))
    once = dict.fromkeys(validity.reasons)
    told = [reason for reason in once if reason.effect]
    for _, group in groupby(sorted(told, key=_order), key=_order):
        effects = [reason.effect for reason in group if reason.effect]
        one = len(effects) == 1
        found.append(_one(effects[0], dated=dated) if one else _several(effects))
    return found + [Ground(reason.text, "") for reason in once if not reason.effect and not dated]


def stretch(validity: Validity) -> str:
    """From when to when something does not apply, in words; "" where that is told elsewhere."""
    words = sign(validity.word).stretch
    start, end = validity.since, validity.until
    said = [words["since"].format(day=day_text(start))] if start and "since" in words else []
    if end and "until" in words:
        last = day_text(end - timedelta(days=1))
        said.append(words["until"].format(day=day_text(end), last=last))
    elif "open" in words:
        said.append(words["open"])
    line = ", ".join(said)
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def _order(reason: Reason) -> tuple[str, str, int]:
    effect = reason.effect
    if effect is None:
        return "", "", 0
    return str(effect.start or ""), str(effect.end or ""), effect.source_id


def _one(effect: EffectRow, *, dated: bool) -> Ground:
    text = effect.sentence
    if dated:
        where = ", ".join(place for place, _ in effect.places)
        text = effect_sentence(
            effect.verb, source=effect.source_label, places=where, day=None, end=None
        )
    if effect.territory:
        text = f"{text} (địa bàn {effect.territory})"
    return Ground(text, provision_link(effect.source_slug, effect.source_address))


def _several(effects: Sequence[EffectRow]) -> Ground:
    first = effects[0]
    when = f" (từ {day_text(first.start)})" if first.start else ""
    acts: list[str] = []
    left = _PLACES
    hidden = 0
    for verb, group in groupby(sorted(effects, key=lambda e: e.verb), key=lambda e: e.verb):
        places = list(_places(group))
        shown, left = places[:left], max(0, left - len(places))
        hidden += len(places) - len(shown)
        if shown:
            acts.append(f"{verb_words(verb, 'does').lower()} {', '.join(shown)}")
    rest = f" và {hidden} chỗ khác" if hidden else ""
    text = f"{first.source_label}{when}: {'; '.join(acts)}{rest}"
    return Ground(text, provision_link(first.source_slug))


def _places(effects: Iterable[EffectRow]) -> Iterable[str]:
    whole = "văn bản này"
    return dict.fromkeys(text for e in effects for text in [t for t, _ in e.places] or [whole])
