"""Documents, who issues them, and their parts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vnlaw.document import ComponentKind, Kind


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
    # The area a local document applies in; "" for the whole country.
    territory = models.CharField("địa bàn", max_length=120, blank=True)
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
    # The text already holds what changed it up to this day (a codification, a consolidated
    # text): earlier effects are not applied to it again. Null: the text as issued.
    text_as_of = models.DateField(null=True, blank=True)
    # Effects have changed its text: it has versions that are not as issued.
    amended = models.BooleanField(default=False)
    # "Không còn phù hợp": what a person has said last, see `SuitabilityDecision`. Null: suited.
    unsuited_from = models.DateField(null=True, blank=True)
    unsuited_to = models.DateField(null=True, blank=True)
    unsuited_reason = models.TextField(blank=True)
    article_count = models.PositiveIntegerField("số điều", default=0)
    provision_count = models.PositiveIntegerField("số đơn vị", default=0)
    characters = models.PositiveIntegerField("số ký tự", default=0)
    # Legal bases, signers, recipients, effective clauses and findings, as the engine read them.
    metadata = models.JSONField(default=dict, blank=True)
    source = models.ForeignKey(
        "law.SourceFile", models.PROTECT, null=True, blank=True, related_name="documents"
    )
    text_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    # When texts that wait for it were last linked to it; null means they must be.
    linked_at = models.DateTimeField(null=True, blank=True, db_index=True)
    # When what it cites and does was last folded into the law; null means it must be.
    folded_at = models.DateTimeField(null=True, blank=True, db_index=True)
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


class ComponentVersion(models.Model):
    """What stood at the head of a part in `[valid_from, valid_to)`, where effects have changed it.

    Parts that read as issued have no versions.
    """

    component = models.ForeignKey(Component, models.CASCADE, related_name="versions")
    title = models.TextField(blank=True)
    intro = models.TextField(blank=True)
    effect = models.ForeignKey(
        "law.Effect", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title or self.intro[:80]


class SuitabilityDecision(models.Model):
    """One thing a person said on whether a text is still suited; never changed.

    `start` is null where an earlier word was taken back.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="suitability_decisions")
    start = models.DateField("từ ngày", null=True, blank=True)
    end = models.DateField("đến trước ngày", null=True, blank=True)
    reason = models.TextField("lý do")
    evidence = models.TextField("căn cứ")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kết luận không còn phù hợp"
        verbose_name_plural = "kết luận không còn phù hợp"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.reason[:80]
