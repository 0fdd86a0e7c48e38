"""What the search found, as pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luatsong.portal.citation import titled
from luatsong.portal.kinds import KindName, kind_name
from luatsong.portal.render import anchor
from luatsong.search.backend import EXPIRED, NOT_YET, Card, Hit, Segment

_WHEN = {
    NOT_YET: ("chua", "Chưa có hiệu lực", "Có hiệu lực từ {:%d/%m/%Y}"),
    EXPIRED: ("het", "Hết hiệu lực", "Hết hiệu lực từ {:%d/%m/%Y}"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as the page shows it."""

    address: str
    card: Card
    kind: KindName
    heading: SafeString
    title: str  # of the document
    snippet: SafeString
    inside: bool  # a place in the document, not the document itself
    clause: str = ""  # where in the article the snippet begins: "khoản 2"
    state: str = ""  # style of the label that says it is not in force on the day; "" for in force
    state_label: str = ""


def shown(hit: Hit, day: date | None) -> Shown:
    """`hit` for a page; `day` is the one asked for, None for today."""
    # The index calls the words outside all provisions "#".
    address = hit.address.strip("#")
    title = titled(hit.card.type_name, hit.card.title) or hit.card.name
    heading = marked(hit.heading) if hit.heading else format_html("{}", title)
    state, label = _state(hit)
    return Shown(
        address=address_of(hit, day),
        card=hit.card,
        kind=kind_name(hit.card.kind),
        heading=format_html("{} {}", hit.label, heading if hit.heading else "")
        if hit.label
        else heading,
        title=title,
        snippet=marked(hit.snippet),
        inside=bool(address),
        clause=f"khoản {hit.part.label.strip('. ')}" if hit.part else "",
        state=state,
        state_label=label,
    )


def address_of(hit: Hit, day: date | None) -> str:
    """The page of a hit on a day, at the clause that answers where there is one."""
    base = reverse("portal:document", args=[hit.card.slug])
    place = hit.address.strip("#")
    query = f"?ngay={day.isoformat()}" if day else ""
    clause = f"#{anchor(hit.part.address)}" if hit.part and place else ""
    return f"{base}/{place}{query}{clause}" if place else f"{base}{query}"


def marked(segments: Sequence[Segment]) -> SafeString:
    """Text with the words that answer in <mark>; everything escaped."""
    # A page has some hundred segments: escaped once each, without a template for every one.
    html = "".join(
        f"<mark>{escape(one.text)}</mark>" if one.is_match else escape(one.text) for one in segments
    )
    return SafeString(html)


def _state(hit: Hit) -> tuple[str, str]:
    if hit.state not in _WHEN:
        return "", ""
    style, plain, dated = _WHEN[hit.state]
    day = hit.valid_from if hit.state == NOT_YET else hit.valid_to
    return style, dated.format(day) if day else plain
