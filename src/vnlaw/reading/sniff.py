"""What a file is, by its content; its name is only compared with that."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from vnlaw.document import Finding
from vnlaw.reading.encodings import has_mark, wide
from vnlaw.reading.unreadable import Unreadable, finding

_FACTS: dict[str, Any] = tomllib.loads(
    files("vnlaw").joinpath("data", "reading_formats.toml").read_text(encoding="utf-8")
)


def _magic(table: str) -> tuple[tuple[bytes, str], ...]:
    return tuple((bytes.fromhex(key), value) for key, value in _FACTS[table].items())


_IMAGES = _magic("images")
_REFUSED = _magic("refused")
_DANGEROUS = _magic("dangerous")
_EXTENSIONS: dict[str, list[str]] = _FACTS["extensions"]
_KNOWN = {extension for names in _EXTENSIONS.values() for extension in names}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|div|p|span|table|meta|font|br|h[1-6])[\s>/]",
    re.IGNORECASE,
)
_MIME = re.compile(
    rb"\A(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?MIME-Version:", re.IGNORECASE
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff(data: bytes) -> str:
    """Format of a file's bytes: a key of `[extensions]` in `data/reading_formats.toml`, or
    "zip" and "ole" for containers that must be opened to know more.

    Raises `Unreadable` for an empty file and for what is never read.
    """
    start = data[:8192]
    if not start.strip(b"\0 \t\r\n"):
        raise Unreadable.because("empty")
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(OLE):
        return "ole"
    if start.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if image_type(start):
        return "image"
    _refuse(start)
    return _text_format(start)


def image_type(data: bytes) -> str:
    """Media type of an image by its first bytes; "" when it is none we read."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"BM") and data[6:10].strip(b"\0"):
        return ""  # words, not a bitmap: its reserved bytes are zero
    return next((name for magic, name in _IMAGES if data.startswith(magic)), "")


def _refuse(start: bytes) -> None:
    binary = bool(_BINARY.search(start)) or start.startswith(b"#!")
    for code, table in (("dangerous", _DANGEROUS), ("unsupported", _REFUSED)):
        for magic, name in table:
            # Two or three letters may also begin a text.
            if start.startswith(magic) and (len(magic) > 3 or binary):
                raise Unreadable.because(code, detail=name)


def _text_format(start: bytes) -> str:
    if has_mark(start) or wide(start):
        start = start.replace(b"\0", b"")  # what is left shows the tags
    elif _is_binary(start.rstrip(b"\0")):
        raise Unreadable.because("unsupported", detail="tệp nhị phân không rõ loại")
    if _MIME.match(start) and b"multipart/" in start.lower():
        return "mhtml"
    return "html" if len(_TAG.findall(start)) >= 2 or _TAG.match(start.lstrip()) else "text"


def _is_binary(start: bytes) -> bool:
    """Whether bytes are no text: too many zeros, or controls beyond what old encodings use."""
    return (
        start.count(0) > max(8, len(start) // 500) or len(_BINARY.findall(start)) > len(start) // 10
    )


def package_kind(names: set[str]) -> str:
    """Format of a zip by the names of its members; raises `Unreadable` when it is not read."""
    return _container(
        names, _FACTS["packages"], _FACTS["refused_packages"], "tệp nén .zip, hãy giải nén"
    )


def ole_kind(names: set[str]) -> str:
    """Format of an OLE file by the names of its streams; raises `Unreadable` if it is not read."""
    if "EncryptedPackage" in names:
        raise Unreadable.because("encrypted")
    return _container(
        names, {"WordDocument": "doc"}, _FACTS["refused_ole"], "tệp OLE không rõ loại"
    )


def _container(names: set[str], read: dict[str, str], refused: dict[str, str], other: str) -> str:
    for name, kind in read.items():
        if name in names:
            return kind
    detail = next((text for name, text in refused.items() if name in names), other)
    raise Unreadable.because("unsupported", detail=detail)


def renamed(name: str, kind: str) -> list[Finding]:
    """A finding when the extension of `name` belongs to another format than `kind`."""
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in _KNOWN or extension in _EXTENSIONS[kind]:
        return []
    return [finding("renamed", extension=f".{extension}", actual=_FACTS["names"][kind])]
