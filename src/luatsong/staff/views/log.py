"""Nhật ký: who did what; the CMS's own report, for those who manage roles."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from luatsong.staff.views.page import needs

MAY_READ = "auth.change_group"


def addresses() -> list[URLPattern]:
    """The addresses of the CMS's report, guarded: the CMS shows it to everybody who may log in."""
    guard = needs(MAY_READ)
    whole = guard(LogEntriesView.as_view())
    part = guard(LogEntriesView.as_view(results_only=True))
    return [
        path("reports/site-history/", require_admin_access(whole)),
        path("reports/site-history/results/", require_admin_access(part)),
    ]
