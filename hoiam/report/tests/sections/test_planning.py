"""Last period's plan is this period's result; what is not done is carried over, and how often is seen."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.models import Entry
from hoiam.report.counting.compile import compile
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.sections.planning import carry_over, left_of, plan_task, remove_task, tell_result
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.workdays.periods import Schedule

LAST, NEXT = WEEK.previous(), WEEK.next()


def planned(compiled):
    return [(one.unit, one.text, one.times) for one in compiled.plan]


def resulted(compiled):
    return [(one.text, one.told) for one in compiled.results]


def test_a_plan_becomes_the_results_of_the_next_period(scene, lan):
    lights = plan_task(WEEKLY, LAST, lan.unit, "Thay 06 bóng đèn.", by=lan, at=when("11-06"))
    drains = plan_task(WEEKLY, LAST, lan.unit, "Nạo vét cống chợ.", by=lan, at=when("11-06"))
    assert [one[1] for one in planned(compile(scene.office, WEEKLY, LAST, when("11-06"), drafts=True))] == [
        "Thay 06 bóng đèn.",
        "Nạo vét cống chợ.",
    ]
    tell_result(lights, "done", by=lan, at=when("11-12"))
    now = compile(scene.office, WEEKLY, WEEK, when("11-12"), drafts=True)
    assert resulted(now) == [("Thay 06 bóng đèn.", "Đã hoàn thành"), ("Nạo vét cống chợ.", "chưa báo kết quả")]
    tell_result(drains, "not_done", "Mưa cả tuần.", by=lan, at=when("11-12"))
    tell_result(drains, "partly", "Còn đoạn qua chợ.", by=lan, at=when("11-13"))
    now = compile(scene.office, WEEKLY, WEEK, when("11-13"), drafts=True)
    assert resulted(now)[1] == ("Nạo vét cống chợ.", "Hoàn thành một phần: Còn đoạn qua chợ.")
    entry = Entry.objects.filter(kind="report.task_told").last()
    assert entry.subject == "report:weekly:2026-W46"
    assert entry.payload == {
        **{"kind": "weekly", "period": "2026-W46", "unit": "KT", "task": drains.pk, "state": "partly"},
    }


def test_what_is_not_done_is_carried_over_once_and_the_third_time_is_seen(scene, lan, binh):
    task = plan_task(WEEKLY, LAST, lan.unit, "Nạo vét cống chợ.", by=lan, at=when("11-06"))
    done = plan_task(WEEKLY, LAST, lan.unit, "Thay 06 bóng đèn.", by=lan, at=when("11-06"))
    tell_result(done, "done", by=lan, at=when("11-12"))
    with pytest.raises(ValidationError, match="báo kết quả trước"):
        carry_over(WEEKLY, WEEK, lan.unit, by=lan, at=when("11-12"))
    tell_result(task, "not_done", by=lan, at=when("11-12"))
    (second,) = carry_over(WEEKLY, WEEK, lan.unit, by=lan, at=when("11-12"))
    assert (second.text, second.carried_from, second.times) == ("Nạo vét cống chợ.", task, 1)
    with pytest.raises(ValidationError):
        carry_over(WEEKLY, WEEK, lan.unit, by=lan, at=when("11-12"))
    tell_result(second, "partly", by=lan, at=when("11-19"))
    carry_over(WEEKLY, NEXT, lan.unit, by=lan, at=when("11-19"))
    following = compile(scene.office, WEEKLY, NEXT, when("11-19"), drafts=True)
    assert [one.carried for one in following.plan] == ["chuyển kỳ lần thứ 2"]
    assert [one.text for one in following.results] == ["Nạo vét cống chợ."]


def test_a_task_carried_by_mistake_is_taken_out_and_can_be_carried_again(scene, lan):
    task = plan_task(WEEKLY, LAST, lan.unit, "Nạo vét cống chợ.", by=lan, at=when("11-06"))
    tell_result(task, "not_done", by=lan, at=when("11-12"))
    (carried,) = carry_over(WEEKLY, WEEK, lan.unit, by=lan, at=when("11-12"))
    remove_task(carried, by=lan, at=when("11-12"))
    assert compile(scene.office, WEEKLY, WEEK, when("11-12"), drafts=True).plan == ()
    assert left_of(WEEKLY, WEEK, lan.unit) == [task]
    with pytest.raises(ValidationError, match="đã bỏ"):
        remove_task(carried, by=lan, at=when("11-12"))


def test_plan_and_results_are_drafts_until_published_and_freeze_with_the_report(scene, lan, nam, binh):
    task = plan_task(WEEKLY, LAST, lan.unit, "Nạo vét cống chợ.", by=lan, at=when("11-06"))
    tell_result(task, "done", by=lan, at=when("11-12"))
    ahead = plan_task(WEEKLY, WEEK, nam.unit, "Họp giao ban.", by=nam, at=when("11-12"))
    assert compile(scene.office, WEEKLY, WEEK, AFTER).plan == ()
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    for do in (lambda: tell_result(task, "not_done", by=lan, at=AFTER), lambda: remove_task(ahead, by=nam, at=AFTER)):
        with pytest.raises(ValidationError, match="đã chốt"):
            do()
    assert compile(scene.office, WEEKLY, WEEK, AFTER).results == ()
    publish(frozen, by=binh, at=AFTER)
    kept = compile(scene.office, WEEKLY, WEEK, AFTER)
    assert (planned(kept), resulted(kept)) == (
        [("Văn phòng HĐND và UBND", "Họp giao ban.", 0)],
        [("Nạo vét cống chợ.", "Đã hoàn thành")],
    )


def test_a_unit_plans_its_own_and_says_what_came_of_its_own(scene, lan, nam, cast):
    task = plan_task(WEEKLY, LAST, lan.unit, "Nạo vét cống chợ.", by=nam, at=when("11-06"))  # who compiles may
    cast.hung.unit = cast.vp
    cast.hung.save()
    with pytest.raises(PermissionDenied):
        tell_result(task, "done", by=cast.hung, at=when("11-12"))
    for wrong in ("", "finished"):
        with pytest.raises(ValidationError, match="Chọn kết quả"):
            tell_result(task, wrong, by=lan, at=when("11-12"))
    with pytest.raises(ValidationError, match="Ghi nhiệm vụ"):
        plan_task(WEEKLY, LAST, lan.unit, " ", by=lan, at=when("11-06"))


def test_nine_months_have_no_plan_before_them(scene, lan):
    nine, schedule = kind_of("nine_months"), Schedule()
    period = schedule.parse("nine_months", "2026-9M")
    plan_task(nine, period, lan.unit, "Hoàn thành vỉa hè.", by=lan, at=when("09-10"))
    assert compile(scene.office, nine, period.next(), when("11-12"), drafts=True).results == ()
