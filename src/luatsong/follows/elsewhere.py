"""Subjects that other rooms know: a list of theirs, named by a query string.

A room above registers a lister in its AppConfig.ready(); follows knows nothing of what it lists.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luatsong.follows.subjects import Change

Lister = Callable[[str, datetime, datetime], "list[Change]"]

_listers: list[Lister] = []


def lists(lister: Lister) -> None:
    """Ask `lister(query, since, until)` for what is new in a list in `[since, until)`."""
    if lister not in _listers:
        _listers.append(lister)


def listed(query: str, since: datetime, until: datetime) -> list[Change]:
    """What is new in the list that `query` names."""
    return [change for lister in _listers for change in lister(query, since, until)]
