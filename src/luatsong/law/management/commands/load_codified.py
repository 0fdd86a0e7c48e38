"""`luatsong load-codified FILE`: articles of the official codification into the store."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from luatsong.law.candidates import codified
from luatsong.law.ingest import ingest
from luatsong.law.management.progress import Reporter, print_summary


class Command(BaseCommand):
    """See the module."""

    help = (
        "Nạp các điều của Bộ pháp điển (JSON từng dòng, có thể nén .gz), mỗi văn bản gốc thành"
        " một văn bản chưa đủ toàn văn. Chạy lại không làm thay đổi gì."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP")
        parser.add_argument(
            "--jobs", type=int, default=None, help="số tiến trình đọc; mặc định: số bộ xử lý"
        )
        parser.add_argument(
            "--no-index", action="store_true", help="không cập nhật chỉ mục tìm kiếm"
        )
        parser.add_argument("--quiet", action="store_true", help="chỉ in bảng kết quả")

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        jobs: int | None = options["jobs"]
        try:
            sources = list(codified(file))
            with Reporter(self.stdout, len(sources), quiet=bool(options["quiet"])) as report:
                summary = ingest(sources, jobs=jobs, index=not options["no_index"], report=report)
        except (OSError, EOFError, ValueError) as error:
            raise CommandError(f"Không đọc được {file}: {error}") from error
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"Kho dữ liệu chưa dùng được ({error}). Hãy chạy “luatsong migrate” rồi thử lại."
            ) from error
        except KeyboardInterrupt:
            raise CommandError("Đã dừng. Chạy lại lệnh này sẽ làm tiếp.", returncode=130) from None
        print_summary(self.stdout, summary)
