"""A week lived through the real acts, counted by hand, and the same numbers from the rows and from the ledger."""

from __future__ import annotations

import pytest

from hoiam.answer.approval.acts import approve
from hoiam.answer.clock.extending import extend
from hoiam.answer.matter.acts import accept, assign
from hoiam.answer.rating.acts import rate, reopen
from hoiam.answer.reply.acts import draft, enter_receiver_number, send_reply
from hoiam.listen.models import OPEN, Message
from hoiam.listen.withholding.acts import propose_withholding, withhold
from hoiam.report.counting.compile import compile
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.reading.evidence import behind
from hoiam.report.reading.shelf import home_week
from hoiam.testing import Ward, at, hoa_writes
from hoiam.workdays.periods import Schedule

WEEKLY = kind_of("weekly")
WEEK = Schedule().parse("week", "2026-W42")  # thứ Hai 12/10 to Chủ nhật 18/10/2026; no day off in it
AFTER = at("2026-10-19 08:00")  # thứ Hai


def answered(cast: Ward, message: Message, moment: str, outcome: str = "solved", **given: str) -> None:
    """Sorted, given to the unit, drafted, approved and sent within the hour."""
    when = at(moment)
    if not hasattr(message, "matter"):
        accept(message, kind=message.kind, title="Ống nước vỡ đầu ngõ 45", by=cast.nam, at=when)
    assign(message.matter, cast.kt, by=cast.nam, at=when)
    text = "Đơn vị cấp nước đã thay đoạn ống vỡ và lấp lại mặt đường."
    reply = draft(message.matter, outcome=outcome, text=text, by=cast.hung, at=when, **given)
    approve(reply, by=cast.binh, at=when)
    send_reply(reply, by=cast.thu, at=when)
    message.refresh_from_db()


@pytest.fixture
def lived(cast) -> dict[str, Message]:
    """Eight messages from Monday to Sunday, and one of the Friday before."""
    received = {
        "before": hoa_writes(cast, at("2026-10-09 16:00")).message,  # thứ Sáu; due thứ Sáu 16/10
        "quick": hoa_writes(cast, at("2026-10-12 08:00")).message,
        "again": hoa_writes(cast, at("2026-10-12 09:00"), channel="counter").message,
        "passed": hoa_writes(cast, at("2026-10-13 09:00")).message,
        "longer": hoa_writes(cast, at("2026-10-13 10:00")).message,
        "secret": hoa_writes(cast, at("2026-10-14 09:00"), public=False).message,
        "danger": hoa_writes(cast, at("2026-10-14 10:00")).message,
        "letter": hoa_writes(cast, at("2026-10-14 11:00"), kind="denunciation", channel="letter").message,
        "asleep": hoa_writes(cast, at("2026-10-14 12:00"), kind="").message,  # thứ Tư; nobody looks at it
    }
    answered(cast, received["quick"], "2026-10-13 08:00")
    rate(received["quick"], satisfaction=3, solved=True, at=at("2026-10-13 19:00"))
    answered(cast, received["again"], "2026-10-13 09:00", outcome="answered")
    reopen(received["again"], at=at("2026-10-14 09:00"))
    received["again"].refresh_from_db()
    answered(cast, received["again"], "2026-10-16 09:00")
    answered(cast, received["passed"], "2026-10-14 09:00", "passed_on", receiver="Điện lực Hòa Bình")
    accept(received["longer"], kind="feedback", title="Cống nghẹt", by=cast.nam, at=at("2026-10-13 11:00"))
    extend(received["longer"].matter, "Phải chờ đơn vị thoát nước kiểm tra.", by=cast.lan, at=at("2026-10-15 08:00"))
    accept(received["danger"], kind="feedback", title="Đèn hỏng", by=cast.nam, at=at("2026-10-14 11:00"))
    row = propose_withholding(
        received["danger"],
        ground="danger",
        note="Người được nêu tên bị đe dọa.",
        by=cast.nam,
        at=at("2026-10-14 12:00"),
    )
    withhold(row, by=cast.lan, at=at("2026-10-14 13:00"))
    return received


def test_the_week_as_it_was_lived(cast, lived):
    compiled = compile(cast.office, WEEKLY, WEEK, AFTER, inside=True)
    counted = {id: figure.value for id, figure in compiled.figures.items()}
    expected = {
        "messages_carried": 1,
        "messages_received": 8,
        "messages_reopened": 1,
        "messages_total": 10,
        "messages_closed": 3,  # quick, again, again
        "messages_open": 7,
        "solved": 2,
        "answered": 1,
        "passed_on": 0,  # the receiver has not entered it
        "answered_on_time": 2,
        "reanswered_on_time": 1,
        "on_time_share": 100.0,
        "open_overdue": 1,  # before: due on Friday the 16th
        "extended": 1,
        "ratings": 1,
        "satisfied_share": 100.0,
        "median_working_days": 1,
        "letters_denunciation": 1,
        "held_without_ground": 2,  # before and asleep
        "published_public": 5,
        "withheld_by_ground": 2,
    }
    assert {id: counted[id] for id in expected} == expected
    assert compiled.face.balance.closes
    grounds = {part.name: part.value for part in compiled.figures["withheld_by_ground"].parts}
    assert grounds == {"Người gửi không muốn đăng": 1, "Có thể gây nguy hiểm cho người được nêu tên": 1}


def test_what_is_open_by_the_ledger_is_what_is_open_by_the_rows(cast, lived):
    compiled = compile(cast.office, WEEKLY, WEEK, AFTER, inside=True)
    assert compiled.figures["messages_open"].value == Message.objects.filter(ended_on=OPEN).count()


def test_a_matter_passed_on_is_closed_in_the_week_its_number_comes_back(cast, lived):
    reply = lived["passed"].matter.replies.get()
    enter_receiver_number(reply, "123/ĐL", by=cast.nam, at=at("2026-10-20 09:00"))
    following = compile(cast.office, WEEKLY, WEEK.next(), at("2026-10-26 08:00"), inside=True)
    assert (following.figures["messages_carried"].value, following.figures["passed_on"].value) == (7, 1)
    assert following.face.balance.closes


def test_the_records_behind_a_figure_are_links_and_numbers_by_ground(cast, lived):
    public = compile(cast.office, WEEKLY, WEEK, AFTER)
    evidence = behind(cast.office, public.figures["messages_received"].entries, AFTER)
    linked = {lived[name].number for name in ("quick", "again", "passed", "longer", "asleep")}
    assert {face.number for face in evidence.faces} == linked
    assert dict(evidence.withheld) == {
        "Người gửi không muốn đăng": "01",
        "Có thể gây nguy hiểm cho người được nêu tên": "01",
    }
    assert evidence.restricted == ""
    inside = compile(cast.office, WEEKLY, WEEK, AFTER, inside=True)
    behind_it = behind(cast.office, inside.figures["messages_received"].entries, AFTER)
    assert behind_it.restricted == "dưới 05"
    # Beside it the other small numbers are hidden too: each would tell it.
    assert {count for _, count in behind_it.withheld} == {"dưới 05"}


def test_no_public_page_of_a_report_names_a_restricted_file(cast, lived, client):
    publish(freeze(cast.office, WEEKLY, WEEK, by=cast.binh, at=AFTER), by=cast.binh, at=AFTER)
    pages = ["/bao-cao", "/bao-cao/weekly/2026-W42"]
    pages += [f"/bao-cao/weekly/2026-W42/{id}" for id in compile(cast.office, WEEKLY, WEEK, AFTER).figures]
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        assert lived["letter"].number not in response.content.decode(), page


def test_the_home_page_tells_of_the_last_whole_week_though_nobody_froze_it(cast, lived):
    week = home_week(cast.office, AFTER)
    assert (week.period, week.state) == (WEEK, "open")
    assert week.figures["messages_received"].value == 7


def test_in_its_first_week_an_office_shows_the_running_one(cast):
    assert home_week(cast.office, at("2026-10-12 08:00")) is None
    hoa_writes(cast, at("2026-10-12 09:00"))
    assert home_week(cast.office, at("2026-10-12 10:00")).state == "running"
