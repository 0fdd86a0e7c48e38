"""Set `portal`: public pages of the sample site through a real server, with and without caches.

Needs no measuring data: the sample province that comes with the product is loaded. The client is
plain sockets, so that it costs little beside the server on the same machine.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from benchmarks.crowd import served
from benchmarks.measuring import Figures, percentile
from benchmarks.stores import fresh_store

CONNECTIONS = 8
SECONDS = 6
_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)


def run(folder: Path) -> Figures:  # noqa: ARG001 - the sample is loaded, nothing is read
    """Pages a second: whole pages kept; every address new; and no cache of ours at all."""
    with fresh_store():
        from django.core.management import call_command

        from luatsong.knowledge.models import Item

        call_command("load_sample", verbosity=0)
        call_command("load_sample_site", verbosity=0)
        slug = Item.objects.filter(live=True, kind="situation").values_list("slug", flat=True)[0]
        paths = {"item": f"/kien-thuc/{slug}", "home": "/", "list": "/kien-thuc/"}
        figures: Figures = {"connections": CONNECTIONS, "processes": os.cpu_count() or 1}
        with served(os.cpu_count() or 1) as address:
            figures["cached"] = {name: _load(address, path) for name, path in paths.items()}
            figures["rendered"] = {"item": _load(address, paths["item"], fresh=True)}
        with _without_caches(), served(os.cpu_count() or 1) as address:
            figures["no_cache"] = {name: _load(address, path) for name, path in paths.items()}
        return figures


@contextmanager
def _without_caches() -> Iterator[None]:
    os.environ["WHOLE_PAGE_MB"] = "0"
    try:
        yield
    finally:
        del os.environ["WHOLE_PAGE_MB"]


def _load(address: str, path: str, *, fresh: bool = False) -> Figures:
    """Ask for a page over and over; `fresh`: each time under an address nobody has asked for."""
    host, _, port = address.removeprefix("http://").partition(":")
    times: list[float] = []
    failures: list[bytes] = []
    _ask_until(host, int(port), path, time.monotonic() + 1, [], [], fresh=fresh)  # warm
    until = time.monotonic() + SECONDS
    people = [
        threading.Thread(
            target=_ask_until,
            args=(host, int(port), path, until, times, failures),
            kwargs={"fresh": fresh},
        )
        for _ in range(CONNECTIONS)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return {
        "per_second": round(len(times) / SECONDS, 1),
        "p95_ms": round(percentile(times, 0.95), 1),
        "failures": len(failures),
    }


def _ask_until(
    host: str,
    port: int,
    path: str,
    until: float,
    times: list[float],
    failures: list[bytes],
    *,
    fresh: bool,
) -> None:
    number = 0
    while time.monotonic() < until:
        with socket.create_connection((host, port)) as line, line.makefile("rb") as answers:
            while time.monotonic() < until:
                number += 1
                asked = f"{path}?lan={threading.get_ident()}-{number}" if fresh else path
                started = time.perf_counter()
                line.sendall(
                    f"GET {asked} HTTP/1.1\r\nHost: {host}:{port}\r\n"
                    "User-Agent: Mozilla/5.0\r\nAccept-Encoding: gzip\r\n\r\n".encode()
                )
                status, closes = _answer(answers)
                times.append((time.perf_counter() - started) * 1000)
                if b" 200 " not in status:
                    failures.append(status)
                if closes:
                    break


def _answer(answers: BufferedReader) -> tuple[bytes, bool]:
    """The status line, and whether the server closes; the body is read and dropped."""
    status = answers.readline()
    head = b""
    while (line := answers.readline()) not in (b"\r\n", b""):
        head += line
    length = _LENGTH.search(head)
    if length:
        answers.read(int(length[1]))
    elif b"chunked" in head.lower():
        while size := int(answers.readline() or b"0", 16):
            answers.read(size + 2)
        answers.readline()
    return status, b"connection: close" in head.lower() or not status
