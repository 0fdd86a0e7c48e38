"""The web server's worker, with pages of our own for requests that never reach the site.

gunicorn refuses what it cannot read (an over-long address, say) before Django sees it, with a bare
page in English.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from socket import SHUT_WR, socket
from time import monotonic
from typing import Any

from gunicorn.http import errors  # type: ignore[import-untyped]
from gunicorn.util import write_nonblock  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

# What is not the fault of who asks keeps gunicorn's own way, which logs it.
_OURS = (
    errors.LimitRequestLine,
    errors.LimitRequestHeaders,
    errors.InvalidRequestLine,
    errors.InvalidRequestMethod,
    errors.InvalidHTTPVersion,
    errors.InvalidHeader,
    errors.InvalidHeaderName,
)

_PATIENCE = 0.5  # seconds that the rest of a refused request is waited for


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads, as `gthread`; refuses in Vietnamese."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that could not be read, and close."""
        if not isinstance(exc, _OURS):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Unreadable request from %s: %s", (addr or ("",))[0], exc)
        try:
            write_nonblock(client, refusal(type(exc).__name__))
            _drain(client)
        except OSError:
            self.log.debug("Nobody waits for the refusal any more.")


def _drain(client: socket) -> None:
    """Take in what is still being sent, for a moment: closing on it would take the answer back."""
    client.shutdown(SHUT_WR)
    end = monotonic() + _PATIENCE
    while (left := end - monotonic()) > 0:
        client.settimeout(left)
        if not client.recv(65_536):
            return


def refusal(error: str) -> bytes:
    """The whole answer (head and page) for an error of `gunicorn.http.errors`, by its name."""
    words, page = _data()
    told = words.get(error, words["other"])
    code = told["status"].partition(" ")[0]
    body = page.format(status=code, title=told["title"], advice=told["advice"]).encode()
    head = (
        f"HTTP/1.1 {told['status']}\r\nConnection: close\r\n"
        f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        "Content-Language: vi\r\nX-Content-Type-Options: nosniff\r\n\r\n"
    )
    return head.encode() + body


@cache
def _data() -> tuple[dict[str, dict[str, str]], str]:
    data = files("luatsong.site").joinpath("data")
    words = tomllib.loads(data.joinpath("unread.toml").read_text("utf-8"))
    return words, data.joinpath("unread.html").read_text("utf-8")
