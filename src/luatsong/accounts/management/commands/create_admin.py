"""`luatsong create_admin NAME`: the first administrator of a real installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from luatsong.accounts.models import User
from luatsong.accounts.services import create_account


class Command(BaseCommand):
    help = "Tạo một quản trị viên với mật khẩu ngẫu nhiên, in ra đúng một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="")

    def handle(self, *_args: Any, **options: Any) -> None:
        username: str = options["username"]
        if User.objects.filter(username=username).exists():
            raise CommandError(f"Đã có tài khoản “{username}”. Hãy chọn tên đăng nhập khác.")
        account = create_account(username=username, role="administrator", email=options["email"])
        self.stdout.write(f"Đã tạo quản trị viên {account.username}")
        self.stdout.write(f"Mật khẩu (chỉ hiện một lần, hãy đổi ngay): {account.password}")
