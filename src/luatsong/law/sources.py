"""Keep the bytes of what comes in, once for each content, whatever becomes of them."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
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


def keep_source(
    *,
    data: bytes,
    name: str,
    origin: str = "",
    media_type: str = "",
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
    plain_name = clean(name.replace("\\", "/")).split("/")[-1].strip() or "tep"
    path = _path(sha256, plain_name)
    _write(path, data)
    return SourceFile.objects.create(
        fingerprint=fingerprint(data, declared),
        sha256=sha256,
        declared={clean(key): clean(value) for key, value in (declared or {}).items()},
        name=_shortened(plain_name),
        origin=clean(origin)[:500],
        media_type=media_type[:100],
        size=len(data),
        file=path,
    )


def source_bytes(source: SourceFile) -> bytes:
    """The bytes as they came in."""
    with source.file.open("rb") as file:
        data: bytes = file.read()
    return data


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
