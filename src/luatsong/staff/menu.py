"""A line of the staff side's menu, as a part of it describes itself to `wagtail_hooks`."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One line of the menu; `view` names the page, lower `order` stands higher."""

    label: str
    view: str
    icon: str
    order: int
