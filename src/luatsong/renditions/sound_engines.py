"""Text to sound: the espeak-ng process, or a speech server with OpenAI's /v1/audio/speech."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
import subprocess
from collections.abc import Iterator

import httpx
import numpy as np
import numpy.typing as npt
import soundfile
from django.conf import settings

from luatsong.renditions.voices import Voice, sound_data

logger = logging.getLogger(__name__)
Samples = npt.NDArray[np.int16]
_SENTENCE = re.compile(r"(?<=[.!?;:\n])\s+")


class NoSoundError(Exception):
    """A voice that gave no sound; the message is for the log."""


def has_espeak() -> bool:
    """Whether the voice of this machine is installed."""
    return shutil.which("espeak-ng") is not None


def has_server() -> bool:
    """Whether a speech server is named."""
    return bool(settings.TTS_URL)


def espeak(text: str, voice: Voice) -> Samples:
    """The text read by espeak-ng, mono at the sample rate of `voices.toml`.

    The text goes in by standard input, never into a command line; NoSoundError without a voice, in
    time out, or when the process dies.
    """
    making = sound_data()["making"]
    command = ["espeak-ng", "-v", voice.espeak, "-s", str(making["words_a_minute"])]
    try:
        done = subprocess.run(
            [*command, "-b", "1", "--stdin", "--stdout"],
            input=text.encode("utf-8", "ignore"),
            capture_output=True,
            timeout=making["chapter_seconds"],
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoSoundError(str(error)) from error
    return decoded(done.stdout)


def serve(text: str, voice: Voice) -> Samples:
    """The text read by the speech server, piece by piece; NoSoundError for any failure.

    What comes back is taken for sound only when it decodes; time and size are limited.
    """
    pieces = [_asked(piece, voice) for piece in _pieces(text)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)


def decoded(content: bytes) -> Samples:
    """Sound of any readable form as mono samples at our rate; NoSoundError when it is none."""
    rate = sound_data()["file"]["samplerate"]
    try:
        samples, own_rate = soundfile.read(io.BytesIO(content), dtype="int16", always_2d=True)
    except (soundfile.LibsndfileError, ValueError, RuntimeError, TypeError) as error:
        raise NoSoundError(str(error)) from error
    if not len(samples):
        raise NoSoundError("no samples")
    return resampled(_mono(samples), own_rate, rate)


def resampled(samples: Samples, own_rate: int, rate: int) -> Samples:
    """Samples at another rate, by straight lines between them: enough for speech."""
    if own_rate == rate:
        return samples
    count = max(1, round(len(samples) * rate / own_rate))
    places = np.linspace(0, len(samples) - 1, count)
    return np.interp(places, np.arange(len(samples)), samples).astype(np.int16)


def _mono(samples: npt.NDArray[np.int16]) -> Samples:
    if samples.shape[1] == 1:
        return samples.reshape(-1)
    mixed: Samples = samples.mean(axis=1).astype(np.int16)
    return mixed


def _asked(text: str, voice: Voice) -> Samples:
    limits = sound_data()["server"]
    body = {
        "model": settings.TTS_MODEL,
        "voice": voice.server,
        "input": text,
        "response_format": "wav",
    }
    headers = {"Authorization": f"Bearer {settings.TTS_KEY}"} if settings.TTS_KEY else {}
    try:
        with (
            httpx.Client(timeout=limits["seconds"], trust_env=False) as client,
            client.stream("POST", _address(), content=json.dumps(body), headers=headers) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise NoSoundError(f"status {answer.status_code}")
            return decoded(_limited(answer.iter_bytes(), limits["bytes"]))
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise NoSoundError(str(error)) from error


def _limited(chunks: Iterator[bytes], most: int) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > most:
            raise NoSoundError("too much")
    return bytes(content)


def _address() -> str:
    base: str = settings.TTS_URL.rstrip("/")
    if base.endswith("/audio/speech"):
        return base
    return f"{base.removesuffix('/v1')}/v1/audio/speech"


def _pieces(text: str) -> Iterator[str]:
    """Pieces of whole sentences that fit one request."""
    most: int = sound_data()["server"]["characters"]
    piece = ""
    for sentence in _SENTENCE.split(text):
        if piece and len(piece) + len(sentence) >= most:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()
        while len(piece) > most:
            yield piece[:most]
            piece = piece[most:]
    if piece:
        yield piece
