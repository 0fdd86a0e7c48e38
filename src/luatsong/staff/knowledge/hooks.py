"""How the editor's desk stands in the CMS: forms and lists, menu, first page, style."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from luatsong.knowledge.models import Agency, Audience, Item, LifeEvent, RightsGroup
from luatsong.staff.knowledge import addresses
from luatsong.staff.knowledge.dashboard import KnowledgePanel
from luatsong.staff.knowledge.items import ItemViewSet
from luatsong.staff.knowledge.lists import ListsGroup
from luatsong.staff.knowledge.policies import ItemPolicy, ListPolicy

AFTER_OURS = 10  # after the staff side has put its own places in


def fit_menu(request: HttpRequest, items: list[Any]) -> None:
    """What waits for the person first, then items: they are what most people come for."""
    if (bell := addresses.bell(request)) is not None:
        items.append(bell)
    for label, view, icon, order in addresses.entries(request):
        items.append(MenuItem(label, reverse(view), name=view, icon_name=icon, order=order))


def fit_home(request: HttpRequest, panels: list[Any]) -> None:  # noqa: ARG001
    """What waits for the person, above the figures."""
    panels.append(KnowledgePanel())


def refuse_bulk(
    request: HttpRequest,  # noqa: ARG001 - the CMS calls with four positions
    action_type: str,  # noqa: ARG001
    objects: Iterable[Any],
    action: Any,  # noqa: ARG001
) -> None:
    """No action on many items at once: each step is one decision on one text."""
    if any(isinstance(found, Item) for found in objects):
        raise PermissionDenied


def icons(known: list[str]) -> list[str]:
    """The bell; the CMS has none."""
    return [*known, "wagtailadmin/icons/bell.svg"]


def style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("staff/desk.css"))


register_permission_policy(Item, ItemPolicy(Item))
for _model in (Agency, Audience, LifeEvent, RightsGroup):
    register_permission_policy(_model, ListPolicy(_model))
register_snippet(ItemViewSet)
register_snippet(ListsGroup)
hooks.register("register_admin_urls", addresses.addresses)
hooks.register("construct_main_menu", fit_menu, order=AFTER_OURS)
hooks.register("construct_homepage_panels", fit_home, order=AFTER_OURS)
hooks.register("register_icons", icons)
hooks.register("before_bulk_action", refuse_bulk)
hooks.register("insert_global_admin_css", style)
