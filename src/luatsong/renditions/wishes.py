"""Sound on wish: any text (a provision as it stands on a day) read by a voice, made once."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from luatsong.renditions.making import CannotMakeError
from luatsong.renditions.models import SpokenText
from luatsong.renditions.sound import Chapter, keep_times, read_aloud
from luatsong.renditions.sound_files import ENDING
from luatsong.renditions.voices import sound_data, voices


class BusyError(Exception):
    """Too many wishes wait. The message is Vietnamese, for readers."""


def key_of(title: str, text: str) -> str:
    """What a text is found by: other words, other sound."""
    return hashlib.sha256(f"{title}\x1e{text}".encode()).hexdigest()


def find(title: str, text: str, voice: str) -> SpokenText | None:
    """The sound of a text, made, waiting or failed; None when nobody wished it. 1 query."""
    return SpokenText.objects.filter(words_hash=key_of(title, text), voice=voice).first()


def wish(title: str, text: str, voice: str) -> SpokenText:
    """Put a text on the worker's list, once; what failed is tried again.

    Raises BusyError when too many wait, CannotMakeError for a text that is too long, KeyError for
    an unknown voice.
    """
    from luatsong.renditions.tasks import speak

    data = sound_data()
    voices()[voice]
    limit = data["making"]["longest_characters"]
    if len(text) > limit:
        raise CannotMakeError(data["words"]["too_long"].format(count=len(text), limit=limit))
    row = find(title, text, voice)
    if row is not None and row.state != SpokenText.State.FAILED:
        return row
    waiting = SpokenText.objects.filter(state=SpokenText.State.WAITING).count()
    if waiting >= data["wishes"]["waiting_at_most"]:
        raise BusyError(data["wishes"]["busy"])
    try:
        with transaction.atomic():
            row = row or SpokenText(words_hash=key_of(title, text), voice=voice)
            row.title, row.text, row.problem = title[:300], text, ""
            row.state, row.asked_at = SpokenText.State.WAITING, timezone.now()
            row.save()
    except IntegrityError:  # somebody wished the same in this moment
        return SpokenText.objects.get(words_hash=key_of(title, text), voice=voice)
    speak.enqueue(row.pk)
    row.refresh_from_db()
    return row


def make(pk: int) -> None:
    """Read a wished text; a failure is written into its row, never raised."""
    row = SpokenText.objects.filter(pk=pk, state=SpokenText.State.WAITING).first()
    if row is None:
        return
    first, *rest = row.text.split("\n")
    chapters = [Chapter(row.title, (first, *rest))]
    try:
        sound = read_aloud(chapters, voices()[row.voice])
    except CannotMakeError as problem:
        row.state, row.problem = SpokenText.State.FAILED, str(problem)
        row.save(update_fields=["state", "problem"])
        return
    keep_times(sound)
    row.file.save(
        f"{row.words_hash[:16]}-{row.voice}.{ENDING}", ContentFile(sound.content), save=False
    )
    row.sha256 = hashlib.sha256(sound.content).hexdigest()
    row.bytes, row.seconds, row.state = len(sound.content), sound.seconds, SpokenText.State.MADE
    row.text = ""  # the law itself is in its own store
    row.save()
    _drop_oldest()


def _drop_oldest() -> None:
    most = sound_data()["wishes"]["kept_at_most"]
    for old in SpokenText.objects.order_by("-asked_at", "-pk")[most:]:
        if old.file.name:
            old.file.storage.delete(old.file.name)
        old.delete()
