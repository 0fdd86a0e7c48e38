"""`luatsong serve`: the web server and one worker for background tasks, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tasks_db.models import DBTaskResult

from luatsong.follows.tasks import keep_going

# Bytes; the most gunicorn allows. A question in Vietnamese takes up to nine bytes a letter.
LONGEST_REQUEST_LINE = 8190


class Command(BaseCommand):
    help = "Chạy trang web và tiến trình xử lý nền trên máy này."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _require_free(host, port)
        web = [
            *(sys.executable, "-m", "gunicorn", "luatsong.site.wsgi:application"),
            *("--bind", f"{host}:{port}", "--workers", str(options["workers"])),
            *("--worker-class", "luatsong.site.serving.Worker", "--threads", "4", "--preload"),
            *("--log-level", "warning", "--timeout", "60"),
            *("--limit-request-line", str(LONGEST_REQUEST_LINE)),
        ]
        worker = [sys.executable, "-m", "django", "db_worker", "--no-startup-delay"]
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
            "LUATSONG_HOME": str(settings.HOME),
            "BASE_URL": base_url(port),
        }
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        keep_going()  # mails to followers
        children = [subprocess.Popen(command, env=environment) for command in (web, worker)]
        try:
            _wait_until_open(host, port, children[0])
            shown = "localhost" if host == "127.0.0.1" else host
            self.stdout.write(
                f"\n  Trang công khai:   http://{shown}:{port}/\n"
                f"  Trang nghiệp vụ:   http://{shown}:{port}/quan-tri/\n"
                "  Dừng: Ctrl-C\n"
            )
            if waiting := DBTaskResult.objects.ready().count():
                self.stdout.write(
                    f"\n  Trang dùng được ngay. Phía sau còn {waiting} việc (đọc thành tiếng, in tờ"
                    " gấp, vẽ thẻ ảnh…): bản nghe, bản in hiện dần trong ít phút.\n"
                )
            self.stdout.flush()
            _wait_for_any(children)
        except KeyboardInterrupt:
            pass
        finally:
            _stop(children)


def base_url(port: int) -> str:
    """Where printed codes, feeds and mails point: as set, else this machine at this port."""
    known = str(settings.WAGTAILADMIN_BASE_URL)
    return f"http://localhost:{port}" if urlsplit(known).hostname == "localhost" else known


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make run PORT=8001"
            ) from error


def _wait_until_open(host: str, port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise CommandError("Máy chủ web không khởi động được; xem thông báo phía trên.")
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.1)
    raise CommandError("Máy chủ web không trả lời sau 60 giây.")


def _wait_for_any(children: list[subprocess.Popen[bytes]]) -> None:
    while all(child.poll() is None for child in children):
        time.sleep(0.5)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
