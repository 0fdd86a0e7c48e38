"""Recall: when the law changes, all that rests on the changed words is found, marked and told.

sweep(now)             every basis compared with the law; marks set, cleared, told
notice(item, today)    what readers of an item are told, worked out when they read it
notices(items, today)  the same for a list
confirm, withdrawn     what editors do about a mark
"""

from __future__ import annotations

from luatsong.knowledge.recall_desk import NotConfirmableError, confirm, withdrawn
from luatsong.knowledge.recall_notices import Notice, NoticeLine, notice, notices
from luatsong.knowledge.recall_sweeping import Swept, sweep

__all__ = [
    "NotConfirmableError",
    "Notice",
    "NoticeLine",
    "Swept",
    "confirm",
    "notice",
    "notices",
    "sweep",
    "withdrawn",
]
