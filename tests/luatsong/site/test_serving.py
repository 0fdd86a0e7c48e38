"""Requests the web server cannot read are refused in Vietnamese."""

from __future__ import annotations

import socket
from unittest.mock import Mock

import pytest
from gunicorn.http import errors  # type: ignore[import-untyped]

from luatsong.site.serving import Worker


def answer(error: BaseException) -> str:
    """What a worker sends for an error while it reads a request."""
    worker = Worker.__new__(Worker)
    worker.log = Mock()
    here, there = socket.socketpair()
    with here, there:
        worker.handle_error(None, here, ("127.0.0.1", 1), error)
        here.shutdown(socket.SHUT_WR)
        found = b""
        while more := there.recv(65536):
            found += more
    return found.decode()


def test_an_address_that_is_too_long_is_told_what_to_do() -> None:
    head, _, page = answer(errors.LimitRequestLine(9000, 8190)).partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 414 ")
    assert f"Content-Length: {len(page.encode())}" in head
    assert '<html lang="vi">' in page
    assert "rút ngắn câu tìm kiếm" in page


def test_too_many_cookies_are_told_apart() -> None:
    found = answer(errors.LimitRequestHeaders("limit request headers fields size"))
    assert found.startswith("HTTP/1.1 431 ")
    assert "xóa cookie" in found


@pytest.mark.parametrize("line", ["<script>", "GET"])
def test_what_cannot_be_read_is_never_repeated(line: str) -> None:
    found = answer(errors.InvalidRequestLine(line))
    assert found.startswith("HTTP/1.1 400 ")
    assert "script" not in found


def test_the_answer_arrives_although_the_request_is_still_being_sent() -> None:
    worker = Worker.__new__(Worker)
    worker.log = Mock()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        asking = socket.create_connection(listening.getsockname())
        serving, _ = listening.accept()
        with asking:
            asking.sendall(b"GET /" + b"x" * 60_000)
            with serving:  # closing with bytes unread would reset the connection
                worker.handle_error(None, serving, None, errors.LimitRequestLine(60_000, 8190))
            asking.settimeout(5)
            found = b""
            while more := asking.recv(65536):
                found += more
    assert found.startswith(b"HTTP/1.1 414 ")
    assert found.endswith(b"</html>\n")
