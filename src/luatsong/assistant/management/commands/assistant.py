"""`luatsong assistant calibrate`: learn anew when to decline a question."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from luatsong.assistant import calibrating
from luatsong.search import corpus
from luatsong.search.tantivy_backend import TantivyBackend


class Command(BaseCommand):
    help = "Trợ lý: học lại khi nào thì không trả lời, từ các câu hỏi của dự án."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
        calibrate = actions.add_parser("calibrate", help="ghi ra một tệp JSON nhỏ")
        source = calibrate.add_mutually_exclusive_group(required=True)
        source.add_argument("--corpus", type=Path, help="các điều luật, JSON từng dòng (.gz)")
        source.add_argument("--index", type=Path, help="chỉ mục đã dựng từ một tệp như vậy")
        calibrate.add_argument("--output", type=Path, required=True, help="tệp JSON kết quả")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with tempfile.TemporaryDirectory(prefix="luatsong-calibrate-") as folder:
                backend = TantivyBackend(options["index"] or Path(folder) / "index")
                if options["corpus"]:
                    with backend.writing(wait=0) as writing:
                        corpus.take_in(writing, options["corpus"])
                found = calibrating.examples(backend, timezone.localdate())
                documents = backend.count() or 0
            model = calibrating.calibrated(found, f"{documents} documents")
            model.save(options["output"])
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"Không học được: {error}") from error
        self.stdout.write(json.dumps(model.provenance, ensure_ascii=False, indent=1))
