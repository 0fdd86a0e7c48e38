"""What the list of items can be limited to."""

from __future__ import annotations

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet

from luatsong.accounts.models import User
from luatsong.knowledge.kinds import choices
from luatsong.knowledge.models import Agency, Audience, Item
from luatsong.knowledge.wordlists import area_choices

_STATES = (
    ("live", "Đang công bố"),
    ("draft", "Chưa công bố"),
    ("affected", "Luật đã thay đổi"),
)


class ItemFilter(WagtailFilterSet):  # type: ignore[misc]
    """Kind, state, owner, audience, area, agency."""

    kind = django_filters.ChoiceFilter(label="Loại", choices=choices)
    state = django_filters.ChoiceFilter(label="Tình trạng", choices=_STATES, method="in_state")
    owner = django_filters.ModelChoiceFilter(
        label="Phụ trách", queryset=User.objects.filter(owned_items__isnull=False).distinct()
    )
    audiences = django_filters.ModelChoiceFilter(label="Đối tượng", queryset=Audience.objects.all())
    area = django_filters.ChoiceFilter(
        label="Lĩnh vực", choices=[pair for pair in area_choices() if pair[0]]
    )
    agency = django_filters.ModelChoiceFilter(label="Cơ quan", queryset=Agency.objects.all())

    class Meta:
        model = Item
        fields: list[str] = []

    def in_state(self, queryset: QuerySet[Item], name: str, value: Any) -> QuerySet[Item]:  # noqa: ARG002
        """Items in a state of the list above."""
        if value == "affected":
            return queryset.filter(basis_state=Item.BasisState.AFFECTED)
        return queryset.filter(live=value == "live")
