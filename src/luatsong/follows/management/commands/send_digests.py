"""`luatsong send-digests`: write and send the mails of follows that are due."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from luatsong.follows.services import send_digests


class Command(BaseCommand):
    help = "Soạn và gửi thư báo tin cho người theo dõi (chạy lại bao nhiêu lần cũng được)."

    def handle(self, *args: Any, **options: Any) -> None:
        written, sent = send_digests()
        self.stdout.write(f"Thư báo tin: soạn {written}, gửi {sent}.")
