from __future__ import annotations

import logging

from django.apps import AppConfig

logger = logging.getLogger(__name__)


class SearchConfig(AppConfig):
    name = "luatsong.search"
    label = "search"

    def ready(self) -> None:
        from luatsong.law.signals import documents_changed

        documents_changed.connect(keep_in_step, dispatch_uid="luatsong.search")


def keep_in_step(**_: object) -> None:
    """Index what has changed; a change that is missed now is taken in by the next one.

    The index is a copy: that it cannot be written must never undo or stop a change of the law.
    """
    from luatsong.search.backend import IndexBusyError, SearchUnavailableError
    from luatsong.search.services import index_pending
    from luatsong.search.tasks import come_again

    try:
        index_pending(wait=2)
    except (IndexBusyError, SearchUnavailableError) as error:
        logger.warning("What has changed waits to be indexed: %r", error)
        come_again()
    except Exception:
        logger.exception("The index could not be brought in step; run `luatsong index`")
