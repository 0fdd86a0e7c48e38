"""Bản nghe: an item read aloud in every voice, with chapters, times and a transcript."""

from __future__ import annotations

import hashlib
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from django.conf import settings

from luatsong.knowledge import selectors
from luatsong.renditions.captions import Cue, cues_of, shares, vtt
from luatsong.renditions.making import CannotMakeError, Made
from luatsong.renditions.points import sentences
from luatsong.renditions.sound_engines import (
    NoSoundError,
    Samples,
    espeak,
    has_espeak,
    has_server,
    serve,
)
from luatsong.renditions.sound_files import ENDING, MEDIA_TYPE, encoded, silence
from luatsong.renditions.sound_models import SoundTimes
from luatsong.renditions.voices import Voice, sound_data, voices
from vnlaw.speech import spoken

if TYPE_CHECKING:
    from luatsong.knowledge.models import Item

logger = logging.getLogger(__name__)
_OPEN_END = re.compile(r"(?<=[^\W\d_])$", re.MULTILINE)
_Told = tuple[Samples, list[float]]  # a chapter, and how many seconds each sentence lasts
_HEADINGS = frozenset({"heading"})
_LEFT_OUT = frozenset({"transcript", "caption"})


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a text under a title of its own, as printed."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def printed(self) -> str:
        """Title and words, one paragraph a line."""
        return "\n".join((self.title, *self.paragraphs))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same, one sentence each."""
        return tuple(said for line in self.printed.splitlines() for said in sentences(line))


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound file with its chapters: (title, start in seconds)."""

    content: bytes
    seconds: float
    chapters: tuple[tuple[str, float], ...]
    cues: tuple[Cue, ...]  # what is said when, as printed
    fallback: bool  # the speech server failed, the machine's own voice stood in


def speaks(item: Item) -> bool:
    """Whether the machine reads this item: its language, and a kind that is not sound itself."""
    making = sound_data()["making"]
    return item.language in making["languages"] and item.kind not in making["silent_kinds"]


def make(item: Item) -> list[Made]:
    """The item in every voice. Raises CannotMakeError with what staff can do."""
    chapters = chapters_of(item)
    made: list[Made] = []
    for voice, sound in read_by_all(chapters):
        keep_times(sound)
        name = f"nghe-{item.slug}-{voice.code}.{ENDING}"
        title = voice.name
        if sound.fallback:
            title = sound_data()["words"]["fallback"].format(name=voice.name)
        transcript = "\n".join(chapter.printed for chapter in chapters)
        made.append(
            Made(voice.code, name, sound.content, MEDIA_TYPE, title, transcript, sound.seconds)
        )
    return made


def chapters_of(item: Item) -> list[Chapter]:
    """What is read: title and summary, the plain version, the body by its headings, the end."""
    words = sound_data()["words"]
    plain = selectors.plain_paragraphs(item)
    told: list[tuple[str, list[str]]] = [(item.title, [item.summary] if item.summary else [])]
    if plain:
        told += [(words["short"], plain), (words["whole"], [])]
    for part in selectors.parts_of(item):
        if part.role in _HEADINGS:
            told.append((part.text, []))
        elif part.role not in _LEFT_OUT:
            told[-1][1].append(part.text)
    if not any(lines for _, lines in told):
        raise CannotMakeError(words["nothing"])
    # A body that begins with a heading of its own needs none from us.
    told = [(title, lines) for title, lines in told if lines or title != words["whole"]]
    found = [Chapter(title, tuple(lines)) for title, lines in told]
    return [*found, _ending(item)]


def read_by_all(chapters: list[Chapter]) -> list[tuple[Voice, Sound]]:
    """Every voice with its sound, some made at once; CannotMakeError when one cannot be."""
    with ThreadPoolExecutor(sound_data()["making"]["at_once"]) as pool:
        made = pool.map(partial(read_aloud, chapters), voices().values())
        return list(zip(voices().values(), made, strict=True))


def read_aloud(chapters: list[Chapter], voice: Voice) -> Sound:
    """One file of all chapters; CannotMakeError where no voice reads them."""
    data = sound_data()
    count = sum(len(chapter.printed) for chapter in chapters)
    if count > data["making"]["longest_characters"]:
        limit = data["making"]["longest_characters"]
        raise CannotMakeError(data["words"]["too_long"].format(count=count, limit=limit))
    samples, fallback = _samples([chapter.sentences for chapter in chapters], voice)
    pause = silence(data["making"]["between_chapters"])
    rate = data["file"]["samplerate"]
    starts: list[float] = []
    cues: list[Cue] = []
    at = 0
    for chapter, (part, lengths) in zip(chapters, samples, strict=True):
        starts.append(at / rate)
        cues += cues_of(chapter.sentences, lengths, at / rate)
        at += len(part) + len(pause)
    content, seconds = encoded(
        (piece for part, _ in samples for piece in (part, pause)),
        level=data["file"]["machine_level"],
    )
    titles = (chapter.title for chapter in chapters)
    times = tuple((title, round(start, 1)) for title, start in zip(titles, starts, strict=True))
    return Sound(content, seconds, times, tuple(cues), fallback)


def keep_times(sound: Sound) -> None:
    """Remember where the chapters of a file begin."""
    SoundTimes.objects.update_or_create(
        sha256=hashlib.sha256(sound.content).hexdigest(),
        defaults={
            "chapters": [{"title": title, "start": at} for title, at in sound.chapters],
            "cues": [[cue.start, cue.end, cue.text] for cue in sound.cues],
        },
    )


def captions(sha256: str) -> str:
    """What is said when in a file of the machine, as WebVTT; "" where nobody knows. 1 query."""
    row = SoundTimes.objects.filter(sha256=sha256).first() if sha256 else None
    return vtt(Cue(*cue) for cue in row.cues) if row and row.cues else ""


def _with_stops(said: str) -> str:
    """A stop at the end of every line: voices do not hear that a line ends."""
    return _OPEN_END.sub(".", said)


def _samples(said: list[tuple[str, ...]], voice: Voice) -> tuple[list[_Told], bool]:
    """Sound of every chapter from one voice: the server's whole, or the machine's whole."""
    words = sound_data()["words"]
    if not has_server() and not has_espeak():
        raise CannotMakeError(words["no_voice"])
    if has_server():
        try:
            return [_served(sentences, voice) for sentences in said], False
        except NoSoundError as problem:
            logger.warning("The speech server gave no sound: %s", problem)
    if not has_espeak():
        raise CannotMakeError(words["no_voice"])
    try:
        return [_by_machine(sentences, voice) for sentences in said], has_server()
    except NoSoundError as problem:
        logger.warning("espeak-ng gave no sound: %s", problem)
        raise CannotMakeError(words["broken_voice"]) from problem


def _by_machine(said: tuple[str, ...], voice: Voice) -> _Told:
    """A chapter sentence by sentence, so that it is known when each is said."""
    parts = [espeak(_with_stops(spoken(one, voice.region)), voice) for one in said]
    rate = sound_data()["file"]["samplerate"]
    return np.concatenate(parts), [len(part) / rate for part in parts]


def _served(said: tuple[str, ...], voice: Voice) -> _Told:
    """A chapter from the server, which is asked for as much at once as it takes."""
    samples = serve(_with_stops(spoken("\n".join(said), voice.region)), voice)
    return samples, shares(said, len(samples) / sound_data()["file"]["samplerate"])


def _ending(item: Item) -> Chapter:
    """Who tells it, on which law, and that a machine reads: said to those who only hear."""
    words = sound_data()["words"]
    agency = item.agency.name if item.agency else settings.SITE_AGENCY
    lines = []
    days = [basis.as_of for basis in item.bases.all()]
    if days:
        lines.append(words["said_law_day"].format(day=f"{min(days):%d/%m/%Y}"))
    lines.append(words["said_at_end"].format(title=item.title, agency=agency))
    return Chapter(words["ending"], tuple(lines))
