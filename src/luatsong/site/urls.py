"""All addresses of the site."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

urlpatterns = [
    path("quan-tri/", include(wagtail_admin_urls)),
    path("", include("luatsong.portal.urls")),
]
