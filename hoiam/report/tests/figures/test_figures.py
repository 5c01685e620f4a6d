"""Figures: each counted from entries by legal time, each leading back to them; the balance closes."""

from __future__ import annotations

import pytest

from hoiam.ledger.models import Entry
from hoiam.office.acts import found
from hoiam.report.counting.compile import compile
from hoiam.report.figures.table import FIGURES
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when


def values(office, *ids, at=AFTER, period=WEEK, inside=True):
    compiled = compile(office, WEEKLY, period, at, inside=inside)
    return [compiled.figures[id].value for id in ids]


BALANCE = (
    "messages_carried",
    "messages_received",
    "messages_reopened",
    "messages_total",
    "messages_closed",
    "messages_open",
)


def test_one_week_counted_by_hand(scene):
    before = scene.receive(when("11-05"), due="11-12")  # thứ Năm before; due thứ Năm 12/11
    waiting = scene.receive(when("11-06"), due="11-13")  # thứ Sáu before; due thứ Sáu 13/11
    solved = scene.receive(when("11-09"))  # thứ Hai
    scene.receive(when("11-15", "23:59"))  # Chủ nhật, last minute
    scene.receive(when("11-16", "00:00"))  # thứ Hai: next week
    scene.answer(before, when("11-13"), on_time=False, days=6, outcome="partly")
    scene.answer(solved, when("11-11"), days=2)
    assert waiting
    assert values(scene.office, *BALANCE) == [2, 2, 0, 4, 2, 2]
    assert values(scene.office, "solved", "partly", "answered") == [1, 1, 0]
    assert values(scene.office, "answered_on_time", "answered_late", "on_time_share") == [1, 1, 50.0]
    assert values(scene.office, "open_in_time", "open_overdue") == [1, 1]
    assert values(scene.office, "median_working_days", "p90") == [4, 6]


def test_each_figure_leads_to_the_entries_it_was_counted_from(scene):
    first, second = scene.receive(when("11-09")), scene.receive(when("11-10"))
    reply = scene.answer(first, when("11-12"))
    figures = compile(scene.office, WEEKLY, WEEK, AFTER).figures
    received = Entry.objects.filter(kind="message.received").order_by("number")
    assert figures["messages_received"].entries == tuple(received.values_list("number", flat=True))
    assert figures["solved"].entries == figures["answered_on_time"].entries == (reply.number,)
    assert figures["messages_open"].entries == (received.get(subject=f"message:{second}").number,)


def test_every_count_has_as_many_entries_as_it_says(scene):
    a_busy_week(scene)
    for figure in compile(scene.office, WEEKLY, WEEK, AFTER, inside=True).figures.values():
        if figure.unit == "%" or figure.id == "chair_days_required":  # by law, not by entries
            continue
        if figure.unit not in ("ngày làm việc", "lượt người", "đồng"):
            assert figure.value == len(figure.entries), figure.id
        assert sum(part.value for part in figure.parts) in (0, figure.value), figure.id


def a_busy_week(scene):
    """Closed, reopened and closed again in one week; passed on and taken in; restricted; withheld; late."""
    one = scene.receive(when("11-06"))
    scene.answer(one, when("11-09"))
    scene.rate(one, when("11-09", "10:00"), 1)
    scene.reopen(one, when("11-10"))
    scene.answer(one, when("11-12"), first=False, days=2)
    scene.rate(one, when("11-12", "10:00"), 3)
    passed = scene.receive(when("11-09"), kind="petition", channel="counter")
    scene.answer(passed, when("11-10"), outcome="passed_on", kind="petition")
    scene.answer(passed, when("11-13"), outcome="passed_on", kind="petition", entry="matter.receiver_number", days=4)
    again = scene.receive(when("11-09"), wants_public=False)
    scene.answer(again, when("11-11"), on_time=False, outcome="refused")
    scene.reopen(again, when("11-14"))
    letter = scene.receive(when("11-10"), kind="denunciation", restricted=True, due="12-20")
    asked = scene.receive(when("11-10"), kind="information", due="11-26")
    scene.accept(asked, when("11-11"), kind="information", due="11-26", topic="rac-thai")
    scene.publish(asked, when("11-11"))
    scene.extend(asked, when("11-12"), due="12-14")
    return one, passed, again, letter, asked


def test_a_message_closed_reopened_and_closed_again_in_one_week_still_balances(scene):
    a_busy_week(scene)
    compiled = compile(scene.office, WEEKLY, WEEK, AFTER, inside=True)
    # 1 carried + 4 received + 2 reopened = 4 closed + 3 open (again, letter, asked)
    assert values(scene.office, *BALANCE) == [1, 4, 2, 7, 4, 3]
    assert compiled.face.balance.closes
    told = {id: compiled.figures[id].value for id in ("answered_on_time", "answered_late", "reanswered_on_time")}
    assert told == {"answered_on_time": 2, "answered_late": 1, "reanswered_on_time": 1}
    assert (compiled.figures["on_time_share"].numerator, compiled.figures["on_time_share"].denominator) == (2, 3)
    assert (compiled.figures["ratings"].value, compiled.figures["satisfied_share"].value) == (2, 50.0)
    assert compiled.figures["reopened_share"].value == 50.0
    assert compiled.figures["extended"].value == compiled.figures["info_requests"].value == 1


def test_what_was_passed_on_is_open_until_the_receiver_has_entered_it(scene):
    number = scene.receive(when("11-09"))
    scene.answer(number, when("11-10"), outcome="passed_on")
    assert values(scene.office, "passed_on", "messages_closed", "messages_open") == [0, 0, 1]
    scene.answer(number, when("11-12"), outcome="passed_on", entry="matter.receiver_number")
    assert values(scene.office, "passed_on", "messages_closed", "messages_open") == [1, 1, 0]


def test_the_due_day_itself_is_in_time_and_an_extension_moves_it(scene):
    late = scene.receive(when("11-02"), due="11-15")  # Chủ nhật: over when the week is over
    kept = scene.receive(when("11-02"), due="11-13")
    scene.receive(when("11-02"), due="11-16")  # thứ Hai
    scene.extend(kept, when("11-12"), due="11-20")
    assert values(scene.office, "open_in_time", "open_overdue") == [2, 1]
    overdue = compile(scene.office, WEEKLY, WEEK, AFTER).figures["open_overdue"]
    assert overdue.entries == (Entry.objects.get(subject=f"message:{late}").number,)
    # Seen on the Sunday itself it is still in time.
    assert values(scene.office, "open_overdue", at=when("11-15", "20:00")) == [0]


def test_the_kind_after_sorting_is_the_one_counted(scene):
    number = scene.receive(when("11-09"), kind="")
    scene.receive(when("11-09"), kind="")
    scene.accept(number, when("11-10"), kind="question")
    by_kind = compile(scene.office, WEEKLY, WEEK, AFTER).figures["received_by_kind"]
    assert {part.name: part.value for part in by_kind.parts} == {"Câu hỏi, đề nghị giải đáp": 1, "Chưa phân loại": 1}


def test_words_nobody_checked_count_as_held_without_a_ground_from_the_third_working_day(scene):
    number = scene.receive(when("11-11"))  # thứ Tư: 12 and 13 are its two working days
    scene.receive(when("11-12"))  # thứ Năm
    scene.receive(when("11-10"), wants_public=False)
    scene.publish(scene.receive(when("11-10")), when("11-11"))
    held = compile(scene.office, WEEKLY, WEEK, AFTER).figures["held_without_ground"]
    assert held.entries == (Entry.objects.get(subject=f"message:{number}").number,)
    # On Friday evening nobody is late yet.
    assert values(scene.office, "held_without_ground", at=when("11-13", "20:00")) == [0]


def test_published_and_withheld_are_told_apart_by_ground(scene):
    shown, secret, mended = (scene.receive(when("11-09")) for _ in range(3))
    own_choice = scene.receive(when("11-09"), wants_public=False)
    for number in (shown, secret, mended, own_choice):
        scene.publish(number, when("11-10"))
    scene.withhold(secret, when("11-11"), "danger")
    scene.release(own_choice, when("11-12"), "sender")
    figures = compile(scene.office, WEEKLY, WEEK, AFTER).figures
    assert figures["published_public"].value == 4  # the sender's own choice was taken back on Thursday
    assert {part.key: part.value for part in figures["withheld_by_ground"].parts} == {"danger": 1, "sender": 1}


def test_ratios_of_nothing_are_unknown_and_not_zero(scene):
    ids = ("on_time_share", "satisfied_share", "reopened_share", "median_working_days", "p90")
    assert values(scene.office, *ids) == [None] * 5
    assert compile(scene.office, WEEKLY, WEEK, AFTER).figures["on_time_share"].shown == "không phát sinh"


def test_a_running_week_counts_up_to_now(scene):
    scene.receive(when("11-10", "09:00"))
    scene.receive(when("11-11", "09:00"))
    compiled = compile(scene.office, WEEKLY, WEEK, when("11-10", "09:00"))
    assert compiled.figures["messages_received"].value == 1
    assert compiled.state == "running"
    assert compiled.notice == "Số liệu tính đến 09:00 ngày 10/11/2026, kỳ chưa kết thúc."
    assert compile(scene.office, WEEKLY, WEEK, AFTER).notice == "Kỳ đã kết thúc, số liệu chưa chốt."


def test_entries_that_contradict_break_the_balance_and_are_named(scene):
    twice = scene.receive(when("11-09"))
    scene.answer(twice, when("11-10"))
    scene.answer(twice, when("11-11"))
    secret = scene.receive(when("11-09"), kind="complaint", restricted=True)
    scene.reopen(secret, when("11-10"))
    inside = compile(scene.office, WEEKLY, WEEK, AFTER, inside=True).face.balance
    assert (inside.closes, inside.broken, inside.broken_restricted) == (False, (twice,), 1)
    public = compile(scene.office, WEEKLY, WEEK, AFTER).face.balance
    assert (public.closes, public.broken, public.broken_restricted) == (False, (twice,), 0)


def test_restricted_files_are_exact_inside_and_no_public_number_tells_how_many(scene):
    scene.receive(when("11-09"))
    for _ in range(3):
        scene.receive(when("11-10"), kind="denunciation", restricted=True)
    for _ in range(6):
        scene.receive(when("11-10"), kind="complaint", restricted=True)
    ids = ("messages_received", "letters_denunciation", "letters_complaint")
    assert values(scene.office, *ids) == [10, 3, 6]
    assert values(scene.office, *ids, inside=False) == [1, None, 6]
    figures = compile(scene.office, WEEKLY, WEEK, AFTER).figures
    assert figures["letters_denunciation"].shown == "dưới 05"
    assert figures["letters_complaint"].entries == ()
    assert [part.key for part in figures["received_by_kind"].parts] == ["feedback"]


def test_none_of_the_restricted_entries_stand_in_the_public_face(scene):
    *_, letter, _ = a_busy_week(scene)
    entries = set(Entry.objects.filter(subject=f"message:{letter}").values_list("number", flat=True))
    public, inside = (compile(scene.office, WEEKLY, WEEK, AFTER, inside=side) for side in (False, True))
    assert entries & {entry for figure in inside.figures.values() for entry in figure.entries}
    for figure in public.figures.values():
        assert not entries & set(figure.entries)
        assert not entries & {entry for part in figure.parts for entry in part.entries}


def test_the_week_before_stands_beside_each_figure(scene):
    for _ in range(39):
        scene.receive(when("11-03"))
    for _ in range(44):
        scene.receive(when("11-10"))
    received = compile(scene.office, WEEKLY, WEEK, AFTER).figures["messages_received"]
    assert (received.value, received.previous, received.change) == (44, 39, "tăng 5 (12,8%)")


def test_one_more_entry_is_counted_at_once(scene):
    scene.receive(when("11-09"))
    assert values(scene.office, "messages_received") == [1]
    scene.receive(when("11-09"))
    assert values(scene.office, "messages_received") == [2]


def test_other_offices_are_not_counted(scene):
    other = found("tan-lap", "Xã Tân Lập", "xa", at=when("10-05"))
    type(scene)(other).receive(when("11-09"), number="900000001")
    assert values(scene.office, "messages_received") == [0]
    assert values(other, "messages_received") == [1]


@pytest.mark.parametrize("id", sorted(FIGURES))
def test_each_figure_says_what_it_is_and_how_it_is_counted(id):
    definition = FIGURES[id]
    assert definition.name
    assert definition.unit
    assert definition.words.endswith(".")


def test_while_the_week_runs_nobody_sees_in_public_that_a_letter_came_in(scene):
    for _ in range(6):
        scene.receive(when("11-10"), kind="complaint", restricted=True)
    running = compile(scene.office, WEEKLY, WEEK, when("11-11")).figures["letters_complaint"]
    assert (running.value, running.shown) == (None, "ghi khi hết tuần")
    assert compile(scene.office, WEEKLY, WEEK, AFTER).figures["letters_complaint"].value == 6


def test_a_letter_that_is_restricted_no_more_counts_in_public_and_one_held_later_does_not(scene):
    letter = scene.receive(when("11-10"), kind="complaint", restricted=True)
    spoken = scene.receive(when("11-10"))
    scene.enter("message.restricted", spoken, when("11-11"), source="words", confirm_by="2026-11-13")
    assert values(scene.office, "messages_received", inside=False) == [0]
    scene.enter("message.unrestricted", letter, when("11-12"), why="lapsed")
    assert values(scene.office, "messages_received", inside=False) == [1]


def test_what_was_sent_up_to_the_province_is_open_there_and_not_here(scene):
    letter = scene.receive(when("11-10"), kind="denunciation", restricted=True)
    scene.enter("message.sent_up", letter, when("11-11"), due_on="2026-11-20")
    face = compile(scene.office, WEEKLY, WEEK, AFTER, inside=True)
    assert face.figures["messages_open"].value == 0
    assert face.face.balance.closes
