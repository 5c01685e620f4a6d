"""Every setting that comes from outside, in one table: its name, its default and what it does.

An unknown ``HOIAM_…`` name is an error, so that a typing mistake is not silently the default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    does: str


SETTINGS = (
    Setting("HOIAM_HOME", "./var", "Thư mục dữ liệu của một cơ sở cài đặt: cơ sở dữ liệu, tệp, thư, nhật ký chạy."),
    Setting(
        "HOIAM_KEYS",
        "",
        "Thư mục khóa; mặc định là HOIAM_HOME + «.keys», riêng bản trình diễn là HOIAM_HOME/keys.",
    ),
    Setting("DATABASE_URL", "", "postgresql://người:mật_khẩu@máy:cổng/tên; để trống là SQLite trong HOIAM_HOME."),
    Setting("PORT", "8000", "Cổng mà máy chủ web lắng nghe ở 127.0.0.1."),
    Setting("HOIAM_URL", "", "Địa chỉ công khai dùng trong thư, PDF và mã QR; mặc định http://127.0.0.1:PORT."),
    Setting(
        "HOIAM_OIDC",
        "",
        "https://mã:bí_mật@máy/đường_dẫn của nơi đăng nhập chung (OpenID Connect); trống là chỉ tên và mật khẩu.",
    ),
    Setting(
        "HOIAM_SMTP", "", "smtp://người:mật_khẩu@máy:cổng?from=địa_chỉ[&tls=1]; trống là ghi thư vào HOIAM_HOME/mail."
    ),
    Setting(
        "HOIAM_IMAP",
        "",
        "imaps://người:mật_khẩu@máy:cổng/INBOX[?ca=tệp_chứng_thư][&office=mã]: hộp thư được đọc; imap:// là STARTTLS.",
    ),
)


@dataclass(frozen=True)
class Environment:
    home: Path
    keys: Path
    database_url: str
    port: int
    url: str
    smtp: str
    imap: str
    oidc: str


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Read and check the settings; raises ImproperlyConfigured naming the setting and what to do."""
    environ = os.environ if environ is None else environ
    known = {setting.name for setting in SETTINGS}
    unknown = sorted(name for name in environ if name.startswith("HOIAM_") and name not in known)
    if unknown:
        raise ImproperlyConfigured(
            f"Không có thiết lập nào tên là {', '.join(unknown)}. Các thiết lập: {', '.join(sorted(known))}."
        )
    value = {setting.name: environ.get(setting.name, "") or setting.default for setting in SETTINGS}
    home = Path(value["HOIAM_HOME"]).expanduser().resolve()
    port = _port(value["PORT"])
    return Environment(
        home=home,
        keys=_keys(home, value["HOIAM_KEYS"]),
        database_url=_database_url(value["DATABASE_URL"]),
        port=port,
        url=_address(value["HOIAM_URL"] or f"http://127.0.0.1:{port}"),
        smtp=_smtp(value["HOIAM_SMTP"]),
        imap=_imap(value["HOIAM_IMAP"]),
        oidc=_oidc(value["HOIAM_OIDC"]),
    )


def _keys(home: Path, given: str) -> Path:
    if given:
        return Path(given).expanduser().resolve()
    # A demo keeps its keys inside its home, so that one folder can be thrown away whole.
    demo = home / "keys"
    return demo if demo.is_dir() else home.with_name(home.name + ".keys")


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ImproperlyConfigured(f"PORT phải là một số từ 1 đến 65535, không phải «{text}».")
    return int(text)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"HOIAM_URL phải có dạng https://ten-mien, không phải «{text}».")
    return text.rstrip("/")


def _database_url(text: str) -> str:
    if text and urlsplit(text).scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("DATABASE_URL phải bắt đầu bằng postgresql:// (để trống là SQLite).")
    return text


def _smtp(text: str) -> str:
    if text and (urlsplit(text).scheme != "smtp" or "from=" not in urlsplit(text).query):
        raise ImproperlyConfigured("HOIAM_SMTP phải có dạng smtp://…?from=địa_chỉ.")
    return text


def _imap(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("imaps", "imap") or not parts.hostname or not parts.username):
        raise ImproperlyConfigured("HOIAM_IMAP phải có dạng imaps://người:mật_khẩu@máy:cổng/INBOX.")
    return text


def _oidc(text: str) -> str:
    parts = urlsplit(text)
    # Plain http is for a provider on this machine itself.
    own = parts.hostname in ("localhost", "127.0.0.1")
    sound = parts.username and parts.password and (parts.scheme == "https" or (parts.scheme == "http" and own))
    if text and not sound:
        raise ImproperlyConfigured("HOIAM_OIDC phải có dạng https://mã:bí_mật@máy/đường_dẫn.")
    return text.rstrip("/")
