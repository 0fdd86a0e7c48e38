"""The first page of the staff side: figures, what came in last, and a quick upload."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.forms import Media
from django.template.loader import render_to_string

from luatsong.staff import selectors
from luatsong.staff.effects import selectors as effect_selectors
from luatsong.staff.knowledge.backlog import MAY_SEE, waiting_counts


class DashboardPanel:
    """A panel of the CMS's home page; the CMS asks for `order`, `media` and `render_html`."""

    order = 10
    media = Media()

    def render_html(self, parent_context: Any) -> str:
        """The panel for the person of the request in `parent_context`."""
        request = parent_context["request"]
        user = request.user
        may_see = user.has_perm("law.view_document") or user.has_perm("law.view_intake")
        counted = effect_selectors.by_state() if user.has_perm("law.view_effect") else {}
        context = {
            "effects": effect_selectors.figures(counted),
            "figures": selectors.figures() if may_see else None,
            "recalls": waiting_counts(user) if user.has_perm(MAY_SEE) else None,
            "intakes": selectors.latest_intakes() if may_see else [],
            "may_upload": user.has_perm("law.add_intake"),
            "max_bytes": settings.LUATSONG_MAX_FILE_BYTES,
        }
        return render_to_string("staff/dashboard.html", context, request=request)
