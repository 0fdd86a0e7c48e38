"""`luatsong ensure_staff`: accounts to try the staff side with, on one machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luatsong.accounts.services import SAMPLE_FILE, ensure_sample_accounts


class Command(BaseCommand):
    help = "Tạo tài khoản dùng thử nếu chưa có tài khoản nào (mật khẩu ngẫu nhiên)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.SAMPLE_ACCOUNTS:
            self.stdout.write(
                "Cấu hình này không tạo tài khoản mẫu. "
                "Tạo quản trị viên đầu tiên bằng: luatsong create_admin TÊN_ĐĂNG_NHẬP"
            )
            return
        home = Path(settings.HOME)
        made = ensure_sample_accounts(home)
        kept = home / SAMPLE_FILE
        if made:
            self.stdout.write("Tài khoản dùng thử cho trang nghiệp vụ:")
            for account in made:
                self.stdout.write(f"  {account.role}: {account.username} / {account.password}")
        if kept.exists():
            self.stdout.write(f"Mật khẩu dùng thử được giữ trong {kept}")
