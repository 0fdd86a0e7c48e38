"""Fills the lists from their data files; what staff have changed or added stays."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from luatsong.knowledge.models import Agency, Audience, LifeEvent, RightsGroup
from luatsong.knowledge.wordlists import read

_FILES: tuple[tuple[str, str, type[models.Model]], ...] = (
    ("audiences.toml", "audience", Audience),
    ("life_events.toml", "life_event", LifeEvent),
    ("rights_groups.toml", "rights_group", RightsGroup),
    ("agencies.toml", "agency", Agency),
)


@transaction.atomic
def load_lists() -> int:
    """Add the rows of the data files that the store lacks (by code); how many were added."""
    return sum(_load(*source) for source in _FILES)


def _load(file: str, table: str, model: type[models.Model]) -> int:
    known = set(model._default_manager.values_list("code", flat=True))
    fields = {field.name for field in model._meta.get_fields()}
    added = 0
    for order, row in enumerate(read(file)[table], start=1):
        if row["code"] in known:
            continue
        values: dict[str, Any] = {name: value for name, value in row.items() if name in fields}
        if "order" in fields:
            values["order"] = order
        model._default_manager.create(**values)
        added += 1
    return added
