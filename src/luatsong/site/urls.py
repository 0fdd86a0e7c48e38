"""All addresses of the site."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

from luatsong.staff.views import log

urlpatterns = [
    path("quan-tri/", include(log.addresses())),  # before the CMS's own at these addresses
    path("quan-tri/", include(wagtail_admin_urls)),
    path("", include("luatsong.portal.urls")),
]

handler400 = "luatsong.portal.views.errors.bad_request"
handler403 = "luatsong.portal.views.errors.forbidden"
handler404 = "luatsong.portal.views.errors.not_found"
handler500 = "luatsong.portal.views.errors.server_error"
