"""The lists items are sorted by, kept up by staff: audiences, life events, rights, agencies."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from luatsong.knowledge.models import Agency, Audience, LifeEvent, RightsGroup

_CODE = "Chữ thường không dấu, nối bằng gạch ngang; đừng đổi khi đã dùng."


def _panels(*more: str) -> ObjectList:
    return ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("code", help_text=_CODE),
            FieldPanel("slug", help_text=_CODE),
            *(FieldPanel(name) for name in more),
        ]
    )


class _ListViewSet(SnippetViewSet):  # type: ignore[misc]
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50


class AudienceViewSet(_ListViewSet):
    """For whom items are written."""

    model = Audience
    icon = "group"
    base_url_path = "danh-muc/doi-tuong"
    list_display = ["name", "summary", "order"]
    edit_handler = _panels("summary", "order")


class LifeEventViewSet(_ListViewSet):
    """What happens to people."""

    model = LifeEvent
    icon = "calendar"
    base_url_path = "danh-muc/viec-doi"
    list_display = ["name", "summary", "order"]
    edit_handler = _panels("summary", "order")


class RightsGroupViewSet(_ListViewSet):
    """Groups of rights and duties."""

    model = RightsGroup
    icon = "list-ul"
    base_url_path = "danh-muc/nhom-quyen"
    list_display = ["name", "summary", "order"]
    edit_handler = _panels("summary", "order")


class AgencyViewSet(_ListViewSet):
    """Agencies that write or answer."""

    model = Agency
    icon = "home"
    base_url_path = "danh-muc/co-quan"
    list_display = ["name", "territory", "valid_from", "valid_to"]
    edit_handler = _panels("territory", "site_url", "valid_from", "valid_to")


class ListsGroup(SnippetViewSetGroup):  # type: ignore[misc]
    """One entry of the menu for all lists."""

    items = (AudienceViewSet, LifeEventViewSet, RightsGroupViewSet, AgencyViewSet)
    menu_label = "Danh mục"
    menu_name = "danh-muc"
    menu_icon = "list-ul"
    menu_order = 172
    add_to_admin_menu = True
