"""`luatsong index`: bring the search index in step with the store."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from luatsong.search.backend import IndexBusyError, SearchUnavailableError
from luatsong.search.services import index_pending


class Command(BaseCommand):
    help = "Cập nhật chỉ mục tìm kiếm theo kho văn bản."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="lập lại chỉ mục từ đầu")
        parser.add_argument(
            "--wait",
            type=float,
            default=60,
            help="số giây chờ nếu một tiến trình khác đang lập chỉ mục (mặc định 60)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        start = time.monotonic()
        columns = (
            TextColumn("Lập chỉ mục"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, transient=True) as bar:
            task = bar.add_task("", total=None)
            try:
                done = index_pending(
                    rebuild=options["rebuild"],
                    wait=options["wait"],
                    progress=lambda at, total: bar.update(task, completed=at, total=total),
                )
            except IndexBusyError as error:
                raise CommandError(
                    "Một tiến trình khác đang lập chỉ mục. Hãy đợi nó xong rồi chạy lại."
                ) from error
            except SearchUnavailableError as error:
                raise CommandError(
                    "Không tới được máy chủ tìm kiếm mà SEARCH_URL chỉ. Hãy kiểm tra máy chủ rồi"
                    f" chạy lại; chưa mất gì, văn bản nào chưa vào chỉ mục vẫn đang đợi. ({error})"
                ) from error
        if not done.added and not done.removed:
            self.stdout.write("Chỉ mục đã khớp với kho văn bản, không có gì phải cập nhật.")
            return
        seconds = time.monotonic() - start
        self.stdout.write(
            f"Chỉ mục: thêm hoặc cập nhật {done.added} văn bản, gỡ {done.removed} văn bản"
            f" ({seconds:.1f} giây)."
        )
