"""Many people searching at once through a real web server: gunicorn as `luatsong serve` runs it."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx

from benchmarks.measuring import Figures, percentile

USERS = 20
SECONDS = 15
# A person reads what was found before the next question; so long on average, never the same.
PAUSE_SECONDS = 2.0
_SEED = 20260707
_START_SECONDS = 60
# Shorter than gunicorn keeps a silent connection, so that none is used that is being closed.
_LIMITS = httpx.Limits(keepalive_expiry=1.0)


def crowd(queries: Sequence[str], *, workers: int | None = None) -> Figures:
    """Times of whole search pages for `USERS` at once, who read in between and who do not.

    Serves the store that `LUATSONG_HOME` names. `people` pause between questions, `hammering` are
    as many connections that never do.
    """
    with served(workers or os.cpu_count() or 1) as address:
        _measured(address, queries, 0.0)  # loads templates, index and code in every process
        return {
            "users": USERS,
            "people": _measured(address, queries, PAUSE_SECONDS),
            "hammering": _measured(address, queries, 0.0),
        }


def _measured(address: str, queries: Sequence[str], pause: float) -> Figures:
    times: list[float] = []
    failures: list[str] = []
    until = time.monotonic() + SECONDS

    def person(number: int) -> None:
        own = random.Random(_SEED + number)  # noqa: S311
        with httpx.Client(base_url=address, timeout=30, limits=_LIMITS) as client:
            time.sleep(own.uniform(0, pause))
            while time.monotonic() < until:
                started = time.perf_counter()
                answer = client.get("/tim-kiem", params={"q": own.choice(queries)})
                times.append((time.perf_counter() - started) * 1000)
                if answer.status_code not in (200, 302):
                    failures.append(str(answer.status_code))
                if pause:
                    time.sleep(own.uniform(0.5, 1.5) * pause)

    people = [threading.Thread(target=person, args=(number,)) for number in range(USERS)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return {
        "pages": len(times),
        "pages_per_second": round(len(times) / SECONDS, 1),
        "p50_ms": round(percentile(times, 0.5), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
        "failures": len(failures),
    }


@contextmanager
def served(workers: int) -> Iterator[str]:
    """The site in processes of its own, until the end of the block; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "luatsong.site.wsgi:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "4"),
        *("--worker-class", "luatsong.site.serving.Worker", "--preload", "--log-level", "error"),
    ]
    server = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_open(port, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("gunicorn did not start")
