"""`luatsong ingest PATH…`: files, folders and files of saved pages into the store."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from luatsong.law.candidates import count_sources
from luatsong.law.ingest import ingest_paths
from luatsong.law.management.progress import Reporter, print_summary


class Command(BaseCommand):
    """See the module."""

    help = (
        "Nạp văn bản vào kho: tệp, thư mục, hoặc .jsonl(.gz) các trang đã lưu. Dừng lúc nào cũng"
        " được; chạy lại sẽ làm tiếp. Tệp không nạp được nằm ở khu cách ly, kèm lý do."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="ĐƯỜNG_DẪN")
        parser.add_argument(
            "--jobs", type=int, default=None, help="số tiến trình đọc; mặc định: số bộ xử lý"
        )
        parser.add_argument(
            "--no-index", action="store_true", help="không cập nhật chỉ mục tìm kiếm"
        )
        parser.add_argument("--quiet", action="store_true", help="chỉ in bảng kết quả")

    def handle(self, *_args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        quiet = bool(options["quiet"])
        for path in paths:
            if not path.exists():
                raise CommandError(f"Không có tệp hoặc thư mục: {path}. Hãy kiểm tra đường dẫn.")
        total = 0 if quiet else count_sources(paths)
        jobs: int | None = options["jobs"]
        try:
            with Reporter(self.stdout, total, quiet=quiet) as report:
                summary = ingest_paths(
                    paths, jobs=jobs, index=not options["no_index"], report=report
                )
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"Kho dữ liệu chưa dùng được ({error}). Hãy chạy “luatsong migrate” rồi thử lại."
            ) from error
        except KeyboardInterrupt:
            raise CommandError("Đã dừng. Chạy lại lệnh này sẽ làm tiếp.", returncode=130) from None
        print_summary(self.stdout, summary)
