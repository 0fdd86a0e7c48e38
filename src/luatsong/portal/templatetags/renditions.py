"""What the part "renditions" of an item's page needs."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse

from luatsong.knowledge.models import Item
from luatsong.renditions import selectors
from luatsong.renditions.models import Form, Rendition

register = template.Library()


@dataclass(frozen=True, slots=True)
class File:
    """One file to take along."""

    title: str
    address: str
    size: str
    seconds: int | None
    kind: str  # "PDF", "PNG", "MP3"
    by: str  # who made it
    alt: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Group:
    """All files of one form."""

    form: str
    label: str
    files: tuple[File, ...]


@register.simple_tag
def renditions_of(item: Item) -> list[Group]:
    """The files of an item by form, in the order of `Form`. 1 query when bases are loaded."""
    rows = selectors.of(item)
    return [
        Group(form, label, tuple(_file(row) for row in rows if row.form == form))
        for form, label in Form.choices
        if any(row.form == form for row in rows)
    ]


@register.filter
def minutes(seconds: float | None) -> str:
    """A length as players write it: 3:05; "" where it is unknown."""
    if seconds is None:
        return ""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _file(row: Rendition) -> File:
    machine = row.made_by == Rendition.Maker.MACHINE
    spoken = row.form == Form.SOUND
    return File(
        title=row.title or row.get_form_display(),
        address=reverse("portal:rendition", args=[row.pk, row.file_name]),
        size=_size(row.bytes),
        seconds=round(row.seconds) if row.seconds else None,
        kind=row.file_name.rpartition(".")[2].upper(),
        by=("Giọng máy" if machine else f"Người đọc: {row.speaker}") if spoken else "",
        alt=row.alt,
        is_picture=row.media_type.startswith("image/"),
    )


def _size(count: int) -> str:
    """Bytes in the unit people know: "38 KB", "1,4 MB"."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
