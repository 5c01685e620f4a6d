"""Facts: kept in the transaction of each act, they are what the ledger tells when it is counted anew."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from hoiam.ledger.acts import append
from hoiam.office.acts import found
from hoiam.office.models import Office
from hoiam.report.chores import FactsDiffered, recount_facts
from hoiam.report.facts import facts
from hoiam.report.facts.changes import NOT_SUMMED, SUMMED
from hoiam.report.facts.reading import TOTALLED, NotWholeBuckets, totals
from hoiam.report.figures.account import accounts
from hoiam.report.figures.definitions import middle_of, nine_tenths_of
from hoiam.report.figures.table import FIGURES, count_all
from hoiam.report.models import Fact, FactBook
from hoiam.report.tests.conftest import WEEK, Scene, when
from hoiam.workdays.calendar import Calendar
from hoiam.workdays.periods import Schedule

COMMUNES = (("song-mai", "Xã Sông Mai"), ("cau-dat", "Xã Cầu Đất"))
# A month of reporting (NĐ 09/2019): thứ Năm 15/10 to thứ Bảy 14/11/2026.
REPORTING = Schedule().parse("month", "2026-M11")
OCTOBER, NOVEMBER = (Schedule().parse("calendar_month", f"2026-CM{month}") for month in (10, 11))
LATER = when("12-20")


def told(office, *ids, period=NOVEMBER, inside=True, at=LATER):
    whole = totals([office], period, at, by="all", inside=inside, figures=ids)["all"]
    return [whole[id].value for id in ids]


def by(office, sort, id, *, period=NOVEMBER, inside=True):
    found = totals([office], period, LATER, by=sort, inside=inside)
    return {key: figures[id].value for key, figures in found.items() if figures[id].value}


def counted_from_the_ledger(office, period, *, inside):
    account = next(accounts(office, [period], LATER))
    return count_all(account if inside else account.for_the_public(), Calendar())


def fourteen_nights():
    """Of two offices one is drawn each night."""
    for night in range(16, 30):
        recount_facts(when(f"11-{night}", "03:40"))


def assign(scene, number, at, unit, was=""):
    return scene.enter("matter.assigned", number, at, unit=unit, unit_was=was)


def a_lived_month(scene):
    """Everything that moves a fact from one place to another, and entries that come late."""
    one, other, third = scene.receive(when("11-02")), scene.receive(when("11-03")), scene.receive(when("10-30"))
    scene.accept(one, when("11-03"), kind="petition")
    assign(scene, one, when("11-03"), "KT")
    assign(scene, one, when("11-04"), "VP", "KT")
    scene.publish(one, when("11-04"))
    scene.enter("message.restricted", other, when("11-05"), source="words", confirm_by="2026-11-09")
    scene.answer(one, when("11-12"), days=8, kind="petition")
    scene.rate(one, when("11-13"), 1)
    scene.rate(one, when("11-16"), 3)
    scene.reopen(one, when("11-16"))
    scene.answer(one, when("11-20"), first=False, days=4, kind="petition", on_time=False)
    scene.enter("message.unrestricted", other, when("11-23"), why="lapsed")
    scene.enter("message.sent_up", third, when("11-04"), due_on="2026-11-20")
    scene.extend(other, when("11-10"), due="12-04")
    # Recorded last, and first by law.
    scene.enter("matter.paused", other, when("11-06"), step="answer", due_on="2026-11-30", next_due_on="2026-11-30")
    scene.enter("message.me_too", one, when("10-10"))
    with transaction.atomic():
        append(scene.office, "reception.day_held", "office:x", by=None, at=when("11-05"), payload={"day": "2026-11-05"})
    return one, other, third


def test_facts_kept_act_by_act_are_those_counted_anew(scene):
    for _ in range(2):
        a_lived_month(scene)
        assert facts.differences(scene.office) == []
    kept = facts.replay(scene.office)
    assert len(kept) > 30
    facts.rebuild(scene.office, at=LATER)
    assert facts.differences(scene.office) == []
    assert Fact.objects.count() == len(kept)


def test_each_month_alone_is_counted_anew_as_in_the_whole(scene):
    a_lived_month(scene)
    scene.receive(when("09-07"), due="10-21")  # thứ Tư: overdue from October on, though nothing happens in it
    whole = facts.replay(scene.office)
    for month in (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)):
        assert facts.replay(scene.office, month) == {
            key: n for key, n in whole.items() if key.bucket.month == month.month
        }


def test_a_kind_changed_at_the_desk_takes_the_receipt_with_it(scene):
    number = scene.receive(when("11-02"))
    assert by(scene.office, "kind", "messages_received") == {"feedback": 1}
    scene.accept(number, when("11-03"), kind="petition")
    assert by(scene.office, "kind", "messages_received") == {"petition": 1}
    assert by(scene.office, "kind", "messages_open") == {"petition": 1}


def test_a_message_stands_under_its_unit_and_its_closing_under_the_unit_that_answered(scene):
    number = scene.receive(when("11-02"))
    assign(scene, number, when("11-03"), "KT")
    scene.answer(number, when("11-05"))
    scene.reopen(number, when("11-06"))
    assign(scene, number, when("11-09"), "VP", "KT")
    assert by(scene.office, "unit", "messages_received") == {"VP": 1}
    assert by(scene.office, "unit", "messages_closed") == {"KT": 1}
    assert by(scene.office, "unit", "messages_open") == {"VP": 1}


def test_what_is_restricted_today_is_in_no_public_total_of_any_period_and_comes_back_when_released(scene):
    number = scene.receive(when("10-20"))
    scene.receive(when("10-21"))
    ids = ("messages_received", "messages_open")
    assert told(scene.office, *ids, period=OCTOBER, inside=False) == [2, 2]
    scene.enter("message.restricted", number, when("11-20"), source="sender", confirm_by=None)
    assert told(scene.office, *ids, period=OCTOBER, inside=False) == [1, 1]
    assert told(scene.office, *ids, period=OCTOBER) == [2, 2]
    scene.enter("message.unrestricted", number, when("11-24"), why="sender")
    assert told(scene.office, *ids, period=OCTOBER, inside=False) == [2, 2]
    assert facts.differences(scene.office) == []


def test_in_public_no_total_tells_of_letters(scene):
    scene.receive(when("11-02"), kind="complaint", restricted=True)
    public = totals([scene.office], NOVEMBER, LATER, by="all", inside=False)
    assert all("letters_complaint" not in figures for figures in public.values())
    assert told(scene.office, "letters_complaint") == [1]


def test_the_fourteenth_and_the_fifteenth_lie_in_two_months_of_reporting(scene):
    scene.receive(when("10-14", "23:59"))  # thứ Tư
    scene.receive(when("10-15", "00:00"))  # thứ Năm
    scene.receive(when("11-14", "23:59"))  # thứ Bảy
    scene.receive(when("11-15", "00:00"))  # Chủ nhật
    assert told(scene.office, "messages_carried", "messages_received", period=REPORTING) == [1, 2]
    assert told(scene.office, "messages_received", period=OCTOBER) == [2]
    assert told(scene.office, "messages_received", period=NOVEMBER) == [2]


def test_legal_time_decides_the_month_whenever_it_is_recorded(scene):
    scene.receive(when("11-02"))
    scene.receive(when("10-31", "23:59"))  # thứ Bảy; entered after the one of Monday
    assert told(scene.office, "messages_received", period=OCTOBER) == [1]
    assert told(scene.office, "messages_carried", "messages_received") == [1, 1]


def test_a_message_is_overdue_once_its_due_day_is_over_and_until_it_ends(scene):
    scene.receive(when("11-02"), due="11-30")  # thứ Hai, the last day of the month
    late = scene.receive(when("11-02"), due="11-13")  # thứ Sáu
    put_off = scene.receive(when("11-02"), due="11-20")
    scene.extend(put_off, when("11-19"), due="12-04")
    again = scene.receive(when("11-02"), due="11-12")
    scene.answer(again, when("11-12", "23:00"))
    scene.reopen(again, when("11-16"), due="11-13")
    ids = ("messages_open", "open_in_time", "open_overdue")
    assert told(scene.office, *ids, period=REPORTING) == [3, 2, 1]
    assert told(scene.office, *ids) == [4, 1, 3]
    scene.answer(late, when("11-27"), on_time=False)
    assert told(scene.office, *ids) == [3, 1, 2]


def test_while_a_month_runs_nobody_knows_what_will_be_overdue_at_its_end(scene):
    scene.receive(when("11-02"), due="11-13")
    running = totals([scene.office], NOVEMBER, when("11-10"), by="all", inside=True)["all"]
    assert running["messages_open"].value == 1
    assert "open_overdue" not in running
    assert "open_in_time" not in running


def test_a_rating_said_again_replaces_the_first_and_shares_are_of_sums(scene):
    one, other = scene.receive(when("11-02")), scene.receive(when("11-02"))
    scene.answer(one, when("11-03"))
    scene.answer(other, when("11-04"), on_time=False)
    scene.rate(one, when("11-05"), 1)
    scene.rate(one, when("11-20"), 3)
    scene.rate(other, when("11-05"), 0)
    assert told(scene.office, "ratings", "satisfied_share", "on_time_share") == [2, 50.0, 50.0]


def test_a_histogram_tells_the_middle_and_nine_tenths_of_what_it_counted():
    laid = ((), ((4, 1),), ((1, 1), (2, 1)), ((1, 2), (3, 2)), ((2, 3), (1, 4), (30, 2)))
    assert [middle_of(one) for one in laid] == [None, 4, 1.5, 2, 2]
    assert [nine_tenths_of(laid) for laid in ((), ((3, 10),), ((1, 9), (8, 1)), ((1, 8), (8, 2)))] == [None, 3, 1, 8]


def test_a_province_sums_its_communes_and_reads_the_median_from_all_their_matters(cast):
    offices = [cast.office, *(found(code, name, "xa", at=when("01-01")) for code, name in COMMUNES)]
    for office, days in zip(offices, ((1, 1, 1, 1, 1), (2, 2, 2, 9, 9), (30,)), strict=True):
        scene = Scene(office, first=office.pk * 1_000_000)
        for one in days:
            scene.answer(scene.receive(when("11-02")), when("11-10"), days=one, on_time=one < 20)
    whole = totals(offices, NOVEMBER, LATER, by="all", inside=True)["all"]
    each = totals(offices, NOVEMBER, LATER, by="office", inside=True)
    assert [each[office.pk]["median_working_days"].value for office in offices] == [1, 2, 30]  # the average would be 11
    assert (whole["median_working_days"].value, whole["p90"].value) == (2, 9)
    assert whole["median_working_days"].histogram == ((1, 5), (2, 3), (9, 2), (30, 1))
    share = whole["on_time_share"]
    assert (share.value, share.numerator, share.denominator) == (90.9, 10, 11)
    assert each[offices[1].pk]["received_by_channel"].parts == {"web": 5}
    assert whole["messages_received"].value == 11


def test_totals_are_the_figures_of_the_report_counted_from_the_ledger(scene):
    a_lived_month(scene)
    for inside in (True, False):
        summed = totals([scene.office], NOVEMBER, LATER, by="all", inside=inside)["all"]
        counted = counted_from_the_ledger(scene.office, NOVEMBER, inside=inside)
        assert {id: total.value for id, total in summed.items()} == {id: counted[id].value for id in summed}
        assert {id: dict(total.parts) for id, total in summed.items()} == {
            id: {key: len(entries) for key, entries in counted[id].parts} for id in summed
        }


def test_every_figure_is_summed_or_says_why_not():
    otherwise = [id for ids in NOT_SUMMED.values() for id in ids]
    assert sorted([*SUMMED, *otherwise]) == sorted(FIGURES)
    shares = {id for id in SUMMED if FIGURES[id].unit == "%"}
    days = {id for id in SUMMED if FIGURES[id].unit == FIGURES["p90"].unit}
    assert (shares, days) == (set(), {"pause_days"})
    assert set(TOTALLED) <= set(FIGURES)


def test_a_week_is_no_sum_of_half_months(scene):
    with pytest.raises(NotWholeBuckets):
        told(scene.office, "messages_received", period=WEEK)


def test_an_office_has_its_facts_from_its_first_entry_on_and_one_from_before_is_named_until_it_is_counted(scene):
    scene.receive(when("11-02"))
    assert facts.unbuilt() == []
    FactBook.objects.update(definitions="counted otherwise")
    assert scene.office in facts.unbuilt()
    assert totals([scene.office], NOVEMBER, LATER, by="office", inside=True) == {}
    recount_facts(LATER)
    assert facts.unbuilt() == []
    assert told(scene.office, "messages_received") == [1]


def test_an_office_that_had_nothing_when_facts_were_counted_can_begin(cast):
    fourteen_nights()
    assert facts.unbuilt() == []
    later = Office.objects.create(code="xa-moi", level="xa", name="Xã Mới")
    fourteen_nights()
    Scene(later).receive(when("11-30"))
    assert told(later, "messages_received") == [1]


def test_a_fact_that_was_changed_is_found_in_the_night_its_month_is_drawn_and_put_right(scene, caplog):
    scene.receive(when("11-02"))
    Fact.objects.filter(measure="messages_received").update(n=7)
    assert [(one.key.measure, one.kept, one.counted) for one in facts.differences(scene.office, NOVEMBER.first)] == [
        ("messages_received", 7, 1)
    ]
    with pytest.raises(FactsDiffered):
        fourteen_nights()
    assert "tháng 2026-11-01: 1 số khác nhật ký" in caplog.text
    assert told(scene.office, "messages_received") == [1]
    assert facts.differences(scene.office) == []


def test_one_command_rebuilds_and_one_compares(scene, capsys):
    scene.receive(when("11-02"))
    call_command("facts", "check")
    Fact.objects.filter(measure="messages_received").update(n=7)
    with pytest.raises(CommandError, match="hoiam facts rebuild"):
        call_command("facts", "check", "--office", scene.office.code)
    said = capsys.readouterr().out
    assert f"{scene.office.code}: khớp với nhật ký." in said
    assert "2026-11-01 messages_received: đang giữ 7, nhật ký 1" in said
    call_command("facts", "rebuild", "--json")
    assert told(scene.office, "messages_received") == [1]


def test_an_act_that_fails_leaves_no_fact(scene):
    with transaction.atomic():
        scene.receive(when("11-02"))
        assert Fact.objects.exists()
        transaction.set_rollback(True)
    assert not Fact.objects.exists()
