"""Put the sample's content into the store, through the same door as other approved content."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from luatsong.accounts.models import User
from luatsong.accounts.roles import roles
from luatsong.knowledge import basis, services
from luatsong.knowledge.models import Agency, Audience, Basis, Item, LifeEvent, RightsGroup
from luatsong.sample.services import belongs_here
from luatsong.samplesite import manifest
from luatsong.samplesite.blocks import value_of
from vnlaw.addresses import slugify

_WRITES = "author"  # the role whose people look after the sample
APPROVED = "Nội dung mẫu đi cùng sản phẩm (tỉnh giả định An Hà)"
_PLAIN = (
    "kind", "title", "slug", "summary", "area", "territory", "language", "ai_made", "source",
    "reply_number", "reply_date", "event_place", "event_link", "address", "phone", "hours",
)  # fmt: skip


@dataclass(slots=True)
class Report:
    """What was done: slugs that are new, and what could not be bound to the law and why."""

    loaded: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Files:
    """The sample's files in the CMS, each once."""

    def picture(self, name: str, description: str) -> int:
        """The key of the image; taken in when it is not there yet."""
        model = get_image_model()
        title = f"Mẫu: {name}"
        found = model.objects.filter(title=title).first()
        if found is None:
            content = ImageFile(BytesIO(manifest.media(name)), name=f"mau-{name}")
            found = model.objects.create(title=title, file=content, description=description)
        return int(found.pk)

    def file(self, name: str, title: str) -> int:
        """The key of the document; taken in when it is not there yet."""
        model = get_document_model()
        found = model.objects.filter(title=f"{title} (mẫu)").first()
        if found is None:
            content = ContentFile(manifest.media(name), name=f"mau-{name}")
            found = model.objects.create(title=f"{title} (mẫu)", file=content)
        return int(found.pk)

    def face(self, character: str) -> tuple[str, str] | None:
        """File and description of a character's picture."""
        return manifest.face(character)


def load() -> Report:
    """Items that are not in the store yet; nothing into a store that is not the sample's."""
    report = Report()
    if not belongs_here():
        return report
    for row in manifest.agencies():
        Agency.objects.get_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "slug": slugify(row["name"]),
                "territory": row["territory"],
            },
        )
    files = Files()
    for place, written in enumerate(manifest.items()):
        if not Item.objects.filter(slug=written["slug"]).exists():
            item = _item(written, files, report)
            # Lists show the newest first: the sample was published one item a day.
            day = written["as_of"] + timedelta(days=1 if item.translation_of else 1 + place)
            item.first_published_at = _moment(datetime.combine(day, time(8)))
            services.publish_loaded(item, note=APPROVED)
            report.loaded.append(written["slug"])
    return report


def _owner() -> User | None:
    """Who looks after the sample: the first person who writes content, where there is one."""
    return (
        User.objects.filter(is_active=True, groups__name=roles()[_WRITES].name)
        .order_by("pk")
        .first()
    )


def _item(written: dict[str, Any], files: Files, report: Report) -> Item:
    """An item as written; not public yet."""
    item = Item(live=False, **{name: written[name] for name in _PLAIN if name in written})
    item.plain = written.get("plain", "").strip()
    item.source = item.source or "Sở Tư pháp tỉnh mẫu An Hà"
    for name in ("event_start", "event_end"):
        if name in written:
            setattr(item, name, _moment(written[name]))
    item.owner = _owner()
    item.agency = Agency.objects.filter(code=written.get("agency", "")).first()
    item.translation_of = Item.objects.filter(slug=written.get("translation_of", "")).first()
    blocks = Item._meta.get_field("body").stream_block
    item.body = blocks.to_python(
        [
            {"type": name, "value": value}
            for each in written["body"]
            for name, value in value_of(each, files)
        ]
    )
    item.audiences = list(Audience.objects.filter(code__in=written.get("audiences", ())))
    item.life_events = list(LifeEvent.objects.filter(code__in=written.get("life_events", ())))
    item.rights_groups = list(RightsGroup.objects.filter(code__in=written.get("rights_groups", ())))
    item.bases = list(_bases(written, report))
    item.save()
    return item


def _bases(written: dict[str, Any], report: Report) -> list[Basis]:
    found = []
    as_of: date = written["as_of"]
    for order, typed in enumerate(written.get("bases", ())):
        resolved = basis.resolve(typed, as_of)
        if resolved.problem:
            report.problems.append(f"{written['slug']}: {typed}: {resolved.problem}")
        else:
            found.append(Basis(sort_order=order, quote=resolved.quote, **resolved.pin()))
    return found


def _moment(written: datetime) -> datetime:
    return timezone.make_aware(written)
