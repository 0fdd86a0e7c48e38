"""The knowledge item: one model for every kind of content (adr 0013)."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.actions.unpublish import UnpublishAction
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from luatsong.knowledge import wordlists
from luatsong.knowledge.blocks import body_blocks
from luatsong.knowledge.kinds import Kind, choices, kind_of
from luatsong.knowledge.models.lists import Agency, Audience, LifeEvent, RightsGroup

# What belongs to the item as it stands in the store, never to one of its revisions.
KEPT = ("uid", "kind", "owner_id", "basis_state", "affected_since", "search_text", "created_at")


class Item(
    WorkflowMixin,  # type: ignore[misc]
    DraftStateMixin,  # type: ignore[misc]
    LockableMixin,  # type: ignore[misc]
    RevisionMixin,  # type: ignore[misc]
    PreviewableMixin,  # type: ignore[misc]
    ClusterableModel,  # type: ignore[misc]
):
    """One piece of legal knowledge; what differs between kinds is in `data/kinds.toml`."""

    class BasisState(models.TextChoices):
        SOUND = "sound", "Căn cứ còn nguyên"
        AFFECTED = "affected", "Pháp luật đã thay đổi"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("loại nội dung", max_length=24, choices=choices, db_index=True)
    title = models.CharField("tiêu đề", max_length=200)
    slug = models.SlugField("tên trong địa chỉ", max_length=120, unique=True)
    summary = models.TextField("tóm tắt", max_length=600, blank=True)
    body = StreamField(body_blocks(), verbose_name="nội dung", blank=True)
    plain = models.TextField("bản dễ đọc", blank=True)
    # The legal bases as the editor wrote them, one a line; what they name are the `bases`.
    basis_text = models.TextField("căn cứ pháp lý", blank=True)
    audiences = ParentalManyToManyField(
        Audience, related_name="items", blank=True, verbose_name="dành cho ai"
    )
    life_events = ParentalManyToManyField(
        LifeEvent, related_name="items", blank=True, verbose_name="việc đời"
    )
    rights_groups = ParentalManyToManyField(
        RightsGroup, related_name="items", blank=True, verbose_name="nhóm quyền và nghĩa vụ"
    )
    # A name of the search's areas.toml; "" is law in general.
    area = models.CharField(
        "lĩnh vực", max_length=80, blank=True, choices=wordlists.area_choices, db_index=True
    )
    # "" is the whole province.
    territory = models.CharField("địa bàn", max_length=120, blank=True)
    language = models.CharField(
        "ngôn ngữ", max_length=12, default="vi", choices=wordlists.language_choices
    )
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name="là bản dịch của",
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name="cơ quan chịu trách nhiệm",
    )
    licence = models.CharField(
        "giấy phép sử dụng", max_length=24, default="cc-by", choices=wordlists.licence_choices
    )
    source = models.CharField("nguồn, tác giả", max_length=300, blank=True)
    ai_made = models.BooleanField("có phần do máy viết hoặc vẽ", default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_items",
        verbose_name="người phụ trách",
        editable=False,
    )
    reply_number = models.CharField("số, ký hiệu văn bản", max_length=80, blank=True)
    reply_date = models.DateField("ngày văn bản", null=True, blank=True)
    event_start = models.DateTimeField("bắt đầu", null=True, blank=True)
    event_end = models.DateTimeField("kết thúc", null=True, blank=True)
    event_place = models.CharField("địa điểm", max_length=300, blank=True)
    event_link = models.URLField("liên kết tham gia", max_length=500, blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    phone = models.CharField("điện thoại", max_length=120, blank=True)
    hours = models.CharField("giờ làm việc", max_length=300, blank=True)
    basis_state = models.CharField(
        "tình trạng căn cứ",
        max_length=8,
        choices=BasisState.choices,
        default=BasisState.SOUND,
        editable=False,
    )
    affected_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Words of the live text without marks (vnlaw.text.fold), for the search inside lists.
    search_text = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField("ngày tạo", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lần cuối", auto_now=True)

    objects: ClassVar[models.Manager[Item]] = models.Manager()

    class Meta:
        verbose_name = "nội dung"
        verbose_name_plural = "nội dung"
        ordering = ["-first_published_at", "-pk"]
        indexes = [
            models.Index(fields=["live", "kind", "-first_published_at"], name="item_newest"),
            models.Index(fields=["live", "area"], name="item_area"),
            models.Index(fields=["basis_state", "affected_since"], name="item_affected"),
        ]
        permissions = [
            ("review_item", "Thẩm định nội dung"),
            ("approve_item", "Duyệt cho công bố"),
            ("withdraw_item", "Gỡ nội dung đã công bố"),
        ]

    def __str__(self) -> str:
        return self.title or "(chưa có tiêu đề)"

    @property
    def of_kind(self) -> Kind:
        """What the data says of this kind of item."""
        return kind_of(self.kind)

    def get_absolute_url(self) -> str:
        """The public address."""
        return reverse("portal:item", args=[self.slug])

    def with_content_json(self, content: dict[str, Any]) -> Item:
        """A revision's content on top of what belongs to the item as it stands."""
        found: Item = super().with_content_json(content)
        for name in KEPT:
            setattr(found, name, getattr(self, name))
        if self.first_published_at:
            found.slug = self.slug  # an address that was public stays
        return found

    def publish(self, revision: Any, **options: Any) -> Any:
        """Publish a revision that has been through both steps; NotApprovedError for any other."""
        from luatsong.knowledge import publication

        publication.require_approval(revision)
        options["skip_permission_checks"] = True  # the seal is the permission
        result = super().publish(revision, **options)
        publication.went_live(self.pk, revision.pk)
        return result

    def unpublish(self, **options: Any) -> None:
        """Take the item from the public site; who may is asked by `services.withdraw`."""
        from luatsong.knowledge import publication

        UnpublishAction(self, **options).execute(skip_permission_checks=True)
        publication.went_away(self.pk)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:  # noqa: ARG002
        """The item as readers will see it."""
        from luatsong.knowledge import preview

        return preview.shown(request, self)

    @classmethod
    def get_default_workflow(cls) -> Workflow:
        """The one way to publication."""
        from luatsong.knowledge import workflow

        return workflow.the_workflow()

    def get_workflow(self) -> Workflow:
        """The same for every item."""
        return self.get_default_workflow()
