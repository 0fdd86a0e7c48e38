"""Set `portal`: public pages of the sample site through a real server, with and without caches.

Needs no measuring data: the sample province that comes with the product is loaded. The client is
plain sockets, so that it costs little beside the server on the same machine.

cached        the same address again and again: whole pages ready in memory
rendered      every address new: pages are set anew, the main part of an item is kept
nothing_kept  no page and no part of one is kept: each is asked from the store and set anew; only
              what a process keeps for seconds stays (counts and choices, LOOKUP_SECONDS)
cpu_ms        processor time of the site for such a page, one after the other in one process: also
              of use while the machine does other things (`load` says whether it did)
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import BufferedReader, StringIO
from pathlib import Path

from benchmarks.crowd import served
from benchmarks.measuring import Figures, percentile
from benchmarks.stores import fresh_store

CONNECTIONS = 8
SECONDS = 6
PAGES = 60
_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)


def run(folder: Path) -> Figures:  # noqa: ARG001 - the sample is loaded, nothing is read
    """Pages a second and time of a page, for the three ways that the module's head tells."""
    with fresh_store():
        from django.core.management import call_command

        from luatsong.knowledge.models import Item
        from luatsong.responses import counting

        with redirect_stdout(StringIO()):
            call_command("prepare")
        slug = Item.objects.filter(live=True, kind="situation").values_list("slug", flat=True)[0]
        paths = {"item": f"/kien-thuc/{slug}", "home": "/", "list": "/kien-thuc/"}
        figures: Figures = {"connections": CONNECTIONS, "processes": os.cpu_count() or 1}
        with served(os.cpu_count() or 1) as address:
            figures["cached"] = {name: _load(address, path) for name, path in paths.items()}
            figures["rendered"] = {
                name: _load(address, path, fresh=True) for name, path in paths.items()
            }
        with _without_caches(), served(os.cpu_count() or 1) as address:
            figures["nothing_kept"] = {name: _load(address, path) for name, path in paths.items()}
        figures["cpu_ms"] = {name: _cpu_ms(path) for name, path in paths.items()}
        figures["load"] = round(os.getloadavg()[0], 1)
        counting.flush()  # what the pages of this process have counted, while the store is there
        return figures


@contextmanager
def _without_caches() -> Iterator[None]:
    os.environ["WHOLE_PAGE_MB"] = "0"
    try:
        yield
    finally:
        del os.environ["WHOLE_PAGE_MB"]


def _cpu_ms(path: str) -> float:
    """Processor time of a page with nothing kept, in this process: the middle one of many."""
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory, override_settings

    site = get_wsgi_application()
    times = []
    with override_settings(WHOLE_PAGE_BYTES=0, ALLOWED_HOSTS=["testserver"]):
        for _ in range(PAGES):
            asked = RequestFactory().get(
                path, headers={"accept-encoding": "gzip", "user-agent": "Mozilla/5.0"}
            )
            started = time.process_time()
            response = site.get_response(asked)
            times.append((time.process_time() - started) * 1000)
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")
            response.close()
    return round(percentile(times, 0.5), 2)


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
