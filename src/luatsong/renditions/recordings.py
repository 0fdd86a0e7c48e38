"""Recordings by people: added, confirmed, withdrawn. They stand before the machine's voices."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from luatsong.knowledge.wordlists import languages
from luatsong.renditions.models import Form, Recording, Rendition
from luatsong.renditions.sound_files import ENDING, MEDIA_TYPE, BadSoundError, recording
from luatsong.renditions.sources import text_hash
from luatsong.renditions.voices import sound_data

if TYPE_CHECKING:
    from luatsong.accounts.models import User
    from luatsong.knowledge.models import Item

__all__ = ["BadSoundError", "Reader", "add", "of", "renew", "review", "withdraw"]

_VARIANT = "nguoi-doc"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, in which language, and how they agreed that it is published.

    `consent` says when and how; `consent_file` is a copy of the paper. One of them is needed.
    """

    name: str
    language: str
    village: str = ""
    consent: str = ""
    consent_file: File[Any] | None = None
    transcript: str = ""


def add(
    item: Item,
    upload: IO[bytes],
    size: int,
    reader: Reader,
    by: User,
    *,
    replaces: Rendition | None = None,
) -> Rendition:
    """Keep a recording of an item; it waits until somebody else has listened to it (`review`).

    The sound is encoded anew, so that nothing but sound of the upload reaches readers. `replaces`
    is a recording that goes when this one is reviewed. Raises BadSoundError with a
    Vietnamese message for what cannot be taken; nothing is stored then.
    """
    rules = sound_data()["uploads"]
    if not reader.name.strip():
        raise BadSoundError(rules["no_speaker"])
    if not reader.consent.strip() and reader.consent_file is None:
        raise BadSoundError(rules["no_consent"])
    if reader.language not in languages():
        raise BadSoundError(rules["no_language"])
    content, seconds = recording(upload, size)
    digest = hashlib.sha256(content).hexdigest()
    row = Rendition(
        item=item,
        form=Form.SOUND,
        variant=_VARIANT,
        language=reader.language,
        title=title_of(reader.language, reader.name),
        alt=reader.transcript.strip(),
        media_type=MEDIA_TYPE,
        bytes=len(content),
        seconds=seconds,
        sha256=digest,
        source_hash=text_hash(item),
        made_by=Rendition.Maker.PERSON,
        speaker=reader.name.strip(),
        village=reader.village.strip(),
        consent=reader.consent.strip(),
        state=Rendition.State.WAITING,
    )
    name = f"nghe-{item.slug}-{reader.language}-{slugify(reader.name) or 'nguoi-doc'}"
    with transaction.atomic():
        row.file.save(f"{name}.{digest[:10]}.{ENDING}", ContentFile(content), save=False)
        if reader.consent_file is not None:
            name = f"dong-y-{digest[:10]}{PurePosixPath(reader.consent_file.name or '').suffix}"
            row.consent_file.save(name, reader.consent_file, save=False)
        row.save()
        Recording.objects.create(rendition=row, uploaded_by=by, replaces=replaces)
    return row


def review(row: Rendition, by: User) -> None:
    """Let readers hear a recording, after listening; never by the person who uploaded it."""
    told = row.recording
    if told.uploaded_by_id == by.pk:
        raise BadSoundError(sound_data()["uploads"]["own_review"])
    with transaction.atomic():
        if told.replaces is not None:
            withdraw(told.replaces, sound_data()["uploads"]["replaced"])
        row.state, row.reviewer, row.problem = Rendition.State.MADE, by, ""
        row.save(update_fields=["state", "reviewer", "problem"])
        told.reviewed_at = timezone.now()
        told.save(update_fields=["reviewed_at"])


def renew(row: Rendition, by: User) -> None:
    """Say that a recording still fits the present words of its item (a slip was mended)."""
    row.source_hash, row.reviewer = text_hash(row.item), by
    row.save(update_fields=["source_hash", "reviewer"])


def withdraw(row: Rendition, reason: str) -> None:
    """Take a recording from readers at once, also because its reader wishes so; it is kept."""
    row.state, row.problem = Rendition.State.WITHDRAWN, reason.strip()
    row.save(update_fields=["state", "problem"])


def of(item: Item) -> QuerySet[Rendition]:
    """All recordings of an item by people, the newest first."""
    rows = Rendition.objects.filter(
        item=item, form=Form.SOUND, made_by=Rendition.Maker.PERSON
    ).select_related("reviewer", "item", "recording__uploaded_by")
    return rows.order_by("-pk")


def title_of(language: str, name: str) -> str:
    """How a recording is called in the player."""
    return f"{languages().get(language, language)}, {name.strip()} đọc"
