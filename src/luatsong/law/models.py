"""What the store holds of the law: sources, documents, components, provisions, versions.

A provision has a lasting identity apart from its number; its words live in versions, which are
never overwritten (design §3). Intervals are half-open `[from, to)`.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from vnlaw.document import ComponentKind, Kind, Level


class SourceFile(models.Model):
    """The bytes a document came from; identical bytes are kept once.

    A carrier may say things of its bytes (a saved page's title, number, status, dates): what it
    says is part of what came in, so `fingerprint` covers both and `sha256` the bytes alone.
    """

    class Form(models.TextChoices):
        FILE = "file", "Tệp"
        PAGE = "page", "Trang đã lưu"
        CODIFIED = "codified", "Bộ pháp điển"

    fingerprint = models.CharField(max_length=64, unique=True)
    form = models.CharField("dạng", max_length=12, choices=Form.choices, default=Form.FILE)
    sha256 = models.CharField(max_length=64, db_index=True)
    declared = models.JSONField(default=dict, blank=True)
    name = models.CharField("tên tệp", max_length=255)
    origin = models.CharField("nguồn", max_length=500, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("kích thước (byte)")
    file = models.FileField(max_length=300)  # named by content, see law.sources
    added_at = models.DateTimeField("ngày nhận", auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Issuer(models.Model):
    """A body that issues documents (cơ quan ban hành), under the name it had then."""

    name = models.CharField("tên cơ quan", max_length=255, unique=True)
    slug = models.SlugField(max_length=255, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """One text issued once (văn bản)."""

    class Kind(models.TextChoices):
        NORMATIVE = Kind.NORMATIVE.value, "Văn bản quy phạm pháp luật"
        ADMINISTRATIVE = Kind.ADMINISTRATIVE.value, "Văn bản hành chính"
        INDIVIDUAL = Kind.INDIVIDUAL.value, "Quyết định cá biệt"
        PARTY = Kind.PARTY.value, "Văn bản của Đảng"
        CONSOLIDATED = Kind.CONSOLIDATED.value, "Văn bản hợp nhất"
        DRAFT = Kind.DRAFT.value, "Dự thảo"
        OTHER = Kind.OTHER.value, "Tài liệu khác"

    class State(models.TextChoices):
        STUB = "stub", "Chưa có nội dung"
        PUBLISHED = "published", "Đã công bố"
        WITHDRAWN = "withdrawn", "Đã gỡ"

    # Issuer + type + number + year (+ date where there is no number): a number alone is not
    # unique, `01/2024/QĐ-UBND` exists in every province (requirements 8.2).
    key = models.CharField(max_length=400, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PUBLISHED)
    kind = models.CharField("nhóm", max_length=16, choices=Kind.choices)
    language = models.CharField("ngôn ngữ", max_length=8, default="vi")
    type_code = models.CharField(max_length=24, blank=True)
    type_name = models.CharField("loại văn bản", max_length=80, blank=True)
    number = models.CharField("số ký hiệu", max_length=120, blank=True)
    number_key = models.CharField(max_length=120, blank=True, db_index=True)
    title = models.TextField("trích yếu", blank=True)
    issuer_text = models.CharField("cơ quan ban hành", max_length=1000, blank=True)
    issuers = models.ManyToManyField(Issuer, related_name="documents", blank=True)
    place = models.CharField("địa danh", max_length=120, blank=True)
    issue_date = models.DateField("ngày ban hành", null=True, blank=True)
    effective_date = models.DateField("ngày có hiệu lực", null=True, blank=True)
    expiry_date = models.DateField("ngày hết hiệu lực", null=True, blank=True)
    # Year of the number, else of the issue date: what lists are filtered by.
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    # Number, type and title without diacritics (vnlaw.text.fold), for the search inside lists.
    search_text = models.TextField(blank=True)
    # Where the text comes from when it is not a file of the document itself: "Bộ pháp điển".
    origin = models.CharField("nguồn", max_length=120, blank=True)
    # The text is known to lack parts (codification leaves out the preamble and ended articles).
    is_partial = models.BooleanField("chưa đủ toàn văn", default=False)
    article_count = models.PositiveIntegerField("số điều", default=0)
    provision_count = models.PositiveIntegerField("số đơn vị", default=0)
    characters = models.PositiveIntegerField("số ký tự", default=0)
    # Legal bases, signers, recipients, effective clauses and findings, as the engine read them.
    metadata = models.JSONField(default=dict, blank=True)
    source = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    text_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    # When the search index last took this document; null means it must.
    indexed_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        indexes = [
            models.Index(fields=["state", "-issue_date", "-id"], name="document_newest"),
            models.Index(fields=["state", "type_name"], name="document_type"),
            models.Index(fields=["state", "kind"], name="document_kind"),
            models.Index(fields=["state", "year"], name="document_year"),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.type_name, self.number))) or self.title


class DocumentText(models.Model):
    """The words of a document outside its provisions; apart, so that lists never load them."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="text")
    heading = models.TextField(blank=True)
    preamble = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    footnotes = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.heading[:80]


class Component(models.Model):
    """The body of a document, a text attached to it, or an appendix."""

    class Kind(models.TextChoices):
        BODY = ComponentKind.BODY.value, "Thân văn bản"
        ATTACHED = ComponentKind.ATTACHED.value, "Văn bản kèm theo"
        APPENDIX = ComponentKind.APPENDIX.value, "Phụ lục"

    document = models.ForeignKey(Document, models.CASCADE, related_name="components")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    ordinal = models.PositiveSmallIntegerField(default=0)
    order = models.PositiveSmallIntegerField()
    slug = models.CharField(max_length=40, blank=True)  # "" for the body, "kem-theo-1", …
    label = models.CharField(max_length=255, blank=True)
    title = models.TextField(blank=True)
    intro = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "slug"], name="component_once"),
        ]

    def __str__(self) -> str:
        return self.label or self.title or self.get_kind_display()


class Provision(models.Model):
    """A provision's lasting identity: where it stands, not what it says."""

    class Level(models.TextChoices):
        PART = Level.PART.value, "Phần"
        CHAPTER = Level.CHAPTER.value, "Chương"
        SECTION = Level.SECTION.value, "Mục"
        SUBSECTION = Level.SUBSECTION.value, "Tiểu mục"
        ARTICLE = Level.ARTICLE.value, "Điều"
        CLAUSE = Level.CLAUSE.value, "Khoản"
        POINT = Level.POINT.value, "Điểm"
        SUBPOINT = Level.SUBPOINT.value, "Tiết"

    identity = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="provisions")
    component = models.ForeignKey(Component, models.CASCADE, related_name="provisions")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    level = models.CharField(max_length=12, choices=Level.choices)
    number = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    address = models.CharField(max_length=160)  # "dieu-5/khoan-2/diem-dd", vnlaw.addresses
    order = models.PositiveIntegerField()  # position in the document, depth first
    depth = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "address"], name="provision_address_once"),
        ]
        indexes = [models.Index(fields=["document", "order"], name="provision_order")]

    def __str__(self) -> str:
        return self.address


class ProvisionVersion(models.Model):
    """What a provision said in `[valid_from, valid_to)`, known in `[recorded_from, recorded_to)`.

    `valid_from` is null while the day it starts is not known.
    """

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="versions")
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)  # paragraphs and table rows, one a line
    quoted = models.JSONField(default=list, blank=True)  # [start, end) line ranges of `text`
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=models.F("valid_from")),
                name="version_valid_interval",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.text[:80]


class Intake(models.Model):
    """What became of one source: stored, or in quarantine with its reasons (cách ly)."""

    class State(models.TextChoices):
        STORED = "stored", "Đã lưu"
        DUPLICATE = "duplicate", "Trùng văn bản đã có"
        QUARANTINED = "quarantined", "Cách ly"
        REJECTED = "rejected", "Đã loại"

    source = models.OneToOneField(SourceFile, models.CASCADE, related_name="intake")
    state = models.CharField("tình trạng", max_length=12, choices=State.choices)
    # [{"code": "heading-mismatch", "message": "…"}]: why it is where it is.
    reasons = models.JSONField("lý do", default=list, blank=True)
    # What a person changed on the desk: field name -> value, kept for every later retry.
    corrections = models.JSONField("sửa", default=dict, blank=True)
    # What the engine read, so that the desk can show it without reading the file again.
    reading = models.JSONField(default=dict, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    engine_version = models.CharField(max_length=20, blank=True)
    received_at = models.DateTimeField("ngày nhận", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("ngày xử lý", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "tiếp nhận"
        verbose_name_plural = "tiếp nhận"
        indexes = [models.Index(fields=["state", "-received_at"], name="intake_desk")]

    def __str__(self) -> str:
        return self.source.name
