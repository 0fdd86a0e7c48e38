"""What may change the store: the only door for writes to the law."""

from luatsong.law.corrections import InvalidCorrection
from luatsong.law.effect_corrections import InvalidEffectCorrection
from luatsong.law.effect_services import (
    NotDecidable,
    Trial,
    effect_accept,
    effect_correct,
    effect_event,
    effect_reject,
    effect_trial,
    effect_unapply,
    effects_accept,
)
from luatsong.law.ingest import Summary, ingest, ingest_paths
from luatsong.law.intake import NotOpen, intake_bytes, intake_reject, intake_retry
from luatsong.law.previewing import preview
from luatsong.law.refreshing import Refreshed, refresh
from luatsong.law.sources import keep_source, source_bytes
from luatsong.law.storing import store
from luatsong.law.suitability import NotSuitability, document_suited, document_unsuited
from luatsong.law.territories import note_merger

__all__ = [
    "InvalidCorrection",
    "InvalidEffectCorrection",
    "NotDecidable",
    "NotOpen",
    "NotSuitability",
    "Refreshed",
    "Summary",
    "Trial",
    "document_suited",
    "document_unsuited",
    "effect_accept",
    "effect_correct",
    "effect_event",
    "effect_reject",
    "effect_trial",
    "effect_unapply",
    "effects_accept",
    "ingest",
    "ingest_paths",
    "intake_bytes",
    "intake_reject",
    "intake_retry",
    "keep_source",
    "note_merger",
    "preview",
    "refresh",
    "source_bytes",
    "store",
]
