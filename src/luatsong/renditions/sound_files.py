"""Sound files: encoding small, and reading what people upload."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO, Any

import numpy as np
import soundfile

from luatsong.renditions.converting import (
    NotConvertedError,
    can_convert,
    converted,
    looks_convertible,
)
from luatsong.renditions.sound_engines import Samples, resampled
from luatsong.renditions.voices import sound_data

MEDIA_TYPE = "audio/mpeg"
ENDING = "mp3"
_BLOCK = 1 << 18  # frames read at a time


class BadSoundError(Exception):
    """A recording that cannot be taken. The message is Vietnamese and says what to do."""


def encoded(parts: Iterable[Samples], *, level: float) -> tuple[bytes, float]:
    """MP3, mono, without any tag of where it comes from; and its length in seconds.

    `level` is libsndfile's compression level (`voices.toml`, file).
    """
    rate = sound_data()["file"]["samplerate"]
    target = io.BytesIO()
    frames = 0
    with soundfile.SoundFile(
        target,
        "w",
        rate,
        1,
        format="MP3",
        subtype="MPEG_LAYER_III",
        compression_level=level,
        bitrate_mode="CONSTANT",
    ) as file:
        for samples in parts:
            file.write(samples)
            frames += len(samples)
    return target.getvalue(), frames / rate


def silence(seconds: float) -> Samples:
    """So much silence."""
    return np.zeros(round(seconds * sound_data()["file"]["samplerate"]), np.int16)


def recording(upload: IO[bytes], size: int) -> tuple[bytes, float]:
    """A recording as MP3 of ours and its length in seconds; BadSoundError with what to do.

    Read block by block within the limits of `voices.toml`, so that a small file that claims to be
    hours long costs neither memory nor time.
    """
    rules = sound_data()["uploads"]
    if size <= 0:
        raise BadSoundError(rules["empty"])
    if size > rules["bytes"]:
        raise BadSoundError(rules["too_big"].format(limit=rules["bytes"] // 1_000_000))
    upload.seek(0)
    loudest = [0]
    level = sound_data()["file"]["person_level"]
    try:
        content, seconds = encoded(_listened(_pieces(upload, rules), loudest), level=level)
    except (soundfile.LibsndfileError, RuntimeError, ValueError, TypeError) as error:
        raise BadSoundError(rules["unreadable"]) from error
    except NotConvertedError as error:
        raise BadSoundError(rules["unreadable"]) from error
    if seconds < rules["shortest_seconds"]:
        raise BadSoundError(rules["too_short"].format(limit=rules["shortest_seconds"]))
    if loudest[0] < _QUIET:
        raise BadSoundError(rules["silent"])
    return content, seconds


# Of 32,767: below it there is only the noise of a microphone that was off.
_QUIET = 200


def _pieces(upload: IO[bytes], rules: dict[str, Any]) -> Iterator[Samples]:
    """Mono samples at our rate; too much of them is a BadSoundError."""
    rate = sound_data()["file"]["samplerate"]
    most, read = rules["longest_seconds"] * rate, 0
    for samples in _opened(upload, rules):
        read += len(samples)
        if read > most:
            raise BadSoundError(rules["too_long"].format(limit=rules["longest_seconds"] // 60))
        yield samples


def _opened(upload: IO[bytes], rules: dict[str, Any]) -> Iterator[Samples]:
    """What libsndfile reads, block by block; what only ffmpeg does, where it is there."""
    if not looks_convertible(upload):
        with soundfile.SoundFile(upload) as file:
            yield from _blocks(file)
    elif can_convert():
        yield from converted(upload)
    else:
        raise BadSoundError(rules["no_converter"])


def _listened(pieces: Iterable[Samples], loudest: list[int]) -> Iterator[Samples]:
    """The same samples; the loudest of them is remembered."""
    for samples in pieces:
        if len(samples):
            loudest[0] = max(loudest[0], int(np.abs(samples.astype(np.int32)).max()))
            yield samples


def _blocks(file: soundfile.SoundFile) -> Iterator[Samples]:
    rate = sound_data()["file"]["samplerate"]
    for block in file.blocks(blocksize=_BLOCK, dtype="int16", always_2d=True):
        samples = block[:, 0] if block.shape[1] == 1 else block.mean(axis=1).astype(np.int16)
        if len(samples):
            yield resampled(samples, file.samplerate, rate)
