"""What every test stands on: a clock, a home and keys of its own, and a ready-migrated database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import override_settings
from pytest_django.plugin import DjangoDbBlocker

from hoiam.testing import keep_the_ward
from hoiam.vault import keys
from tests.clock import CLOCK, TUESDAY
from tests.databases import do_not_wait_for_the_disk, fresh_database

# Before anything else, and for every process that a test starts: no test reads the clock of the machine.
os.environ.setdefault("TEST_CLOCK", TUESDAY)
os.environ["PYTHONPATH"] = os.pathsep.join((str(CLOCK), os.getcwd()))
sys.path.insert(0, str(CLOCK))
import moved_clock

moved_clock.start()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The session's HOIAM_HOME; its keys lie beside it, as in a real installation."""
    home = tmp_path_factory.mktemp("house") / "home"
    home.mkdir(mode=0o700)
    keys.make(home.with_name("home.keys"))
    return home


@pytest.fixture(scope="session", autouse=True)
def _in_the_test_house(house: Path) -> Iterator[None]:
    with override_settings(
        HOME=house,
        KEYS=house.with_name("home.keys"),
        DEMO=False,
        STATIC_ROOT=house / "static",
        # The names of static files are not hashed here, so no test waits for collectstatic.
        STORAGES={
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        # Argon2 takes 0.1 s and 100 MB for each login by design; no test is about that.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    house: Path,
    django_test_environment: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """In place of pytest-django's own: not migrated anew but copied. Each test's work is rolled back."""
    with django_db_blocker.unblock():
        do_not_wait_for_the_disk()
        with fresh_database(house, "rolled_back"):
            keep_the_ward()
            yield


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    """How often a name was tried in another test is forgotten, whichever tests one process gets."""
    cache.clear()


@dataclass(frozen=True)
class House:
    """An installation whose database keeps what is committed, for real processes and threads."""

    home: Path
    env: dict[str, str]


@pytest.fixture
def committing_db(
    tmp_path: Path,
    house: Path,
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    """A fresh database and home for a test that needs real commits; `env` starts our commands in it."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    keys_folder = house.with_name("home.keys")
    with django_db_blocker.unblock(), fresh_database(home) as name:
        env = {key: value for key, value in os.environ.items() if not key.startswith(("HOIAM_", "DATABASE_URL"))}
        env |= {"HOIAM_HOME": str(home), "HOIAM_KEYS": str(keys_folder)}
        if connection.vendor == "postgresql":
            env["DATABASE_URL"] = _address_of(name)
        with override_settings(HOME=home):
            yield House(home, env)


def _address_of(name: str) -> str:
    at = connection.settings_dict
    query = urlencode({"host": at["HOST"]}) if at["HOST"] else ""
    user = quote(at["USER"]) + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    return f"postgresql://{user}@:{at['PORT']}/{name}?{query}"
