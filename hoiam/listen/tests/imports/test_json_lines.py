"""Messages from a file: what is wrong is said by its line, the rest goes on, a second run adds nothing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from hoiam.ledger.models import Entry
from hoiam.listen.models import Message
from hoiam.testing import ward
from hoiam.vault.contacts import open_to_send

pytestmark = pytest.mark.django_db

LINES = [
    {
        "kind": "feedback",
        "text": "Ống nước vỡ đầu ngõ 45, gọi tôi 0912 345 678",
        "received_at": "2026-10-16T10:20",  # thứ Sáu
        "channel": "phone",
        "area": "khu pho dong tam",
        "contact": {"phone": "0912 345 678"},
        "external_ref": "DT-17",
    },
    {"kind": "feedback", "text": "Đèn tắt", "channel": "facebook"},
    {"kind": "feedback", "text": "Đèn tắt", "author": "một người"},
    {"kind": "denunciation", "text": "Tố cáo việc nhận tiền", "channel": "letter", "received_at": "2026-10-15"},
    {"text": "Khong biet hoi ai ve BHYT", "public": False, "received_at": "2026-10-16"},
]


def run(tmp_path: Path) -> tuple[dict[str, object], int]:
    file = tmp_path / "so.jsonl"
    rows = [json.dumps(line, ensure_ascii=False) for line in LINES]
    file.write_text("\n".join([*rows[:2], "không phải JSON", *rows[2:]]), encoding="utf-8")
    out, code = StringIO(), 0
    try:
        call_command("receive", str(file), office="hoa-binh", json=True, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return json.loads(out.getvalue()), code


def test_good_lines_are_received_and_bad_ones_are_named(tmp_path: Path) -> None:
    w = ward()
    told, code = run(tmp_path)
    assert (told["received"], told["already"], told["bad"], code) == (3, 0, 3, 1)
    errors = {line["line"]: line["error"] for line in told["lines"] if "error" in line}  # type: ignore[attr-defined]
    assert sorted(errors) == [2, 3, 4]
    assert "facebook" in errors[2]
    assert "author" in errors[4]

    pipe = Message.objects.get(external_ref="DT-17")
    assert (pipe.area, pipe.due_on.isoformat(), pipe.wants_public) == (w.area, "2026-10-23", True)
    assert "0912" not in pipe.text_masked
    assert open_to_send(pipe.number)["phone"] == "0912 345 678"
    assert Message.objects.get(kind="").wants_public is False
    assert Message.objects.get(kind="denunciation").restriction.readers.count() == 2


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    ward()
    run(tmp_path)
    entries = Entry.objects.count()
    told, _ = run(tmp_path)
    assert (told["received"], told["already"]) == (0, 3)
    assert (Message.objects.count(), Entry.objects.count()) == (3, entries)
