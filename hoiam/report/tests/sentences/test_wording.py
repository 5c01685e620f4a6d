"""The sentences of the report, as an office would write them from the same numbers."""

from __future__ import annotations

from hoiam.report.counting.compile import compile
from hoiam.report.sentences.sentence import text_of
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.tests.figures.test_figures import a_busy_week


def sentences(office, at=AFTER, inside=False):
    return [text_of(sentence) for sentence in compile(office, WEEKLY, WEEK, at, inside=inside).face.sentences]


def test_the_balance_reads_as_in_the_reports_of_offices(scene):
    """8 carried over, 39 the week before, 44 received; 41 closed of which 38 on time; 11 open, one of them overdue."""
    carried = [scene.receive(when("11-02"), due="11-13") for _ in range(8)]
    for _ in range(31):
        scene.answer(scene.receive(when("11-03")), when("11-04"), on_time=True)
    new = [scene.receive(when("11-10")) for _ in range(44)]
    for number in [*carried[:7], *new[:31]]:
        scene.answer(number, when("11-12"))
    for number in new[31:34]:
        scene.answer(number, when("11-13"), on_time=False)
    said = sentences(scene.office)
    assert "Trong tuần tiếp nhận 44 phản ánh, kiến nghị, tăng 05 so với tuần trước (tăng 12,8%)." in said
    assert (
        "Tổng số 52 (kỳ trước chuyển sang 08, tiếp nhận trong kỳ 44, mở lại 00); đã giải quyết 41, trong đó đúng hạn "
        "38, quá hạn 03; đang giải quyết 11 (trong hạn 10, quá hạn 01)."
    ) in said
    assert "Tỷ lệ trả lời đúng hạn đạt 92,7% (38/41), giảm 7,3 điểm phần trăm so với tuần trước." in said


def test_an_answer_after_reopening_is_told_apart_so_that_the_sum_still_adds_up(scene):
    a_busy_week(scene)
    said = sentences(scene.office, inside=True)
    assert (
        "Tổng số 07 (kỳ trước chuyển sang 01, tiếp nhận trong kỳ 04, mở lại 02); đã giải quyết 04, trong đó đúng hạn "
        "02, quá hạn 01, trả lời lại sau khi mở lại đúng hạn 01, quá hạn 00; đang giải quyết 03 (trong hạn 03, quá "
        "hạn 00)."
    ) in said
    assert "Đơn khiếu nại tiếp nhận trong kỳ: 00; đơn tố cáo: 01." in said
    assert (
        "Đơn khiếu nại tiếp nhận trong kỳ: dưới 05; đơn tố cáo: dưới 05 (hồ sơ hạn chế tiếp cận, không tính trong các "
        "số liệu khác)."
    ) in sentences(scene.office)


def test_a_week_after_an_empty_one_has_nothing_to_be_compared_with(scene):
    scene.receive(when("11-10"))
    assert "Trong tuần tiếp nhận 01 phản ánh, kiến nghị (kỳ trước không phát sinh)." in sentences(scene.office)


def test_an_empty_week_says_so(scene):
    said = sentences(scene.office)
    assert said[0] == "Trong tuần không phát sinh phản ánh, kiến nghị mới."
    assert not [sentence for sentence in said if "%" in sentence]


def test_a_running_week_is_not_compared_with_a_whole_one(scene):
    scene.receive(when("11-03"))
    scene.receive(when("11-09"))
    assert "Trong tuần tiếp nhận 01 phản ánh, kiến nghị." in sentences(scene.office, at=when("11-11"))


def test_each_number_in_a_sentence_is_tied_to_its_figure(scene):
    a_busy_week(scene)
    compiled = compile(scene.office, WEEKLY, WEEK, AFTER, inside=True)
    for sentence in compiled.face.sentences:
        for piece in sentence:
            if piece.text.isdigit():
                assert piece.figure in compiled.figures


def test_answers_of_the_same_day_are_said_so(scene):
    scene.answer(scene.receive(when("11-10", "08:00")), when("11-10", "15:00"), days=0)
    assert "Một nửa số vụ việc xong trong ngày; 90% vụ việc xong trong ngày." in sentences(scene.office)
