"""What may change the store: the only door for writes to the law."""

from luatsong.law.sources import keep_source, source_bytes
from luatsong.law.storing import store

__all__ = ["keep_source", "source_bytes", "store"]
