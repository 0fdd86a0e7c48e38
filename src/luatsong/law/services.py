"""What may change the store: the only door for writes to the law."""

from luatsong.law.corrections import InvalidCorrection
from luatsong.law.ingest import Summary, ingest, ingest_paths
from luatsong.law.intake import NotOpen, intake_bytes, intake_reject, intake_retry
from luatsong.law.sources import keep_source, source_bytes
from luatsong.law.storing import store

__all__ = [
    "InvalidCorrection",
    "NotOpen",
    "Summary",
    "ingest",
    "ingest_paths",
    "intake_bytes",
    "intake_reject",
    "intake_retry",
    "keep_source",
    "source_bytes",
    "store",
]
