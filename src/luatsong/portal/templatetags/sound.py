"""What the player part needs."""

from __future__ import annotations

from django import template

from luatsong.knowledge.models import Item
from luatsong.portal.sounds import Played, player_of

register = template.Library()


@register.simple_tag
def voices_for(item: Item) -> list[Played]:
    """The voices of an item for `portal/_player.html`; [] when nothing can be heard."""
    return player_of(item)


@register.filter
def apart(voices: list[Played]) -> list[Played]:
    """The machine's voices beside its first one: folded away."""
    return [voice for voice in voices if voice.apart]
