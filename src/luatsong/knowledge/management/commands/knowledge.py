"""`luatsong knowledge import FILE`: items of another store become drafts of this one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from luatsong.accounts.models import User
from luatsong.knowledge.exchange import arriving
from luatsong.knowledge.exchange.reading import FileRefusedError, lines_of


class Command(BaseCommand):
    help = "Nhận nội dung từ kho dữ liệu khác thành bản thảo, chờ biên tập, thẩm định, duyệt."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="import")
        taken = deeds.add_parser("import", help="nhận một tệp JSON Lines (noi-dung.jsonl)")
        taken.add_argument("file", type=Path, help="tệp JSON Lines lấy từ kho gửi")
        taken.add_argument("--dry-run", action="store_true", help="chỉ cho biết sẽ làm gì")
        taken.add_argument("--owner", default="", help="tài khoản phụ trách các bản thảo mới")

    def handle(self, *_args: Any, **options: Any) -> None:
        owner = self._owner(options["owner"])
        counted: Counter[str] = Counter()
        try:
            for one in arriving.take_in(
                lines_of(options["file"]), owner=owner, dry_run=options["dry_run"]
            ):
                counted[one.what] += 1
                self._tell(one)
        except FileRefusedError as error:
            raise CommandError(str(error)) from error
        said = ", ".join(f"{counted[code]} {name}" for code, name in arriving.NAMES.items())
        self.stdout.write(("Chạy thử, chưa ghi gì: " if options["dry_run"] else "Xong: ") + said)
        if counted[arriving.REFUSED]:
            raise CommandError(f"Có {counted[arriving.REFUSED]} dòng không nhận được.")

    def _owner(self, username: str) -> User | None:
        if not username:
            return None
        found = User.objects.filter(username=username, is_active=True).first()
        if found is None:
            raise CommandError(f"Không có tài khoản “{username}” đang dùng.")
        return found

    def _tell(self, one: arriving.Outcome) -> None:
        if one.what == arriving.SAME:
            return
        title = f" “{one.title}”" if one.title else ""
        notes = "".join(f"\n    {note}" for note in one.notes)
        self.stdout.write(f"Dòng {one.line}:{title} {arriving.NAMES[one.what]}.{notes}")
