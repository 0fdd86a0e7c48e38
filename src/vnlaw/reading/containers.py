"""Zip and OLE containers: what is inside, and whether it is safe to unpack."""

from __future__ import annotations

import io
import zipfile

import olefile

from vnlaw.reading.limits import MEGABYTE, Limits
from vnlaw.reading.sniff import ole_kind, package_kind
from vnlaw.reading.unreadable import Unreadable


def container_kind(data: bytes, container: str, limits: Limits) -> str:
    """Format of what a "zip" or "ole" container holds; raises `Unreadable`."""
    if container == "zip":
        with open_zip(data, limits) as package:
            return package_kind(set(package.namelist()))
    with open_ole(data) as file:
        return ole_kind({"/".join(path) for path in file.listdir()})


def open_zip(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a zip whose members keep to the limits; raises `Unreadable`.

    Sizes are those the directory states; `member` holds the actual ones to them.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable.because("truncated", detail="zip") from error
    infos = package.infolist()
    if len(infos) > limits.members or sum(info.file_size for info in infos) > limits.unpacked:
        raise Unreadable.because("bomb")
    for info in infos:
        if info.flag_bits & 0x1:
            raise Unreadable.because("encrypted")
        if info.file_size > max(MEGABYTE, limits.ratio * info.compress_size):
            raise Unreadable.because("bomb")
    return package


def member(package: zipfile.ZipFile, name: str) -> bytes:
    """One member, never more bytes of it than the directory states; raises `Unreadable`."""
    info = package.getinfo(name)
    try:
        with package.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise Unreadable.because("truncated", detail=name) from error
    except Exception as error:  # zlib.error and lzma.LZMAError share no better base
        raise Unreadable.because("truncated", detail=name) from error
    if len(data) > info.file_size:
        raise Unreadable.because("bomb")
    return data


def open_ole(data: bytes) -> olefile.OleFileIO:
    """Open an OLE file; raises `Unreadable`."""
    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except Exception as error:  # olefile raises many kinds on damaged directories
        raise Unreadable.because("truncated", detail="ole") from error
