"""One file in, one `Source` out: choose the reader by content and keep to the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from vnlaw.document import Source
from vnlaw.reading.containers import container_kind
from vnlaw.reading.limits import MEGABYTE, Limits
from vnlaw.reading.sniff import renamed, sniff
from vnlaw.reading.unreadable import Unreadable

_Reader = Callable[[bytes, Limits], Source]

# Readers are imported when first needed: a text file should not wait for the PDF library.
_READERS = {
    "doc": "doc:read_doc",
    "docx": "docx:read_docx",
    "html": "webfile:read_html",
    "image": "ocr:read_image",
    "mhtml": "webfile:read_mhtml",
    "pdf": "pdf:read_pdf",
    "rtf": "rtf:read_rtf",
    "text": "plain:read_plain",
}


def read(path: Path, *, name: str | None = None, limits: Limits | None = None) -> Source:
    """Read a file from disk; `name` is the name it was given, where that is not its path's.

    Raises `Unreadable`; a file past `limits.max_bytes` is refused before it is opened.
    """
    limits = limits or Limits()
    size = path.stat().st_size
    _check_size(size, limits)
    return read_bytes(path.read_bytes(), name or path.name, limits=limits)


def read_bytes(data: bytes, name: str, *, limits: Limits | None = None) -> Source:
    """Read the bytes of a file that was called `name`. Raises `Unreadable`."""
    limits = limits or Limits()
    _check_size(len(data), limits)
    kind = sniff(data)
    if kind in {"zip", "ole"}:
        kind = container_kind(data, kind, limits)
    try:
        source = _reader(kind)(data, limits)
    except Unreadable:
        raise
    except Exception as error:  # hostile files find ways that nobody thought of
        raise Unreadable.because("crashed") from error
    return replace(source, findings=(*renamed(name, kind), *source.findings))


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.max_bytes:
        raise Unreadable.because(
            "too-large", size=round(size / MEGABYTE), limit=limits.max_bytes // MEGABYTE
        )


def _reader(kind: str) -> _Reader:
    module, function = _READERS[kind].split(":")
    return cast("_Reader", getattr(import_module(f"vnlaw.reading.{module}"), function))
