"""The rooms and the provision tree of a legal document, from its lines."""

from vnlaw.structure.sort import structure

__all__ = ["structure"]
