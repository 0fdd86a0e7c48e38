"""Receiving files from a browser: straight to disk, each file within a limit.

A file that is too large is dropped while it comes in and noted in `refused`; the other files of
the same form go on.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken."""

    name: str
    size: int  # bytes


class _ReceivedFile(TemporaryUploadedFile):
    """A file on its way in, on the same disk as the store, so that keeping it is a rename."""

    def __init__(self, name: str, content_type: str, charset: str | None, extra: Any) -> None:
        folder = Path(settings.LUATSONG_RECEIVING_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        aside = tempfile.NamedTemporaryFile(suffix=".upload", dir=folder)  # noqa: SIM115
        UploadedFile.__init__(self, aside, name, content_type, 0, charset, extra)


class LimitedFileHandler(TemporaryFileUploadHandler):
    """Streams each file to disk and drops those larger than `limit` bytes."""

    def __init__(self, request: HttpRequest | None = None, *, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.refused: list[Refused] = []
        self._received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._received = 0
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = _ReceivedFile(
            self.file_name or "", self.content_type or "", self.charset, self.content_type_extra
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._received += len(raw_data)
        if self._received <= self.limit:
            return super().receive_data_chunk(raw_data, start)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if self._received <= self.limit:
            return super().file_complete(file_size)
        self.refused.append(Refused(self.file_name or "", self._received))
        self.file.close()
        return None


class TooLargeFile(UploadedFile):  # type: ignore[type-arg]
    """Stands for a file that was not taken, so that the form it was for can say so."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(io.BytesIO(), name, "application/octet-stream", size)
        self.limit = limit

    @property
    def message(self) -> str:
        """What is said of it, with what to do."""
        megabytes = -(-(self.size or 0) // 2**20)
        return (
            f"Tệp “{self.name}” nặng {megabytes} MB, lớn hơn mức {self.limit // 2**20} MB, nên "
            "không được nhận. Hãy thu nhỏ hoặc nén tệp rồi chọn lại; những gì bạn đã gõ vẫn còn."
        )


class SmallFileHandler(LimitedFileHandler):
    """What every form but the upload of documents gets: small files only.

    Pictures and recordings of items may be larger (`LUATSONG_FILE_LIMITS`, by address), for people
    who are signed in; their forms know what a `TooLargeFile` is.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        self.media_limit = _media_limit(request)
        limit = self.media_limit or settings.LUATSONG_MAX_OTHER_FILE_BYTES
        super().__init__(request, limit=limit)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        taken = super().file_complete(file_size)
        if taken is None and self.media_limit and self.refused:
            refused = self.refused[-1]
            return TooLargeFile(refused.name, refused.size, self.media_limit)
        return taken


def _media_limit(request: HttpRequest | None) -> int:
    """Bytes a picture or recording may have at this address; 0 where it is none of theirs."""
    if request is None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return 0
    for start, limit in settings.LUATSONG_FILE_LIMITS.items():
        if request.path.startswith(start):
            return int(limit)
    return 0


class DocumentFileHandler(LimitedFileHandler):
    """What the upload of documents gets."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request, limit=settings.LUATSONG_MAX_FILE_BYTES)
