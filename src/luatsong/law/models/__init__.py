"""What the store holds of the law: sources, documents, provisions, citations, effects, validity.

A provision has a lasting identity apart from its number; its words live in versions, which are
never overwritten (design §3). Intervals are half-open `[from, to)`.
"""

from luatsong.law.models.areas import AreaMerger
from luatsong.law.models.citations import Citation
from luatsong.law.models.documents import (
    Component,
    ComponentVersion,
    Document,
    DocumentText,
    Issuer,
    SuitabilityDecision,
)
from luatsong.law.models.effects import Effect, EffectDecision
from luatsong.law.models.provisions import Force, Provision, ProvisionVersion
from luatsong.law.models.sources import Intake, SourceFile

__all__ = [
    "AreaMerger",
    "Citation",
    "Component",
    "ComponentVersion",
    "Document",
    "DocumentText",
    "Effect",
    "EffectDecision",
    "Force",
    "Intake",
    "Issuer",
    "Provision",
    "ProvisionVersion",
    "SourceFile",
    "SuitabilityDecision",
]
