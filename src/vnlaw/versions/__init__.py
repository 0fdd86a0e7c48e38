"""The living law: a document and the effects on it, folded into versions with their force."""

from vnlaw.versions.fold import fold
from vnlaw.versions.history import record
from vnlaw.versions.law import Standing, Validity, law_on, validity
from vnlaw.versions.model import (
    Entry,
    History,
    Noted,
    Period,
    Reason,
    Register,
    State,
    Timeline,
    Version,
    Word,
)

__all__ = [
    "Entry",
    "History",
    "Noted",
    "Period",
    "Reason",
    "Register",
    "Standing",
    "State",
    "Timeline",
    "Validity",
    "Version",
    "Word",
    "fold",
    "law_on",
    "record",
    "validity",
]
