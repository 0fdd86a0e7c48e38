"""Pages of single provisions, attached texts and appendices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from luatsong.law import selectors
from luatsong.law.models import Document
from luatsong.law.selectors import ComponentRow, ProvisionRow
from luatsong.portal import page
from luatsong.portal.addressing import provision_link
from luatsong.portal.caching import Freshness, public
from luatsong.portal.citation import (
    cite_document,
    cite_provision,
    component_name,
    provision_words,
)
from luatsong.portal.days import ENTIRE, day_of
from luatsong.portal.exports import FORMS, export_part
from luatsong.portal.living import Living, living_document, of_provision
from luatsong.portal.opened import opened
from luatsong.portal.render import OUTLINE, anchor
from luatsong.portal.views.documents import (
    document_address,
    form_response,
    shared,
)
from luatsong.portal.views.errors import not_found_page
from luatsong.portal.views.opening import of_document
from vnlaw.addresses import slugify

# Articles are numbered through the document, so what stands above one is not in its address.
_ABOVE_ARTICLE = re.compile(r"(?:(?:phan|chuong|muc|tieu-muc)-[^/]+/)+(?=dieu-)")
# What a page of wrong address offers at most.
_OFFERED = 40


@public
@of_document
def provision_page(request: HttpRequest, document: Document, address: str) -> HttpResponse:
    """One provision in its surroundings, or one attached text."""
    day = day_of(request)
    entire = request.GET.get(ENTIRE) == "1"
    form = f"{address}{day.query_entire if entire else day.query}"
    freshness = Freshness.of(document, form, day.on)
    if answer := freshness.not_modified(request):
        return answer
    whole = living_document(document, day, links_inside=False)
    components = whole.components
    shown = whole
    if own := selectors.subtree(whole.rows, address):
        context = _provision(whole, components, own, entire=entire)
        shown = of_provision(whole, own[0])
    elif component := _component_at(components, address):
        context = _component(whole, component, entire=entire)
    else:
        return _misaddressed(request, whole, components, address)
    context = {**shared(request, shown), **context, **_in_whole(whole, components, address)}
    return freshness.stamp(render(request, "portal/provision.html", context))


@public
@of_document
def provision_form(
    request: HttpRequest, document: Document, address: str, form: str
) -> HttpResponse:
    """One provision or attached text as .json, .xml (Akoma Ntoso) or .txt."""
    day = day_of(request)
    freshness = Freshness.of(document, f"{address}.{form}{day.query}", day.on)
    if answer := freshness.not_modified(request):
        return answer
    whole = living_document(document, day)
    components = whole.components
    rows = whole.rows
    if own := selectors.subtree(rows, address):
        component = _component_of(components, own[0])
        above = selectors.ancestors(rows, address)
        content = export_part(document, FORMS[form], component, above, own)
    elif found := _component_at(components, address):
        content = export_part(document, FORMS[form], found, [], _rows_of(found, whole.in_force))
    else:
        return _misaddressed(request, whole, components, address)
    response = form_response(form, content, f"{document_address(document)}/{address}")
    return freshness.stamp(response)


def _in_whole(whole: Living, components: Sequence[ComponentRow], address: str) -> dict[str, object]:
    """Where the page of the document shows a place: on all of it, where it is closed there."""
    there = {row.address for row in opened(whole.rows, components).rows}
    there |= {component.slug for component in components}
    query = whole.day.query if address in there else whole.day.query_entire
    return {"anchor": anchor(address), "query_whole": query}


def _provision(
    whole: Living,
    components: Sequence[ComponentRow],
    own: Sequence[ProvisionRow],
    *,
    entire: bool,
) -> dict[str, object]:
    document, rows, query = whole.document, whole.rows, whole.day.query
    base = document_address(document)
    top = own[0]
    above = selectors.ancestors(rows, top.address)
    component = _component_of(components, top)
    words = provision_words([*above, top])
    name = words[0].upper() + words[1:]
    if component.slug:
        name = f"{name} {component_name(component)}"
    previous, following = _neighbours(rows, top)
    outline = top.level in OUTLINE
    shown = opened(own, entire=entire)
    text = page.provision_html(whole, base, shown)
    context = page.above_html(whole, base, above)
    return {
        "name": name,
        "label": top.label if outline else name,
        "heading": top.heading if outline else "",
        "component": component if component.slug else None,
        "component_name": component_name(component),
        "text": mark_safe(text),  # noqa: S308 - escaped by portal.render
        "above": mark_safe(context),  # noqa: S308 - escaped by portal.render
        "citation": cite_provision(document, component, [*above, top]),
        "entire": "" if shown.is_whole else whole.day.query_entire,
        "previous": previous and (f"{base}/{previous.address}{query}", _short(previous)),
        "following": following and (f"{base}/{following.address}{query}", _short(following)),
    }


def _component(whole: Living, component: ComponentRow, *, entire: bool) -> dict[str, object]:
    document = whole.document
    base = document_address(document)
    own = _rows_of(component, whole.rows)
    name = component_name(component)
    shown = opened(own, around=sum(map(len, component.intro)), entire=entire)
    return {
        "name": name,
        "label": name,
        "heading": component.title,
        "text": mark_safe(page.component_html(whole, base, component, shown)),  # noqa: S308
        "citation": cite_provision(document, component, []),
        "entire": "" if shown.is_whole else whole.day.query_entire,
    }


def _misaddressed(
    request: HttpRequest, whole: Living, components: Sequence[ComponentRow], address: str
) -> HttpResponse:
    """On to the address that was surely meant, else a page with the nearest one that exists."""
    document, rows, query = whole.document, whole.rows, whole.day.query
    known = {row.address for row in rows} | {c.slug for c in components if c.slug}
    plain = _ABOVE_ARTICLE.sub("", _canonical(address))
    if plain in known:
        return redirect(provision_link(document.slug, plain, query), permanent=True)
    steps = plain.split("/")
    tries = ("/".join(steps[:n]) for n in range(len(steps) - 1, 0, -1))
    parent = next((attempt for attempt in tries if attempt in known), "")
    below = [
        row for row in rows if row.parent == parent or (not row.parent and row.component == parent)
    ]
    base = document_address(document)
    context = {
        "document": document,
        "base": base,
        "day": whole.day,
        "now": provision_link(document.slug, plain),
        "parent": f"{base}/{parent}{query}" if parent else "",
        "parent_name": _name_at(components, rows, parent),
        "below": [(f"{base}/{row.address}{query}", _short(row)) for row in below[:_OFFERED]],
        "citation": cite_document(document),
    }
    return not_found_page(request, template="portal/no_provision.html", context=context)


def _canonical(address: str) -> str:
    """ "Điều-5/khoản-2/điểm-đ" -> "dieu-5/khoan-2/diem-dd"."""
    steps = []
    for step in address.lower().strip("/").split("/"):
        word, dash, number = step.rpartition("-")
        steps.append(slugify(word) + dash + slugify(number.replace("đ", "dd")))
    return "/".join(steps)


def _name_at(components: Sequence[ComponentRow], rows: Sequence[ProvisionRow], address: str) -> str:
    row = next((row for row in rows if row.address == address), None)
    if row:
        return provision_words([*selectors.ancestors(rows, address), row])
    component = _component_at(components, address)
    return component_name(component) if component else ""


def _neighbours(
    rows: Sequence[ProvisionRow], top: ProvisionRow
) -> tuple[ProvisionRow | None, ProvisionRow | None]:
    """The provisions before and after: articles through the whole text, others among siblings."""
    peers = [
        row
        for row in rows
        if row.level == top.level
        and row.component == top.component
        and (top.level == "article" or row.parent == top.parent)
    ]
    at = next(i for i, row in enumerate(peers) if row.address == top.address)
    return (peers[at - 1] if at else None, peers[at + 1] if at + 1 < len(peers) else None)


def _short(row: ProvisionRow) -> str:
    words = provision_words([row]) if row.level not in OUTLINE else row.label.strip()
    words = words[0].upper() + words[1:]
    return f"{words} {row.heading}".strip()


def _component_of(components: Sequence[ComponentRow], row: ProvisionRow) -> ComponentRow:
    return next(c for c in components if c.slug == row.component)


def _component_at(components: Sequence[ComponentRow], address: str) -> ComponentRow | None:
    return next((c for c in components if c.slug and c.slug == address), None)


def _rows_of(component: ComponentRow, rows: Sequence[ProvisionRow]) -> list[ProvisionRow]:
    return [row for row in rows if row.component == component.slug]
