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
    from luatsong.search.backend import IndexBusyError
    from luatsong.search.services import index_pending

    try:
        index_pending(wait=2)
    except IndexBusyError:
        logger.info("The index is being written by another process, which may miss a change")
    except Exception:
        logger.exception("The index could not be brought in step; run `luatsong index`")
