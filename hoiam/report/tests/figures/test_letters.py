"""Letters: what was to be dealt with, how each was judged, what is owed a decision; both sums close or name entries."""

from __future__ import annotations

from datetime import date

from hoiam.report.counting.compile import compile
from hoiam.report.figures.account import Account
from hoiam.report.figures.definitions import PROVISIONAL
from hoiam.report.figures.table import FIGURES, INSIDE_FIGURES
from hoiam.report.paper.paper import out_of_balance
from hoiam.report.sentences.sentence import text_of
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.tests.figures.test_figures import values
from hoiam.report.tests.figures.test_more_figures import a_letter, a_step
from hoiam.workdays.calendar import Calendar, Day
from hoiam.workdays.periods import Schedule

TOTAL = ("letters_carried", "letters_received", "letters_reopened", "letters_total")
JUDGED = (
    *("letters_eligible", "letters_own", "letters_guided", "letters_passed_on"),
    *("letters_ineligible", "letters_filed", "letters_returned", "letters_unsorted", "letters_sent_up"),
)
DUE = tuple(f"complaints_{one}" for one in ("due", "resolved", "resolved_on_time", "resolved_late"))
LEFT = ("complaints_ended_otherwise", "complaints_undecided", "complaints_overdue")


def by_post(scene, at, **given):
    return scene.receive(at, channel="letter", kind="petition", **given)


def counted(scene, *ids, inside=True, period=WEEK, at=AFTER):
    return values(scene.office, *ids, inside=inside, period=period, at=at)


def ended(scene, number, at, outcome, kind="petition", **given):
    scene.accept(number, at, kind=kind)
    return scene.answer(number, at, outcome=outcome, kind=kind, **given)


def test_every_letter_of_the_total_is_judged_once(scene):
    carried = a_letter(scene, when("11-05"), due="11-12")  # thứ Năm: over when the week is over
    scene.accept(carried, when("11-06"), kind="complaint", due="11-12")
    ended(scene, by_post(scene, when("11-09")), when("11-10"), "guided")
    ended(scene, by_post(scene, when("11-09")), when("11-10"), "filed")
    ended(scene, by_post(scene, when("11-09")), when("11-10"), "returned_letter")
    ended(scene, by_post(scene, when("11-09")), when("11-11"), "answered")
    passed = by_post(scene, when("11-09"))
    ended(scene, passed, when("11-10"), "passed_on")
    scene.answer(passed, when("11-13"), outcome="passed_on", kind="petition", entry="matter.receiver_number")
    ended(scene, by_post(scene, when("11-09")), when("11-12"), "passed_on")  # no number back yet: still ours
    by_post(scene, when("11-13"))  # nobody has sorted it
    sealed = a_letter(scene, when("11-11"), "denunciation")
    scene.enter("message.sent_up", sealed, when("11-12"), due_on="2026-11-20")
    scene.receive(when("11-10"))  # by the site: no letter
    scene.receive(when("11-10"), channel="letter", kind="information")  # a request on paper: no letter either
    assert counted(scene, *TOTAL) == [1, 8, 0, 9]
    # 3 of our own (carried, answered, without a number) + 1 guided + 1 passed on = 5; 2 not eligible; 1; 1.
    assert counted(scene, *JUDGED) == [5, 3, 1, 1, 2, 1, 1, 1, 1]
    assert counted(scene, "letters_closed", "letters_left", "letters_overdue") == [5, 3, 1]
    said = [text_of(sentence) for sentence in compile(scene.office, WEEKLY, WEEK, AFTER, inside=True).face.sentences]
    assert (
        "Đơn thư: tổng số 09; kỳ trước chuyển sang 01; tiếp nhận trong kỳ 08; mở lại 00; đủ điều kiện xử lý 05; thuộc "
        "thẩm quyền 03; hướng dẫn 01; chuyển 01; không đủ điều kiện 02; chưa phân loại 01; còn tồn cuối kỳ 03; quá hạn "
        "01."
    ) in said


def test_a_letter_ended_reopened_and_open_again_is_two_of_the_total(scene):
    number = by_post(scene, when("11-09"))
    ended(scene, number, when("11-10"), "filed")
    scene.reopen(number, when("11-11"))
    assert counted(scene, *TOTAL) == [0, 1, 1, 2]
    assert counted(scene, "letters_ineligible", "letters_own", "letters_eligible", "letters_left") == [1, 1, 1, 1]


def test_complaints_taken_up_are_owed_a_decision_until_it_is_made_or_they_end(scene):
    late, right, withdrawn, owing, refused = (a_letter(scene, when("11-02")) for _ in range(5))
    a_step(scene, late, "accept", when("11-04"))  # before the week
    for number in (right, withdrawn, owing):
        a_step(scene, number, "accept", when("11-09"))
    a_step(scene, late, "decide", when("11-10"), on_time=False, result="wrong")
    a_step(scene, right, "decide", when("11-12"), result="right")
    scene.answer(withdrawn, when("11-13"), outcome="withdrawn", kind="complaint")
    # The answer that refuses to take it up takes the step itself, in the same act: no decision was ever owed.
    a_step(scene, refused, "accept", when("11-13"))
    scene.answer(refused, when("11-13"), outcome="refused", kind="complaint")
    assert counted(scene, *DUE) == [4, 2, 1, 1]
    assert counted(scene, *LEFT) == [1, 1, 0]
    face = compile(scene.office, WEEKLY, WEEK, AFTER, inside=True).face
    assert face.balance.closes
    assert face.balance.letters == ()
    assert (
        "Khiếu nại thuộc thẩm quyền: phải giải quyết 04; đã giải quyết 02; đúng hạn 01; quá hạn 01; kết thúc không có "
        "quyết định 01; đang giải quyết 01; đang giải quyết, quá hạn 00."
    ) in [text_of(sentence) for sentence in face.sentences]
    # The next week it is carried over, and overdue once its day is over.
    following = WEEK.next()
    ids = ("complaints_due", "complaints_undecided", "complaints_overdue")
    assert counted(scene, *ids, period=following, at=when("11-23", "08:00")) == [1, 1, 0]
    assert counted(scene, *ids, period=following.next().next().next().next().next(), at=when("12-31")) == [1, 1, 1]


def test_a_letter_that_ended_owing_and_is_reopened_is_owed_a_decision_again(scene):
    number = a_letter(scene, when("11-02"))
    a_step(scene, number, "accept", when("11-04"))
    scene.answer(number, when("11-09"), outcome="withdrawn", kind="complaint")
    scene.reopen(number, when("11-10"))
    assert counted(scene, "complaints_due", *LEFT) == [2, 1, 1, 0]
    assert compile(scene.office, WEEKLY, WEEK, AFTER, inside=True).face.balance.closes


def test_letters_that_do_not_close_name_the_entries_and_the_public_learns_nothing(scene):
    number = a_letter(scene, when("11-09"))
    decided = a_step(scene, number, "decide", when("11-12"), result="right")  # never taken up
    inside = compile(scene.office, WEEKLY, WEEK, AFTER, inside=True)
    assert (inside.face.balance.closes, inside.face.balance.letters) == (False, (decided.number,))
    assert out_of_balance(inside) == (
        f"Số đơn thư chưa cân đối: cần xem lại nhật ký xử lý (dòng số {decided.number}).",
    )
    public = compile(scene.office, WEEKLY, WEEK, AFTER)
    assert (public.face.balance.closes, out_of_balance(public)) == (True, ())


def test_letters_by_post_are_public_and_the_total_with_complaints_is_not(scene):
    for _ in range(2):
        by_post(scene, when("11-10"))
    a_letter(scene, when("11-10"))
    assert counted(scene, "letters_petition", "letters_received") == [2, 3]
    assert counted(scene, "letters_petition", "letters_received", inside=False) == [2, None]
    assert {id for id in FIGURES if id.startswith(("letters_", "complaints_", "denunciations_"))} - INSIDE_FIGURES == {
        *("letters_petition", "letters_complaint", "letters_denunciation")
    }


def test_a_visit_of_five_or_more_is_a_large_group(scene):
    for people in (1, 4, 5, 12):
        number = scene.receive(when("11-10"), channel="reception")
        payload = {"line": "1/2026", "held_on": "2026-11-10", "sort": "regular", "chaired": False, "first_time": True}
        scene.enter("reception.recorded", number, when("11-10"), people=people, **payload)
    assert counted(scene, "large_groups", "large_groups_people") == [2, 17]


def test_the_chairman_owes_a_day_in_every_week_that_ended_but_those_wholly_off(scene):
    assert counted(scene, "chair_days_required") == [1]
    assert counted(scene, "chair_days_required", at=when("11-13")) == [0]  # the week runs
    # 15/10 (thứ Năm) to 14/11 (thứ Bảy): the weeks that ended on 18/10, 25/10, 01/11 and 08/11.
    month = Schedule().parse("month", "2026-M11")
    required = FIGURES["chair_days_required"].count
    account = Account(month, month.end, [], {}, [])
    assert required(account, Calendar()).value == 4
    off = [Day(date(2026, 10, 26 + day), False, "bão") for day in range(5)]
    assert required(account, Calendar(off)).value == 3


def test_a_figure_names_the_clause_it_is_kept_by_and_says_when_its_text_was_not_seen(scene, client):
    asked = FIGURES["info_requests"]
    assert asked.clause == "Điều 24 Luật Tiếp cận thông tin 2026"
    assert FIGURES["chair_days_held"].clause == f"Điều 15 khoản 2 điểm d Luật Tiếp công dân 2013 ({PROVISIONAL})"
    scene.receive(when("11-10"))
    page = client.get("/bao-cao/weekly/2026-W46/info_requests").content.decode()
    assert f"<b>Căn cứ:</b> {asked.clause}." in page
    told = client.get("/bao-cao/weekly/2026-W46/tep/figures.json").json()
    assert {one["id"]: one["clause"] for one in told}["info_requests"] == asked.clause
