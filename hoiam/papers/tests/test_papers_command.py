"""``hoiam papers``: a PDF is signed and checked from the command line, by a file or by a token."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import CommandError, call_command

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.issuing.acts import issue, look_through
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.reply import acts
from hoiam.answer.reply.letter import letter
from hoiam.ledger.models import Entry
from hoiam.papers.tests import cast
from hoiam.papers.tests.certificates import PASSPHRASE, WARD, Authority, Identity, authority, hand, seal
from hoiam.testing import at, hoa_writes, ward
from tests.needs import needs
from tests.packages import softhsm

NEEDS_SOFTHSM = needs("softhsm2")
PIN = "246810"


@pytest.fixture(scope="module")
def ca() -> Authority:
    return authority()


@pytest.fixture(scope="module")
def binh(ca) -> Identity:
    return ca.gives("Trần Văn Bình", until=datetime(2046, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def office(ca) -> Identity:
    return ca.gives(WARD)


@pytest.fixture
def desk(tmp_path, ca, binh, office) -> Path:
    """A folder with the letter, ông Bình's certificate and the picture of his hand."""
    (tmp_path / "thu.pdf").write_bytes(cast.letter().pdf())
    (tmp_path / "binh.p12").write_bytes(binh.pkcs12(PASSPHRASE))
    (tmp_path / "phuong.p12").write_bytes(office.pkcs12())
    (tmp_path / "mat-khau").write_text(f"{PASSPHRASE}\n")
    (tmp_path / "khong").write_text("")
    (tmp_path / "hand.png").write_bytes(hand())
    (tmp_path / "seal.png").write_bytes(seal())
    (tmp_path / "ca").mkdir()
    (tmp_path / "ca" / "goc.pem").write_bytes(ca.root.pem)
    return tmp_path


def papers(*words: object) -> str:
    said = io.StringIO()
    call_command("papers", *(str(word) for word in words), stdout=said)
    return said.getvalue()


def sign(desk: Path, *more: object, out: str = "ky.pdf", p12: str = "binh.p12", secret: str = "mat-khau") -> Path:
    made = desk / out
    papers("sign", *more, "--p12", desk / p12, "--passphrase-file", desk / secret, "--out", made)
    return made


def test_the_person_signs_the_office_seals_and_both_are_told(db, desk):
    one = sign(desk, desk / "thu.pdf", "--as", "person", "--image", desk / "hand.png")
    two = sign(
        *(desk, one, "--as", "agency", "--image", desk / "seal.png", "--mm", "36"),
        **{"out": "dau.pdf", "p12": "phuong.p12", "secret": "khong"},
    )
    said = papers("verify", two, "--trust", desk / "ca")
    assert said.startswith("ĐÚNG")
    assert "Chữ ký 1: Trần Văn Bình (UBND phường Hòa Bình), ký lúc " in said
    assert "sau chữ ký này chỉ thêm chữ ký khác" in said
    assert "Chữ ký 2: UBND phường Hòa Bình, ký lúc " in said
    assert "chữ ký bao trùm cả tệp" in said
    assert said.count("Tin cậy: chứng thư do «CA thử nghiệm» cấp") == 2
    assert "PAdES B-B" in said
    assert "Nhật ký xử lý ở đây không ghi tệp này." in said


def test_an_unknown_authority_is_said_and_fails_only_when_trust_is_asked(db, desk):
    signed = sign(desk, desk / "thu.pdf", "--as", "person")
    assert "Chưa đối chiếu được tổ chức chứng thực «CA thử nghiệm»" in papers("verify", signed)
    (desk / "ca" / "goc.pem").write_bytes(authority().root.pem)
    with pytest.raises(CommandError):
        papers("verify", signed, "--trust", desk / "ca")


def test_a_changed_file_an_unsigned_one_and_no_pdf_are_told_and_end_with_1(db, desk):
    signed = sign(desk, desk / "thu.pdf", "--as", "person")
    changed = bytearray(signed.read_bytes())
    changed[changed.index(b"/MediaBox") + 11] ^= 1
    (desk / "sua.pdf").write_bytes(changed)
    (desk / "khac.pdf").write_bytes(b"MZ")
    said = io.StringIO()
    with pytest.raises(CommandError, match="không có chữ ký số đúng"):
        call_command(
            "papers", "verify", *(str(desk / name) for name in ("sua.pdf", "thu.pdf", "khac.pdf")), stdout=said
        )
    told = said.getvalue()
    assert [line[:4] for line in told.splitlines() if not line.startswith(" ")] == ["SAI "] * 3
    assert "nội dung đã bị sửa sau khi ký" in told
    assert "Tệp không có chữ ký số nào." in told
    assert "Đây không phải tệp PDF" in told


def test_the_ledger_knows_a_file_that_was_issued(db, desk):
    w, monday, tuesday = ward(), at("2026-11-16 08:30"), at("2026-11-17 09:00")  # thứ Hai, thứ Ba
    matter = matter_acts.accept(hoa_writes(w, monday).message, kind="feedback", title="Ống vỡ", by=w.nam, at=monday)
    matter_acts.assign(matter, w.kt, by=w.nam, at=monday)
    reply = acts.draft(matter, outcome="solved", text="Phường đã thay đoạn ống vỡ.", by=w.hung, at=tuesday)
    approval_acts.approve(reply, by=w.binh, at=tuesday)
    (desk / "tra-loi.pdf").write_bytes(letter(reply).pdf())
    signed = sign(desk, desk / "tra-loi.pdf", "--as", "person")
    reading = look_through(reply, signed.read_bytes())
    issue(reply, reading.carried, number="07/UBND-KT", dated=tuesday.date(), signer="Bình", by=w.thu, at=tuesday)
    entry = Entry.objects.get(kind="reply.issued")
    assert f"hoa-binh, dòng {entry.number}, văn bản 07/UBND-KT ngày 2026-11-17" in papers("verify", signed)
    (told,) = json.loads(papers("verify", signed, "--json"))
    assert (told["ok"], told["known"]["entry"], told["signatures"][0]["signer"]) == (
        True,
        entry.number,
        "Trần Văn Bình",
    )


def test_a_wrong_passphrase_leaves_no_file_and_no_trace_of_it(db, desk):
    (desk / "sai").write_text("mat-khau-sai")
    with pytest.raises(CommandError, match="Mật khẩu không đúng") as refused:
        sign(desk, desk / "thu.pdf", "--as", "person", secret="sai")
    assert "mat-khau-sai" not in str(refused.value)
    assert not (desk / "ky.pdf").exists()


def test_an_existing_file_is_not_written_over(db, desk):
    (desk / "ky.pdf").write_text("của tôi")
    with pytest.raises(CommandError, match="không ghi đè"):
        sign(desk, desk / "thu.pdf", "--as", "person")
    assert (desk / "ky.pdf").read_text() == "của tôi"


def test_verifying_needs_no_database(desk):
    """In a process of its own, with a home that has nothing in it: no file is made there."""
    signed = sign(desk, desk / "thu.pdf", "--as", "appendix")
    home = desk / "trong"
    home.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", "from hoiam.management.cli import main; main()", "papers", "verify", str(signed)],
        cwd=settings.BASE_DIR.parent,
        env={"HOIAM_HOME": str(home), **{name: os.environ[name] for name in ("PATH", "PYTHONPATH", "TEST_CLOCK")}},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("ĐÚNG")
    assert "Nhật ký" not in run.stdout
    assert list(home.iterdir()) == []


@pytest.fixture
def token(desk, binh, monkeypatch) -> Path:
    """A software token with ông Bình's key and certificate on it."""
    (desk / "tokens").mkdir()
    (desk / "softhsm.conf").write_text(f"directories.tokendir = {desk / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(desk / "softhsm.conf"))
    key = binh.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (desk / "key.pem").write_bytes(key)
    util = ["softhsm2-util", "--token", "binh"]
    start = [*util[:1], "--init-token", "--free", "--label", "binh", "--pin", PIN, "--so-pin", "13579"]
    subprocess.run(start, check=True, capture_output=True)
    take = [*util, "--import", str(desk / "key.pem"), "--label", "binh", "--id", "07", "--pin", PIN]
    subprocess.run(take, check=True, capture_output=True)
    library = softhsm()
    code = (
        "import sys, pkcs11; from pkcs11.util.x509 import decode_x509_certificate as read\n"
        "session = pkcs11.lib(sys.argv[1]).get_token(token_label='binh').open(rw=True, user_pin=sys.argv[2])\n"
        "told = read(open(sys.argv[3], 'rb').read()); told[pkcs11.Attribute.ID] = bytes([7])\n"
        "told[pkcs11.Attribute.TOKEN] = True; session.create_object(told)\n"
    )
    (desk / "binh.der").write_bytes(binh.certificate.public_bytes(Encoding.DER))
    subprocess.run([sys.executable, "-c", code, str(library), PIN, str(desk / "binh.der")], check=True)
    return library


@NEEDS_SOFTHSM
def test_a_token_signs_and_never_gives_its_key_away(db, desk, token):
    (desk / "pin").write_text(PIN)
    (desk / "pin-sai").write_text("000000")
    common = ("sign", desk / "thu.pdf", "--as", "person", "--token", token, "--label", "binh", "--out", desk / "ky.pdf")
    with pytest.raises(CommandError, match="Mã PIN của thiết bị không đúng"):
        papers(*common, "--passphrase-file", desk / "pin-sai")
    papers(*common, "--passphrase-file", desk / "pin")
    assert "Chữ ký 1: Trần Văn Bình" in papers("verify", desk / "ky.pdf", "--trust", desk / "ca")


@NEEDS_SOFTHSM
def test_a_token_that_is_not_there_is_told(db, desk, token):
    (desk / "pin").write_text(PIN)
    for library, label in ((token, "ai khác"), (desk / "khong-co.so", "binh")):
        with pytest.raises(CommandError, match="Không dùng được thiết bị ký"):
            papers(
                *("sign", desk / "thu.pdf", "--as", "person", "--token", library, "--label", label),
                *("--passphrase-file", desk / "pin", "--out", desk / "ky.pdf"),
            )
