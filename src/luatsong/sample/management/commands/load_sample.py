"""`luatsong load_sample`: the fictional province An Hà into the store."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from luatsong.law.management.progress import Reporter, print_summary
from luatsong.sample import services
from luatsong.sample.manifest import how_to_get


class Command(BaseCommand):
    """See the module."""

    help = (
        "Nạp tỉnh mẫu An Hà (tỉnh giả định) để xem thử. Chạy lại không làm thay đổi gì; kho đã có"
        " văn bản thật thì không nạp."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-index", action="store_true", help="không cập nhật chỉ mục tìm kiếm"
        )
        parser.add_argument("--quiet", action="store_true", help="chỉ in bảng kết quả")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not services.belongs_here():
            self.stdout.write("Kho đã có văn bản khác nên không nạp tỉnh mẫu.")
            return
        for sample in services.unreadable():
            self.stdout.write(
                f"Bỏ qua {sample.name}: cần {sample.needs} để đọc."
                f" Cài bằng: {how_to_get(sample.needs)}, rồi chạy lại “luatsong load_sample”."
            )
        total = len(services.readable())
        with Reporter(self.stdout, total, quiet=bool(options["quiet"])) as report:
            summary = services.load(index=not options["no_index"], report=report)
        print_summary(self.stdout, summary)
