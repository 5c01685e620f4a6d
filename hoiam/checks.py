"""System checks: what is set up wrongly, and how to mend it. The keys have their own in vault/checks.py."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.migrations.loader import MigrationLoader

HERE = ("127.0.0.1", "localhost", "::1")
OLDEST_SQLITE = (3, 37)  # Debian 12 has 3.40
OLDEST_POSTGRESQL = 13


@register("home")
def home_can_be_written(**_: Any) -> list[CheckMessage]:
    """The data folder, or the nearest folder above it that exists, can be written."""
    folder = settings.HOME
    while not folder.exists():
        folder = folder.parent
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return []
    hint = "Cho người chạy chương trình quyền ghi vào đó, hoặc đặt HOIAM_HOME sang thư mục khác."
    return [Error(f"Không ghi được vào thư mục dữ liệu {settings.HOME}.", hint=hint, id="hoiam.E001")]


@register("home")
def a_demo_stays_at_home(**_: Any) -> list[CheckMessage]:
    """The demo's logins are known to everybody, so it is never reached from outside."""
    if not settings.DEMO or urlsplit(settings.PUBLIC_URL).hostname in HERE:
        return []
    hint = "Bỏ HOIAM_URL để dùng bản trình diễn trên máy này; lập cơ sở thật trong HOIAM_HOME khác bằng «hoiam init»."
    said = f"Bản trình diễn không được mở ra ngoài ({settings.PUBLIC_URL}): mật khẩu của nó ai cũng biết."
    return [Error(said, hint=hint, id="hoiam.E002")]


def half_made() -> Path:
    """The mark of a demonstration that is being made, or that was interrupted."""
    return settings.HOME / "half-made"  # type: ignore[no-any-return]


@register("home")
def a_demo_is_whole(**_: Any) -> list[CheckMessage]:
    """Days of a made-up story without its end are no demonstration."""
    if not half_made().exists():
        return []
    hint = "Chạy «hoiam seed» (hoặc «make run»): phần làm dở được bỏ đi và làm lại từ đầu."
    return [Error("Bản trình diễn mới tạo được một phần.", hint=hint, id="hoiam.E005")]


@register("home")
def sqlite_is_new_enough(**_: Any) -> list[CheckMessage]:
    """SQLite must know the SQL we write and full-text search (FTS5)."""
    if connection.vendor != "sqlite":
        return []
    options = {row[0] for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options")}
    if sqlite3.sqlite_version_info >= OLDEST_SQLITE and "ENABLE_FTS5" in options:
        return []
    said = f"SQLite {sqlite3.sqlite_version} của máy này quá cũ hoặc không có FTS5 để tìm kiếm."
    return [Error(said, hint="Dùng Python của Debian 12 trở lên, hoặc đặt DATABASE_URL.", id="hoiam.E003")]


@register(Tags.database)
def postgresql_is_new_enough(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Looked at only where the database is asked at all (`hoiam check --database default`, `hoiam migrate`)."""
    if not databases or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        (number,) = cursor.fetchone()
    if int(number) // 10000 >= OLDEST_POSTGRESQL:
        return []
    hint = f"Nâng PostgreSQL lên bản {OLDEST_POSTGRESQL} trở lên."
    return [Error(f"PostgreSQL {int(number) // 10000} quá cũ.", hint=hint, id="hoiam.E004")]


@register(Tags.database)
def the_home_is_not_of_before_0_1(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Before 0.1 the tables of a home are not carried over to a newer version: it is refused, nothing is touched."""
    if not databases:
        return []
    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("hoiam.")}
    unknown = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in loader.disk_migrations
    )
    if not unknown:
        return []
    said = f"Dữ liệu ở {settings.HOME} do một bản thử trước 0.1 tạo ra ({unknown[0]}), bản này không đọc tiếp được."
    hint = "Giữ nguyên thư mục ấy và dùng tiếp bản cũ, hoặc đặt HOIAM_HOME là một thư mục trống để lập mới."
    return [Error(said, hint=hint, id="hoiam.E006")]
