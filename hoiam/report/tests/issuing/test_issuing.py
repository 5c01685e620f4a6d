"""A report becomes an official document: signed here, or brought back signed; the signed file is what is published."""

from __future__ import annotations

import hashlib
import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hoiam.files import store as files_store
from hoiam.ledger.models import Entry
from hoiam.papers.signed.keys import from_pkcs12
from hoiam.papers.signed.paper import read
from hoiam.papers.signed.pictures import signature_picture
from hoiam.papers.signed.signing import sign_person
from hoiam.papers.tests.certificates import PASSPHRASE, WARD, authority, hand, seal
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.issuing.acts import document
from hoiam.report.models import IssuedReport, NumberedReport, SignedReport
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.tests.figures.test_figures import a_busy_week

PAGE = "/bao-cao/weekly/2026-W46"
ISSUING = "/ban/bao-cao/weekly/2026-W46/phat-hanh"
TUESDAY = when("11-17")


@pytest.fixture(scope="module")
def ca():
    return authority()


@pytest.fixture(scope="module")
def binhs_key(ca):
    return ca.gives("Trần Văn Bình").pkcs12(PASSPHRASE)


@pytest.fixture
def frozen(scene, binh):
    scene.receive(when("11-10"))
    return freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)


def at_desk(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/octet-stream")


def number(cast) -> None:
    done = at_desk(cast.thu).post(ISSUING, {"doing": "number", "number": "5", "dated": "2026-11-17"})
    assert done.status_code == 302


def with_key(person, doing: str, key: bytes, passphrase: str = "", **more):
    given = {"doing": doing, "pkcs12": upload("khoa.p12", key), "passphrase": passphrase, **more}
    return at_desk(person).post(ISSUING, given)


def bring(cast, pdf: bytes) -> tuple[str, str]:
    page = at_desk(cast.thu).post(ISSUING, {"doing": "read", "pdf": upload("da-ky.pdf", pdf)}).content.decode()
    found = re.search(r'name="carried" value="([^"]+)"', page)
    return page, found[1] if found else ""


def confirm(cast, carried: str, **more):
    given = {"number": "05/BC-UBND", "dated": "2026-11-17", "signer": "Trần Văn Bình", "post": "Chủ tịch UBND phường"}
    return at_desk(cast.thu).post(ISSUING, {"doing": "confirm", "carried": carried} | given | more)


def signed_elsewhere(frozen, key: bytes, **how) -> bytes:
    pdf = document(frozen, "05", TUESDAY.date(), **how)
    return sign_person(pdf, from_pkcs12(key, PASSPHRASE), at=TUESDAY, picture=signature_picture(hand()))


def test_number_signature_and_seal_are_given_here_and_the_signed_file_is_the_published_one(cast, frozen, ca, binhs_key):
    number(cast)
    page = at_desk(cast.binh).get(ISSUING).content.decode()
    assert "Số <b>05</b>, ngày 17/11/2026" in page
    assert with_key(cast.binh, "sign", binhs_key, PASSPHRASE, picture=upload("ky.png", hand())).status_code == 302
    stamped = {"picture": upload("dau.png", seal()), "millimetres": "36"}
    assert with_key(cast.thu, "seal", ca.gives(WARD).pkcs12(), **stamped).status_code == 302
    issued = IssuedReport.objects.get()
    assert (issued.number, str(issued.dated), issued.signer) == ("05/BC-UBND", "2026-11-17", "Trần Văn Bình")
    assert [one["signer"] for one in issued.signatures] == ["Trần Văn Bình", WARD]
    pdf = files_store.read(issued.file)
    # Not public before the report is.
    assert Client().get(f"{PAGE}/tep/report.pdf").content != pdf
    publish(frozen, by=cast.binh, at=TUESDAY)
    public = Client().get(f"{PAGE}/tep/report.pdf").content
    assert public == pdf
    assert hashlib.sha256(public).hexdigest() == issued.digest
    text = read(public).text
    assert "Số: 05/BC-UBND" in text
    assert "ngày 17 tháng 11 năm 2026" in text
    told = Client().get(PAGE).content.decode()
    assert f"Văn bản số {issued.number}</a> ngày 17/11/2026 (PDF), Chủ tịch UBND phường ký" in told
    assert issued.digest in told
    assert "Trần Văn Bình" not in told
    entries = Entry.objects.filter(kind__in=("report.numbered", "report.signed", "report.issued")).order_by("number")
    assert [entry.kind for entry in entries] == ["report.numbered", "report.signed", "report.issued"]
    assert entries[2].payload["digest"] == issued.digest
    assert entries[2].payload["signatures"] == 2


def test_a_wrong_passphrase_is_said_and_stands_in_no_page_and_no_row(cast, frozen, binhs_key):
    number(cast)
    refused = with_key(cast.binh, "sign", binhs_key, "mat-khau-sai")
    assert refused.status_code == 400
    page = refused.content.decode()
    assert "Mật khẩu không đúng" in page
    assert "mat-khau-sai" not in page
    assert not SignedReport.objects.exists()
    assert refused.headers["Cache-Control"] == "no-store"


def test_the_key_of_another_person_signs_nothing(cast, frozen, ca):
    number(cast)
    refused = with_key(cast.binh, "sign", ca.gives("Lê Hoài Nam").pkcs12(PASSPHRASE), PASSPHRASE)
    assert "Không thấy chỗ ký của «Lê Hoài Nam»" in refused.content.decode()


def test_nobody_signs_before_there_is_a_number_nor_seals_before_somebody_signed(cast, frozen, ca, binhs_key):
    assert "cho số và ngày trước" in with_key(cast.binh, "sign", binhs_key, PASSPHRASE).content.decode()
    assert "ký trước" in with_key(cast.thu, "seal", ca.gives(WARD).pkcs12()).content.decode()


def test_each_does_their_own_part_and_others_nothing(cast, frozen, binhs_key):
    number(cast)
    assert at_desk(cast.nam).get(ISSUING).status_code == 403
    assert with_key(cast.thu, "sign", binhs_key, PASSPHRASE).status_code == 403
    assert (
        at_desk(cast.binh).post(ISSUING, {"doing": "number", "number": "6", "dated": "2026-11-17"}).status_code == 403
    )
    assert at_desk(cast.thu).post(ISSUING, {"doing": "khac"}).status_code == 404
    assert NumberedReport.objects.count() == 1


def test_a_number_is_given_once_in_a_year_and_not_in_the_future(cast, scene, frozen, binh):
    other = freeze(scene.office, WEEKLY, WEEK.previous(), by=binh, at=AFTER)
    number(cast)
    page = at_desk(cast.thu).post(
        ISSUING.replace("W46", "W45"), {"doing": "number", "number": "5", "dated": "2026-11-17"}
    )
    assert "đã cho báo cáo khác" in page.content.decode()
    later = at_desk(cast.thu).post(ISSUING, {"doing": "number", "number": "7", "dated": "2199-01-01"})
    assert "không thể ở sau hôm nay" in later.content.decode()
    assert not NumberedReport.objects.filter(frozen=other).exists()


def test_the_document_that_comes_back_is_read_compared_confirmed_and_published_byte_for_byte(cast, frozen, binhs_key):
    pdf = signed_elsewhere(frozen, binhs_key)
    page, carried = bring(cast, pdf)
    assert "còn nguyên vẹn" in page
    assert "giống từng chữ" in page
    assert 'value="05/BC-UBND"' in page
    assert 'value="Chủ tịch UBND phường"' in page
    assert confirm(cast, carried).status_code == 302
    publish(frozen, by=cast.binh, at=TUESDAY)
    assert Client().get(f"{PAGE}/tep/report.pdf").content == pdf
    assert at_desk(cast.nam).get(f"/ban{PAGE}/tep/report.pdf").content == pdf
    assert "đã phát hành" in at_desk(cast.thu).get(ISSUING).content.decode()
    assert "đã phát hành" in confirm(cast, carried).content.decode()


def test_words_that_were_changed_must_be_explained(cast, scene, frozen, binh, binhs_key):
    other = freeze(scene.office, WEEKLY, WEEK.previous(), by=binh, at=AFTER)
    page, carried = bring(cast, signed_elsewhere(other, binhs_key))
    assert "chỗ khác nhau" in page
    assert "hãy ghi vì sao" in confirm(cast, carried).content.decode()
    assert confirm(cast, carried, why_different="Đưa nhầm tệp, để thử.").status_code == 302


def test_a_changed_file_is_refused(cast, frozen, binhs_key):
    pdf = signed_elsewhere(frozen, binhs_key)
    page, carried = bring(cast, pdf.replace(b"595.", b"596.", 1))
    assert "đã bị sửa sau khi ký" in page
    assert "không còn nguyên vẹn" in confirm(cast, carried).content.decode()


def test_the_file_for_the_superior_with_its_exact_numbers_is_never_public(cast, scene, binh, binhs_key):
    a_busy_week(scene)
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    assert frozen.public != frozen.inside
    pdf = signed_elsewhere(frozen, binhs_key, inside=True)
    page, carried = bring(cast, pdf)
    assert "giống từng chữ" in page
    assert confirm(cast, carried).status_code == 302
    publish(frozen, by=binh, at=TUESDAY)
    assert not IssuedReport.objects.get().public
    assert Client().get(f"{PAGE}/tep/report.pdf").content != pdf
    assert at_desk(cast.nam).get(f"/ban{PAGE}/tep/report.pdf").content != pdf
    assert "đã ký số" not in Client().get(PAGE).content.decode()
    # Ông Bình reads the side for the superior.
    assert at_desk(binh).get(f"/ban{PAGE}/tep/report.pdf").content == pdf


def test_a_scan_is_public_only_when_van_thu_says_what_it_is(cast, scene, binh):
    a_busy_week(scene)
    freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    blank = io.BytesIO()
    with pikepdf.new() as scan:
        scan.add_blank_page()
        scan.save(blank)
    page, carried = bring(cast, blank.getvalue())
    assert "Đây là bản quét" in page
    assert "không có số chính xác" in page
    assert "không có chữ ký số" in confirm(cast, carried).content.decode()
    assert confirm(cast, carried, on_paper="on").status_code == 302
    assert (IssuedReport.objects.get().public, IssuedReport.objects.get().is_scan) == (False, True)


def test_the_page_waits_for_a_frozen_report(cast, scene):
    scene.receive(when("11-10"))
    assert at_desk(cast.thu).get(ISSUING).status_code == 404
    assert at_desk(cast.thu).get(f"{ISSUING}/co-so.pdf").status_code == 404


def test_the_unsigned_document_with_its_number_can_be_taken_to_a_token(cast, frozen):
    number(cast)
    answer = at_desk(cast.thu).get(f"{ISSUING}/co-so.pdf")
    assert "Số: 05/BC-UBND" in read(answer.content).text
    assert read(answer.content).signatures == ()
