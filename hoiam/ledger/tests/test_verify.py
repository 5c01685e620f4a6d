"""Attacks on the ledger: what was changed, taken away, rebuilt or restored is found and named."""

from __future__ import annotations

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection

from hoiam.ledger.acts import canonical, latest_checkpoint, seal
from hoiam.ledger.canonical import NOTHING, sha256
from hoiam.ledger.models import Checkpoint, Entry, Head, Leaf
from hoiam.ledger.outside import notes
from hoiam.ledger.tests.conftest import MONDAY, assign, close_the_fence, open_the_fence
from hoiam.ledger.verifying import verify


def attack(*statements: str) -> None:
    """Change the tables with the triggers out of the way, then put the triggers back."""
    open_the_fence()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    close_the_fence()


def fault_of(office) -> tuple[int | None, str]:
    found = verify(office).faults[0]
    return found.number, found.what


def hoiam_ledger(*arguments: str) -> str:
    out = StringIO()
    call_command("ledger", *arguments, stdout=out)
    return out.getvalue()


def failing(*arguments: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("ledger", *arguments, stdout=out)
    return out.getvalue()


def test_an_untouched_ledger_is_consistent_with_itself(sealed):
    account = verify(sealed)
    assert account.faults == []
    assert (account.entries, account.sealed, account.unsealed) == (6, 5, 1)
    told = hoiam_ledger("verify")
    assert "hoa-binh: 6 dòng, 1 dòng chưa niêm phong; khớp với chính nó." in told
    assert "Chưa đối chiếu với mốc nào bên ngoài" in told


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "'matter.accepted'"),
        ("subject", "'message:261148376'"),
        ("by_id", "NULL"),
        ("at", "'2026-10-05 01:00:01+00:00'"),
        ("recorded_at", "'2026-10-05 01:00:00.000001+00:00'"),
        ("payload", """'{"unit": "KT", "unit_was": "x"}'"""),
    ],
)
def test_a_changed_column_of_an_old_entry_is_named(sealed, column, value):
    attack(f"UPDATE ledger_entry SET {column} = {value} WHERE number = 3")
    number, what = fault_of(sealed)
    assert number == 3
    assert what.endswith(f": {column.removesuffix('_id')}")


def test_one_byte_of_the_canonical_text_of_an_old_entry_is_found(sealed):
    attack("UPDATE ledger_entry SET canonical = replace(canonical, 'VHXH', 'VHXX') WHERE number = 4")
    assert fault_of(sealed) == (4, "mã băm không khớp với dạng chuẩn đã lưu")
    assert "SAI  hoa-binh, dòng 4: mã băm không khớp" in failing("verify")


def test_an_entry_changed_with_its_text_and_hash_breaks_its_seal_or_the_next_entry(sealed):
    entry = Entry.objects.get(number=4)
    text = entry.canonical.replace("VHXH", "VP")
    attack(
        "UPDATE ledger_entry SET payload = replace(CAST(payload AS text), 'VHXH', 'VP')"
        + ("::jsonb" if connection.vendor == "postgresql" else "")
        + f", canonical = '{text}', hash = '{sha256(text.encode())}' WHERE number = 4"
    )
    assert fault_of(sealed) == (4, "khác với lúc niêm phong")


def test_a_changed_unsealed_last_entry_does_not_fit_the_head(sealed):
    entry = Entry.objects.get(number=6)
    entry.subject = "message:0"
    text = canonical(entry, "hoa-binh").decode()
    attack(
        f"UPDATE ledger_entry SET subject = 'message:0', canonical = '{text}', hash = '{sha256(text.encode())}'"
        " WHERE number = 6"
    )
    assert fault_of(sealed) == (6, "mã băm không khớp với đầu nhật ký")


def test_an_unsealed_entry_that_was_removed_is_missed(sealed):
    attack("DELETE FROM ledger_entry WHERE number = 6")
    assert fault_of(sealed) == (6, "không còn dòng này")


def test_a_sealed_entry_that_was_removed_is_missed(sealed):
    attack(
        "DELETE FROM ledger_leaf WHERE entry_id = (SELECT id FROM ledger_entry WHERE number = 3)",
        "DELETE FROM ledger_entry WHERE number = 3",
    )
    assert fault_of(sealed) == (3, "không còn dòng này")


def test_a_head_that_was_set_back_is_found(sealed):
    attack("UPDATE ledger_head SET number = 5")
    assert fault_of(sealed) == (6, "đầu nhật ký chỉ ghi đến dòng 5")


def test_the_last_entry_removed_together_with_the_head_is_found_by_its_seal(sealed):
    fifth = Entry.objects.get(number=5)
    seal(sealed, at=MONDAY)
    attack(
        "DELETE FROM ledger_leaf WHERE entry_id = (SELECT id FROM ledger_entry WHERE number = 6)",
        "DELETE FROM ledger_entry WHERE number = 6",
        f"UPDATE ledger_head SET number = 5, hash = '{fifth.hash}'",
    )
    assert fault_of(sealed) == (None, "mốc ở dòng 6: nhật ký chỉ còn 5 dòng đã niêm phong")


@pytest.mark.parametrize(
    ("statement", "number", "what"),
    [
        ('UPDATE ledger_leaf SET hash = root FROM ledger_checkpoint WHERE "index" = 1', 2, "khác với lúc niêm phong"),
        ('UPDATE ledger_leaf SET "index" = 9 WHERE "index" = 1', 2, "không ở đúng chỗ trong cây niêm phong"),
        ('DELETE FROM ledger_leaf WHERE "index" = 1', 3, "đã niêm phong trong khi một dòng trước nó thì chưa"),
        ("DELETE FROM ledger_checkpoint", None, "có dòng đã niêm phong mà không còn mốc đối chiếu nào ghi nhận"),
        ("UPDATE ledger_checkpoint SET size = 4", None, "mốc ở dòng 4: gốc cây niêm phong không khớp"),
        (
            "UPDATE ledger_checkpoint SET at = '2026-10-06 01:00:00+00:00'",
            None,
            "mốc ở dòng 5: bản ghi có chữ ký nói khác",
        ),
        (
            "UPDATE ledger_checkpoint SET note = replace(note, '— hoiam', '— khac')",
            None,
            "mốc ở dòng 5: chữ ký không đúng",
        ),
    ],
)
def test_a_seal_that_was_touched_is_found(sealed, statement, number, what):
    attack(statement)
    assert fault_of(sealed) == (number, what)


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="PostgreSQL stores no such values")
@pytest.mark.parametrize(
    "value",
    ["at = 'hôm qua'", "at = '2026-13-45 01:00:00'", "canonical = CAST(x'ff41' AS text)"],
)
def test_a_value_that_can_not_even_be_read_is_named(sealed, value):
    attack(f"UPDATE ledger_entry SET {value} WHERE number = 3")
    account = verify(sealed, notes.read(latest_checkpoint(sealed).note))
    assert [fault.number for fault in account.faults] == [3]


def test_a_missing_trigger_makes_verify_fail(sealed):
    open_the_fence()
    assert "Thiếu hàng rào" in failing("verify")


def rebuild_the_whole_chain(office) -> None:
    """Everything an administrator with the key can do: write history anew and seal it again."""
    open_the_fence()
    Leaf.objects.all().delete()
    Checkpoint.objects.all().delete()
    previous = NOTHING
    for entry in Entry.objects.order_by("number"):
        entry.previous = previous
        entry.at -= timedelta(days=1) if entry.number == 4 else timedelta(0)
        text = canonical(entry, office.code)
        entry.canonical, entry.hash = text.decode(), sha256(text)
        entry.save()
        previous = entry.hash
    Head.objects.update(hash=previous)
    close_the_fence()
    seal(office, at=MONDAY)


def test_a_chain_rebuilt_whole_fits_itself_but_not_a_checkpoint_kept_outside(sealed, tmp_path):
    kept = tmp_path / "moc.txt"
    hoiam_ledger("checkpoint", "--out", str(kept))
    assert "Đã đối chiếu với 1 mốc bên ngoài" in hoiam_ledger("verify", "--against", str(kept))
    rebuild_the_whole_chain(sealed)
    assert "khớp với chính nó" in hoiam_ledger("verify")
    assert "đã bị viết lại" in failing("verify", "--against", str(kept))


def test_a_copy_of_yesterday_put_back_is_told_as_rolled_back(sealed, tmp_path):
    yesterday = latest_checkpoint(sealed)
    seal(sealed, at=MONDAY + timedelta(days=1))
    kept = tmp_path / "moc.txt"
    kept.write_text(latest_checkpoint(sealed).note)
    sixth = Entry.objects.get(number=6)
    attack(
        f"DELETE FROM ledger_checkpoint WHERE size > {yesterday.size}",
        f"DELETE FROM ledger_leaf WHERE entry_id = {sixth.pk}",
        f"DELETE FROM ledger_entry WHERE id = {sixth.pk}",
        f"UPDATE ledger_head SET number = 5, hash = '{sixth.previous}'",
    )
    assert "khớp với chính nó" in hoiam_ledger("verify")
    assert "đã bị lùi lại" in failing("verify", "--against", str(kept))


def test_an_older_checkpoint_still_fits_a_ledger_that_only_grew(sealed, tmp_path):
    kept = tmp_path / "moc.txt"
    first = latest_checkpoint(sealed).note
    seal(sealed, at=MONDAY)
    kept.write_text(first + "\n" + latest_checkpoint(sealed).note)
    for _ in range(3):
        assign(sealed)
    answer = json.loads(hoiam_ledger("verify", "--json", "--against", str(kept)))
    assert (answer["ok"], answer["compared"]) == (True, 2)
    assert answer["offices"][0]["unsealed"] == 3


def test_a_checkpoint_signed_with_another_key_is_refused_in_words(sealed, tmp_path):
    kept = tmp_path / "moc.txt"
    forged = notes.read(latest_checkpoint(sealed).note)[0]
    kept.write_text(notes.sign(forged, Ed25519PrivateKey.generate()))
    told = failing("verify", "--against", str(kept))
    assert "không được ký bằng khóa của cơ sở cài đặt này" in told
    assert "chưa đối chiếu với bên ngoài" in told


@pytest.mark.parametrize("text", ["", "Hôm nay trời nắng.\n", "hoiam/hoa-binh\nnăm\nAAAA\ntime x\n"])
def test_a_file_without_a_readable_checkpoint_is_an_error(sealed, tmp_path, text):
    kept = tmp_path / "moc.txt"
    kept.write_text(text)
    failing("verify", "--against", str(kept))


def test_a_checkpoint_of_an_office_that_is_gone_is_told(sealed, tmp_path):
    kept = tmp_path / "moc.txt"
    kept.write_text(latest_checkpoint(sealed).note.replace("hoa-binh", "tan-lap"))
    assert "SAI  tan-lap" in failing("verify", "--against", str(kept))


def test_a_checkpoint_is_fetched_from_an_address(sealed):
    class Board(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/moc.txt" else 404)
            self.end_headers()
            self.wfile.write(latest.encode())

        def log_message(self, *_):
            pass

    latest = latest_checkpoint(sealed).note
    with HTTPServer(("127.0.0.1", 0), Board) as board:
        Thread(target=board.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{board.server_port}"
        assert "Đã đối chiếu với 1 mốc" in hoiam_ledger("verify", "--against", f"{address}/moc.txt")
        failing("verify", "--against", f"{address}/khac.txt")
        board.shutdown()


def test_only_files_and_web_addresses_are_read(sealed, tmp_path):
    for source in (str(tmp_path / "không có"), "ftp://127.0.0.1/moc.txt", "file:///etc/hostname"):
        failing("verify", "--against", source)
