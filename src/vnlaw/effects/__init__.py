"""What a document does to others and to itself: `find_effects`, `read_effects`."""

from vnlaw.effects.find import Reading, find_effects, read_effects
from vnlaw.effects.model import (
    Effect,
    NewUnit,
    Phrase,
    Piece,
    Place,
    Quote,
    Step,
    Target,
    Unit,
    Verb,
)

__all__ = [
    "Effect",
    "NewUnit",
    "Phrase",
    "Piece",
    "Place",
    "Quote",
    "Reading",
    "Step",
    "Target",
    "Unit",
    "Verb",
    "find_effects",
    "read_effects",
]
