"""Figures typed from another system: a value, or why there is none; beside the last period; never taken for counted."""

from __future__ import annotations

import io
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from PIL import Image

from hoiam.ledger.acts import append
from hoiam.ledger.commitments import check
from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint
from hoiam.office.models import Person
from hoiam.report.counting.compile import compile
from hoiam.report.figures.definitions import PROVISIONAL
from hoiam.report.files import formats
from hoiam.report.freezing.acts import freeze
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import FrozenFigure, TypedValue
from hoiam.report.paper.paper import paper_of
from hoiam.report.sentences.sentence import text_of
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.typed.acts import content, set_target, type_figure
from hoiam.report.typed.definitions import NotANumber, missing, read_number, typed_figures
from hoiam.workdays.periods import Schedule

MONTHLY = kind_of("monthly")
OCTOBER, NOVEMBER = (Schedule().parse("month", code) for code in ("2026-M10", "2026-M11"))
LATER = when("11-16", "09:00")  # thứ Hai: the month of 15/10 to 14/11 is over


def typed(figure, value, *, by, period=NOVEMBER, at=LATER, **given):
    return type_figure(MONTHLY, period, figure, value, by=by, at=at, **given)


def figure(office, id, *, period=NOVEMBER, at=LATER, inside=True):
    return compile(office, MONTHLY, period, at, inside=inside).figures[id]


@pytest.mark.parametrize(
    ("said", "number"),
    [("12", 12), (" 1.234 ", 1234), ("1 234", 1234), ("1.234.567", 1234567), ("0", 0), ("0012", 12)],
)
def test_numbers_are_read_as_offices_write_them(said, number):
    assert read_number(said, "hồ sơ") == number


def test_a_share_may_have_a_comma_and_a_sign():
    assert read_number("92,7%", "%") == 92.7
    assert read_number("100", "%") == 100


@pytest.mark.parametrize(
    ("said", "unit", "why"),
    [
        ("1.5", "hồ sơ", "đọc được hai cách"),
        ("1,234", "hồ sơ", "số nguyên"),
        ("1,234.5", "%", "đọc được hai cách"),
        ("1,5", "hồ sơ", "số nguyên"),
        ("mười", "hồ sơ", "không phải là số"),
        ("-3", "hồ sơ", "không phải là số"),
        ("12/15", "hồ sơ", "không phải là số"),
        ("101", "%", "không lớn hơn 100%"),
        ("1234567890123", "hồ sơ", "quá dài"),
    ],
)
def test_what_is_no_number_is_said_in_words(said, unit, why):
    with pytest.raises(NotANumber, match=why):
        read_number(said, unit)


def test_a_typed_figure_stands_with_its_source_post_and_day_and_has_no_entries(scene, nam):
    typed("procedures_received", 1234, by=nam)
    found = figure(scene.office, "procedures_received")
    assert (found.value, found.shown, found.entries, found.section) == (1234, "1.234", (), "reform")
    assert found.typed.source == "hệ thống thông tin giải quyết TTHC của tỉnh"
    assert found.typed.told == f"{found.typed.source}; {nam.post}, 16/11/2026"
    assert found.clause == f"Nghị định 118/2025/NĐ-CP ({PROVISIONAL})"


def test_the_newest_stands_and_the_older_rows_stay(scene, nam, lan):
    typed("procedures_received", 120, by=nam)
    typed("procedures_received", 125, by=lan, source="sổ theo dõi của Trung tâm")
    assert figure(scene.office, "procedures_received").value == 125
    assert TypedValue.objects.count() == 2
    assert compile(scene.office, WEEKLY, WEEK, AFTER).named("procedures_received") is None


def test_zero_unknown_and_not_typed_are_three_things(scene, nam):
    typed("procedures_late", 0, by=nam)
    typed("procedures_open", None, unknown="hệ thống tỉnh ngừng từ 10/11", by=nam)
    late, unknown, untyped = (
        figure(scene.office, id) for id in ("procedures_late", "procedures_open", "procedures_received")
    )
    assert (late.value, late.shown, late.unknown) == (0, "không phát sinh", "")
    assert (unknown.value, unknown.shown) == (None, "chưa có số liệu (hệ thống tỉnh ngừng từ 10/11)")
    assert (untyped.value, untyped.shown) == (None, "chưa có số liệu (chưa nhập)")
    assert [one.id for one in missing(scene.office, MONTHLY, NOVEMBER)] == [
        *("procedures_received", "procedures_early", "procedures_on_time")
    ]
    assert missing(scene.office, WEEKLY, WEEK) == []
    assert "banners" not in compile(scene.office, MONTHLY, NOVEMBER, LATER).figures  # neither typed nor compulsory


def test_it_is_a_value_or_a_reason_never_both_and_never_of_another_report(scene, nam):
    for value, unknown in ((None, ""), (3, "chưa có")):
        with pytest.raises(ValidationError, match="chỉ một trong hai"):
            typed("procedures_received", value, unknown=unknown, by=nam)
    with pytest.raises(ValidationError, match="không có số liệu nhập tay ấy"):
        typed("messages_received", 3, by=nam)
    with pytest.raises(ValidationError, match="chưa bắt đầu"):
        typed("procedures_received", 3, by=nam, at=when("10-14"))
    with pytest.raises(PermissionDenied):
        typed("procedures_received", 3, by=Person.objects.get(username="mai"))


def test_the_ledger_has_the_number_and_a_commitment_to_the_rest(scene, nam):
    row = typed("procedures_received", 1234, by=nam)
    entry = Entry.objects.get(kind="report.figure_typed")
    assert entry.subject == "report:monthly:2026-M11"
    told = {"figure": "procedures_received", "value": "1234", "unknown": False, "commitment": row.commitment}
    assert entry.payload == told
    assert check("typed_figure", content("1234", "", row.source, ""), bytes(row.salt), row.commitment)


def test_it_stands_beside_what_was_typed_or_frozen_before(scene, nam, binh):
    typed("procedures_received", 100, by=nam, period=OCTOBER)
    typed("procedures_received", 125, by=nam)
    assert figure(scene.office, "procedures_received").change == "tăng 25 (25%)"
    frozen = freeze(scene.office, MONTHLY, OCTOBER, by=binh, at=LATER)
    assert FrozenFigure.objects.get(frozen=frozen, inside=True, figure="procedures_received").value == 100
    # Typed after it was frozen: the frozen report stays, and is what the next is compared with.
    typed("procedures_received", 110, by=nam, period=OCTOBER)
    assert figure(scene.office, "procedures_received", period=OCTOBER).value == 100
    assert figure(scene.office, "procedures_received").previous == 100


def test_a_definition_that_changed_is_not_compared(scene, nam, monkeypatch):
    typed("procedures_received", 100, by=nam, period=OCTOBER)
    typed("procedures_received", 125, by=nam)
    TypedValue.objects.filter(report__period="2026-M10").update(definition=7)
    scene.receive(LATER)  # one more entry: it is counted anew
    assert figure(scene.office, "procedures_received").previous is None


def test_the_attachment_is_for_the_staff_and_in_no_public_face(scene, cast, client):
    client.force_login(cast.nam)
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    upload = SimpleUploadedFile("man hinh.png", picture.getvalue(), "image/png")
    address = reverse("type_figures", args=["monthly", "2026-M11"])
    answer = client.post(address, {"so-procedures_received": "1.234", "tep-procedures_received": upload})
    assert answer.status_code == 302
    row = TypedValue.objects.get()
    assert figure(scene.office, "procedures_received").typed.file == row.pk
    assert figure(scene.office, "procedures_received", inside=False).typed.file is None
    kept = reverse("typed_attachment", args=[row.pk])
    assert client.get(kept)["Content-Type"] == "image/webp"
    client.force_login(
        appoint(
            cast.province, "tinh", "mat-khau-cua-tinh", "Trần Thị Tỉnh", by=None, at=when("10-01"), post="Chuyên viên"
        )
    )
    assert client.get(kept).status_code == 404
    client.logout()
    assert client.get(kept).status_code == 302


def test_one_wrong_row_loses_no_other_and_keeps_what_was_typed(scene, nam, client):
    client.force_login(nam)
    address = reverse("type_figures", args=["monthly", "2026-M11"])
    given = {"so-procedures_received": "1.234", "so-procedures_open": "1.5", "vi-sao-procedures_late": "chờ tỉnh"}
    answer = client.post(address, given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert {row.figure: row.value for row in TypedValue.objects.all()} == {
        "procedures_received": 1234,
        "procedures_late": None,
    }
    assert "Còn 1 chỗ cần sửa, các số khác đã ghi" in page
    assert 'value="1.5"' in page
    assert "«1.5» đọc được hai cách" in page
    assert 'value="1.234"' in page
    # Sent once more as it stands: nothing is typed a second time.
    client.post(address, given | {"so-procedures_open": "15"})
    assert TypedValue.objects.count() == 3


def test_the_screen_shows_the_last_period_and_what_is_compulsory(scene, nam, client):
    typed("procedures_received", 1100, by=nam, period=OCTOBER)
    client.force_login(nam)
    page = client.get(reverse("type_figures", args=["monthly", "2026-M11"])).content.decode()
    assert "còn 5 số bắt buộc" in page
    assert "Kỳ trước 1.100." in page
    report = client.get(reverse("desk_report", args=["monthly", "2026-M11"])).content.decode()
    assert "Còn 5 số liệu bắt buộc chưa nhập." in report


def test_page_table_and_paper_mark_it_as_typed_by_hand(scene, nam, client):
    scene.receive(when("10-20"))
    typed("procedures_received", 1234, by=nam)
    mark = f"hệ thống thông tin giải quyết TTHC của tỉnh; {nam.post}, 16/11/2026"
    page = client.get("/bao-cao/monthly/2026-M11").content.decode()
    assert '<span class="typed small">nhập tay</span>' in page
    assert mark in page
    own = client.get("/bao-cao/monthly/2026-M11/procedures_received").content.decode()
    assert f"<b>Nguồn:</b> {mark}." in own
    assert "Các hồ sơ phía sau" not in own
    compiled = compile(scene.office, MONTHLY, NOVEMBER, LATER)
    assert mark in str(paper_of(compiled))
    (told,) = (one for one in json.loads(formats.figures_json(compiled)) if one["id"] == "procedures_received")
    assert (told["source"], told["typed"]["by"]) == ("hệ thống thông tin giải quyết TTHC của tỉnh", nam.post)


def test_the_sentence_says_what_is_known_and_nothing_of_what_is_not(scene, nam):
    def said():
        face = compile(scene.office, MONTHLY, NOVEMBER, LATER).face
        return [text_of(one) for one in face.sentences if "thủ tục hành chính" in text_of(one)]

    assert said() == []
    typed("procedures_received", 1234, by=nam)
    typed("procedures_late", 5, by=nam)
    typed("procedures_open", None, unknown="chờ tỉnh", by=nam)
    assert said() == ["Hồ sơ thủ tục hành chính: tiếp nhận 1.234; quá hạn 05."]


def test_every_typed_figure_says_what_it_counts_and_where_it_is_found():
    for one in typed_figures().values():
        assert one.words.endswith(".")
        assert one.source
        assert one.unit


# --- The plan of a year ---


def test_a_count_is_compared_with_the_plan_by_what_the_year_has_come_to(scene, nam, cast):
    set_target(scene.office, 2026, "law_sessions", 12, "12/KH-UBND", by=nam, at=LATER)
    set_target(scene.office, 2026, "chair_days_held", 52, "12/KH-UBND", by=nam, at=LATER)
    for day in ("2026-01-12", "2026-05-11", "2026-11-02"):  # thứ Hai each
        with transaction.atomic():
            append(scene.office, "reception.day_held", "office:x", by=None, at=when(day[5:]), payload={"day": day})
    first = Schedule().parse("month", "2026-M01")
    month = first
    while month.code != "2026-M11":
        typed("law_sessions", 1, by=nam, period=month)
        month = month.next()
    typed("law_sessions", 2, by=nam)
    held, sessions = (figure(scene.office, id) for id in ("chair_days_held", "law_sessions"))
    assert (held.value, held.to_date, held.target, held.achieved) == (1, 3, 52, "5,8%")
    assert (sessions.value, sessions.to_date, sessions.achieved) == (2, 12, "100%")


def test_a_month_without_a_number_leaves_the_year_unknown_and_a_share_is_itself(scene, nam):
    set_target(scene.office, 2026, "law_sessions", 12, "12/KH-UBND", by=nam, at=LATER)
    set_target(scene.office, 2026, "on_time_share", 95, "12/KH-UBND", by=nam, at=LATER)
    typed("law_sessions", 2, by=nam)
    number = scene.receive(when("10-20"))
    scene.answer(number, when("10-22"))
    sessions, share = (figure(scene.office, id) for id in ("law_sessions", "on_time_share"))
    assert (sessions.target, sessions.to_date, sessions.achieved) == (None, None, "")
    assert sessions.note == "Kế hoạch năm 12; chưa đủ số từ đầu năm để so sánh."
    assert (share.value, share.target, share.achieved) == (100.0, 95, "105,3%")


def test_the_newest_target_stands_and_none_takes_it_back(scene, nam, lan):
    for value in (10, 12, None):
        set_target(scene.office, 2026, "chair_days_held", value, "12/KH-UBND", by=nam, at=LATER)
        assert figure(scene.office, "chair_days_held").target == value
    assert Entry.objects.filter(kind="report.target_set").count() == 3
    with pytest.raises(ValidationError, match="không có chỉ tiêu"):
        set_target(scene.office, 2026, "messages_received", 5, "12/KH-UBND", by=nam, at=LATER)
    with pytest.raises(PermissionDenied):
        set_target(scene.office, 2026, "law_sessions", 5, "12/KH-UBND", by=lan, at=LATER)


def test_targets_have_their_screen(scene, nam, client):
    client.force_login(nam)
    page = client.get("/ban/bao-cao/chi-tieu").content.decode()
    assert "Chưa ghi chỉ tiêu nào" in page
    year = int(page.split("Chỉ tiêu kế hoạch năm ")[1][:4])
    address = f"/ban/bao-cao/chi-tieu/{year}"
    wrong = client.post(address, {"figure": "law_sessions", "value": "1.5", "paper": "12/KH-UBND"})
    assert wrong.status_code == 400
    assert "đọc được hai cách" in wrong.content.decode()
    client.post(address, {"figure": "law_sessions", "value": "12", "paper": "12/KH-UBND ngày 05/01/2026"})
    assert "12/KH-UBND ngày 05/01/2026" in client.get(address).content.decode()
