"""Files of other systems: each row on its own, columns remembered, stopped and taken up; a second run adds nothing."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hoiam.ledger.models import Entry
from hoiam.listen.imports import acts as imports_acts
from hoiam.listen.imports import tables
from hoiam.listen.models import ColumnMap, ImportFile, Message
from hoiam.testing import Ward, at, ward
from hoiam.vault import contacts

pytestmark = pytest.mark.django_db
NOW = at("2026-11-16 10:00")  # thứ Hai

HEAD = [
    "Mã phản ánh",
    "Ngày gửi",
    "Thời gian tiếp nhận",
    "Họ và tên",
    "SĐT",
    "Địa bàn",
    "Nội dung phản ánh",
    "Trạng thái",
]
ROWS: list[list[object]] = [
    ["PA-1", "12/11/2026", "13/11/2026 08:30", "Nguyễn Thị Hoa", "0912345678", "Tổ dân phố 3", "Đèn đường hỏng", "Mới"],
    ["PA-2", "", "31/02/2026", "", "", "", "Rác chưa dọn", "Mới"],
    ["PA-3", "", "13/11/2026", "", "", "Ấp Chiến Lược", "Cống nghẹt", "Mới"],
    ["PA-4", "", "", "", "", "", "", "Mới"],
]


@pytest.fixture
def w() -> Ward:
    return ward()


def xlsx(rows: list[list[object]], above: list[str] | None = None) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for at_row, row in enumerate([*([above] if above else []), *rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(at_row, column, cell, day)
                else:
                    sheet.write(at_row, column, cell)
    return made.getvalue()


def laid_down(w: Ward, rows: list[list[object]] | None = None, data: bytes | None = None) -> ImportFile:
    return imports_acts.lay_down(w.office, data or xlsx([HEAD, *(rows or ROWS)]), by=w.nam, at=NOW)


def taken_in(w: Ward, rows: list[list[object]] | None = None) -> ImportFile:
    file = laid_down(w, rows)
    columns = {int(place): field for place, field in file.columns.items()}
    imports_acts.begin_import(file, columns, "portal", by=w.nam, at=NOW)
    imports_acts.go_on(file, tables.MOST_ROWS, at=NOW)
    file.refresh_from_db()
    return file


def test_each_row_is_read_on_its_own_and_a_wrong_one_is_told_without_its_words(w: Ward) -> None:
    file = taken_in(w)
    assert (file.state, file.taken, file.received, file.already) == ("done", 4, 2, 0)
    assert [row for row, _ in file.wrong] == [2, 4]
    assert "Không đọc được thời điểm nhận" in file.wrong[0][1]
    assert "31/02" not in str(file.wrong)
    first, second = Message.objects.order_by("external_ref")
    assert (first.channel, first.external_ref, first.area, first.sent_on) == (
        "portal", "PA-1", w.area, date(2026, 11, 12),
    )  # fmt: skip
    assert first.received_at == at("2026-11-13 08:30")
    assert first.publicity_answered is False
    assert contacts.open_to_send(first.number)["phone"] == "0912345678"
    assert second.place_masked == "Ấp Chiến Lược"
    assert Entry.objects.get(kind="file.imported").payload == {"rows": 4, "channel": "portal"}
    assert Entry.objects.filter(kind="message.received", by=w.nam).count() == 2


def test_a_second_run_adds_nothing_and_a_mended_row_comes_in(w: Ward) -> None:
    taken_in(w)
    mended = [row[:] for row in ROWS]
    mended[1][2] = "12/11/2026"
    file = taken_in(w, mended)
    assert (file.received, file.already, len(file.wrong)) == (1, 2, 1)
    assert Message.objects.count() == 3


def test_rows_without_a_number_are_known_again_by_their_fingerprint(w: Ward) -> None:
    rows = [["", "", "", "", "", "", "Đèn hỏng", ""], ["", "", "", "", "", "", "Rác", ""]]
    assert taken_in(w, rows).received == 2
    assert taken_in(w, rows).already == 2


def test_what_the_columns_are_is_remembered_for_the_shape_of_the_file(w: Ward) -> None:
    head = ["Cột lạ", "Cái gì đó", "Chuyện"]
    data = xlsx([head, ["x", "y", "Đường hỏng ở chợ"]])
    file = laid_down(w, data=data)
    assert file.columns == {}
    imports_acts.begin_import(file, {2: "text", 0: "place"}, "letter", by=w.nam, at=NOW)
    again = laid_down(w, data=xlsx([[name.upper() for name in head], ["a", "b", "Cầu gãy"]]))
    assert (again.columns, again.channel) == ({"2": "text", "0": "place"}, "letter")
    assert ColumnMap.objects.count() == 1


def test_the_rows_lie_sealed_and_are_gone_when_they_are_in_the_book(w: Ward) -> None:
    file = laid_down(w)
    row = ImportFile.objects.values().get()
    assert "Đèn đường hỏng".encode() not in bytes(row["sealed_rows"])
    assert "Hoa" not in str({name: value for name, value in row.items() if name != "sealed_rows"})
    assert imports_acts.rows_of_file(file)[1][0][6] == "Đèn đường hỏng"
    assert bytes(taken_in(w).sealed_rows) == b""


def test_a_file_is_stopped_and_taken_up_again_where_it_was(w: Ward) -> None:
    rows = [[f"PA-{count}", "", "", "", "", "", f"Việc số {count}", ""] for count in range(60)]
    file = laid_down(w, rows)
    imports_acts.begin_import(file, {0: "external_ref", 6: "text"}, "portal", by=w.nam, at=NOW)
    imports_acts.go_on(file, 10, at=NOW)
    imports_acts.stop(file, by=w.nam)
    imports_acts.import_files(timezone.now())
    assert Message.objects.count() == 10
    imports_acts.take_up(file, by=w.nam)
    imports_acts.import_files(timezone.now())
    file.refresh_from_db()
    assert (file.state, file.received, Message.objects.count()) == ("done", 60, 60)


def test_two_workers_on_one_file_enter_no_row_twice(w: Ward) -> None:
    file = laid_down(w)
    imports_acts.begin_import(file, {0: "external_ref", 6: "text"}, "portal", by=w.nam, at=NOW)
    other = ImportFile.objects.get()
    imports_acts.go_on(other, 2, at=NOW)
    imports_acts.go_on(file, 2, at=NOW)  # believes that nothing is done yet
    assert Message.objects.count() == 2
    file.refresh_from_db()
    assert file.taken == 2


def test_a_file_that_nobody_began_is_forgotten_after_a_day(w: Ward) -> None:
    laid_down(w)
    imports_acts.import_files(at("2026-11-17 09:00"))
    assert ImportFile.objects.exists()
    imports_acts.import_files(at("2026-11-17 10:01"))
    assert not ImportFile.objects.exists()


def test_a_title_above_the_table_is_not_its_head(w: Ward) -> None:
    file = laid_down(w, data=xlsx([HEAD, *ROWS], above=["DANH SÁCH PHẢN ÁNH THÁNG 11", "", ""]))
    assert file.total == 4
    assert "text" in file.columns.values()


def test_days_are_read_as_excel_and_people_write_them(w: Ward) -> None:
    head = ["Nội dung", "Thời gian"]
    rows = [["một", datetime(2026, 11, 13, 8, 30)], ["hai", 46339], ["ba", "13-11-2026"], ["bốn", 46339.354166667]]  # noqa: DTZ001
    file = laid_down(w, data=xlsx([head, *rows]))
    imports_acts.begin_import(file, {0: "text", 1: "received_at"}, "portal", by=w.nam, at=NOW)
    imports_acts.go_on(file, 9, at=NOW)
    found = dict(Message.objects.values_list("text_masked", "received_at"))
    assert found == {
        "một": at("2026-11-13 08:30"),
        "hai": at("2026-11-13 00:00"),
        "ba": at("2026-11-13 00:00"),
        "bốn": at("2026-11-13 08:30"),
    }


@pytest.mark.parametrize(
    ("encoding", "between"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1258", ";")],
)
def test_csv_is_read_in_the_encodings_that_are_met(encoding: str, between: str) -> None:
    text = f'Nội dung{between}SĐT\n"Đường hỏng"{between}0912345678\n'
    if encoding == "cp1258":
        text = "Nô\u0323i dung;SĐT\nĐươ\u0300ng ho\u0309ng;0912345678\n"
    head, rows = tables.read_table(text.encode(encoding))
    assert (head, rows) == (["Nội dung", "SĐT"], [["Đường hỏng", "0912345678"]])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Tệp trống"),
        (b"PK\x03\x04rubbish", "Không mở được tệp"),
        (b"\x89PNG\r\n\x1a\n\0\0", "không phải Excel hay CSV"),
        (b"Noi dung\n", "không có hàng nào"),
        (b"a\n" * 20_100, "hơn 20.000 hàng"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(data: bytes, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        tables.read_table(data)


def test_only_the_desk_takes_files_in(w: Ward) -> None:
    with pytest.raises(PermissionDenied):
        imports_acts.lay_down(w.office, xlsx([HEAD, *ROWS]), by=w.hung, at=NOW)
    with pytest.raises(PermissionDenied):
        imports_acts.lay_down(w.province, xlsx([HEAD, *ROWS]), by=w.nam, at=NOW)
    file = laid_down(w)
    for columns, channel, why in (
        ({}, "portal", "Nội dung"),
        ({6: "text"}, "web", "nguồn"),
        ({0: "x", 6: "text"}, "portal", "Mỗi"),
    ):
        with pytest.raises(ValidationError, match=why):
            imports_acts.begin_import(file, columns, channel, by=w.nam, at=NOW)


def test_anh_nam_takes_a_file_in_on_the_screen(w: Ward) -> None:
    nam = Client()
    nam.force_login(w.nam)
    upload = SimpleUploadedFile("pakn.xlsx", xlsx([HEAD, *ROWS]))
    answer = nam.post("/ban/tiep-nhan/tep", {"file": upload})
    page = nam.get(answer["Location"]).content.decode()
    assert "Cột «Nội dung phản ánh»" in page
    assert "Đèn đường hỏng · Rác chưa dọn · Cống nghẹt" in page
    assert page.count(" selected") >= 6
    given = {"channel": "portal", "cot0": "external_ref", "cot2": "received_at", "cot6": "text"}
    page = nam.post(answer["Location"], given, follow=True).content.decode()
    assert "Hàng sai" in page
    assert ImportFile.objects.get().state == "done"
    assert "pakn" not in page + nam.get("/ban/tiep-nhan/tep").content.decode()
    assert nam.post("/ban/tiep-nhan/tep", {"file": SimpleUploadedFile("a.xlsx", b"PKx")}).status_code == 400


def test_a_long_file_says_how_far_it_is_without_javascript(w: Ward) -> None:
    rows = [[f"PA-{count}", "", "", "", "", "", f"Việc số {count}", ""] for count in range(imports_acts.AT_ONCE + 5)]
    file = laid_down(w, rows)
    nam = Client()
    nam.force_login(w.nam)
    nam.post(f"/ban/tiep-nhan/tep/{file.mark}", {"channel": "portal", "cot0": "external_ref", "cot6": "text"})
    page = nam.get(f"/ban/tiep-nhan/tep/{file.mark}")
    assert page["Refresh"] == "5"
    assert f'value="{imports_acts.AT_ONCE}"' in page.content.decode()
    nam.post(f"/ban/tiep-nhan/tep/{file.mark}/dung")
    assert "Refresh" not in nam.get(f"/ban/tiep-nhan/tep/{file.mark}")
    nam.post(f"/ban/tiep-nhan/tep/{file.mark}/bo")
    assert not ImportFile.objects.exists()
    assert Message.objects.count() == imports_acts.AT_ONCE
