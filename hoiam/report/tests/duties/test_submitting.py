"""A report on its way to the superior: complete, handed in, accepted or given back, taken back, corrected."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.models import Entry
from hoiam.report.counting.compile import compile
from hoiam.report.duties import submitting
from hoiam.report.freezing import acts
from hoiam.report.models import Section
from hoiam.report.sections import acts as sections_acts
from hoiam.report.sections.completeness import problems
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, say_the_rest, when
from hoiam.report.versions import submissions

NOON = when("11-16", "11:30")  # thứ Hai
TUESDAY = when("11-17", "09:00")


def told(cast) -> list[str]:
    entries = Entry.objects.filter(office=cast.office, subject="report:weekly:2026-W46").order_by("number")
    return list(entries.values_list("kind", flat=True))


def test_a_complete_report_is_handed_in_and_accepted(cast, dao, approved):
    row = submitting.submit(approved, by=cast.nam, at=NOON)
    assert (row.to, row.by, row.at) == (cast.province, cast.nam, NOON)
    submitting.accept(row, by=dao, at=TUESDAY)
    assert submissions.standing_versions([cast.office], "weekly", "2026-W46") == {cast.office.pk: approved}
    assert told(cast)[1:] == ["report.explained", "report.frozen", "report.submitted", "report.accepted"]


def test_a_report_with_headings_nobody_wrote_under_is_not_handed_in(cast):
    sections_acts.write_narrative(WEEKLY, WEEK, cast.kt, Section.ECONOMY, "Vá 03 ổ gà.", by=cast.lan, at=when("11-13"))
    frozen = acts.freeze(cast.office, WEEKLY, WEEK, by=cast.binh, at=AFTER)
    with pytest.raises(ValidationError) as refused:
        submitting.submit(frozen, by=cast.nam, at=NOON)
    assert len(refused.value.messages) == 11
    assert refused.value.messages[0] == (
        "Chưa nộp được: Mục «Công tác chỉ đạo, điều hành» chưa có nội dung. "
        "Văn phòng HĐND và UBND viết, hoặc báo không phát sinh."
    )
    say_the_rest(cast)
    assert submitting.submit(frozen, by=cast.nam, at=NOON).frozen == frozen


def test_a_report_whose_balance_does_not_close_is_not_handed_in_and_the_records_are_named(cast, scene, dao):
    number = scene.receive(when("11-10"))
    scene.answer(number, when("11-11"))
    scene.answer(number, when("11-12"))  # closed twice
    say_the_rest(cast)
    frozen = acts.freeze(cast.office, WEEKLY, WEEK, by=cast.binh, at=AFTER)
    with pytest.raises(ValidationError, match=f"Cân đối không khép: hồ sơ {number}"):
        submitting.submit(frozen, by=cast.nam, at=NOON)
    # No explanation closes a balance.
    submitting.explain(cast.office, WEEKLY, WEEK, ["balance"], "Không rõ.", by=cast.nam, at=NOON)
    with pytest.raises(ValidationError, match="Cân đối không khép"):
        submitting.submit(frozen, by=cast.nam, at=NOON)


def test_while_a_version_lies_with_the_superior_no_other_is_made(cast, dao, approved):
    row = submitting.submit(approved, by=cast.nam, at=NOON)
    with pytest.raises(ValidationError, match="Bản 1 đang ở Tỉnh Lạc Hồng"):
        submitting.correct(cast.office, WEEKLY, WEEK, "Sửa số.", by=cast.binh, at=TUESDAY)
    with pytest.raises(ValidationError, match="đã chốt"):
        sections_acts.write_narrative(WEEKLY, WEEK, cast.kt, Section.ECONOMY, "Khác.", by=cast.lan, at=TUESDAY)
    with pytest.raises(ValidationError, match="Bản 1 đang ở Tỉnh Lạc Hồng"):
        submitting.submit(approved, by=cast.nam, at=TUESDAY)
    submitting.accept(row, by=dao, at=TUESDAY)
    with pytest.raises(ValidationError, match="Bản 1 đang ở Tỉnh Lạc Hồng"):
        submitting.correct(cast.office, WEEKLY, WEEK, "Sửa số.", by=cast.binh, at=TUESDAY)


def test_a_returned_report_is_written_anew_and_handed_in_as_the_next_version(cast, dao, approved):
    row = submitting.submit(approved, by=cast.nam, at=NOON)
    with pytest.raises(ValidationError, match="Nêu rõ cần bổ sung"):
        submitting.return_report(row, " ", by=dao, at=TUESDAY)
    submitting.return_report(row, "Bổ sung kết quả vá ổ gà ở khu phố Đồng Tâm.", by=dao, at=TUESDAY)
    assert submissions.standing_versions([cast.office], "weekly", "2026-W46") == {}
    with pytest.raises(ValidationError, match="Bản này đã bị trả lại"):
        submitting.submit(approved, by=cast.nam, at=TUESDAY)
    words = "Vá 03 ổ gà, trong đó 01 ở khu phố Đồng Tâm."
    sections_acts.write_narrative(WEEKLY, WEEK, cast.kt, Section.ECONOMY, words, by=cast.lan, at=TUESDAY)
    second = submitting.correct(cast.office, WEEKLY, WEEK, "Bổ sung theo yêu cầu.", by=cast.binh, at=TUESDAY)
    assert (second.version, second.note) == (2, "Bổ sung theo yêu cầu.")
    assert [one["text"] for one in second.public["narratives"]] == [words]
    assert [one["text"] for one in approved.public["narratives"]] == ["Vá 03 ổ gà."]
    with pytest.raises(ValidationError, match="chỉ nộp bản mới nhất"):
        submitting.submit(approved, by=cast.nam, at=TUESDAY)
    submitting.submit(second, by=cast.nam, at=TUESDAY)
    assert submissions.standing_versions([cast.office], "weekly", "2026-W46") == {cast.office.pk: second}


def test_taking_back_starts_from_the_top(cast, dao, approved):
    row = submitting.submit(approved, by=cast.nam, at=NOON)
    submitting.accept(row, by=dao, at=TUESDAY)
    with pytest.raises(ValidationError, match="trước hết Tỉnh Lạc Hồng phải bỏ tiếp nhận"):
        submitting.take_back(row, "Sai tên đường.", by=cast.binh, at=TUESDAY)
    with pytest.raises(ValidationError, match="đã được tiếp nhận"):
        submitting.return_report(row, "Sai.", by=dao, at=TUESDAY)
    submitting.reopen_verdict(row, "Phường báo sai tên đường.", by=dao, at=TUESDAY)
    submitting.take_back(row, "Sai tên đường.", by=cast.binh, at=TUESDAY)
    assert submissions.standing_versions([cast.office], "weekly", "2026-W46") == {}
    with pytest.raises(ValidationError, match="không còn chờ ở đây"):
        submitting.accept(row, by=dao, at=TUESDAY)
    # Nothing was wrong after all: the same version may be handed in again.
    submitting.submit(approved, by=cast.nam, at=TUESDAY)
    assert told(cast)[3:] == [
        "report.submitted",
        "report.accepted",
        "report.acceptance_undone",
        "report.taken_back",
        "report.submitted",
    ]


def test_a_correction_before_anything_was_handed_in_is_a_version_too(cast, approved):
    second = submitting.correct(cast.office, WEEKLY, WEEK, "Đếm lại sau khi vào sổ bổ sung.", by=cast.binh, at=TUESDAY)
    assert second.version == 2
    with pytest.raises(ValidationError, match="Ghi rõ vì sao"):
        submitting.correct(cast.office, WEEKLY, WEEK, "", by=cast.binh, at=TUESDAY)


def test_an_approved_report_is_opened_for_a_correction_and_its_words_are_written_anew(cast, approved):
    submitting.open_correction(approved, "Thiếu việc vá đường.", by=cast.binh, at=NOON)
    with pytest.raises(ValidationError, match="đang được đính chính"):
        submitting.submit(approved, by=cast.nam, at=NOON)
    sections_acts.write_narrative(WEEKLY, WEEK, cast.kt, Section.ECONOMY, "Vá 04 ổ gà.", by=cast.lan, at=NOON)
    second = submitting.correct(cast.office, WEEKLY, WEEK, "Thêm một ổ gà.", by=cast.binh, at=NOON)
    with pytest.raises(ValidationError, match="đã chốt"):
        sections_acts.write_narrative(WEEKLY, WEEK, cast.kt, Section.ECONOMY, "Vá 05 ổ gà.", by=cast.lan, at=TUESDAY)
    assert submitting.submit(second, by=cast.nam, at=TUESDAY).frozen.version == 2


def test_a_unit_that_says_nothing_happened_has_answered_for_its_heading(cast):
    before = len(problems(compile(cast.office, WEEKLY, WEEK, AFTER)))
    sections_acts.tell_nothing(
        WEEKLY, WEEK, cast.vp, Section.DEFENCE, "Không có vụ việc.", by=cast.nam, at=when("11-13")
    )
    assert len(problems(compile(cast.office, WEEKLY, WEEK, AFTER))) == before - 1


def test_who_may_not(cast, dao, approved):
    with pytest.raises(PermissionDenied):
        submitting.submit(approved, by=cast.lan, at=NOON)
    with pytest.raises(PermissionDenied, match="của cơ quan khác"):
        submitting.submit(approved, by=dao, at=NOON)
    row = submitting.submit(approved, by=cast.nam, at=NOON)
    with pytest.raises(PermissionDenied, match="không gửi cho cơ quan của bạn"):
        submitting.accept(row, by=cast.binh, at=TUESDAY)
    with pytest.raises(PermissionDenied):
        submitting.take_back(row, "Sai.", by=cast.nam, at=TUESDAY)


def test_no_reason_stands_in_the_ledger(cast, dao, approved):
    row = submitting.submit(approved, by=cast.nam, at=NOON)
    submitting.return_report(row, "Thiếu số đơn.", by=dao, at=TUESDAY)
    entry = Entry.objects.get(office=cast.office, kind="report.returned")
    assert set(entry.payload) == {"kind", "period", "version", "commitment"}
    assert "Thiếu" not in entry.canonical
