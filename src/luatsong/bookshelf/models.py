"""Shelves, books and their parts (tủ sách pháp luật điện tử, QĐ 39/2025/QĐ-TTg); applications."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from luatsong.knowledge import wordlists
from luatsong.knowledge.models import Agency, Audience, Item
from luatsong.law.models import Document


class Shelf(models.Model):
    """A shelf by audience, by field, or of books chosen by hand (kệ sách)."""

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=160)
    slug = models.SlugField("tên trong địa chỉ", max_length=80, unique=True)
    summary = models.TextField("mô tả ngắn", blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    audience = models.ForeignKey(
        Audience, models.SET_NULL, null=True, blank=True, related_name="shelves"
    )
    area = models.CharField("lĩnh vực", max_length=80, blank=True)
    # Readers no longer see it from this day on; its books stay.
    retired_on = models.DateField("thôi dùng từ ngày", null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "kệ sách"
        verbose_name_plural = "kệ sách"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Application(models.Model):
    """An application for legal education in the province (C-43): kept, not built a second time."""

    class State(models.TextChoices):
        USED = "used", "đang dùng"
        TRIAL = "trial", "dùng thử"
        ENDED = "ended", "đã dừng"

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=160)
    about = models.CharField("để làm gì", max_length=400)
    owner = models.CharField("ai quản lý", max_length=160)
    address = models.CharField("địa chỉ", max_length=300)
    state = models.CharField("tình trạng", max_length=5, choices=State.choices, default=State.USED)
    since = models.DateField("từ ngày")
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    retired_on = models.DateField("bỏ khỏi danh mục từ ngày", null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "ứng dụng"
        verbose_name_plural = "ứng dụng"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Book(models.Model):
    """A book made of items and laws. What readers see changes only by publication (four eyes)."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        WAITING = "waiting", "Chờ duyệt"
        PUBLISHED = "published", "Đang công bố"
        WITHDRAWN = "withdrawn", "Đã gỡ"

    title = models.CharField("tên sách", max_length=200)
    # A copy under revision has the address of its book and a mark behind it.
    slug = models.SlugField("tên trong địa chỉ", max_length=120, unique=True)
    summary = models.TextField("giới thiệu", max_length=1000, blank=True)
    audiences = models.ManyToManyField(
        Audience, related_name="books", blank=True, verbose_name="dành cho ai"
    )
    shelves = models.ManyToManyField(
        Shelf, related_name="chosen", blank=True, verbose_name="đặt thêm ở kệ"
    )
    area = models.CharField(
        "lĩnh vực", max_length=80, blank=True, choices=wordlists.area_choices, db_index=True
    )
    language = models.CharField(
        "ngôn ngữ", max_length=12, default="vi", choices=wordlists.language_choices
    )
    licence = models.CharField(
        "giấy phép sử dụng", max_length=24, default="cc-by", choices=wordlists.licence_choices
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="books",
        verbose_name="cơ quan biên soạn",
    )
    edition = models.CharField("lần xuất bản", max_length=80, blank=True)
    state = models.CharField(
        "tình trạng", max_length=9, choices=State.choices, default=State.DRAFT, db_index=True
    )
    # The published book that this copy will replace.
    revision_of = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="revision"
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Everybody who has had a hand in the present text: none of them may publish it.
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True)
    returned = models.TextField("lý do trả lại", blank=True)
    search_text = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "sách"
        verbose_name_plural = "sách"
        ordering = ["-published_at", "-pk"]
        permissions = [("publish_book", "Duyệt công bố, gỡ sách")]

    def __str__(self) -> str:
        return self.title

    @property
    def editable(self) -> bool:
        """Whether its fields and parts may be changed now."""
        return self.state == self.State.DRAFT


class Part(models.Model):
    """One part of a book: an item, a document, or one or several provisions of a document."""

    book = models.ForeignKey(Book, models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên phần", max_length=300)
    slug = models.SlugField("tên trong địa chỉ", max_length=120)
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, null=True, blank=True, related_name="+")
    # Of a document: "" is all of it; `until` is the last provision of a range, "" for one alone.
    address = models.CharField("vị trí", max_length=300, blank=True)
    until = models.CharField("đến hết", max_length=300, blank=True)
    # The day on which the maker of the book read the law, and the hash of its words then.
    as_of = models.DateField("theo pháp luật ngày", null=True, blank=True)
    words_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "phần"
        verbose_name_plural = "phần"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["book", "slug"], name="book_part_once"),
            models.CheckConstraint(
                condition=models.Q(item__isnull=False, document__isnull=True)
                | models.Q(item__isnull=True, document__isnull=False),
                name="book_part_item_or_law",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_law(self) -> bool:
        """Whether the part is law, read as it stands on the day."""
        return self.document_id is not None
