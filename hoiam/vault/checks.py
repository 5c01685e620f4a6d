"""System checks: keys that are missing, and keys that others on the machine can read."""

from __future__ import annotations

import stat
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from hoiam.vault import keys


@register("keys")
def keys_are_in_place(**_: Any) -> list[CheckMessage]:
    """Every key is there and closed to others."""
    found: list[CheckMessage] = []
    for name in keys.ALL:
        path = settings.KEYS / name
        if not path.exists():
            found.append(_missing(name))
        elif name in keys.CLOSED and stat.S_IMODE(path.stat().st_mode) & 0o077:
            found.append(
                Warning(
                    f"Người khác trên máy đọc được khóa {path}.",
                    hint=f"Chạy: chmod 600 {path}",
                    id="vault.W002",
                )
            )
    return found


def _missing(name: str) -> CheckMessage:
    if name == keys.VAULT_PRIVATE:
        hint = "Tiến trình web không cần khóa này; tiến trình gửi thư («hoiam work») thì cần."
    else:
        hint = "Lần cài đặt đầu: chạy «hoiam init». Máy đã có dữ liệu: lấy lại thư mục khóa từ bản sao lưu."
    return Warning(f"Thiếu khóa «{name}» trong {settings.KEYS}.", hint=hint, id="vault.W001")
