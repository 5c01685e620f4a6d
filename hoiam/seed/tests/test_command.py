from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection
from django.utils import timezone

from conftest import House
from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, found
from hoiam.office.models import Office, Person

ROOT = Path(__file__).resolve().parents[3]


def _seed(house: House, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "seed", *arguments]
    return subprocess.run(command, cwd=ROOT, env=house.env, capture_output=True, text=True, timeout=300, check=False)


def test_a_home_with_a_real_account_is_refused_and_stays_as_it_is(committing_db: House) -> None:
    office = found("hoa-binh", "Phường Hòa Bình", "phuong", at=timezone.now())
    appoint(office, "nam", None, "Đặng Nhật Nam", by=None, at=timezone.now())

    refused = _seed(committing_db)

    assert refused.returncode != 0
    assert "tài khoản thật" in refused.stderr
    assert not (committing_db.home / "demo").exists()
    assert Entry.objects.count() == 2


def test_a_seeded_demo_is_left_alone_by_a_second_run(committing_db: House) -> None:
    office = found("hoa-binh", "Phường Hòa Bình", "phuong", at=timezone.now())
    appoint(office, "nam", None, "Đặng Nhật Nam", by=None, at=timezone.now())
    (committing_db.home / "demo").write_text("mat-khau-thu-nghiem")

    again = _seed(committing_db)

    assert again.returncode == 0
    assert "đã có sẵn" in again.stdout
    assert Entry.objects.count() == 2


def test_an_interrupted_seed_leaves_nothing_half_made(committing_db: House) -> None:
    office = found("hoa-binh", "Phường Hòa Bình", "phuong", at=timezone.now())
    appoint(office, "nguoi.cu", None, "Đặng Nhật Nam", by=None, at=timezone.now())
    (committing_db.home / "demo").write_text("mat-khau-thu-nghiem")
    (committing_db.home / "half-made").touch()

    served = [sys.executable, "manage.py", "run"]
    refused = subprocess.run(
        served, cwd=ROOT, env=committing_db.env, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode != 0
    assert "mới tạo được một phần" in refused.stderr

    again = _seed(committing_db, "--province", "1", "--weeks", "1")
    if connection.vendor == "sqlite":
        connection.close()
        assert again.returncode == 0, again.stderr
        assert not Person.objects.filter(username="nguoi.cu").exists()
        assert not (committing_db.home / "half-made").exists()
    else:
        assert "xóa cơ sở dữ liệu" in again.stderr
        assert (committing_db.home / "half-made").exists()


def test_where_there_is_no_terminal_a_line_tells_each_week_that_was_lived(committing_db: House) -> None:
    (committing_db.home / "demo").touch()

    made = _seed(committing_db, "--weeks", "1")

    assert made.returncode == 0, made.stderr
    assert made.stderr.splitlines() == ["Đã sống 1/1 tuần"]
    assert (committing_db.home / "demo").read_text().splitlines()[1] == "1"


def test_the_demonstration_of_a_year_is_another_home_and_one_that_is_there_is_not_touched(tmp_path: Path) -> None:
    told, command = tmp_path / "told", tmp_path / "bin" / "hoiam"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\necho "${{HOIAM_HOME##*/}} $*" >> {told}\n')
    command.chmod(0o755)
    env = {"PATH": os.environ["PATH"], "HOIAM_HOME": str(tmp_path / "var")}
    home = tmp_path / "var-year"
    make = ["make", "--no-print-directory", "-o", "setup", "demo-year", f"BIN={command.parent}", f"HOIAM_HOME={home}"]

    made = subprocess.run(make, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert made.returncode == 0, made.stderr
    assert told.read_text().splitlines() == ["var-year seed --weeks 52", "var-year init"]
    assert f"HOIAM_HOME={home} make run" in made.stdout

    again = subprocess.run(make, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert again.returncode != 0
    assert "đã có sẵn: không thay đổi gì" in again.stdout
    assert len(told.read_text().splitlines()) == 2
    assert not (tmp_path / "var").exists()


def test_a_day_that_has_not_come_is_refused_in_words(committing_db: House) -> None:
    refused = _seed(committing_db, "--until", "2999-01-01")

    assert refused.returncode != 0
    assert "đến hôm nay" in refused.stderr


def test_a_province_of_so_many_communes_tells_who_can_sign_in(committing_db: House) -> None:
    made = _seed(committing_db, "--province", "3", "--weeks", "2")

    assert made.returncode == 0, made.stderr
    assert "với 3 xã, phường, đặc khu, không có thật" in made.stdout
    assert "tinh.chutich" in made.stdout
    assert Office.objects.filter(parent__code="lac-hong").count() == 3


def test_more_communes_than_there_are_names_are_refused_in_words(committing_db: House) -> None:
    refused = _seed(committing_db, "--province", "100000")

    assert refused.returncode != 0
    assert "--province từ 1 đến" in refused.stderr
