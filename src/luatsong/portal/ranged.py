"""Files of which a player asks for parts (RFC 9110, 14.2): one range, as browsers ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.http import StreamingHttpResponse as Streamed

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_CHUNK = 64 * 1024


def ranged_file(
    request: HttpRequest, content: IO[bytes], size: int, media_type: str
) -> HttpResponseBase:
    """The file, or the part that is asked for; 416 for a part that is not there."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or not (asked[1] or asked[2]):
        response: HttpResponseBase = FileResponse(content, content_type=media_type)
        response["Content-Length"] = str(size)
    elif (part := _asked(asked[1], asked[2], size)) is None:
        content.close()
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        start, end = part
        response = Streamed(_Part(content, start, end), status=206, content_type=media_type)
        response["Content-Length"] = str(end - start)
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["Accept-Ranges"] = "bytes"
    # Parts are counted in these bytes: nothing on the way may compress them.
    response["Content-Encoding"] = "identity"
    return response


def _asked(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Start and end (half-open) of what is asked for; None when nothing of it is there."""
    if not first:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    else:
        start = int(first)
        end = min(size, int(last) + 1) if last else size
    return (start, end) if start < end else None


class _Part:
    """Bytes `[start, end)` of a file in pieces; closes the file also when nobody reads them."""

    def __init__(self, content: IO[bytes], start: int, end: int) -> None:
        self._content = content
        self._left = end - start
        content.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (chunk := self._content.read(min(_CHUNK, self._left))):
            self._left -= len(chunk)
            yield chunk
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._content.close()
