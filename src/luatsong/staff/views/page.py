"""What every staff page shares: the CMS frame, and sorting out who may see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from luatsong.accounts.models import User

View = Callable[..., HttpResponseBase]
M = TypeVar("M", bound=Model)


def needs(permission: str) -> Callable[[View], View]:
    """Only for people with `permission`; others are told so by the CMS."""
    return permission_required(permission, raise_exception=True)


def user_of(request: HttpRequest) -> User:
    """The person signed in; staff pages are never reached without one."""
    if not isinstance(request.user, User):  # pragma: no cover - the CMS asks for a login first
        raise TypeError("A staff page was reached without a login.")
    return request.user


def render_page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    icon: str = "",
    trail: list[tuple[str, str]] | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a page in the CMS's frame; `trail` is (address, label) of the pages above it."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "Bảng điều khiển"},
        *({"url": url, "label": label} for url, label in trail or []),
        {"url": "", "label": title},
    ]
    frame = {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": crumbs,
    }
    return render(request, template, {**frame, **context}, status=status)


def page_of(queryset: QuerySet[M], request: HttpRequest, size: int) -> Page[M]:
    """The page that the address asks for (`p`); the last one when it asks for too much."""
    return Paginator(queryset, size).get_page(request.GET.get("p"))
