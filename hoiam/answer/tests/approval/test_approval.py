"""Who approves: the post of the route, for the unit that leads; who stands above may stand in; never the own draft."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.approval.delegating import delegate, end_delegation
from hoiam.answer.approval.routes import check_form, drop_route, set_route
from hoiam.answer.approval.rules import approvers_of, standing_of, tray_of
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import Reply
from hoiam.answer.reply import acts
from hoiam.answer.reply.letter import letter
from hoiam.ledger.models import Entry
from hoiam.listen.models import Concerned
from hoiam.office.acts import grant
from hoiam.office.fields import end_field
from hoiam.office.models import Person, Role
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db

NOW = at("2026-10-06 09:00")  # thứ Ba
TODAY = date(2026, 10, 6)
WORDS = "Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường."


@pytest.fixture
def w() -> Ward:
    return ward()


def drafted(w: Ward, kind: str = "feedback", *, by: Person | None = None, **more: str) -> Reply:
    message = hoa_writes(w, at("2026-10-05 07:12"), kind=kind).message
    matter = matter_acts.accept(message, kind=kind, title="Ống nước vỡ", by=w.nam, at=at("2026-10-05 08:00"))
    matter_acts.assign(matter, w.kt, by=w.nam, at=at("2026-10-05 08:10"))
    given = {"outcome": "solved", "text": WORDS} | more
    return acts.draft(matter, **given, by=by or w.hung, at=NOW)


def test_the_head_of_the_unit_approves_a_field_report_and_the_vice_chairman_of_the_field_a_petition(w: Ward) -> None:
    assert approvers_of(drafted(w), TODAY) == [w.lan]
    assert approvers_of(drafted(w, "petition"), TODAY) == [w.hai]
    assert approvers_of(drafted(w, outcome="refused"), TODAY) == [w.hai]


def test_without_a_vice_chairman_in_the_field_the_chairman_approves(w: Ward) -> None:
    end_field(w.hai.oversees.get(), by=w.admin, at=NOW)
    assert approvers_of(drafted(w, "petition"), TODAY) == [w.binh]


def test_who_stands_above_may_stand_in_and_never_the_reverse(w: Ward) -> None:
    report, petition = drafted(w), drafted(w, "petition")
    for person in (w.lan, w.hai, w.binh):
        assert standing_of(person, report, TODAY), person
    assert standing_of(w.lan, petition, TODAY) is None
    with pytest.raises(PermissionDenied):
        approval_acts.approve(petition, by=w.lan, at=NOW)
    assert (report.pk in tray_of(w.hai, TODAY).own, report.pk in tray_of(w.hai, TODAY).in_place) == (False, True)


def test_a_head_who_drafted_it_is_followed_by_the_next_above(w: Ward) -> None:
    reply = drafted(w, by=w.lan)
    assert approvers_of(reply, TODAY) == [w.hai]
    with pytest.raises(PermissionDenied, match="chính mình soạn"):
        approval_acts.approve(reply, by=w.lan, at=NOW)


def test_whom_a_message_is_about_does_not_approve_the_reply_to_it(w: Ward) -> None:
    reply = drafted(w)
    Concerned.objects.create(message=reply.matter.message, unit=w.kt, at=NOW)
    # Phòng Kinh tế and the vice-chairman who directs it stand apart.
    assert approvers_of(reply, TODAY) == [w.binh]
    assert standing_of(w.lan, reply, TODAY) is None


def test_a_topic_goes_its_own_way(w: Ward) -> None:
    reply = drafted(w)
    set_route(w.office, "", "approver", topic=w.topic, by=w.admin, at=NOW)
    assert approvers_of(reply, TODAY) == [w.binh]
    set_route(w.office, "feedback", "vice_chairman", topic=w.topic, by=w.admin, at=NOW)
    assert approvers_of(reply, TODAY) == [w.hai]
    for route in list(w.office.routes.filter(topic=w.topic)):
        drop_route(route, by=w.admin, at=NOW)
    assert approvers_of(reply, TODAY) == [w.lan]


def test_chanh_van_phong_looks_at_the_form_first_where_the_office_asks_for_it(w: Ward) -> None:
    grant(w.mai, Role.OFFICE_HEAD, by=w.admin, at=NOW)
    set_route(w.office, "feedback", "head_of_unit", form_check=True, by=w.admin, at=NOW)
    reply = drafted(w)
    assert approvers_of(reply, TODAY) == [w.mai]
    with pytest.raises(PermissionDenied):
        approval_acts.approve(reply, by=w.binh, at=NOW)
    check_form(reply, by=w.mai, at=NOW)
    assert approvers_of(reply, TODAY) == [w.lan]
    approval_acts.approve(reply, by=w.lan, at=NOW)
    again = drafted(w)
    approval_acts.return_draft(again, "Thiếu ngày ở dòng đầu.", by=w.mai, at=NOW)
    assert again.matter.stage == "returned"


def test_a_power_is_lent_for_some_days_and_the_letter_says_so(w: Ward) -> None:
    end_field(w.hai.oversees.get(), by=w.admin, at=NOW)
    reply, other = drafted(w, "petition"), drafted(w, "petition", by=w.lan)
    row = delegate(w.binh, w.lan, from_day=TODAY, until_day=date(2026, 10, 9), paper="12/QĐ-UBND", by=w.binh, at=NOW)
    assert approvers_of(reply, TODAY) == [w.lan, w.binh]
    assert approvers_of(reply, date(2026, 10, 10)) == [w.binh]
    # Her own draft she does not approve in his place either.
    assert standing_of(w.lan, other, TODAY) is None
    approval_acts.approve(reply, by=w.lan, at=NOW)
    assert letter(reply).signature.authority == ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG")
    assert letter(reply).signature.name == w.lan.full_name
    assert Entry.objects.get(kind="reply.approved").payload["giver"] == f"person:{w.binh.pk}"
    end_delegation(row, by=w.binh, at=NOW)
    assert standing_of(w.lan, drafted(w, "petition"), TODAY) is None


def test_a_power_is_lent_by_its_holder_or_from_a_paper_and_never_taken(w: Ward) -> None:
    days = {"from_day": TODAY, "until_day": TODAY, "at": NOW}
    with pytest.raises(PermissionDenied):
        delegate(w.binh, w.lan, **days, by=w.lan)
    with pytest.raises(ValidationError, match="văn bản ủy quyền"):
        delegate(w.binh, w.lan, **days, by=w.admin)
    with pytest.raises(PermissionDenied):
        delegate(w.binh, w.admin, **days, paper="12/QĐ-UBND", by=w.admin)
    with pytest.raises(ValidationError, match="không giữ quyền duyệt"):
        delegate(w.nam, w.lan, **days, by=w.nam)


def test_the_letter_is_signed_for_the_committee_in_the_place_of_the_chairman_or_by_him(w: Ward) -> None:
    signed = {}
    for name, person in (("hai", w.hai), ("binh", w.binh)):
        reply = drafted(w, "petition")
        approval_acts.approve(reply, by=person, at=NOW)
        signed[name] = letter(reply).signature
    assert signed["hai"].authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert signed["binh"].authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    report = drafted(w)
    approval_acts.approve(report, by=w.lan, at=NOW)
    assert letter(report).signature.name == ""  # the chairman signs outside


def test_a_denunciation_is_approved_by_who_is_on_its_list(w: Ward) -> None:
    message = hoa_writes(w, at("2026-10-05 07:12"), kind="denunciation", channel="letter").message
    matter = matter_acts.accept(message, kind="denunciation", by=w.mai, at=at("2026-10-05 08:00"))
    matter_acts.assign(matter, w.kt, by=w.mai, at=at("2026-10-05 08:10"))
    reply = acts.draft(matter, outcome="answered", text=WORDS, by=w.mai, at=NOW)
    assert approvers_of(reply, TODAY) == [w.binh]
    assert standing_of(w.hai, reply, TODAY) is None
    assert tray_of(w.hai, TODAY) == ([], [], [])
