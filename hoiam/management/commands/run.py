from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hoiam.management.supervisor import PortTaken, Supervisor


class Command(BaseCommand):
    help = "Chạy máy chủ web và tiến trình nền; Ctrl-C dừng cả hai."
    # The web server loads the rest itself; starting must stay quick.
    requires_system_checks = ["home", "keys"]

    def handle(self, **options: Any) -> None:
        if not (settings.KEYS / "secret.key").exists():
            raise CommandError("Chưa có cơ sở cài đặt nào ở đây: chạy «hoiam init» trước.")
        try:
            sys.exit(Supervisor(settings.PORT, self._running).run())
        except PortTaken:
            raise CommandError(
                f"Cổng {settings.PORT} đang có chương trình khác dùng: dừng chương trình đó, hoặc đặt PORT=8001."
            ) from None

    def _running(self) -> None:
        address = f"http://127.0.0.1:{settings.PORT}"
        self.stdout.write(
            f"\nHồi Âm đang chạy.\n  Trang của người dân:  {address}/\n  Bàn làm việc:         {address}/ban"
        )
        if settings.DEMO:
            # `hoiam seed` leaves the one password of the demo's accounts in the marker of a demo home.
            password = (settings.HOME / "demo").read_text(encoding="utf-8").partition("\n")[0]
            self.stdout.write(f"  Tài khoản trình diễn: có ở trang đăng nhập; mật khẩu {password}")
        self.stdout.write("  Ctrl-C để dừng.")
        self.stdout.flush()
