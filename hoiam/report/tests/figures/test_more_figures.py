"""Figures of the answering desk: the clock, the reception, letters, what is withheld, who was looked at."""

from __future__ import annotations

from django.db import transaction

from hoiam.ledger.acts import append
from hoiam.report.counting.compile import compile
from hoiam.report.counting.counting import WHY_UNRESTRICTED
from hoiam.report.figures.table import INSIDE_FIGURES, RESTRICTED_FIGURES
from hoiam.report.sentences.sentence import text_of
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.tests.figures.test_figures import values


def parts(office, id, *, inside=True):
    return {part.key: part.value for part in compile(office, WEEKLY, WEEK, AFTER, inside=inside).figures[id].parts}


def a_letter(scene, at, kind="complaint", **given):
    number = scene.receive(at, kind=kind, channel="letter", restricted=True, **given)
    scene.enter("message.restricted", number, at, source="words", confirm_by="2026-11-12")
    return number


def a_step(scene, number, step, at, *, on_time=True, result=""):
    day = at.date().isoformat()
    payload = {"step": step, "due_on": "2026-11-20", "on": day, "on_time": on_time, "result": result}
    return scene.enter("matter.step_done", number, at, **payload, next_due_on="2026-12-20")


def test_pauses_are_counted_when_they_begin_and_their_days_when_they_end(scene):
    one, other = scene.receive(when("11-02")), scene.receive(when("11-09"))
    scene.enter("matter.paused", one, when("11-03"), step="answer", due_on="2026-11-23", next_due_on="2026-11-23")
    scene.enter(
        "matter.resumed", one, when("11-10"), step="answer", valid=False, working_days=5, next_due_on="2026-11-16"
    )
    scene.enter("matter.paused", other, when("11-11"), step="answer", due_on="2026-11-30", next_due_on="2026-11-30")
    assert values(scene.office, "pauses", "pause_days") == [1, 5]


def test_what_came_back_unreceived_is_open_by_its_old_due_day(scene):
    number = scene.receive(when("11-02"), due="11-12")  # thứ Năm
    scene.answer(number, when("11-03"), outcome="passed_on")
    scene.enter("matter.returned", number, when("11-11"), why="silent", due_on="2026-11-12")
    ids = ("messages_carried", "messages_closed", "messages_open", "open_overdue", "returned_unreceived")
    assert values(scene.office, *ids) == [1, 0, 1, 1, 1]
    assert compile(scene.office, WEEKLY, WEEK, AFTER).face.balance.closes


def test_a_twin_is_answered_in_time_by_its_own_day_and_the_balance_closes(scene):
    lead, twin = scene.receive(when("11-09"), due="11-13"), scene.receive(when("11-09"), due="11-20")
    scene.enter("matter.joined", twin, when("11-10"), lead=lead, due_on="2026-11-13", stage_was="accepted")
    scene.answer(lead, when("11-16"), on_time=False)
    counted = compile(scene.office, WEEKLY, WEEK, AFTER, inside=True)
    assert (counted.figures["open_overdue"].value, counted.face.balance.closes) == (2, True)
    scene.answer(twin, when("11-16"), outcome="twin", on_time=True)
    following = compile(scene.office, WEEKLY, WEEK.next(), when("11-23", "08:00"), inside=True)
    told = [following.figures[id].value for id in ("messages_closed", "twin", "answered_on_time", "answered_late")]
    assert told == [2, 1, 1, 1]
    assert following.face.balance.closes


def test_the_third_time_is_told_once_for_a_matter(scene):
    number = scene.receive(when("11-02"))
    for times, (answered, again) in enumerate((("11-03", "11-04"), ("11-05", "11-09"), ("11-10", "11-11")), 1):
        scene.answer(number, when(answered), first=times == 1)
        scene.reopen(number, when(again), times=times)
    assert values(scene.office, "messages_reopened", "reopened_many_times") == [2, 1]


def test_the_reception_counts_visits_people_and_matters_apart(scene):
    def visit(people, sort="regular", *, first=True):
        number = scene.receive(when("11-10"), channel="reception")
        payload = {"line": "1/2026", "held_on": "2026-11-10", "sort": sort, "chaired": sort == "scheduled"}
        scene.enter("reception.recorded", number, when("11-10"), people=people, first_time=first, **payload)
        return number

    one = visit(3, "scheduled")
    visit(0, "scheduled", first=False)  # a second matter of the same visit
    visit(1)
    with transaction.atomic():
        held = {"day": "2026-11-10"}
        append(scene.office, "reception.day_held", "office:hoa-binh", by=None, at=when("11-10"), payload=held)
    a_step(scene, one, "tell", when("11-13"))
    ids = ("reception_visits", "reception_people", "reception_matters", "reception_regular", "reception_scheduled")
    assert values(scene.office, *ids, "reception_urgent") == [2, 4, 3, 1, 1, 0]
    ids = ("reception_first_time", "reception_repeat", "chair_days_held", "reception_notified_on_time")
    assert values(scene.office, *ids) == [2, 1, 1, 1]
    said = [text_of(sentence) for sentence in compile(scene.office, WEEKLY, WEEK, AFTER).face.sentences]
    told = (
        "Tiếp công dân: lượt 02; người 04; vụ việc 03; ngày Chủ tịch trực tiếp tiếp 01; thông báo kết quả đúng hạn 01."
    )
    assert told in said


def test_steps_of_letters_and_restrictions_stand_in_the_report_to_the_superior_alone(scene):
    letter, lapsed = a_letter(scene, when("11-09")), a_letter(scene, when("11-10"), "denunciation")
    scene.enter("message.restriction_confirmed", letter, when("11-10"), source="words")
    a_step(scene, letter, "accept", when("11-10"))
    a_step(scene, letter, "decide", when("11-13"), on_time=False, result="partly_right")
    scene.enter("message.unrestricted", lapsed, when("11-13", "00:15"), why="lapsed")
    ids = ("complaints_looked_at", "complaints_resolved", "complaints_resolved_on_time", "denunciations_resolved")
    assert values(scene.office, *ids, "letters_steps_on_time", "letters_steps_late") == [1, 1, 0, 0, 1, 1]
    assert values(scene.office, "restrictions_held", "restrictions_confirmed", "restrictions_ended") == [2, 1, 1]
    assert parts(scene.office, "complaints_resolved") == {"partly_right": 1}
    ended = compile(scene.office, WEEKLY, WEEK, AFTER, inside=True).figures["restrictions_ended"].parts
    assert [part.name for part in ended] == [WHY_UNRESTRICTED["lapsed"]]
    public = compile(scene.office, WEEKLY, WEEK, AFTER)
    for id in INSIDE_FIGURES:
        figure = public.figures[id]
        assert (figure.value, figure.entries, figure.previous) == (None, (), None)
        assert figure.shown == "chỉ ghi trong báo cáo gửi cấp trên"
        assert figure not in (*public.told, *public.untold)


def test_looks_at_a_sender_are_told_by_reason_and_the_senders_own_is_none(scene):
    number, letter = scene.receive(when("11-09")), a_letter(scene, when("11-09"))
    for reason in ("tell_result", "tell_result", "serve", "own_copy"):
        scene.enter("contact.opened", number, when("11-10"), reason=reason)
    scene.enter("contact.opened", letter, when("11-11"), reason="verify")
    assert parts(scene.office, "vault_openings") == {"tell_result": 2, "serve": 1, "verify": 1}
    assert parts(scene.office, "vault_openings", inside=False) == {"tell_result": 2, "serve": 1}
    assert values(scene.office, "vault_openings_restricted") == [1]
    assert "vault_openings_restricted" in RESTRICTED_FIGURES
    assert compile(scene.office, WEEKLY, WEEK, AFTER).figures["vault_openings_restricted"].shown == "dưới 05"


def test_publication_is_measured_in_working_days_from_receipt(scene):
    quick, slow = scene.receive(when("11-09")), scene.receive(when("11-06"))  # thứ Hai; thứ Sáu before
    scene.publish(quick, when("11-09", "15:00"))
    scene.publish(slow, when("11-11"))  # thứ Tư: three working days
    assert values(scene.office, "days_to_publication") == [1.5]


def test_appeals_are_told_by_ground_and_by_how_they_ended(scene):
    for ground, outcome in (("selling", "lapsed"), ("private", "upheld"), ("private", "")):
        number = scene.receive(when("11-02"))
        scene.withhold(number, when("11-03"), ground)
        scene.enter("withholding.appealed", number, when("11-09"), ground=ground, due_on="2026-11-23", commitment="c")
        if outcome:
            payload = {"ground": ground, "outcome": outcome, "commitment": "c"}
            scene.enter("withholding.reviewed", number, when("11-12"), **payload)
    assert parts(scene.office, "appeals_received") == {"private": 2, "selling": 1}
    assert parts(scene.office, "appeals_decided") == {"upheld": 1}
    assert values(scene.office, "appeals_lapsed") == [1]


def test_requests_for_information_are_told_by_how_they_ended_on_which_clause_and_at_what_cost(scene):
    one, other = (scene.receive(when("11-02"), kind="information", due="11-16") for _ in range(2))
    for cost in (90_000, 45_000):  # stated again: the second stands
        scene.enter("information.stated", one, when("11-09"), entitlement="resident", cost=cost, waived="")
    scene.extend(one, when("11-09"), due="11-28")
    scene.enter("matter.inquired", other, when("11-09"), completes=True, commitment="c")
    scene.answer(one, when("11-12"), outcome="partly", kind="information", clause="1")
    scene.answer(other, when("11-13"), outcome="refused", kind="information", on_time=False)
    ids = ("info_partly", "info_refused", "info_on_time", "info_extended", "info_completed", "info_cost")
    assert values(scene.office, *ids) == [1, 1, 1, 1, 1, 45_000]
    refused = compile(scene.office, WEEKLY, WEEK, AFTER).figures["info_refused_by_clause"]
    assert [(part.name[:12], part.value) for part in refused.parts] == [("Khoản 1: thô", 1), ("Theo luật cũ", 1)]
