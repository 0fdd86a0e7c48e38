"""Rows of the store as values of the engine: what was read, and what holds after corrections."""

from __future__ import annotations

from luatsong.law.engine_values import from_json
from luatsong.law.models import Effect as EffectRow
from vnlaw.effects import Effect


def as_read(row: EffectRow) -> Effect:
    """The effect as the engine read it."""
    return from_json(Effect, row.payload)


def holding(row: EffectRow) -> Effect:
    """The effect as it holds: as read, with what people corrected."""
    return as_read(row)
