"""The ledger from outside: a witness keeps what it sees, a receipt can be checked, and nothing restricted shows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from hoiam.ledger.acts import latest_checkpoint, seal
from hoiam.ledger.merkle import included, leaf_hash
from hoiam.ledger.models import Checkpoint
from hoiam.ledger.outside import checkpoints as outside
from hoiam.ledger.outside.notes import read, read_verifier
from hoiam.ledger.outside.witnessing import visit
from hoiam.ledger.tests.test_verify import attack, rebuild_the_whole_chain
from hoiam.listen.models import Message
from hoiam.testing import WORDS, at, hoa_writes, ward

pytestmark = pytest.mark.django_db

MONDAY = at("2026-11-16 08:30")  # thứ Hai
NIGHT = at("2026-11-16 23:50")
TUESDAY_NIGHT = at("2026-11-17 23:50")


def fetch(path: str) -> str:
    answer = Client().get(path)
    if answer.status_code != 200:
        raise outside.Unreachable(f"{path}: {answer.status_code}")
    return answer.content.decode()


@pytest.fixture
def w():
    return ward()


@pytest.fixture
def sent(w):
    receipt = hoa_writes(w, MONDAY)
    seal(w.office, at=NIGHT)
    return receipt


def test_a_witness_keeps_the_checkpoint_and_sees_the_ledger_grow(w, sent, tmp_path):
    first = visit(fetch, tmp_path)
    assert (first.first, first.faults, first.office, first.rows) == (True, [], "hoa-binh", 1)
    assert read((tmp_path / "moc" / f"{first.size}.txt").read_text())[0].root == first.root
    hoa_writes(w, at("2026-11-17 09:00"))  # thứ Ba
    seal(w.office, at=TUESDAY_NIGHT)
    second = visit(fetch, tmp_path)
    assert (second.first, second.faults, second.size_before, second.rows) == (False, [], first.size, 2)
    assert second.size == first.size + 1
    assert visit(fetch, tmp_path).faults == []


def test_a_witness_says_that_the_ledger_was_rewritten(w, sent, tmp_path):
    visit(fetch, tmp_path)
    rebuild_the_whole_chain(w.office)
    (fault,) = visit(fetch, tmp_path).faults
    assert "đã bị viết lại" in fault


def test_a_witness_says_that_the_ledger_was_put_back_to_an_older_day(w, sent, tmp_path):
    yesterday = latest_checkpoint(w.office)
    hoa_writes(w, at("2026-11-17 09:00"))  # thứ Ba
    seal(w.office, at=TUESDAY_NIGHT)
    visit(fetch, tmp_path)
    attack(f"DELETE FROM ledger_checkpoint WHERE size > {yesterday.size}")
    assert any("đã bị lùi lại" in fault for fault in visit(fetch, tmp_path).faults)


def test_a_witness_says_which_public_row_is_gone_and_goes_on_saying_it(w, sent, tmp_path):
    visit(fetch, tmp_path)
    Message.objects.filter(number=sent.number).delete()
    for _ in range(2):
        assert visit(fetch, tmp_path).faults == [f"Số hồ sơ {sent.number} (tháng 2026-11) đã biến mất."]


def test_a_witness_says_that_a_row_carries_another_commitment(w, sent, tmp_path):
    visit(fetch, tmp_path)
    kept = tmp_path / "hang" / "2026-11.txt"
    kept.write_text(kept.read_text().replace(Message.objects.get(number=sent.number).commitment, "0" * 64))
    (fault,) = visit(fetch, tmp_path).faults
    assert sent.number in fault
    assert "mã cam kết khác" in fault


def test_what_a_voice_said_is_typed_later_and_the_row_of_its_receipt_stays(w, tmp_path):
    receipt = hoa_writes(w, MONDAY)
    first = Message.objects.get(number=receipt.number).commitment
    seal(w.office, at=NIGHT)
    visit(fetch, tmp_path)
    Message.objects.filter(number=receipt.number).update(commitment="1" * 64)  # as transcribing does
    assert visit(fetch, tmp_path).faults == []
    assert json.loads(fetch(f"/tra-loi/{receipt.number}/bang-chung.json"))["commitment"] == first


def test_a_witness_does_not_take_another_key_for_granted(w, sent, tmp_path):
    visit(fetch, tmp_path)
    kept = (tmp_path / "khoa.txt").read_text()
    (tmp_path / "khoa.txt").write_text(kept.replace(kept.strip()[-44:], "AUFh" + kept.strip()[-40:]))
    faults = visit(fetch, tmp_path).faults
    assert any("Khóa công khai khác" in fault for fault in faults)
    assert any("không có chữ ký" in fault for fault in faults)


def test_whoever_runs_on_the_server_itself_is_no_independent_witness():
    assert outside.is_this_machine("http://127.0.0.1:8000")
    assert outside.is_this_machine("http://localhost/")
    assert not outside.is_this_machine("http://192.0.2.7/")


def test_witness_asks_for_a_whole_address():
    with pytest.raises(CommandError, match="https://"):
        call_command("witness", "hoabinh.gov.vn")


def test_a_restricted_message_stands_in_no_row_and_its_proof_is_for_its_sender(w, tmp_path):
    secret = hoa_writes(w, MONDAY, kind="denunciation", channel="letter")
    seal(w.office, at=NIGHT)
    assert fetch("/nhat-ky/hang.txt") == ""
    assert fetch("/nhat-ky/hang/2026-11.txt") == ""
    assert Client().get(f"/tra-loi/{secret.number}/bang-chung.json").status_code == 404
    sender = Client()
    sender.post("/theo-doi", {"number": secret.number, "key": secret.key})
    bundle = sender.get(f"/tra-loi/{secret.number}/bang-chung.json").json()
    assert bundle["salt"] == secret.salt
    assert bundle["holds"]


def test_the_proof_of_a_message_leads_to_the_signed_checkpoint_without_our_code(w, sent):
    bundle = json.loads(fetch(f"/tra-loi/{sent.number}/bang-chung.json"))
    assert "salt" not in bundle
    note = read(bundle["note"])[0]
    _office, key = read_verifier(bundle["key"])
    assert note.signed_by(key)
    path = [bytes.fromhex(step) for step in bundle["path"]]
    leaf = hashlib.sha256(b"\x00" + bundle["canonical"].encode()).digest()
    assert leaf == leaf_hash(bundle["canonical"].encode())
    assert included(leaf, bundle["index"], note.size, path, bytes.fromhex(note.root))
    assert json.loads(bundle["canonical"])["payload"]["commitment"] == bundle["commitment"]


def test_before_the_seal_the_proof_says_so(w):
    receipt = hoa_writes(w, MONDAY)
    bundle = json.loads(fetch(f"/tra-loi/{receipt.number}/bang-chung.json"))
    assert (bundle["sealed"], bundle["path"]) == (False, None)
    with pytest.raises(CommandError, match="chưa niêm phong"):
        call_command("ledger", "prove", receipt.number)


def test_prove_answers_at_the_command_line(w, sent, capsys):
    call_command("ledger", "prove", f"{sent.number[:4]} {sent.number[4:8]} {sent.number[8:]}")
    assert "Đúng: dòng này nằm dưới mốc đối chiếu." in capsys.readouterr().out
    call_command("ledger", "prove", sent.number, "--json")
    assert json.loads(capsys.readouterr().out)["holds"] is True
    with pytest.raises(CommandError, match="Không có hồ sơ"):
        call_command("ledger", "prove", "000000000")


def checked(**typed: str) -> str:
    return Client().post("/nhat-ky/kiem-tra", typed).content.decode()


def test_chi_hoa_checks_her_receipt_and_her_own_words(w, sent):
    message = Message.objects.get(number=sent.number)
    point = latest_checkpoint(w.office)
    page = checked(
        entry=str(sent.entry),
        commitment=message.commitment,
        salt=sent.salt,
        text=WORDS,
        place="đầu ngõ 45 Trần Hưng Đạo",
        checkpoint=f"hoa-binh {point.size} {point.root}",
    )
    assert page.count("chip ok") == 4
    page = checked(entry=str(sent.entry), commitment=message.commitment, salt=sent.salt, text=WORDS + "!")
    assert "không khớp mã cam kết" in page


def test_a_wrong_line_is_refused_in_words_and_an_unfinished_one_says_what_is_missing(w, sent):
    page = checked(entry=str(sent.entry), commitment="ab" * 32)
    assert "đối chiếu lại với giấy biên nhận" in page
    page = checked(entry="không", commitment="12")
    assert "Ghi số dòng bằng chữ số" in page
    assert "Mã cam kết có đúng 64" in page
    message = Message.objects.get(number=sent.number)
    assert "cần số ngẫu nhiên" in checked(entry=str(sent.entry), commitment=message.commitment, text="Rác")


def test_checking_sets_no_cookie(w, sent):
    asked = Client()
    asked.get("/nhat-ky/kiem-tra")
    asked.post("/nhat-ky/kiem-tra", {"entry": "1"})
    assert not asked.cookies


def test_growth_is_told_between_signed_checkpoints_only(w, sent):
    hoa_writes(w, at("2026-11-17 09:00"))  # thứ Ba
    seal(w.office, at=TUESDAY_NIGHT)
    old, new = Checkpoint.objects.order_by("size").values_list("size", flat=True)
    assert Client().get(f"/nhat-ky/tang/{old}/{new}.json").json()["proof"]
    for pair in (f"{old - 1}/{new}", f"{new}/{old}", f"{old}/{new + 5}"):
        assert Client().get(f"/nhat-ky/tang/{pair}.json").status_code == 404


def test_the_feed_and_the_page_show_the_checkpoints(w, sent):
    point = latest_checkpoint(w.office)
    assert point.root in fetch("/nhat-ky")
    assert f"Mốc {point.size} dòng" in fetch("/nhat-ky/moc.atom")
    assert fetch("/nhat-ky/moc.txt") == fetch(f"/nhat-ky/moc/{point.size}.txt") == point.note
    assert Client().get("/nhat-ky/moc/999.txt").status_code == 404
    assert Client().get("/nhat-ky/hang/2026-13.txt").status_code == 404


def test_an_office_that_never_sealed_says_so(w):
    assert "Chưa niêm phong lần nào" in fetch("/nhat-ky")
    assert Client().get("/nhat-ky/moc.txt").status_code == 404


def test_a_visit_broken_off_leaves_what_was_kept(w, sent, tmp_path):
    visit(fetch, tmp_path)
    before = {path.name: path.read_text() for path in tmp_path.rglob("*.txt")}

    def half(path: str) -> str:
        if path.startswith("/nhat-ky/hang/"):
            raise outside.Unreachable("đứt đường dây")
        return fetch(path)

    hoa_writes(w, at("2026-11-17 09:00"))  # thứ Ba
    seal(w.office, at=TUESDAY_NIGHT)
    with pytest.raises(outside.Unreachable):
        visit(half, tmp_path)
    assert {path.name: path.read_text() for path in Path(tmp_path).rglob("*.txt")} == before
