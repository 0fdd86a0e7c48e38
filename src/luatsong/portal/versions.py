"""What the public pages rest on, as one short text: another text means another page.

Every row that readers see is in one of the watched tables, beside the law itself.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone

from luatsong.law.selectors import store_version
from luatsong.portal.caching import revision

# A publication must be seen within a second; so often a process asks the store.
ASKED_EVERY_SECONDS = 0.5


class Watched(NamedTuple):
    """A table: how many rows there are of those readers see, and the newest of some columns."""

    model: str
    only: Mapping[str, object]
    newest: tuple[str, ...]


_WATCHED = (
    Watched("knowledge.Item", {"live": True}, ("updated_at", "last_published_at")),
    Watched("knowledge.Item", {"live": True, "basis_state": "affected"}, ("affected_since",)),
    Watched("knowledge.Watch", {}, ("checked_at",)),  # notices rest on what was last found
    Watched("knowledge.Audience", {}, ("pk",)),
    Watched("knowledge.LifeEvent", {}, ("pk",)),
    Watched("knowledge.Agency", {}, ("pk",)),
    Watched("knowledge.Campaign", {"public": True}, ("pk", "updated_at")),
    Watched("knowledge.Practice", {"public": True}, ("pk", "updated_at")),
    Watched("renditions.Rendition", {"state": "made"}, ("pk", "created_at")),
    Watched("renditions.Recording", {}, ("pk",)),
    Watched("responses.Comment", {"state": "shown"}, ("decided_at", "replied_at")),
    Watched("bookshelf.Book", {}, ("pk", "updated_at")),
    Watched("bookshelf.Shelf", {}, ("pk", "changed_at")),
    Watched("bookshelf.Application", {}, ("pk", "changed_at")),
)


def content_version() -> str:
    """Changes whenever a public page may. One small query a table, and one for the law."""
    seen = [
        store_version(),
        timezone.localdate().isoformat(),  # what holds today may not hold tomorrow
        revision(),
        *(settings.SITE_PROVINCE, settings.SITE_AGENCY, settings.SITE_HOTLINE),
        *(_state(table) for table in _WATCHED),
    ]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:20]


def _state(table: Watched) -> str:
    try:
        model = apps.get_model(table.model)
    except LookupError:  # a room that this installation does not have
        return ""
    known = {field.name for field in model._meta.get_fields()} | {"pk"}
    newest = {f"newest_{name}": Max(name) for name in table.newest if name in known}
    found = model._default_manager.filter(**table.only).aggregate(rows=Count("pk"), **newest)
    return repr(sorted(found.items()))


class Recent:
    """The version as this process last saw it, asked again after so many seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = ""
        self._until = 0.0

    def version(self, seconds: float) -> str:
        """The content version; at most `seconds` old."""
        now = time.monotonic()
        with self._lock:
            if now < self._until:
                return self._version
            # Others go on with the version they have while one asks.
            self._until = now + seconds
        version = content_version()
        with self._lock:
            self._version = version
        return version
