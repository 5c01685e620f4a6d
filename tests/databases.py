"""Ready-migrated databases for the tests: made once for each state of the code, then only copied.

The ledger's triggers refuse every clearing of tables, so a used test database is never emptied: it is rolled back or
thrown away. On SQLite a copy is a copied file, on PostgreSQL ``CREATE DATABASE … TEMPLATE``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from hoiam.vault import keys

ROOT = Path(__file__).resolve().parent.parent
# What decides how a migrated database looks: every noun whole (triggers and the synced law are made after migrate),
# of the verbs and doors only the migrations.
NOUNS = ("viettext", "workdays", "law", "ledger", "office", "vault", "outbox")


def _sources() -> list[Path]:
    found = {path for noun in NOUNS for path in (ROOT / "hoiam" / noun).rglob("*") if path.suffix in (".py", ".toml")}
    found |= set((ROOT / "hoiam").glob("*/migrations/*.py")) | set((ROOT / "hoiam").glob("*/apps.py"))
    return sorted(path for path in found if "tests" not in path.parts)


def _state_of_the_code() -> str:
    digest = hashlib.sha256(django.__version__.encode())
    for path in _sources():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _point_at(name: str) -> None:
    connection.close()
    # One dictionary for all threads: a connection opened later goes to the same place.
    connection.settings_dict["NAME"] = name


@contextmanager
def _pointed_at(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    _point_at(name)
    try:
        yield
    finally:
        _point_at(before)


def _migrate(name: str) -> None:
    with _pointed_at(name):
        call_command("migrate", verbosity=0, interactive=False)
        if connection.vendor == "sqlite":
            # Everything into the one file that will be copied.
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def sqlite_template() -> Path:
    template = ROOT / "build" / f"template-{_state_of_the_code()}.sqlite3"
    if not template.exists():
        template.parent.mkdir(exist_ok=True)
        for old in template.parent.glob("template-*.sqlite3*"):
            old.unlink()
        unfinished = template.with_suffix(f".{os.getpid()}.sqlite3")
        _migrate(str(unfinished))
        unfinished.replace(template)
    return template


def _on_the_server(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:  # the cursor that Django's own test runner makes databases with
        for statement in statements:
            cursor.execute(statement)


def _postgresql_template() -> str:
    template = f"hoiam_template_{_state_of_the_code()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone():
            return template
    unfinished = f"{template}_{os.getpid()}"
    _on_the_server(f'CREATE DATABASE "{unfinished}"')
    _migrate(unfinished)
    _on_the_server(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')
    return template


@contextmanager
def fresh_database(folder: Path, name: str = "hoiam") -> Iterator[str]:
    """A fresh copy of the template, with the connection pointed at it; thrown away at the end. Gives its name."""
    if connection.vendor == "sqlite":
        copy = folder / f"{name}.sqlite3"
        shutil.copyfile(sqlite_template(), copy)
        with _pointed_at(str(copy)):
            yield str(copy)
        return
    copy_name = f"test_{name}_{os.getpid()}"
    template = _postgresql_template()
    _on_the_server(f'DROP DATABASE IF EXISTS "{copy_name}"', f'CREATE DATABASE "{copy_name}" TEMPLATE "{template}"')
    try:
        with _pointed_at(copy_name):
            yield copy_name
    finally:
        _on_the_server(f'DROP DATABASE "{copy_name}" WITH (FORCE)')


def do_not_wait_for_the_disk() -> None:
    """A test database need not survive a power cut."""
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


def prepare() -> None:
    """Make the template that the processes of one run copy."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoiam.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as folder, override_settings(HOME=Path(folder), KEYS=Path(folder) / "keys"):
        keys.make(settings.KEYS)
        _ = sqlite_template() if connection.vendor == "sqlite" else _postgresql_template()


if __name__ == "__main__":
    prepare()
