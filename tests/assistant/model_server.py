"""A real local server that behaves as told: like a model, like a liar, or not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from luatsong.assistant.endpoint import Endpoint


def event(words: str) -> bytes:
    """One piece of a streamed completion."""
    data = json.dumps({"choices": [{"delta": {"content": words}}]}, ensure_ascii=False)
    return f"data: {data}\n\n".encode()


def stream(words: str) -> bytes:
    """A whole streamed answer, in pieces of seven characters."""
    pieces = [words[at : at + 7] for at in range(0, len(words), 7)]
    return b"".join(map(event, pieces)) + b"data: [DONE]\n\n"


@contextmanager
def serving(
    body: bytes, *, status: int = 200, hang: float = 0, trickle: float = 0
) -> Iterator[tuple[Endpoint, list[str]]]:
    """An endpoint that answers everything with `body`, and what it was sent.

    `hang` waits that many seconds before the body, `trickle` between its bytes.
    """
    sent: list[str] = []
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(status)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            stop.wait(hang)
            try:
                for at in range(0, len(body), 1 if trickle else len(body) or 1):
                    self.wfile.write(body[at : at + (1 if trickle else len(body))])
                    self.wfile.flush()
                    if trickle and stop.wait(trickle):
                        return
            except OSError:  # the client has given up, as it should
                return

        def log_message(self, *_: object) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield Endpoint(url, "thử", silence_seconds=0.5, total_seconds=1.5), sent
    finally:
        stop.set()
        time.sleep(0)
        server.shutdown()
        server.server_close()
        thread.join()
