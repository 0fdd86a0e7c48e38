"""`luatsong prepare`: bring the store of this machine to where the site can be served."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from luatsong.bookshelf import registers
from luatsong.knowledge.services import load_lists
from luatsong.renditions import press

# Programs the product uses when they are there: name, what for, how to get it.
_OPTIONAL_TOOLS = (
    (
        "tesseract",
        "đọc tệp quét và ảnh (OCR)",
        "sudo apt install tesseract-ocr tesseract-ocr-vie",
    ),
    ("espeak-ng", "đọc nội dung thành tiếng", "sudo apt install espeak-ng"),
    ("ffmpeg", "nhận bản ghi của điện thoại (M4A, AMR, 3GP)", "sudo apt install ffmpeg"),
)


class Command(BaseCommand):
    help = "Chuẩn bị kho dữ liệu, tài khoản và (nếu kho trống) tỉnh mẫu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-sample", action="store_true", help="không nạp tỉnh mẫu (khi có dữ liệu thật)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        home = Path(settings.HOME)
        home.mkdir(parents=True, exist_ok=True)
        self.stdout.write(f"Kho dữ liệu: {home}")
        call_command("migrate", verbosity=0)
        load_lists()
        registers.load()
        for program, purpose, how in _OPTIONAL_TOOLS:
            if shutil.which(program) is None:
                self.stdout.write(f"Không có {program}: bỏ qua việc {purpose}. Cài bằng: {how}")
        if lacking := press.missing():
            self.stdout.write(lacking)
        if not options["no_sample"]:
            call_command("load_sample")
        call_command("index")
        call_command("ensure_staff")
        if not options["no_sample"]:
            call_command("load_sample_site")  # after the accounts: one of them looks after it
