"""A speech server on this machine that behaves as a test tells it."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import soundfile


def wav(seconds: float = 0.5, *, rate: int = 24_000, channels: int = 1, loud: int = 8000) -> bytes:
    """A tone."""
    places = np.arange(round(seconds * rate))
    tone = (np.sin(places / rate * 2 * np.pi * 300) * loud).astype(np.int16)
    target = io.BytesIO()
    soundfile.write(target, np.column_stack([tone] * channels), rate, format="WAV")
    return target.getvalue()


class Server(http.server.ThreadingHTTPServer):
    """`manner` is what it answers with: sound, garbage, error, half, endless."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.manner = "sound"
        self.asked: list[bytes] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        manner = self.server.manner
        if manner == "later" and len(self.server.asked) < 2:
            manner = "sound"
        self.send_response(500 if manner == "error" else 200)
        content = {"sound": wav(), "garbage": b"<html>" * 50}.get(manner, wav())
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if manner in ("half", "later") else content)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def speech_server() -> Iterator[Server]:
    """A server that stops with the test."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
