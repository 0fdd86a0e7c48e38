"""A document in other forms: JSON (`to_json`, `from_json`) and plain text (`to_text`)."""

from __future__ import annotations

from vnlaw.export.plain import to_text
from vnlaw.export.structured import SCHEMA, from_json, to_json

__all__ = ["SCHEMA", "from_json", "to_json", "to_text"]
