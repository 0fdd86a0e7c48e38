"""`luatsong search train` and `count`: learn the ranking anew.

`train` learns the weights from questions with known answers, `count` how common words are; the
weights are learned after the counts.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from luatsong.search import corpus, learning
from luatsong.search.tantivy_backend import TantivyBackend


class Command(BaseCommand):
    help = "Tìm kiếm: học lại cách xếp hạng từ các câu hỏi có đáp án."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
        train = actions.add_parser("train", help="học từ câu hỏi, ghi ra một tệp JSON nhỏ")
        train.add_argument(
            "questions",
            nargs="*",
            type=Path,
            metavar="TỆP",
            help="tệp câu hỏi (TOML); mặc định: các câu hỏi của dự án",
        )
        count = actions.add_parser("count", help="đếm từ và tên điều, ghi ra một tệp JSON nhỏ")
        for action in (train, count):
            action.add_argument(
                "--corpus", type=Path, required=True, help="các điều luật, JSON từng dòng (.gz)"
            )
            action.add_argument("--output", type=Path, required=True, help="tệp JSON kết quả")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["action"] == "count":
            self._count(options["corpus"], options["output"])
        else:
            self._train(options)

    def _count(self, articles: Path, output: Path) -> None:
        try:
            counts = corpus.commonness(articles)
            counts.save(output)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"Không đếm được: {error}") from error
        self.stdout.write(f"Đã đếm {len(counts.codes)} từ trong {counts.total} mục.")

    def _train(self, options: dict[str, Any]) -> None:
        try:
            questions = [
                question
                for file in options["questions"]
                for question in learning.read_questions(file)
            ] or learning.own_questions()
            source = ", ".join([file.name for file in options["questions"]] or learning.own_names())
            with tempfile.TemporaryDirectory(prefix="luatsong-train-") as folder:
                backend = TantivyBackend(Path(folder) / "index")
                with backend.writing(wait=0) as writing:
                    articles = corpus.take_in(writing, options["corpus"])
                self.stdout.write(f"Đã lập chỉ mục {articles} điều; đang học…")
                model = learning.learned(backend, questions, f"{source}; {articles} articles")
            model.save(options["output"])
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"Không học được: {error}") from error
        self.stdout.write(json.dumps(model.figures, ensure_ascii=False, indent=1))
