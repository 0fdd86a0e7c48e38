"""`luatsong make_renditions`: order leaflets, posters, cards and sound that are missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from luatsong.knowledge.models import Item
from luatsong.renditions import selectors, services
from luatsong.renditions.models import Form


class Command(BaseCommand):
    help = "Xếp hàng làm tờ gấp, áp phích, thẻ hình, bản nghe còn thiếu của các bài đã công bố."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="làm lại cả những bản đang tốt")
        parser.add_argument("--form", choices=Form.values, help="chỉ một hình thức")
        parser.add_argument("--now", action="store_true", help="làm ngay, không chờ tiến trình nền")

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for item in Item.objects.filter(live=True).iterator():
            forms = self._wanted(item, options)
            if options["now"]:
                for form in forms:
                    services.make(item, form)
            elif forms:
                services.order(item, forms)
            count += len(forms)
        done = "Đã làm" if options["now"] else "Đã xếp hàng"
        self.stdout.write(f"{done} {count} bản thể hiện.")

    def _wanted(self, item: Item, options: dict[str, Any]) -> list[str]:
        """The forms to make: those without a current file, or all."""
        return [
            standing.form
            for standing in selectors.standings(item)
            if (options["all"] or not standing.current) and options["form"] in (None, standing.form)
        ]
