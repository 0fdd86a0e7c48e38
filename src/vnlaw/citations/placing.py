"""Where in a document of several components the provisions of a citation stand."""

from __future__ import annotations

from vnlaw.addresses import COMPONENT_WORDS
from vnlaw.citations.model import Citation, TargetKind
from vnlaw.citations.words import documents
from vnlaw.document import ComponentKind

_ATTACHED = COMPONENT_WORDS[ComponentKind.ATTACHED]


def addresses_of(citation: Citation, component: str = "") -> tuple[str, ...]:
    """Addresses of the provisions cited, in order; "" where one is none or not certain.

    `component` is the segment of the component the text stands in ("" for the body, else
    `vnlaw.addresses.component_segment`). What an attached regulation says of its own provisions
    ("Điều này", "Điều 5 Quy chế này", "Điều 5") lies in itself, what it says of the document that
    issues it ("Điều 5 Thông tư này") in the body. An appendix has only what it calls "này".
    Pass "" for text that is quoted for another document. "Điều 5 Quy chế ban hành kèm theo Quyết
    định số …" lies in the first text attached to that decision; nearly all have just one.
    """
    inside = component if _is_inside(citation, component) else ""
    if citation.target.kind is TargetKind.NUMBER and documents().attached_by.search(
        citation.surface
    ):
        inside = f"{_ATTACHED}-1"
    return tuple(
        f"{inside}/{reference.address}" if inside and reference.address else reference.address or ""
        for reference in citation.provisions
    )


def _is_inside(citation: Citation, component: str) -> bool:
    if not component or citation.target.kind is not TargetKind.SELF:
        return False
    words = documents()
    last = citation.surface.removesuffix(" này")
    own = last != citation.surface
    if own and any(match.end() == len(last) for match in words.rule_name.finditer(last)):
        return False
    return own or component.startswith(_ATTACHED)
