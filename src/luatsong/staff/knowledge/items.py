"""The list of items, and writing one: the CMS's views, fitted to four eyes.

Nothing here publishes: the buttons save a draft, send it, or take it back. What is sent is saved
first, so that nobody loses words to a check.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.constants import NONCE
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate, localtime
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    LockView,
    PreviewOnCreateView,
    PreviewOnEditView,
    RevisionsCompareView,
    SnippetViewSet,
    UnlockView,
    UnpublishView,
)

from luatsong.knowledge import checks, recall, services, workflow
from luatsong.knowledge.kinds import Kind, groups, kinds
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge import keeping, translating
from luatsong.staff.knowledge.filters import ItemFilter
from luatsong.staff.knowledge.forms import ItemForm, start_body
from luatsong.staff.knowledge.panels import panel_for, panel_for_all
from luatsong.staff.knowledge.states import state_of
from luatsong.staff.views.page import render_page, user_of

TITLE = "Nội dung"
ICON = "edit"
LIST = "wagtailsnippets_knowledge_item:list"
EDIT = "wagtailsnippets_knowledge_item:edit"


def choose_kind(request: HttpRequest) -> HttpResponse:
    """What shall be written? The kinds in their groups."""
    if not request.user.has_perm("knowledge.add_item"):
        raise PermissionDenied
    add = reverse("wagtailsnippets_knowledge_item:add")
    grouped = [
        (heading, [kind for kind in kinds().values() if kind.group == code])
        for code, heading in groups().items()
    ]
    return render_page(
        request,
        "staff/knowledge/kinds.html",
        title="Viết nội dung mới",
        icon=ICON,
        trail=[(reverse(LIST), TITLE)],
        grouped=grouped,
        add=add,
    )


class ItemIndexView(IndexView):  # type: ignore[misc]
    """All items: kind, where each is on its way, who looks after it, and whether law moved on."""

    page_title = TITLE
    default_ordering = "-updated_at"
    told: dict[int, recall.Notice]

    def get_add_url(self) -> str | None:
        """New items begin with the choice of a kind."""
        return reverse("staff_item_kinds") if super().get_add_url() else None

    def get_base_queryset(self) -> Any:
        found = super().get_base_queryset().select_related("owner", "agency", "latest_revision")
        return found.defer("body", "plain", "search_text")

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """One page, with what has become of the law under its items as it is this moment."""
        found = super().paginate_queryset(queryset, page_size)
        self.told = recall.notices(found[2], localdate())
        return found

    def _affected(self, item: Item) -> str:
        told = self.told.get(item.pk)
        if told is None or not told.affected:
            return "Còn nguyên"
        return f"Luật đã đổi từ {told.since:%d/%m/%Y}" if told.since else "Luật đã đổi"

    @cached_property
    def columns(self) -> list[Any]:
        return [
            TitleColumn(
                "title", label="Tiêu đề", get_url=self.get_edit_url, accessor=str, sort_key="title"
            ),
            Column("kind", label="Loại", accessor="get_kind_display", sort_key="kind"),
            Column("state", label="Tình trạng", accessor=lambda item: state_of(item).label),
            Column("owner", label="Phụ trách", accessor=_owner),
            Column("affected", label="Căn cứ", accessor=self._affected, sort_key="affected_since"),
            Column("updated_at", label="Sửa lần cuối", accessor=_changed, sort_key="updated_at"),
        ]


def _owner(item: Item) -> str:
    return (item.owner.get_full_name() or item.owner.username) if item.owner else ""


def _changed(item: Item) -> str:
    return f"{localtime(item.updated_at):%d/%m/%Y %H:%M}"


class _Writing:
    """What writing a new item and writing on have in common."""

    request: HttpRequest
    form: ItemForm
    object: Item
    action: str
    saving_as_draft: bool
    expects_json_response: bool
    panel: Any
    overtaken = ""  # who has saved another version while this one was being written

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        # What is sent to review is checked by our own checks, after it has been saved.
        self.saving_as_draft = request.method == "POST"

    def get_form_class(self) -> Any:
        """The form of the item's kind."""
        return self.panel.get_form_class()

    def get_available_actions(self) -> list[str]:
        """No publishing, by whatever button or crafted form; only saving, sending, taking back."""
        found = super().get_available_actions()  # type: ignore[misc]
        return [each for each in found if each in ("create", "edit", "submit", "cancel-workflow")]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The editor of rich text makes styles of its own: they get the nonce of this page."""
        answer = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        answer._csp_update = {"style-src": [NONCE]}
        return answer

    def form_valid(self, form: ItemForm) -> Any:
        """Save; the browser is told, so that it forgets the copy it keeps."""
        answer = super().form_valid(form)  # type: ignore[misc]
        if not self.expects_json_response and self.object.pk:
            keeping.mark_saved(answer, self.object)
        return answer

    def submit_action(self) -> HttpResponse | None:
        """Send to review; what must be mended first is told, and the draft is kept."""
        if self.overtaken:
            messages.error(self.request, f"Đã lưu bản nháp, nhưng chưa gửi. {self.overtaken}")
            return redirect(EDIT, self.object.pk)
        try:
            services.submit(self.object, user=user_of(self.request))
        except checks.NotSoundError as refused:
            count = len(refused.findings)
            messages.error(
                self.request,
                f"Đã lưu bản nháp, nhưng chưa gửi được: còn {count} chỗ phải sửa (xem đầu trang).",
            )
            return redirect(EDIT, self.object.pk)
        except services.RefusedError as refused:
            messages.error(self.request, f"Đã lưu. {refused}")
            return redirect(EDIT, self.object.pk)
        messages.success(
            self.request, f"Đã gửi “{self.object}” đi thẩm định. Bạn sẽ thấy kết quả ở trang đầu."
        )
        return redirect("staff_item", self.object.pk)

    def cancel_workflow_action(self) -> None:
        """Take back what was sent."""
        services.take_back(self.object, user=user_of(self.request))

    def get_success_message(self, instance: Any = None) -> str:
        """What was done, and what was cleaned out of pasted text."""
        item = instance or self.object
        if self.action == "cancel-workflow":
            return f"Đã rút lại “{item}”; bạn sửa tiếp được."
        removed = "; ".join(dict.fromkeys(_removed(self)))
        cleaned = f" Đã bỏ khỏi phần dán vào: {removed}. Chữ được giữ nguyên." if removed else ""
        return f"Đã lưu bản nháp “{item}”.{cleaned} {self.overtaken}".strip()

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_error_message(self) -> str:
        """The form is shown again with all that was typed."""
        return "Chưa lưu được: xem những chỗ báo đỏ bên dưới. Những gì bạn gõ vẫn còn nguyên."

    def _extra(self, item: Item, kind: Kind) -> dict[str, Any]:
        step = workflow.current_step(item) if item.pk else None
        return {
            "kind": kind,
            "item": item,
            "step": step,
            "returned": workflow.returned_with(item) if item.pk else None,
            "may_take_back": bool(step) and user_of(self.request).pk in workflow.writers(item),
            "may_submit": self.request.user.has_perm(workflow.MAY_WRITE),
        }


def _removed(view: Any) -> list[str]:
    form = getattr(view, "form", None)
    return form.removed if isinstance(form, ItemForm) else []


class ItemCreateView(_Writing, CreateView):  # type: ignore[misc]
    """A new item; its kind is in the address."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A form that was sent twice (a double click, a slow network) writes one item."""
        if self.kind is None:
            return redirect("staff_item_kinds")
        made = self._made()
        if made is not None:
            return Item.snippet_viewset.edit_view(request, pk=str(made.pk))
        try:
            with transaction.atomic():
                return super().dispatch(request, *args, **kwargs)
        except IntegrityError as taken:
            made = self._made()
            if made is None:  # the mark of somebody else's item
                raise PermissionDenied from taken
            return Item.snippet_viewset.edit_view(request, pk=str(made.pk))

    def _made(self) -> Item | None:
        """The item this very form has made already."""
        sent = self._uid()
        if sent is None:
            return None
        return Item.objects.filter(uid=sent, owner=user_of(self.request)).first()

    def _uid(self) -> UUID | None:
        try:
            return UUID(self.request.POST.get("uid", ""))
        except ValueError:
            return None

    @cached_property
    def kind(self) -> Kind | None:
        """The kind that `?loai=` asks for."""
        return kinds().get(self.request.GET.get("loai", ""))

    def get_panel(self) -> Any:
        return panel_for(self.kind.code) if self.kind else None

    def get_initial_form_instance(self) -> Item:
        """An empty item of the kind, with the blocks it begins with."""
        kind = self.kind
        item = Item(kind=kind.code if kind else "")
        item.uid = self._uid() or item.uid
        if kind and self.request.method != "POST":
            item.body = start_body(kind.code)
            if self.translated is not None:
                asked = self.request.GET.get("tieng", "")
                translating.begin(item, self.translated, asked)
        return item

    @cached_property
    def translated(self) -> Item | None:
        """The item that `?dich=` asks to be put into another language."""
        return translating.wanted(self.request.GET.get("dich", ""))

    def get_add_url(self) -> str:
        return f"{super().get_add_url()}?loai={self.kind.code if self.kind else ''}"

    def get_preview_url(self) -> str:
        return f"{super().get_preview_url()}?loai={self.kind.code if self.kind else ''}"

    def get_page_subtitle(self) -> str:
        """The kind, and whether it is a translation."""
        name = self.kind.name if self.kind else TITLE
        return f"{name}, bản dịch" if self.translated else name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.kind:
            context.update(self._extra(self.form.instance, self.kind))
            context["translated"] = self.translated
        return context


class ItemEditView(_Writing, EditView):  # type: ignore[misc]
    """Writing on: a draft, or a new version of what is public."""

    def form_valid(self, form: ItemForm) -> Any:
        """Save, and send where asked, in one: nothing that saves itself comes in between."""
        with transaction.atomic():
            Item.objects.select_for_update().get(pk=self.object.pk)
            self.overtaken = self._overtaken()
            return super().form_valid(form)

    def _overtaken(self) -> str:
        """Whose version this save puts in second place, in words; it stays in the history."""
        latest = self.object.latest_revision
        if not self.is_out_of_date or latest is None or latest.user_id == self.request.user.pk:
            return ""
        who = latest.user.get_full_name() or latest.user.username if latest.user else "Hệ thống"
        return (
            f"Trong lúc bạn viết, {who} đã lưu một bản khác lúc "
            f"{localtime(latest.created_at):%H:%M}; bản đó vẫn còn trong lịch sử, hãy mở "
            "lịch sử (hình đồng hồ ở đầu trang) để so sánh rồi ghép những chỗ cần giữ."
        )

    def save_instance(self) -> Any:
        """PermissionDenied for what was sent to review while this was on its way."""
        if workflow.current_step(self.object) is not None:
            raise PermissionDenied("Nội dung đã được gửi đi thẩm định nên không sửa được.")
        return super().save_instance()

    def get_panel(self) -> Any:
        return panel_for(self.object.kind)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        item: Item = self.object
        context.update(self._extra(item, item.of_kind))
        told = recall.notice(item, localdate())
        context["affected"] = told is not None and told.affected
        return context


class ItemDeleteView(DeleteView):  # type: ignore[misc]
    """Only drafts that never were public, and only by who looks after them."""

    def user_has_permission(self, permission: str) -> bool:  # noqa: ARG002
        item: Item = self.object
        user = user_of(self.request)
        never_public = item.first_published_at is None and not item.approvals.exists()
        return never_public and item.owner_id == user.pk and user.has_perm(workflow.MAY_WRITE)


class ItemUnpublishView(UnpublishView):  # type: ignore[misc]
    """The CMS's own way to unpublish leads to ours, which asks for a reason."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        return redirect("staff_item_withdraw", kwargs["pk"])


class _OfKind:
    """Previews read the form of the item's kind."""

    request: HttpRequest
    object: Item

    def get_form_class(self) -> Any:
        return panel_for(self.object.kind).get_form_class()


class ItemPreviewOnCreate(_OfKind, PreviewOnCreateView):  # type: ignore[misc]
    """A preview of what was not saved yet."""

    def get_object(self) -> Item:
        kind = self.request.GET.get("loai", "")
        if kind not in kinds():
            raise PermissionDenied
        return Item(kind=kind)


class ItemPreviewOnEdit(_OfKind, PreviewOnEditView):  # type: ignore[misc]
    """A preview of what is being changed."""


class ItemCompareView(RevisionsCompareView):  # type: ignore[misc]
    """Two versions side by side, also for those who only read."""

    permission_required = "view"


class ItemHistoryView(HistoryView):  # type: ignore[misc]
    """What was done with an item, also for those who only read."""

    any_permission_required = ["view"]


class _NotLocked:
    """Nobody locks by hand, superusers neither: what waits is locked by the step it waits for."""

    def user_has_permission(self, permission: str) -> bool:  # noqa: ARG002
        return False


class ItemLockView(_NotLocked, LockView):  # type: ignore[misc]
    """See `_NotLocked`."""


class ItemUnlockView(_NotLocked, UnlockView):  # type: ignore[misc]
    """See `_NotLocked`."""


class ItemViewSet(SnippetViewSet):  # type: ignore[misc]
    """Items of every kind (nội dung)."""

    model = Item
    icon = ICON
    base_url_path = "noi-dung"
    menu_label = TITLE
    menu_item_is_registered = True  # by `addresses.entries`
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = ItemIndexView
    add_view_class = ItemCreateView
    edit_view_class = ItemEditView
    delete_view_class = ItemDeleteView
    unpublish_view_class = ItemUnpublishView
    preview_on_add_view_class = ItemPreviewOnCreate
    preview_on_edit_view_class = ItemPreviewOnEdit
    revisions_compare_view_class = ItemCompareView
    history_view_class = ItemHistoryView
    lock_view_class = ItemLockView
    unlock_view_class = ItemUnlockView
    create_template_name = edit_template_name = "staff/knowledge/item_form.html"
    filterset_class = ItemFilter
    search_fields = ["title", "summary", "search_text"]
    list_per_page = 30

    def get_edit_handler(self) -> Any:
        """Every field; each view takes the layout of the item's kind."""
        return panel_for_all()
