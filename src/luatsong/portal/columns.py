"""The column that departments and communes put into their own sites (C-26 … C-31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from luatsong.knowledge.campaigns import column_name
from luatsong.knowledge.kinds import kind_by_slug
from luatsong.knowledge.models import Agency, Audience, Campaign, Item
from luatsong.knowledge.selectors import live_items
from luatsong.knowledge.wordlists import areas

USUAL = 6
MOST = 20
_LONGEST = 120
_TITLE = "Phổ biến, giáo dục pháp luật"


@dataclass(frozen=True, slots=True)
class Column:
    """What a site asks for: an agency's own items and those of its field, for an audience."""

    agency: str = ""  # slug
    area: str = ""
    audience: str = ""  # slug
    kind: str = ""  # slug
    campaign: str = ""  # slug
    number: int = USUAL

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Column:
        """From an address; what makes no sense finds nothing, never an error."""

        def text(name: str) -> str:
            return " ".join(query.get(name, "").replace("\x00", " ").split())[:_LONGEST]

        asked = query.get("so", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else USUAL
        return cls(
            text("co-quan"),
            text("linh-vuc"),
            text("doi-tuong"),
            text("loai"),
            text("phong-trao"),
            min(max(number, 1), MOST),
        )

    def parameters(self) -> list[tuple[str, str]]:
        """What stands in addresses; nothing that is usual."""
        named = [
            ("co-quan", self.agency),
            ("linh-vuc", self.area),
            ("doi-tuong", self.audience),
            ("loai", self.kind),
            ("phong-trao", self.campaign),
            ("so", str(self.number) if self.number != USUAL else ""),
        ]
        return [(name, value) for name, value in named if value]

    @property
    def query(self) -> str:
        """The parameters as a query string."""
        return urlencode(self.parameters())

    def items(self) -> list[Item]:
        """The newest that fit; an agency and a field together mean either. 1 query."""
        kind = kind_by_slug(self.kind)
        found = live_items(kind.code if kind else self.kind or None)
        either = Q(agency__slug=self.agency) if self.agency else Q()
        if self.area:
            either |= Q(area=self.area)
        if self.audience:
            found = found.filter(audiences__slug=self.audience)
        if self.campaign:
            found = found.filter(campaigns__slug=self.campaign, campaigns__public=True)
        return list(found.filter(either)[: self.number])

    def title(self) -> str:
        """The heading: whose column it is. At most 2 queries."""
        if self.campaign:
            campaign = Campaign.objects.filter(slug=self.campaign, public=True).first()
            return campaign.name if campaign else _TITLE
        agency = Agency.objects.filter(slug=self.agency).first() if self.agency else None
        # Only what the site knows stands in a heading that other sites show as ours.
        whose = str(agency) if agency else self.area if self.area in areas() else ""
        if not whose and self.audience:
            whose = str(Audience.objects.filter(slug=self.audience).first() or "")
        return f"{_TITLE}: {whose}" if whose else _TITLE

    @property
    def all(self) -> str:
        """The address of the whole list."""
        kept = [(name, value) for name, value in self.parameters() if name != "so"]
        if self.agency:  # a list narrows by both; a column means either
            kept = [(name, value) for name, value in kept if name != "linh-vuc"]
        return f"{reverse('portal:items')}?{urlencode([*kept, *self._from()])}"

    def address(self, item: Item) -> str:
        """The address of an item, saying through whose column it was reached."""
        query = urlencode(self._from())
        return f"{item.get_absolute_url()}?{query}" if query else item.get_absolute_url()

    def _from(self) -> list[tuple[str, str]]:
        if self.agency:
            return [("tu", self.agency)]
        return [("tu", column_name(self.campaign))] if self.campaign else []
