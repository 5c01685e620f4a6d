from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.utils import timezone

from conftest import House
from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, found
from hoiam.office.models import Office

ROOT = Path(__file__).resolve().parents[3]


def _seed(house: House, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "seed", *arguments]
    return subprocess.run(command, cwd=ROOT, env=house.env, capture_output=True, text=True, timeout=120, check=False)


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
