"""`luatsong load_sample_site`: the content of the fictional province's portal into the store."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from luatsong.knowledge.recall_sweeping import sweep
from luatsong.samplesite import outreach, services, shelf


class Command(BaseCommand):
    """See the module."""

    help = (
        "Nạp nội dung mẫu của cổng (tỉnh giả định An Hà): bài viết, tình huống, trò chơi, sách nói…"
        " Chạy lại chỉ thêm phần còn thiếu; kho có văn bản thật thì không nạp."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        report = services.load()
        if report.loaded:
            sweep()  # some rest on law that has changed since: readers see it from the start
        books = shelf.load()
        reached = outreach.load()
        for problem in (*report.problems, *books.problems, *reached.problems):
            self.stderr.write(problem)
        self.stdout.write(
            f"Nội dung mẫu của cổng: thêm {len(report.loaded)} mục, {len(books.loaded)} quyển sách,"
            f" {len(reached.loaded)} phong trào và mô hình."
        )
