"""Keep the bytes of what comes in, once for each content, whatever becomes of them."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage

from luatsong.law.models import SourceFile
from vnlaw.addresses import slugify
from vnlaw.text import clean

_FOLDER = "nguon"
_EXTENSION_LENGTH = 8


def fingerprint(data: bytes, declared: Mapping[str, str] | None = None) -> str:
    """What one source is known by: a hash of its bytes and of what its carrier declares."""
    digest = hashlib.sha256(data)
    if declared:
        digest.update(b"\0" + json.dumps(dict(declared), sort_keys=True).encode())
    return digest.hexdigest()


def file_fingerprint(path: Path) -> str:
    """`fingerprint` of a file that is too large to hold in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_source(
    *,
    data: bytes,
    name: str,
    origin: str = "",
    form: str = SourceFile.Form.FILE,
    declared: Mapping[str, str] | None = None,
) -> SourceFile:
    """The row of these bytes, written now if they are new.

    The file is written before the row: a process killed in between leaves a file nobody names,
    which the next run finds and uses.
    """
    known = SourceFile.objects.filter(fingerprint=fingerprint(data, declared)).first()
    if known:
        return known
    sha256 = hashlib.sha256(data).hexdigest()
    stored = _path(sha256, _plain(name))
    _write(stored, data)
    return SourceFile.objects.create(
        fingerprint=fingerprint(data, declared),
        sha256=sha256,
        declared={clean(key): clean(value) for key, value in (declared or {}).items()},
        name=_shortened(_plain(name)),
        origin=clean(origin)[:500],
        form=form,
        size=len(data),
        file=stored,
    )


def keep_file(path: Path, *, origin: str = "") -> SourceFile:
    """`keep_source` for a file too large to hold in memory: it is copied piece by piece."""
    sha256 = file_fingerprint(path)
    known = SourceFile.objects.filter(fingerprint=sha256).first()
    if known:
        return known
    name = _plain(path.name)
    with path.open("rb") as file:
        stored = default_storage.save(_path(sha256, name), File(file))
    return SourceFile.objects.create(
        fingerprint=sha256,
        sha256=sha256,
        name=_shortened(name),
        origin=clean(origin)[:500],
        size=path.stat().st_size,
        file=stored,
    )


def source_bytes(source: SourceFile) -> bytes:
    """The bytes as they came in."""
    with source.file.open("rb") as file:
        data: bytes = file.read()
    return data


def _plain(name: str) -> str:
    """The last part of a name, cleaned; never empty."""
    return clean(name.replace("\\", "/")).split("/")[-1].strip() or "tep"


def _path(sha256: str, name: str) -> str:
    extension = slugify(PurePosixPath(name).suffix)[:_EXTENSION_LENGTH]
    ending = f".{extension}" if extension else ""
    return f"{_FOLDER}/{sha256[:2]}/{sha256[2:]}{ending}"


def _shortened(name: str) -> str:
    """A name that fits its column and keeps its extension."""
    if len(name) <= 255:
        return name
    suffix = PurePosixPath(name).suffix[:16]
    return name[: 255 - len(suffix)] + suffix


def _write(path: str, data: bytes) -> None:
    if not isinstance(default_storage, FileSystemStorage):
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(data))
        return
    # Written aside and renamed, so that a file under its final name is always whole.
    target = Path(settings.MEDIA_ROOT) / path
    if target.exists() and target.stat().st_size == len(data):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(aside, target)
