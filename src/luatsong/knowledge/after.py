"""Who wants to know when an item has gone live, was confirmed or has been withdrawn.

Rooms above register in their AppConfig.ready(); a listener gets the item's key. Listeners run
after the transaction, one after the other; one that fails is logged and keeps no other from
running.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

Listener = Callable[[int], None]

logger = logging.getLogger(__name__)
_published: list[Listener] = []
_confirmed: list[Listener] = []
_withdrawn: list[Listener] = []


def on_published(listener: Listener) -> Listener:
    """Call `listener(item_pk)` after a revision of an item has gone live."""
    if listener not in _published:
        _published.append(listener)
    return listener


def on_confirmed(listener: Listener) -> Listener:
    """Call `listener(item_pk)` after an editor has said that a marked item still holds."""
    if listener not in _confirmed:
        _confirmed.append(listener)
    return listener


def on_withdrawn(listener: Listener) -> Listener:
    """Call `listener(item_pk)` after an item is no longer public."""
    if listener not in _withdrawn:
        _withdrawn.append(listener)
    return listener


def published(item_pk: int) -> None:
    """Tell everybody that the item went live."""
    _tell(_published, item_pk)


def confirmed(item_pk: int) -> None:
    """Tell everybody that the item holds again."""
    _tell(_confirmed, item_pk)


def withdrawn(item_pk: int) -> None:
    """Tell everybody that the item is no longer public."""
    _tell(_withdrawn, item_pk)


def _tell(listeners: list[Listener], item_pk: int) -> None:
    for listener in listeners:
        try:
            listener(item_pk)
        except Exception:  # what one listener does wrong is not the others' loss
            logger.exception("A listener failed for item %s.", item_pk)
