"""The reception of citizens, the four books, and every list as a workbook."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from hoiam.answer.books import books
from hoiam.ledger.models import Entry
from hoiam.listen.intake.receiving import AlreadyReceived
from hoiam.listen.models import Message, Reception, ReceptionDay
from hoiam.listen.reception import acts as reception_acts
from hoiam.listen.reception.acts import Visit
from hoiam.listen.restricted.holding import About
from hoiam.office.models import Person
from hoiam.office.province_key import set_sealing_key
from hoiam.papers.sheet import workbook
from hoiam.papers.tests.reading import NEEDS_POPPLER, text_of
from hoiam.testing import Ward, at, hoa_writes, ward
from hoiam.vault import contacts, province

pytestmark = pytest.mark.django_db

MONDAY = at("2026-11-16 08:00")  # thứ Hai
VISIT = Visit(
    text="Đường vào thôn Đông lầy lội, xe cứu thương không vào được.",
    sort="scheduled",
    chaired=True,
    people=7,
    first_time=True,
    public=True,
    received_at=MONDAY,
    prior="Đã gửi đơn đến xã cũ năm 2024, ông Trần Văn Bảy ở số 0912 345 678 biết việc này.",
    request="Đề nghị rải đá dăm trước mùa mưa.",
    handling="Giao Phòng Kinh tế khảo sát, trả lời trong tháng 11.",
    contact={"name": "Nguyễn Thị Hoa", "address": "Thôn Đông"},
)


@pytest.fixture
def w() -> Ward:
    return ward()


def desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def changed(**more: object) -> Visit:
    return Visit(**(VISIT.__dict__ | more))


# --- reception ---


def test_a_visit_is_a_line_of_the_book_and_a_message(w: Ward) -> None:
    receipt = reception_acts.record(w.office, VISIT, once="1", by=w.mai, at=MONDAY)
    row = Reception.objects.get()
    assert (row.message.channel, row.message.office) == ("reception", w.office)
    assert (row.line, row.year, row.held_on, row.sort, row.people) == (1, 2026, date(2026, 11, 16), "scheduled", 7)
    assert reception_acts.words_of(row)["request"] == "Đề nghị rải đá dăm trước mùa mưa."
    assert contacts.open_to_send(receipt.number)["address"] == "Thôn Đông"
    entry = Entry.objects.get(kind="reception.recorded")
    assert entry.payload["line"] == "1/2026"
    assert "Hoa" not in entry.canonical
    assert list(ReceptionDay.objects.values_list("day", flat=True)) == [date(2026, 11, 16)]
    with pytest.raises(AlreadyReceived):
        reception_acts.record(w.office, VISIT, once="1", by=w.mai, at=MONDAY)


def test_what_was_typed_at_the_reception_lies_sealed(w: Ward) -> None:
    reception_acts.record(w.office, VISIT, once="1", by=w.mai, at=MONDAY)
    row = Reception.objects.values().get()
    lying = b"".join(bytes(value) for name, value in row.items() if name.startswith("sealed"))
    assert "đá dăm".encode() not in lying
    assert "0912" not in str({name: value for name, value in row.items() if not name.startswith("sealed")})


def test_lines_are_numbered_through_the_year_and_a_second_matter_counts_no_people(w: Ward) -> None:
    for once, visit in enumerate((VISIT, changed(people=0), changed(received_at=at("2026-01-07 08:00")))):
        reception_acts.record(w.office, visit, once=str(once), by=w.mai, at=MONDAY)
    assert list(Reception.objects.values_list("line", "people")) == [(1, 7), (2, 0), (3, 7)]


def test_a_scheduled_reception_is_the_chairmans_own(w: Ward) -> None:
    with pytest.raises(ValidationError, match="Chủ tịch trực tiếp tiếp"):
        reception_acts.record(w.office, changed(chaired=False), once="1", by=w.mai, at=MONDAY)
    with pytest.raises(PermissionDenied):
        reception_acts.record(w.office, VISIT, once="1", by=w.hung, at=MONDAY)
    with pytest.raises(PermissionDenied):
        reception_acts.record(w.province, VISIT, once="1", by=w.mai, at=MONDAY)


def test_the_chairman_enters_a_visit_on_his_own_phone_and_the_week_is_seen_to_be_held(w: Ward) -> None:
    binh = desk(w.binh)
    assert "Tuần này chưa ghi ngày Chủ tịch" in binh.get("/ban/tiep-cong-dan").content.decode()
    page = binh.get("/ban/tiep-cong-dan/moi").content.decode()
    given = {
        "once": re.search(r'name="once" value="([^"]+)"', page)[1],
        "text": VISIT.text,
        "sort": "scheduled",
        "people": "2",
        "first_time": "co",
        "public": "co",
        "request": "Rải đá",
    }
    answer = binh.post("/ban/tiep-cong-dan/moi", given).content.decode()
    assert "Mã bí mật của người gửi" in answer
    page = binh.get("/ban/tiep-cong-dan").content.decode()
    assert "Tuần này Chủ tịch đã trực tiếp tiếp" in page
    assert "Đường vào thôn Đông" in page
    assert "02 người" in page


def test_a_day_when_nobody_came_counts_as_held(w: Ward) -> None:
    desk(w.mai).post("/ban/tiep-cong-dan/ngay")
    desk(w.mai).post("/ban/tiep-cong-dan/ngay")
    assert ReceptionDay.objects.get().day == timezone.localdate()
    assert Entry.objects.filter(kind="reception.day_held").count() == 1
    with pytest.raises(ValidationError):
        reception_acts.hold_day(w.office, date(2026, 11, 17), by=w.mai, at=MONDAY)


def test_a_denunciation_brought_to_the_reception_is_in_the_book_of_its_list_alone(w: Ward) -> None:
    reception_acts.record(w.office, changed(kind="denunciation", confidential=True), once="1", by=w.mai, at=MONDAY)
    assert "xe cứu thương" not in desk(w.nam).get("/ban/tiep-cong-dan").content.decode()
    sort = books.SORTS["tiep-cong-dan"]
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    assert list(books.book_lines(w.nam, sort, first, last)) == []
    (line,) = books.book_lines(w.mai, sort, first, last)
    assert "Hồ sơ hạn chế tiếp cận" in str(line)
    assert "đá dăm" not in str(line)


# --- the books ---


def test_each_message_stands_in_its_book_with_masked_words_and_without_its_sender(w: Ward) -> None:
    hoa_writes(w, MONDAY, contact={"name": "Nguyễn Thị Hoa", "phone": "0912345678"})
    hoa_writes(w, MONDAY, channel="letter", external_ref="Số đến 45", sent_on=date(2026, 11, 12))
    hoa_writes(w, MONDAY, kind="information", text="Xin bản sao quy hoạch 1/500")
    first, last = date(2026, 11, 16), date(2026, 11, 16)
    found = {key: list(books.book_lines(w.nam, sort, first, last)) for key, sort in books.SORTS.items()}
    assert {key: len(lines) for key, lines in found.items()} == {
        "tiep-cong-dan": 0, "don-thu": 1, "phan-anh-kien-nghi": 2, "cung-cap-thong-tin": 1,
    }  # fmt: skip
    everything = str(found)
    assert "0912" not in everything
    assert "[đã che số điện thoại]" in everything
    assert "Số đến 45" in str(found["don-thu"])
    assert date(2026, 11, 12) in found["don-thu"][0]
    assert (
        list(books.book_lines(w.nam, books.SORTS["don-thu"], first - timedelta(days=9), first - timedelta(days=1)))
        == []
    )


@NEEDS_POPPLER
@pytest.mark.parametrize("key", books.SORTS)
def test_a_book_prints_on_landscape_pages_with_its_head_on_each(w: Ward, key: str) -> None:
    if key == "tiep-cong-dan":
        for once in range(25):
            reception_acts.record(w.office, VISIT, once=str(once), by=w.mai, at=MONDAY)
    for count in range(25):
        hoa_writes(w, MONDAY, kind="information" if count % 2 else "feedback", channel="letter")
    address = f"/ban/so/{key}.pdf?first=2026-11-01&last=2026-11-30"
    answer = desk(w.mai).get(address)
    text = text_of(answer.content)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert books.SORTS[key].title.upper() in text
    assert "Từ ngày 01/11/2026 đến ngày 30/11/2026" in text
    assert text.count("STT") >= 2
    assert "0912" not in text
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        _, _, width, height = (round(float(side)) for side in pdf.pages[-1].mediabox)
    assert (width, height) == (842, 595)


def test_a_book_and_the_inbox_come_as_workbooks_with_the_lines_the_reader_may_see(w: Ward) -> None:
    open_one = hoa_writes(w, timezone.now() - timedelta(hours=2))
    hoa_writes(w, timezone.now() - timedelta(hours=1), kind="denunciation", confidential=True)
    nam = desk(w.nam)
    today = timezone.localdate()
    sheet = read(nam.get(f"/ban/so/phan-anh-kien-nghi.xlsx?first={today - timedelta(days=1)}&last={today}").content)
    assert len(sheet) == 4
    assert sheet[2][:3] == ["STT", "Số hồ sơ, mã bên kia", "Ngày nhận"]
    sheet = read(nam.get("/ban/danh-sach.xlsx?loc=mo").content)
    spaced = f"{open_one.number[:4]} {open_one.number[4:8]} {open_one.number[8]}"
    assert [row[0] for row in sheet[3:]] == [spaced]
    assert "0912" not in str(sheet)
    assert len(read(nam.get("/ban/danh-sach.xlsx?q=ống nước vỡ").content)) == 4


def test_the_inbox_file_has_every_page_of_its_list(w: Ward) -> None:
    for _ in range(55):
        hoa_writes(w, timezone.now() - timedelta(hours=2))
    assert len(read(desk(w.nam).get("/ban/danh-sach.xlsx").content)) == 3 + 55


def test_words_that_begin_like_a_formula_stay_words() -> None:
    evil = ['=HYPERLINK("http://example.vn","a")', "+1+1", "-2", "@SUM(A1)", "{=1}", "http://example.vn", "\t=1"]
    data = workbook("=1+1", ["Cột"], [[one] for one in evil])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/externalLinks" not in " ".join(parts.namelist())
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert [row[0] for row in read(data)[3:]] == [one.replace("\t", " ") for one in evil]


def test_the_books_are_for_those_who_keep_them(w: Ward) -> None:
    for person in (w.hung, w.lan, w.admin):
        assert desk(person).get("/ban/so").status_code == 403
        assert desk(person).get("/ban/so/don-thu.pdf").status_code == 403
    nam = desk(w.nam)
    assert "Sổ tiếp công dân" in nam.get("/ban/so").content.decode()
    assert nam.get("/ban/so?first=2026-11-30&last=2026-11-01").status_code == 400
    assert nam.get("/ban/so/khac.pdf").status_code == 404
    assert Message.objects.count() == 0


def test_what_is_said_about_the_chairman_at_the_reception_leaves_no_line_in_the_office(w: Ward) -> None:
    public, _ = province.make_pair()
    set_sealing_key(w.province, public, by=None, at=MONDAY)
    visit = changed(kind="denunciation", confidential=True, concerned=About(leadership=True))
    receipt = reception_acts.record(w.office, visit, once="1", by=w.mai, at=MONDAY)
    assert receipt.message.office == w.province
    assert not Reception.objects.exists()
    with pytest.raises(AlreadyReceived):
        reception_acts.record(w.office, visit, once="1", by=w.mai, at=MONDAY)
    paper = desk(w.mai).post("/ban/tiep-nhan/bien-nhan", {"number": receipt.number, "key": receipt.key})
    assert paper.status_code == 200
    assert paper.content[:4] == b"%PDF"
