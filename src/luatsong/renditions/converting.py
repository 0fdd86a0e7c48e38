"""Recordings as phones make them (M4A, AMR, 3GP, WMA …): decoded by ffmpeg, closed in.

A file from outside is hostile until it is sound: ffmpeg sees one temporary file, may open nothing
else (no network, no playlist, no second file), only the containers and codecs of `voices.toml`, and
is ended when it takes too much time or memory.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from typing import IO, cast

import numpy as np

from luatsong.renditions.sound_engines import Samples
from luatsong.renditions.voices import sound_data

logger = logging.getLogger(__name__)
_PIECE = 1 << 19  # bytes read at a time; even
# Limits first, then ffmpeg in the same process: nothing of ours runs between.
_LAUNCH = (
    "import os,resource,sys;"
    "resource.setrlimit(resource.RLIMIT_AS,(int(sys.argv[1]),)*2);"
    "resource.setrlimit(resource.RLIMIT_CPU,(int(sys.argv[2]),)*2);"
    "resource.setrlimit(resource.RLIMIT_FSIZE,(0,0));"
    "resource.setrlimit(resource.RLIMIT_CORE,(0,0));"
    "os.execvp(sys.argv[3],sys.argv[3:])"
)


class NotConvertedError(Exception):
    """No sound came out; the message is for the log."""


def can_convert() -> bool:
    """Whether this machine has ffmpeg."""
    return shutil.which("ffmpeg") is not None


def looks_convertible(upload: IO[bytes]) -> bool:
    """Whether a file begins like the recordings that phones make. Leaves it at its start."""
    upload.seek(0)
    head = upload.read(64)
    upload.seek(0)
    marks = sound_data()["convert"]["marks"]
    return any(head[mark["at"] :].startswith(bytes.fromhex(mark["hex"])) for mark in marks)


def converted(upload: IO[bytes]) -> Iterator[Samples]:
    """Mono samples at our rate, piece by piece, of at most a little more than the longest allowed.

    Raises NotConvertedError when nothing comes out, or the process fails or takes too long.
    """
    rules = sound_data()["convert"]
    with tempfile.NamedTemporaryFile(prefix="ghi-am-") as copy:
        upload.seek(0)
        shutil.copyfileobj(upload, copy)
        copy.flush()
        process = subprocess.Popen(
            [
                sys.executable, "-I", "-S", "-c", _LAUNCH,
                str(rules["memory"]), str(rules["cpu_seconds"]), *_command(copy.name),
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        patience = threading.Timer(rules["seconds"], process.kill)
        patience.start()
        try:
            yield from _read(process)
        finally:
            patience.cancel()
            process.kill()
            cast("IO[bytes]", process.stdout).close()
            process.wait()


def _read(process: subprocess.Popen[bytes]) -> Iterator[Samples]:
    pipe = cast("IO[bytes]", process.stdout)
    came, rest = False, b""
    while piece := pipe.read(_PIECE):
        piece = rest + piece
        even = len(piece) - len(piece) % 2
        rest = piece[even:]
        came = came or even > 0
        yield np.frombuffer(piece[:even], dtype="<i2").astype(np.int16)
    if process.wait() != 0 or not came:
        raise NotConvertedError(f"ffmpeg ended with {process.returncode}")


def _command(path: str) -> list[str]:
    """The command: one input file of known kinds, its first sound as plain samples on a pipe."""
    rules, data = sound_data()["convert"], sound_data()
    most = data["uploads"]["longest_seconds"] + 1
    return [
        "ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1",
        "-protocol_whitelist", "file,pipe",
        "-format_whitelist", ",".join(rules["containers"]),
        "-codec_whitelist", ",".join(rules["codecs"]),
        "-i", f"file:{path}", "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1",
        "-t", str(most), "-ac", "1", "-ar", str(data["file"]["samplerate"]),
        "-f", "s16le", "pipe:1",
    ]  # fmt: skip
