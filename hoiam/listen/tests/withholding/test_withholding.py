"""Keeping words from the public page: two people, a ground of the closed list, and an end."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client

from hoiam.answer.matter import acts as matter_acts
from hoiam.ledger.models import Entry
from hoiam.listen.chores import end_lapsed_withholdings
from hoiam.listen.models import Message, RestrictedReader, Withholding
from hoiam.listen.publicity.privacy import public_face
from hoiam.listen.restricted.acts import confirm_restriction
from hoiam.listen.restricted.concerning import name_concerned, unname_concerned
from hoiam.listen.withholding.acts import Order, choose_publicity, note_of, propose_withholding, release, withhold
from hoiam.office.acts import appoint, end_role, grant
from hoiam.office.models import Person, Role
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db

MONDAY = at("2026-10-12 08:00")  # thứ Hai


@pytest.fixture
def w() -> Ward:
    return ward()


def published(w: Ward, **changed: object) -> Message:
    message = hoa_writes(w, MONDAY, **changed).message
    matter_acts.accept(message, kind=message.kind, title="Ống nước vỡ đầu ngõ 45", by=w.nam, at=at("2026-10-12 08:30"))
    return message


def readable(message: Message, when: str) -> bool:
    face = public_face(Message.objects.get(pk=message.pk), at=at(when))
    assert face is not None
    return face.text is not None


def propose(message: Message, by: Person, when: str = "2026-10-12 09:00", **more: object) -> Withholding:
    return propose_withholding(message, **({"ground": "private", "by": by, "at": at(when)} | more))  # type: ignore[arg-type]


def entries(kind: str) -> int:
    return Entry.objects.filter(kind=kind).count()


def test_a_proposal_hides_nothing_and_lapses_after_two_working_days(w: Ward) -> None:
    message = published(w)
    # Thứ Năm 15/10; two working days after it: thứ Hai 19/10.
    row = propose(message, w.nam, "2026-10-15 16:00")
    assert readable(message, "2026-10-16 08:00")
    end_lapsed_withholdings(at("2026-10-19 00:10"))
    row.refresh_from_db()
    assert row.ended_at is None
    end_lapsed_withholdings(at("2026-10-20 00:10"))
    row.refresh_from_db()
    assert row.how_ended == "lapsed"
    assert entries("message.withhold_lapsed") == 1
    with pytest.raises(ValidationError, match="đã được quyết định"):
        withhold(row, by=w.lan, at=at("2026-10-20 08:00"))


def test_who_comes_too_late_cannot_agree_though_the_clock_has_not_run(w: Ward) -> None:
    row = propose(published(w), w.nam)
    with pytest.raises(ValidationError, match="hết hạn xác nhận"):
        withhold(row, by=w.lan, at=at("2026-10-15 08:00"))


def test_a_danger_lasts_thirty_days_and_is_confirmed_anew_by_two(w: Ward) -> None:
    message = published(w)
    with pytest.raises(ValidationError, match="Ghi của ai, nguy hiểm gì"):
        propose(message, w.nam, ground="danger")
    row = propose(message, w.nam, ground="danger", note="Của người báo: bị dọa đánh.", until=date(2027, 10, 1))
    withhold(row, by=w.lan, at=at("2026-10-12 10:00"))
    row.refresh_from_db()
    assert row.until == date(2026, 11, 11)  # 30 days after 12/10, whatever was typed
    assert b"danh" not in bytes(row.sealed_note)
    assert note_of(row) == "Của người báo: bị dọa đánh."
    again = propose(message, w.nam, "2026-11-10 09:00", ground="danger", note="Vẫn bị dọa.")
    withhold(again, by=w.binh, at=at("2026-11-11 09:00"))
    end_lapsed_withholdings(at("2026-11-12 00:10"))
    assert not readable(message, "2026-11-20 08:00")
    end_lapsed_withholdings(at("2026-12-12 00:10"))
    assert readable(message, "2026-12-12 08:00")
    assert {one.how_ended for one in message.withholdings.all()} == {"term"}


def test_an_order_needs_its_number_day_authority_clause_and_end_and_comes_from_outside(w: Ward) -> None:
    message = published(w)
    order = Order("15/QĐ-TA", date(2026, 10, 9), "Tòa án nhân dân khu vực 2")
    given = {"ground": "order", "clause": "Khoản 2 Điều 5", "until": date(2026, 12, 31)}
    for missing in ({"clause": ""}, {"until": None}, {"order": Order("", order.on, order.authority)}):
        with pytest.raises(ValidationError):
            propose(message, w.nam, **({"order": order} | given | missing))
    own = Order("9/QĐ-UBND", date(2026, 10, 9), "Ủy ban nhân dân phường Hòa Bình")
    with pytest.raises(ValidationError, match="không phải của chính cơ quan này"):
        propose(message, w.nam, order=own, **given)
    row = propose(message, w.nam, order=order, **given)
    withhold(row, by=w.lan, at=at("2026-10-12 10:00"))
    assert not readable(message, "2026-12-31 08:00")
    assert readable(message, "2027-01-01 08:00")


def test_what_is_public_of_a_withholding_names_nobody(w: Ward) -> None:
    with pytest.raises(ValidationError, match="không ghi tên"):
        propose(published(w), w.nam, clause="Theo yêu cầu của bà Nguyễn Thị Hoa, số 0912 345 678")


def test_hiding_one_never_hides_another(w: Ward) -> None:
    one, like_it = published(w), published(w)
    withhold(propose(one, w.nam), by=w.lan, at=at("2026-10-12 10:00"))
    assert not readable(one, "2026-10-13 08:00")
    assert readable(like_it, "2026-10-13 08:00")


def test_the_senders_choice_holds_at_once_and_never_lapses(w: Ward) -> None:
    message = published(w)
    choose_publicity(message, public=False, at=at("2026-10-12 11:00"))
    end_lapsed_withholdings(at("2028-10-12 00:10"))
    assert not readable(message, "2028-10-12 08:00")
    with pytest.raises(PermissionDenied):
        release(message.withholdings.get(), by=w.binh, at=at("2026-10-13 08:00"))


@pytest.mark.parametrize("ground", ["criticism", "under_review", ""])
def test_the_database_itself_refuses_another_ground(w: Ward, ground: str) -> None:
    message = published(w)
    row = propose(message, w.nam)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE listen_withholding SET ground = %s WHERE id = %s", [ground, row.pk])


def test_the_database_itself_refuses_what_one_person_alone_keeps(w: Ward) -> None:
    row = propose(published(w), w.nam)
    for column in ("kept_at = proposed_at", "confirmed_by_id = proposed_by_id, kept_at = proposed_at"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE listen_withholding SET {column} WHERE id = %s", [row.pk])


# --- Whom it is about stands apart ---


def test_the_unit_a_message_is_about_neither_proposes_nor_agrees_nor_releases(w: Ward) -> None:
    message = published(w)
    name_concerned(message, units=[w.kt], by=w.nam, at=at("2026-10-12 08:40"))
    with pytest.raises(PermissionDenied, match="nói về"):
        propose(message, w.lan)
    row = propose(message, w.nam)
    with pytest.raises(PermissionDenied, match="nói về"):
        withhold(row, by=w.lan, at=at("2026-10-12 10:00"))
    with pytest.raises(PermissionDenied, match="nói về"):
        release(row, by=w.lan, at=at("2026-10-12 10:00"))
    withhold(row, by=w.binh, at=at("2026-10-12 10:00"))
    assert not readable(message, "2026-10-12 11:00")


def test_a_message_about_the_leadership_is_withheld_by_no_leader(w: Ward) -> None:
    message = published(w)
    name_concerned(message, leadership=True, by=w.nam, at=at("2026-10-12 08:40"))
    row = propose(message, w.nam)
    with pytest.raises(PermissionDenied, match="nói về"):
        withhold(row, by=w.binh, at=at("2026-10-12 10:00"))


def test_who_it_is_about_does_not_sort_it_and_where_that_is_everybody_the_leadership_does(w: Ward) -> None:
    message = hoa_writes(w, MONDAY).message
    # Both who sort sit in the office of the committee.
    name_concerned(message, units=[w.vp], by=w.binh, at=at("2026-10-12 08:10"))
    with pytest.raises(PermissionDenied, match="nói về"):
        matter_acts.accept(message, kind="feedback", title="Việc của Văn phòng", by=w.nam, at=at("2026-10-12 08:30"))
    matter_acts.accept(message, kind="feedback", title="Việc của Văn phòng", by=w.binh, at=at("2026-10-12 08:30"))
    other = hoa_writes(w, MONDAY).message
    with pytest.raises(PermissionDenied, match="chưa được giao quyền"):
        matter_acts.accept(other, kind="feedback", title="Việc khác", by=w.binh, at=at("2026-10-12 08:30"))


def test_what_a_rival_wrote_down_is_taken_back_by_another_with_a_reason(w: Ward) -> None:
    message = hoa_writes(w, MONDAY).message
    (row,) = name_concerned(message, units=[w.kt], by=w.nam, at=at("2026-10-12 08:10"))
    entry = Entry.objects.get(kind="message.concerned_named")
    assert (entry.by, entry.payload["units"]) == (w.nam, ["KT"])
    with pytest.raises(PermissionDenied, match="người thứ hai"):
        unname_concerned(row, reason="Tôi ghi nhầm đơn vị này.", by=w.nam, at=at("2026-10-12 08:20"))
    with pytest.raises(ValidationError, match="câu trọn vẹn"):
        unname_concerned(row, reason="nhầm", by=w.mai, at=at("2026-10-12 08:20"))
    unname_concerned(row, reason="Nội dung chỉ nhắc tên đường.", by=w.mai, at=at("2026-10-12 08:20"))
    assert propose(message, w.lan).pk
    assert "Nội dung chỉ nhắc" not in Entry.objects.get(kind="message.concerned_ended").canonical


def test_the_desk_says_who_it_is_about_and_offers_them_no_decision(w: Ward) -> None:
    message = published(w)
    nam, lan = Client(), Client()
    nam.force_login(w.nam)
    lan.force_login(w.lan)
    nam.post(f"/ban/viec/{message.number}/noi-ve", {"noi-ve-units": [str(w.kt.pk)]})
    page = lan.get(f"/ban/viec/{message.number}").content.decode()
    assert "Nội dung này nói về bạn" in page
    assert "Đề nghị không đăng công khai" not in page
    lan.post(f"/ban/viec/{message.number}/khong-dang", {"khong-dang-ground": "private"})
    assert not message.withholdings.exists()


# --- A confirmation counts only from a seasoned account ---


def second_account(w: Ward, by: Person, when: str) -> Person:
    person = appoint(w.office, "haimat", None, "Người thứ hai", by=by, at=at(when), post="Trưởng phòng", unit=w.vp)
    grant(person, Role.HEAD_OF_UNIT, by=by, at=at(when))
    return person


def test_an_administrator_does_not_confirm_his_own_act_by_an_account_he_made(w: Ward) -> None:
    # The administrator sorts too, and made himself a second account long ago.
    grant(w.admin, Role.CLERK, by=None, at=at("2026-01-06 08:00"))
    made = second_account(w, w.admin, "2026-03-02 08:00")
    row = propose(published(w), w.admin)
    with pytest.raises(PermissionDenied, match="7 ngày"):
        withhold(row, by=made, at=at("2026-10-12 10:00"))
    withhold(row, by=w.lan, at=at("2026-10-12 10:00"))


def test_nor_by_an_account_of_an_administrator_he_made(w: Ward) -> None:
    grant(w.admin, Role.CLERK, by=None, at=at("2026-01-06 08:00"))
    between = appoint(w.office, "giua", None, "Quản trị hai", by=w.admin, at=at("2026-02-02 08:00"), post="Quản trị")
    grant(between, Role.ADMINISTRATOR, by=w.admin, at=at("2026-02-02 08:00"))
    made = second_account(w, between, "2026-03-02 08:00")
    row = propose(published(w), w.admin)
    with pytest.raises(PermissionDenied, match="7 ngày"):
        withhold(row, by=made, at=at("2026-10-12 10:00"))


def test_a_role_counts_from_its_seventh_day(w: Ward) -> None:
    made = second_account(w, w.admin, "2026-10-06 08:00")
    message = published(w)
    row = propose(message, w.nam)
    with pytest.raises(PermissionDenied, match="7 ngày"):
        withhold(row, by=made, at=at("2026-10-13 07:59"))
    withhold(row, by=made, at=at("2026-10-13 08:00"))
    assert not readable(message, "2026-10-13 09:00")


def test_a_role_that_is_over_or_given_anew_counts_anew(w: Ward) -> None:
    given = w.lan.grants.get()
    end_role(given, by=w.admin, at=at("2026-10-09 08:00"))
    grant(w.lan, Role.HEAD_OF_UNIT, by=w.admin, at=at("2026-10-09 08:05"))
    row = propose(published(w), w.nam)
    with pytest.raises(PermissionDenied, match="7 ngày"):
        withhold(row, by=w.lan, at=at("2026-10-12 10:00"))


def test_the_same_holds_for_who_confirms_that_a_letter_is_kept_confidential(w: Ward) -> None:
    message = hoa_writes(w, MONDAY, kind="denunciation", channel="letter", by=w.mai).message
    made = appoint(w.office, "moi", None, "Người mới", by=w.admin, at=at("2026-10-08 08:00"), post="Phó Chủ tịch")
    grant(made, Role.APPROVER, by=w.admin, at=at("2026-10-08 08:00"))
    RestrictedReader.objects.create(restriction=message.restriction, person=made, by=w.binh, at=MONDAY)
    with pytest.raises(PermissionDenied, match="7 ngày"):
        confirm_restriction(message, "Điều 49 khoản 2 Luật Tố cáo 2018", by=made, at=at("2026-10-12 10:00"))
    confirm_restriction(message, "Điều 49 khoản 2 Luật Tố cáo 2018", by=w.binh, at=at("2026-10-12 10:00"))
