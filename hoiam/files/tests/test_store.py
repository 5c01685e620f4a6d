"""Files on the disk: random names, unreadable without the key, gone when they are deleted."""

from __future__ import annotations

import os
import stat
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoiam.files import store as files_store
from hoiam.listen.tests.uploads import MARKER, gps, picture, saved
from hoiam.vault import keys
from hoiam.vault.text import CannotOpen


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path / "home"
    settings.KEYS = tmp_path / "keys"
    keys.make(settings.KEYS)
    return settings.HOME


def test_a_stored_file_lies_under_a_random_name_closed_to_others_and_unreadable(home):
    made = files_store.Remade(MARKER * 100, "image", "webp", 10, 10)
    name, other = files_store.store(made), files_store.store(made)
    assert name != other
    assert files_store.read(name) == made.data
    paths = [path for path in home.rglob("*") if path.is_file()]
    assert {path.name for path in paths} == {name, other}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    for path in paths:
        assert MARKER not in path.read_bytes()
    assert paths[0].read_bytes() != paths[1].read_bytes()


def test_nothing_of_an_upload_is_left_anywhere(home, tmp_path):
    data = saved(picture(), "JPEG", exif=gps(), comment=MARKER) + MARKER
    made, _ = files_store.remake_all([SimpleUploadedFile(f"{MARKER.decode()}.jpg", data)])
    files_store.store(made[0])
    files_store.store(made[0].thumbnail)
    for path in tmp_path.rglob("*"):
        assert MARKER.decode() not in path.name
        assert not path.is_file() or MARKER not in path.read_bytes()


def test_an_altered_or_exchanged_file_is_an_error(home):
    one, other = (files_store.store(files_store.Remade(MARKER, "pdf", "pdf", 1, 1)) for _ in range(2))
    (home / "files" / one[:2] / one).write_bytes((home / "files" / other[:2] / other).read_bytes())
    with pytest.raises(CannotOpen):
        files_store.read(one)


@pytest.mark.parametrize("name", ["", "..", "../../../etc/passwd", "a" * 31, "a" * 33, "A" * 32, "a" * 32 + "\n"])
def test_a_name_that_we_did_not_give_leads_to_no_file(name):
    with pytest.raises(FileNotFoundError):
        files_store.read(name)


def test_a_deleted_file_is_gone(home):
    name = files_store.store(files_store.Remade(MARKER, "pdf", "pdf", 1, 1))
    files_store.delete(name)
    files_store.delete(name)
    with pytest.raises(FileNotFoundError):
        files_store.read(name)


def test_sweeping_takes_old_files_that_no_row_names(home):
    kept, orphan, young = (files_store.store(files_store.Remade(MARKER, "pdf", "pdf", 1, 1)) for _ in range(3))
    now = datetime.now().astimezone()
    long_ago = (now - timedelta(days=1)).timestamp()
    # The disk keeps the machine's time, the test its own.
    for name, written in ((kept, long_ago), (orphan, long_ago), (young, now.timestamp())):
        os.utime(home / "files" / name[:2] / name, (written, written))
    assert files_store.sweep({kept}, now - timedelta(hours=3)) == 1
    assert {path.name for path in home.rglob("*") if path.is_file()} == {kept, young}
