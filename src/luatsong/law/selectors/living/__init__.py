"""Reads of the living law: what it says on a day, whether it is in force, and why."""

from luatsong.law.selectors.living.cited import CitedSpan, citations_in, places_citing
from luatsong.law.selectors.living.effects import (
    EffectRow,
    Event,
    changes_feed,
    effect_rows,
    effects_around,
    effects_of,
    effects_on,
    timeline,
)
from luatsong.law.selectors.living.faults import Fault
from luatsong.law.selectors.living.on_day import change_days, law_on
from luatsong.law.selectors.living.prevailing import Prevailing, prevailing_over
from luatsong.law.selectors.living.quality import (
    FaultPage,
    Measure,
    Word,
    quality,
    quality_list,
)
from luatsong.law.selectors.living.relations import Related, RelationGroup, relations_of
from luatsong.law.selectors.living.rewordings import (
    Removal,
    citations_in_rewordings,
    removed_words,
)
from luatsong.law.selectors.living.stale import StaleReference, stale_references
from luatsong.law.selectors.living.validity import (
    Reason,
    Validity,
    forces_of,
    validity_of,
    validity_of_provisions,
    words_on,
)

__all__ = [
    "CitedSpan",
    "EffectRow",
    "Event",
    "Fault",
    "FaultPage",
    "Measure",
    "Prevailing",
    "Reason",
    "Related",
    "RelationGroup",
    "Removal",
    "StaleReference",
    "Validity",
    "Word",
    "change_days",
    "changes_feed",
    "citations_in",
    "citations_in_rewordings",
    "effect_rows",
    "effects_around",
    "effects_of",
    "effects_on",
    "forces_of",
    "law_on",
    "places_citing",
    "prevailing_over",
    "quality",
    "quality_list",
    "relations_of",
    "removed_words",
    "stale_references",
    "timeline",
    "validity_of",
    "validity_of_provisions",
    "words_on",
]
