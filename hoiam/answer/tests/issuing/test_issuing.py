"""Văn thư brings the signed document back: read, checked, compared, published as it came."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.issuing.acts import issue, look_through
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import IssuedPaper, Reply
from hoiam.answer.reply import acts
from hoiam.answer.reply.letter import letter
from hoiam.files import store as files_store
from hoiam.listen.models import Draft
from hoiam.papers.signed.paper import TRUST, PdfRefused, SignedPaper, differences, read
from hoiam.testing import at, hoa_writes, ward

MONDAY = at("2026-11-16 08:30")  # thứ Hai
TUESDAY = at("2026-11-17 09:00")
ANSWER = "Ngày 17/11/2026, phường đã thay đoạn ống vỡ và trả lại mặt đường như cũ."


@pytest.fixture(scope="module")
def binh_signs() -> signers.SimpleSigner:
    """A certificate of our own making, as an authority would give one."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "Trần Văn Bình"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "UBND phường Hòa Bình"),
        ]
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    bundle = serialization.pkcs12.serialize_key_and_certificates(
        b"binh", key, certificate, None, serialization.NoEncryption()
    )
    return signers.SimpleSigner.load_pkcs12_data(bundle, other_certs=[], passphrase=None)


@pytest.fixture
def w(db):
    return ward()


@pytest.fixture
def reply(w) -> Reply:
    receipt = hoa_writes(w, MONDAY)
    matter = matter_acts.accept(receipt.message, kind="feedback", title="Ống nước vỡ đầu ngõ 45", by=w.nam, at=MONDAY)
    matter_acts.assign(matter, w.kt, by=w.nam, at=MONDAY)
    draft = acts.draft(matter, outcome="solved", text=ANSWER, by=w.hung, at=TUESDAY)
    approval_acts.approve(draft, by=w.lan, at=TUESDAY)
    return draft


def signed(pdf: bytes, signer: signers.SimpleSigner) -> bytes:
    out = io.BytesIO()
    meta = signers.PdfSignatureMetadata(field_name="ChuKy1", md_algorithm="sha256")
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False), meta, signer=signer, output=out)
    return out.getvalue()


def brought(person, reply: Reply, pdf: bytes) -> tuple[Client, str]:
    client = Client()
    client.force_login(person)
    upload = SimpleUploadedFile("da-ky.pdf", pdf, "application/pdf")
    page = client.post(f"/ban/viec/{reply.matter.message.number}/phat-hanh", {"pdf": upload})
    return client, page.content.decode()


def test_the_signed_letter_is_read_compared_confirmed_and_becomes_the_file(w, reply, binh_signs):
    pdf = signed(letter(reply).pdf(), binh_signs)
    client, page = brought(w.thu, reply, pdf)
    assert "còn nguyên vẹn" in page
    assert "giống từng chữ" in page
    assert 'value="Trần Văn Bình"' in page
    assert "chưa đối chiếu được tổ chức chứng thực" in page
    carried = page.partition('name="carried" value="')[2].partition('"')[0]
    number = reply.matter.message.number
    done = client.post(
        f"/ban/viec/{number}/phat-hanh",
        {"carried": carried, "number": "123/UBND-KT", "dated": "2026-11-17", "signer": "Trần Văn Bình", "public": "on"},
    )
    assert done.status_code == 302
    row = IssuedPaper.objects.get()
    assert (row.number, row.differences, row.by, row.signatures[0]["signer"]) == (
        "123/UBND-KT",
        0,
        w.thu,
        "Trần Văn Bình",
    )
    # Before it is sent, the public sees nothing of it.
    assert Client().get(f"/tra-loi/{number}/van-ban.pdf").status_code == 404
    acts.send_reply(reply, by=w.nam, at=TUESDAY)
    assert Client().get(f"/tra-loi/{number}/van-ban.pdf").content == pdf
    assert "123/UBND-KT" in Client().get(f"/tra-loi/{number}").content.decode()
    assert client.get(f"/ban/viec/{number}/tra-loi.pdf").content == pdf


def test_a_trusted_authority_is_named_as_such(w, reply, binh_signs):
    folder = settings.KEYS / TRUST
    folder.mkdir()
    certificate = binh_signs.signing_cert.dump()
    pem = x509.load_der_x509_certificate(certificate).public_bytes(serialization.Encoding.PEM)
    (folder / "bcy.pem").write_bytes(pem)
    try:
        paper = read(signed(letter(reply).pdf(), binh_signs), folder)
    finally:
        (folder / "bcy.pem").unlink()
        folder.rmdir()
    assert [(one.signer, one.unit, one.trusted) for one in paper.signatures] == [
        ("Trần Văn Bình", "UBND phường Hòa Bình", True)
    ]


def test_one_byte_changed_after_signing_and_it_is_refused(w, reply, binh_signs):
    pdf = bytearray(signed(letter(reply).pdf(), binh_signs))
    place = pdf.index(b"/MediaBox") + 12
    pdf[place : place + 40] = pdf[place : place + 40].replace(b"0", b"1", 1)
    reading = look_through(reply, bytes(pdf))
    assert [one.holds for one in reading.signatures] == [False]
    with pytest.raises(ValidationError, match="không còn nguyên vẹn"):
        issue(reply, reading.carried, number="1/UBND", dated=TUESDAY.date(), signer="B", by=w.thu, at=TUESDAY)


def test_words_that_were_changed_at_the_signature_are_shown_and_must_be_explained(w, reply, binh_signs):
    paper = letter(reply)
    other = replace(paper, paragraphs=tuple(one.replace("như cũ", "ngày mai") for one in paper.paragraphs))
    reading = look_through(reply, signed(other.pdf(), binh_signs))
    assert [(one.draft, one.signed) for one in reading.differences] == [("như cũ.", "ngày mai.")]
    facts = {"number": "1/UBND", "dated": TUESDAY.date(), "signer": "Bình", "by": w.thu, "at": TUESDAY}
    with pytest.raises(ValidationError, match="hãy ghi vì sao"):
        issue(reply, reading.carried, **facts)
    row = issue(reply, reading.carried, why_different="Chủ tịch sửa khi ký.", **facts)
    assert (row.differences, row.public) == (1, False)


def test_a_name_written_in_at_the_signature_is_pointed_out_and_the_file_is_the_senders_alone(w, reply, binh_signs):
    paper = letter(reply)
    named = replace(paper, to=("Ông Nguyễn Văn Tám, số điện thoại 0912 345 679",))
    reading = look_through(reply, signed(named.pdf(), binh_signs))
    assert any("0912 345 679" in words for words in reading.personal)
    issue(reply, reading.carried, number="2/UBND", dated=TUESDAY.date(), signer="B", by=w.thu, at=TUESDAY)
    acts.send_reply(reply, by=w.nam, at=TUESDAY)
    number = reply.matter.message.number
    assert Client().get(f"/tra-loi/{number}/van-ban.pdf").status_code == 404


def test_a_scan_without_signature_is_taken_when_van_thu_says_it_is_signed_on_paper(w, reply):
    blank = io.BytesIO()
    with pikepdf.new() as scan:
        scan.add_blank_page()
        scan.save(blank)
    reading = look_through(reply, blank.getvalue())
    assert (reading.is_scan, reading.signatures, reading.differences) == (True, (), [])
    facts = {"number": "3/UBND", "dated": TUESDAY.date(), "signer": "Bình", "by": w.thu, "at": TUESDAY}
    with pytest.raises(ValidationError, match="không có chữ ký số"):
        issue(reply, reading.carried, **facts)
    assert issue(reply, reading.carried, on_paper=True, **facts).is_scan


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "empty"), (b"MZ not a pdf", "not_pdf"), (b"%PDF-1.7 half of it", "broken")],
)
def test_what_is_no_readable_pdf_is_refused_in_words(data, why):
    with pytest.raises(PdfRefused) as refused:
        read(data, settings.KEYS / TRUST)
    assert refused.value.why == why


def test_a_pdf_that_would_act_on_its_own_is_refused(tmp_path):
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.save(out)
    with pytest.raises(PdfRefused) as refused:
        read(out.getvalue(), tmp_path)
    assert refused.value.why == "active"


def test_only_van_thu_issues_and_only_once(w, reply, binh_signs):
    reading = look_through(reply, signed(letter(reply).pdf(), binh_signs))
    facts = {"number": "1/UBND", "dated": TUESDAY.date(), "signer": "Bình", "at": TUESDAY}
    with pytest.raises(PermissionDenied):
        issue(reply, reading.carried, by=w.nam, **facts)
    issue(reply, reading.carried, by=w.thu, **facts)
    with pytest.raises(ValidationError, match="đã có văn bản phát hành"):
        issue(reply, reading.carried, by=w.thu, **facts)


def test_the_file_is_not_swept_away_while_the_reply_stands(w, reply, binh_signs):
    reading = look_through(reply, signed(letter(reply).pdf(), binh_signs))
    row = issue(reply, reading.carried, number="1/UBND", dated=TUESDAY.date(), signer="B", by=w.thu, at=TUESDAY)
    from hoiam.listen.chores import forget_drafts  # noqa: PLC0415

    forget_drafts(datetime.now(UTC) + timedelta(days=2))
    assert files_store.read(row.file).startswith(b"%PDF-")
    assert not Draft.objects.exists()


def test_head_and_foot_of_the_document_are_no_difference():
    text = "ỦY BAN NHÂN DÂN\nSố: 12/UBND-KT\nPhường đã thay ống vỡ.\n2\nĐã trả lại mặt đường.\nCHỦ TỊCH\nTrần Văn Bình"
    paper = SignedPaper(text, 2, ())
    assert differences(["Phường đã thay ống vỡ.", "Đã trả lại mặt đường."], paper) == []
