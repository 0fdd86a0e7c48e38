"""How the CMS is fitted to this site: its addresses, its menu, its permissions and its log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from luatsong.staff import renditions, selectors
from luatsong.staff.books import addresses as books
from luatsong.staff.dashboard import DashboardPanel
from luatsong.staff.effects import selectors as effect_selectors
from luatsong.staff.history import ACTIONS
from luatsong.staff.knowledge import backlog_addresses as recalls
from luatsong.staff.knowledge import hooks as _desk  # noqa: F401 - registers itself
from luatsong.staff.outreach import addresses as outreach
from luatsong.staff.readers import addresses as readers
from luatsong.staff.sound import addresses as sounds
from luatsong.staff.users import keep_superusers_apart, keep_superusers_apart_in_bulk
from luatsong.staff.views import (
    asked,
    desk,
    documents,
    effect,
    effects,
    effects_bulk,
    log,
    sought,
    uploads,
)

# Places of the CMS that this site does not use yet; their rooms bring them back.
HIDDEN_MENU = frozenset({"explorer", "images", "documents", "reports", "snippets"})
HIDDEN_SETTINGS = frozenset({"sites", "collections", "workflows", "workflow-tasks", "locales"})


def staff_addresses() -> list[URLPattern]:
    """The pages of the staff side beside the CMS's own."""
    return [
        path("van-ban/", documents.index, name="staff_documents"),
        path("van-ban/<int:pk>/", documents.detail, name="staff_document"),
        path("van-ban/<int:pk>/tep/", documents.source, name="staff_document_source"),
        path("van-ban/<int:pk>/phu-hop/", documents.judge, name="staff_document_judge"),
        path("van-ban/<int:pk>/go/", documents.withdraw, name="staff_document_withdraw"),
        path("van-ban/<int:pk>/cong-bo/", documents.restore, name="staff_document_restore"),
        path("tai-len/", uploads.upload, name="staff_upload"),
        path("tai-len/<int:pk>/", uploads.progress, name="staff_upload_progress"),
        path("tai-len/<int:pk>/tep/", uploads.progress_part, name="staff_upload_part"),
        path("tai-len/tep/<int:pk>/lai/", uploads.retry, name="staff_upload_retry"),
        path("ban-cach-ly/", desk.index, name="staff_desk"),
        path("ban-cach-ly/<int:pk>/", desk.detail, name="staff_desk_item"),
        path("ban-cach-ly/<int:pk>/tep/", desk.source, name="staff_desk_source"),
        path("hieu-luc/", effects.index, name="staff_effects"),
        path("hieu-luc/thieu-van-ban/", effects.missing, name="staff_effects_missing"),
        path("hieu-luc/doc-thu/", effects.try_sentence, name="staff_effects_try"),
        path("hieu-luc/tim-van-ban/", effects.documents, name="staff_effects_documents"),
        path("hieu-luc/chap-nhan/", effects_bulk.accept, name="staff_effects_accept"),
        path("hieu-luc/<int:pk>/", effect.detail, name="staff_effect"),
        path("hieu-luc/<int:pk>/tiep/", effect.following, name="staff_effect_following"),
        path("tim-kiem/", sought.index, name="staff_sought"),
        path("hoi-dap/", asked.index, name="staff_asked"),
        path("hoi-dap/gui-can-bo/", asked.sent, name="staff_asked_sent"),
        path("hoi-dap/csv/", asked.export, name="staff_asked_export"),
        *recalls.addresses(),
        *sounds.addresses(),
        *renditions.addresses(),
        *readers.addresses(),
        *books.addresses(),
        *outreach.addresses(),
    ]


def fit_menu(request: HttpRequest, items: list[Any]) -> None:
    """Our places first, and only those the person may enter."""
    items[:] = [item for item in items if item.name not in HIDDEN_MENU]
    may = request.user.has_perm
    if may("law.view_document"):
        items.append(_item("Văn bản", "staff_documents", documents.ICON, 100))
    if may("law.add_intake"):
        items.append(_item("Tải lên", "staff_upload", uploads.ICON, 110))
    if may("law.view_intake"):
        waiting = selectors.quarantine_count()
        label = f"{desk.TITLE} ({waiting})" if waiting else desk.TITLE
        items.append(_item(label, "staff_desk", desk.ICON, 120))
    if may("law.view_effect"):
        waiting = effect_selectors.open_count(effect_selectors.by_state())
        label = f"{effects.TITLE} ({waiting})" if waiting else effects.TITLE
        items.append(_item(label, "staff_effects", effects.ICON, 130))
    if may(sought.MAY_SEE):
        items.append(_item(sought.TITLE, "staff_sought", sought.ICON, 140))
    if may(asked.MAY_SEE):
        items.append(_item(asked.TITLE, "staff_asked", asked.ICON, 145))
    items += [_item(*entry) for entry in readers.entries(request)]
    items += [_item(*entry) for entry in books.entries(request)]
    items += [_item(*entry) for entry in outreach.entries(request)]
    items += [_item(*entry) for entry in recalls.entries(request)]
    items += [_item(*entry) for entry in sounds.entries(request)]
    items += [_item(*entry) for entry in renditions.entries(request)]
    if may(log.MAY_READ):
        items.append(_item("Nhật ký", "wagtailadmin_reports:site_history", "history", 900))


def fit_settings(request: HttpRequest, items: list[Any]) -> None:  # noqa: ARG001
    """People and roles only."""
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]


def fit_help(request: HttpRequest, items: list[Any]) -> None:  # noqa: ARG001
    """Only help that is part of this site: no links to pages of the CMS's makers."""
    items[:] = [item for item in items if not item.url.startswith("http")]


def fit_home(request: HttpRequest, panels: list[Any]) -> None:  # noqa: ARG001
    panels[:] = [DashboardPanel()]


def fit_summary(request: HttpRequest, items: list[Any]) -> None:  # noqa: ARG001
    items.clear()


def document_search() -> Any:
    """The search box of the side bar finds documents."""
    return SearchArea("Văn bản", reverse("staff_documents"), name="van-ban", order=-10)


def log_actions(registry: Any) -> None:
    """Words for what our services write to the log."""
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)


def staff_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("staff/staff.css"))


def staff_script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("staff/staff.js"))


def _item(label: str, url_name: str, icon: str, order: int) -> Any:
    return MenuItem(label, reverse(url_name), name=url_name, icon_name=icon, order=order)


_HOOKS = {
    "register_admin_urls": staff_addresses,
    "construct_main_menu": fit_menu,
    "construct_settings_menu": fit_settings,
    "construct_help_menu": fit_help,
    "construct_homepage_panels": fit_home,
    "construct_homepage_summary_items": fit_summary,
    "before_edit_user": keep_superusers_apart,
    "before_bulk_action": keep_superusers_apart_in_bulk,
    "register_admin_search_area": document_search,
    "register_log_actions": log_actions,
    "insert_global_admin_css": staff_style,
    "insert_global_admin_js": staff_script,
}
for _name, _function in _HOOKS.items():
    hooks.register(_name, _function)
