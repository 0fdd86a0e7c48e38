"""Recordings of phones are taken; what only pretends to be one costs nothing and opens nothing."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from pathlib import Path

import pytest
import soundfile
from tests.luatsong.renditions.speech_server import wav

from luatsong.renditions import converting, sound_files
from luatsong.renditions.sound_files import BadSoundError, recording
from luatsong.renditions.voices import sound_data

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
FTYP = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42"


def taken(content: bytes) -> tuple[bytes, float]:
    return recording(io.BytesIO(content), len(content))


def amr(seconds: int) -> bytes:
    """AMR-NB of 12.2 kbit/s (RFC 4867): 50 frames of 32 bytes a second, of noise."""
    chosen = random.Random(1)  # noqa: S311 - noise
    return b"#!AMR\n" + b"".join(b"\x3c" + chosen.randbytes(31) for _ in range(50 * seconds))


def by_ffmpeg(content: bytes, ending: str, *options: str, folder: Path) -> bytes:
    """The sound in another file, as a phone would write it."""
    made = folder / f"ghi.{ending}"
    command = ["ffmpeg", "-v", "error", "-y", "-i", "pipe:0", *options, str(made)]
    subprocess.run(command, input=content, check=True)
    return made.read_bytes()


@needs_ffmpeg
@pytest.mark.parametrize(
    ("ending", "options"),
    [("m4a", ("-c:a", "aac")), ("aac", ("-c:a", "aac")), ("mp4", ("-c:a", "aac")),
     ("webm", ("-c:a", "libopus", "-ar", "48000")), ("wma", ("-c:a", "wmav2"))],
)  # fmt: skip
def test_what_phones_write_becomes_sound_of_ours(
    ending: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    made, seconds = taken(by_ffmpeg(wav(3), ending, *options, folder=tmp_path))
    info = soundfile.info(io.BytesIO(made))
    assert (info.channels, info.format) == (1, "MP3")
    assert abs(seconds - 3) < 0.3


@needs_ffmpeg
def test_amr_alone_and_in_3gp_is_taken(tmp_path: Path) -> None:
    assert abs(taken(amr(3))[1] - 3) < 0.3
    inside = by_ffmpeg(amr(3), "3gp", "-c", "copy", folder=tmp_path)
    assert abs(taken(inside)[1] - 3) < 0.3


@needs_ffmpeg
@pytest.mark.parametrize(
    "content",
    [
        FTYP,
        FTYP + b"\xff" * 50_000,
        FTYP + b"\n#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n",
        b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        b"#!AMR\n",
        b"\x1aE\xdf\xa3" + b"\x00" * 5000,
    ],
)
def test_what_only_begins_like_a_recording_is_refused(content: bytes) -> None:
    with pytest.raises(BadSoundError, match=r"Không đọc được|ngắn hơn"):
        taken(content)


@needs_ffmpeg
def test_a_film_that_points_at_another_file_opens_nothing(tmp_path: Path) -> None:
    """A QuickTime reference (dref) to a file of the server, and a playlist with a marked name."""
    secret = tmp_path / "bi-mat.wav"
    secret.write_bytes(wav(3))
    whole = by_ffmpeg(wav(3), "mov", "-c:a", "pcm_s16le", folder=tmp_path)
    path = str(secret).encode()
    entry = b"url " + b"\x00\x00\x00\x00" + b"file://" + path + b"\x00"
    box = (len(entry) + 4).to_bytes(4, "big") + entry
    at = whole.find(b"url \x00\x00\x00\x01")
    pointing = whole[: at - 4] + box + whole[at + 8 :] if at > 0 else FTYP + box
    with pytest.raises(BadSoundError):
        taken(pointing)
    listed = f"#EXTM3U\n#EXTINF:3,\n{secret}\n".encode()
    with pytest.raises(converting.NotConvertedError):
        list(converting.converted(io.BytesIO(listed)))


@needs_ffmpeg
def test_hours_in_a_small_file_end_at_the_limit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    long = by_ffmpeg(wav(10), "m4a", "-c:a", "aac", folder=tmp_path)
    monkeypatch.setitem(sound_data()["uploads"], "longest_seconds", 4)
    with pytest.raises(BadSoundError, match="dài hơn"):
        taken(long)


@needs_ffmpeg
@pytest.mark.parametrize(("limit", "value"), [("memory", 8_000_000), ("seconds", 0)])
def test_a_conversion_that_takes_too_much_is_ended(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sound = by_ffmpeg(wav(5), "m4a", "-c:a", "aac", folder=tmp_path)
    monkeypatch.setitem(sound_data()["convert"], limit, value)
    with pytest.raises(BadSoundError, match="Không đọc được"):
        taken(sound)


def test_without_ffmpeg_people_are_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_files, "can_convert", lambda: False)
    with pytest.raises(BadSoundError, match=r"lưu lại thành MP3.*apt install ffmpeg"):
        taken(amr(3))
    assert taken(wav(3))[1] == pytest.approx(3, abs=0.3)  # what needs none is taken as ever
