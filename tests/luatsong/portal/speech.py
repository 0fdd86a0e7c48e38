"""A local server that speaks OpenAI's /v1/audio/transcriptions, for tests of voice."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class SpeechServer(ThreadingHTTPServer):
    """A server that speaks OpenAI's transcriptions, as told by the test."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, bytes]] = []
        self.status, self.body = 200, json.dumps({"text": " Nồng độ cồn. "}).encode()
        super().__init__(("127.0.0.1", 0), Handler)

    def __enter__(self) -> SpeechServer:
        self.thread = Thread(target=self.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: SpeechServer

    def do_POST(self) -> None:
        self.server.requests.append(
            (self.path, self.rfile.read(int(self.headers["Content-Length"])))
        )
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *arguments: object) -> None:
        """Nothing on the screen of the tests."""
