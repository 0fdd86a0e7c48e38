"""Rows of the store as values of the engine: what was read, and what holds after corrections."""

from __future__ import annotations

from luatsong.law.effect_corrections import corrected as holding
from luatsong.law.effect_rows import effect_of as as_read

__all__ = ["as_read", "holding"]
