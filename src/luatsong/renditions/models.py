"""What an item has become: a leaflet, a poster, cards, sound, slides. Files, never new text."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils import timezone

from luatsong.renditions.sound_models import Recording, SoundTimes, SpokenText

__all__ = ["Form", "Pack", "Recording", "Rendition", "SoundTimes", "SpokenText"]


class Form(models.TextChoices):
    """Forms an item may take beside its page."""

    SOUND = "sound", "Bản nghe"
    LEAFLET = "leaflet", "Tờ gấp"
    POSTER = "poster", "Áp phích"
    CARD = "card", "Thẻ hình"
    SLIDES = "slides", "Trang chiếu"
    OUTLINE = "outline", "Giáo án"
    PLAIN = "plain", "Bản dễ đọc"


def place(rendition: Rendition, name: str) -> str:
    """Where the file of a rendition lies under MEDIA_ROOT: a folder an item."""
    return f"renditions/{rendition.item_id}/{PurePosixPath(name).name}"


class Rendition(models.Model):
    """One file made of an item, by the machine or by a person.

    A row of the machine without a file and with an empty variant is the order of its form: it says
    that the form waits, or why it could not be made.
    """

    class Maker(models.TextChoices):
        MACHINE = "machine", "Máy tạo"
        PERSON = "person", "Người thực hiện"

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ làm"
        MADE = "made", "Đã làm xong"
        FAILED = "failed", "Không làm được"
        WITHDRAWN = "withdrawn", "Đã rút"

    item = models.ForeignKey("knowledge.Item", models.CASCADE, related_name="renditions")
    form = models.CharField("hình thức", max_length=12, choices=Form.choices)
    # A voice, a paper size, the number of a card; "" for an order.
    variant = models.CharField("biến thể", max_length=60, blank=True)
    language = models.CharField("ngôn ngữ", max_length=12, default="vi")
    title = models.CharField("tên", max_length=300, blank=True)
    alt = models.TextField("mô tả cho người không xem được", blank=True)
    file = models.FileField("tệp", upload_to=place, max_length=300, blank=True)
    media_type = models.CharField("kiểu tệp", max_length=80, blank=True)
    bytes = models.PositiveBigIntegerField("dung lượng (byte)", default=0)
    seconds = models.FloatField("thời lượng (giây)", null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # Of the words it was made from; `services.registered` says how each form reckons it.
    source_hash = models.CharField(max_length=64, blank=True)
    made_by = models.CharField(max_length=7, choices=Maker.choices, default=Maker.MACHINE)
    speaker = models.CharField("người đọc", max_length=200, blank=True)
    village = models.CharField("thôn, bản", max_length=200, blank=True)
    consent = models.TextField("sự đồng ý của người đọc", blank=True)
    consent_file = models.FileField(upload_to="consents/", max_length=300, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        "tình trạng", max_length=9, choices=State.choices, default=State.WAITING
    )
    problem = models.TextField("lý do không làm được", blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bản thể hiện"
        verbose_name_plural = "bản thể hiện"
        ordering = ["form", "pk"]
        indexes = [models.Index(fields=["form", "state", "created_at"], name="rendition_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "form", "variant", "language"],
                condition=models.Q(made_by="machine"),
                name="rendition_once",
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{self.get_form_display()} {self.variant}".strip()

    @property
    def file_name(self) -> str:
        """The name the file is saved under; without the hash that keeps stored names apart."""
        stored = PurePosixPath(self.file.name or "")
        return f"{stored.stem.rpartition('.')[0] or stored.stem}{stored.suffix}"


class Pack(models.Model):
    """One version of the pack of a topic. Old versions keep their manifest, not their file."""

    kind = models.CharField(max_length=20)  # luatsong.renditions.topics
    code = models.CharField(max_length=120)
    forms = models.CharField(max_length=80, blank=True)  # files that come along, by comma
    version = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=32)
    manifest = models.JSONField()
    file = models.FileField(upload_to="packs/", max_length=300, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "gói mang đi"
        verbose_name_plural = "gói mang đi"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code", "forms", "version"], name="pack_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.code} {self.version}"
