"""Requests for information: what is stated, the closed list of refusals, what a partial release keeps back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from hoiam.answer.information import acts as information
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import Matter, RefusalGround, Reply
from hoiam.answer.reply import acts
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db
TEXT = "Ủy ban nhân dân phường trả lời như sau."


@pytest.fixture
def w() -> Ward:
    return ward()


def asked(w: Ward, **changed: object) -> Matter:
    message = hoa_writes(w, at("2026-11-02 09:00"), kind="information", **changed).message  # thứ Hai
    matter = matter_acts.accept(message, kind="information", title="Xin bản đồ", by=w.nam, at=at("2026-11-02 10:00"))
    matter_acts.assign(matter, w.kt, by=w.nam, at=at("2026-11-02 10:10"))
    return matter


def draft(w: Ward, matter: Matter, outcome: str, clause: str) -> Reply:
    return acts.draft(matter, outcome=outcome, text=TEXT, clause=clause, by=w.hung, at=at("2026-11-03 09:00"))


def test_a_refusal_rests_on_one_of_the_six_grounds(w: Ward) -> None:
    matter = asked(w)
    for clause in ("", "vì chúng tôi bận", "khoản 7 Điều 27 Luật Tiếp cận thông tin 2026"):
        with pytest.raises(ValidationError, match="sáu khoản"):
            draft(w, matter, "refused", clause)
    reply = draft(w, matter, "refused", information.clause_of(RefusalGround.GIVEN_TWICE))
    assert reply.clause == ("khoản 4 Điều 27 Luật Tiếp cận thông tin 2026: đã cung cấp hai lần cho chính người yêu cầu")


def test_what_a_partial_release_keeps_back_has_its_ground_too(w: Ward) -> None:
    matter = asked(w)
    with pytest.raises(ValidationError, match="một phần"):
        draft(w, matter, "partly", "")
    assert draft(w, matter, "partly", information.clause_of(RefusalGround.CLOSED))


def test_an_old_request_is_refused_by_the_old_law(w: Ward) -> None:
    matter = asked(w, sent_on=date(2026, 8, 31))  # thứ Hai
    assert draft(w, matter, "refused", "Điều 28 Luật Tiếp cận thông tin 2016")


def test_what_should_have_been_public_costs_nothing_and_is_not_refused_for_being_public(w: Ward) -> None:
    matter = asked(w)
    with pytest.raises(ValidationError, match="ghi 0"):
        information.state_terms(
            matter, "resident", cost=20_000, waived="unpublished", by=w.hung, at=at("2026-11-02 11:00")
        )
    information.state_terms(matter, "resident", cost=0, waived="unpublished", by=w.hung, at=at("2026-11-02 11:00"))
    for ground in (RefusalGround.PUBLIC, RefusalGround.UNPAID):
        with pytest.raises(ValidationError, match="không từ chối theo khoản này"):
            draft(w, matter, "refused", information.clause_of(ground))
    page = Client().get(f"/tra-loi/{matter.message.number}").content.decode()
    assert "không thu, vì thông tin phải công khai mà chưa công khai" in page


def test_the_desk_offers_the_six_grounds_as_a_list(w: Ward) -> None:
    message = hoa_writes(w, timezone.now(), kind="information").message
    matter = matter_acts.accept(message, kind="information", title="Xin bản đồ", by=w.nam, at=timezone.now())
    matter_acts.assign(matter, w.kt, by=w.nam, at=timezone.now())
    staff = Client()
    staff.force_login(w.hung)
    page = staff.get(f"/ban/viec/{message.number}").content.decode()
    assert page.count('value="khoản ') == 6
    assert "Điều kiện cung cấp thông tin" in page
    answer = staff.post(
        f"/ban/viec/{message.number}/dieu-kien",
        {"dieu-kien-entitlement": "right", "dieu-kien-cost": "12000", "dieu-kien-waived": ""},
    )
    assert answer.status_code == 302
    assert "12000 đồng" in Client().get(f"/tra-loi/{message.number}").content.decode()
