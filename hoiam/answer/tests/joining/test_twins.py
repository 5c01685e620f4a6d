from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.clock.stepping import settle
from hoiam.answer.joining import acts as joining
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import Matter, Outcome, Reply
from hoiam.answer.rating import acts as rating_acts
from hoiam.answer.reply import acts
from hoiam.answer.tests.matter.test_stages import columns, recounted
from hoiam.ledger.models import Entry
from hoiam.listen.models import OPEN, Message, Stage
from hoiam.listen.withholding import acts as withholding_acts
from hoiam.outbox.models import Row
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> Ward:
    return ward()


PIPE = "Ống nước đầu hẻm 45 Trần Hưng Đạo bể, nước chảy tràn ra đường"


def _accepted(w: Ward, when: str, **changed: object) -> Matter:
    message = hoa_writes(w, at(when), **({"text": PIPE} | changed)).message
    return matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=at(when))


def _two(w: Ward) -> tuple[Matter, Matter]:
    lead = _accepted(w, "2026-11-16 08:30")  # thứ Hai; hạn 05 ngày làm việc: thứ Hai 23/11
    matter_acts.assign(lead, w.kt, by=w.nam, at=at("2026-11-16 09:00"))
    return lead, _accepted(w, "2026-11-18 08:30")  # thứ Tư; hạn thứ Tư 25/11


def _answered(w: Ward, lead: Matter, when: str, outcome: str = "solved", receiver: str = "") -> Reply:
    text = "Đã thay đoạn ống vỡ, nước không còn chảy ra đường."
    reply = acts.draft(lead, outcome=outcome, text=text, receiver=receiver, by=w.hung, at=at(when))
    approval_acts.approve(reply, by=w.lan, at=at(when))
    acts.send_reply(reply, by=w.thu, at=at(when))
    return reply


def _fresh(matter: Matter) -> Matter:
    return Matter.objects.select_related("message__office").get(pk=matter.pk)


def test_a_twin_waits_with_its_lead_and_is_answered_for_itself(w: Ward) -> None:
    lead, twin = _two(w)
    own_due = twin.due_on
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    assert (_fresh(twin).stage, _fresh(twin).due_on) == (Stage.TWIN, lead.due_on)
    _answered(w, lead, "2026-11-19 10:00")  # thứ Năm
    twin = _fresh(twin)
    assert (twin.stage, twin.ended_on) == (Stage.ANSWERED, date(2026, 11, 19))
    reply = twin.replies.get()
    assert reply.outcome == Outcome.TWIN
    assert "trùng với hồ sơ" in reply.text
    assert "Đã thay đoạn ống vỡ" in reply.text
    assert Row.objects.filter(template="reply", subject=f"message:{twin.message.number}").exists()
    entry = Entry.objects.get(kind="reply.sent", subject=f"message:{twin.message.number}")
    assert (entry.payload["outcome"], entry.payload["on_time"], entry.payload["first"]) == ("twin", True, True)
    assert entry.payload["due_on"] == own_due.isoformat()
    assert columns(twin.message) == recounted(twin.message)


def test_a_twin_never_gets_a_later_day_than_it_had(w: Ward) -> None:
    lead, twin = _two(w)
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    acts_due = _fresh(twin).due_on
    settle(_fresh(lead), Stage.ASSIGNED)
    assert _fresh(twin).due_on == acts_due <= twin.message.due_on


def test_its_own_day_decides_whether_a_twin_is_on_time(w: Ward) -> None:
    lead, twin = _two(w)
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    _answered(w, lead, "2026-11-24 10:00")  # thứ Ba: muộn một ngày với việc chính, còn hạn với việc trùng
    told = {
        entry.subject.removeprefix("message:"): entry.payload["on_time"]
        for entry in Entry.objects.filter(kind="reply.sent")
    }
    assert told == {lead.message.number: False, twin.message.number: True}


def test_parting_brings_back_its_own_state_and_day(w: Ward) -> None:
    lead, twin = _two(w)
    matter_acts.assign(twin, w.kt, by=w.nam, at=at("2026-11-18 08:40"))
    before = (_fresh(twin).stage, _fresh(twin).due_on, _fresh(twin).unit_id)
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    joining.part(twin, by=w.nam, at=at("2026-11-18 09:30"))
    assert (_fresh(twin).stage, _fresh(twin).due_on, _fresh(twin).unit_id) == before
    assert columns(_fresh(twin).message) == recounted(_fresh(twin).message)
    _answered(w, lead, "2026-11-19 10:00")
    assert not _fresh(twin).replies.exists()


def test_what_its_sender_parted_is_not_joined_again(w: Ward) -> None:
    lead, twin = _two(w)
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    joining.part(twin, by=None, at=at("2026-11-18 09:30"))
    with pytest.raises(ValidationError, match="Người gửi đã tách"):
        joining.join(twin, lead, by=w.nam, at=at("2026-11-18 10:00"))


def test_a_lead_that_was_answered_answers_its_twin_at_once(w: Ward) -> None:
    lead, twin = _two(w)
    _answered(w, lead, "2026-11-18 10:00")
    joining.join(twin, _fresh(lead), by=w.nam, at=at("2026-11-18 11:00"))
    assert _fresh(twin).stage == Stage.ANSWERED
    assert _fresh(twin).replies.get().outcome == Outcome.TWIN


def test_a_lead_passed_on_answers_its_twins_when_the_receiver_has_its_number(w: Ward) -> None:
    lead, twin = _two(w)
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    reply = _answered(w, lead, "2026-11-19 10:00", "passed_on", "Sở Xây dựng")
    assert _fresh(twin).stage == Stage.TWIN
    acts.enter_receiver_number(reply, "123/SXD", by=w.nam, at=at("2026-11-20 10:00"))
    assert _fresh(twin).stage == Stage.ANSWERED
    assert _fresh(twin).replies.get().receiver == "Sở Xây dựng"


def test_not_done_says_the_twins_sender_and_goes_its_own_way(w: Ward) -> None:
    lead, twin = _two(w)
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    _answered(w, lead, "2026-11-19 10:00")
    rating_acts.reopen(_fresh(twin).message, at=at("2026-11-20 08:00"))
    assert (_fresh(twin).stage, _fresh(twin).ended_on) == (Stage.REOPENED, OPEN)
    assert _fresh(lead).stage == Stage.ANSWERED
    assert joining.current_twin(_fresh(twin)) is None
    assert columns(_fresh(twin).message) == recounted(_fresh(twin).message)


def test_a_lead_opened_again_leaves_its_answered_twins_alone(w: Ward) -> None:
    lead, twin = _two(w)
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    _answered(w, lead, "2026-11-19 10:00")
    rating_acts.reopen(_fresh(lead).message, at=at("2026-11-20 08:00"))
    assert _fresh(twin).stage == Stage.ANSWERED


def test_only_a_public_matter_that_came_before_leads(w: Ward) -> None:
    lead, twin = _two(w)
    with pytest.raises(ValidationError, match="nhận trước"):
        joining.join(lead, twin, by=w.nam, at=at("2026-11-18 09:00"))
    hidden = _accepted(w, "2026-11-16 07:30", public=False)
    with pytest.raises(ValidationError, match="đang đăng công khai"):
        joining.join(twin, hidden, by=w.nam, at=at("2026-11-18 09:00"))
    third = _accepted(w, "2026-11-18 08:40")
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    with pytest.raises(ValidationError, match="việc chính của nó"):
        joining.join(third, _fresh(twin), by=w.nam, at=at("2026-11-18 09:10"))


def test_the_sender_of_a_hidden_message_may_have_a_twin_of_it_answered(w: Ward) -> None:
    lead, _ = _two(w)
    hidden = _accepted(w, "2026-11-18 08:50", public=False)
    joining.join(hidden, lead, by=w.nam, at=at("2026-11-18 09:00"))
    assert _fresh(hidden).stage == Stage.TWIN


def test_hiding_the_lead_hides_no_twin(w: Ward) -> None:
    lead, twin = _two(w)
    joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))
    withholding_acts.choose_publicity(lead.message, public=False, at=at("2026-11-18 10:00"))
    assert joining.is_public(Message.objects.get(pk=twin.message_id), at("2026-11-18 10:01"))
    assert not joining.is_public(Message.objects.get(pk=lead.message_id), at("2026-11-18 10:01"))


def test_whom_it_is_about_neither_joins_nor_parts(w: Ward) -> None:
    lead, twin = _two(w)
    lead.message.concerned.create(unit=w.vp, by=w.lan, at=at("2026-11-16 10:00"))
    with pytest.raises(PermissionDenied):
        joining.join(twin, lead, by=w.nam, at=at("2026-11-18 09:00"))


def test_nobody_writes_a_twins_reply_by_hand(w: Ward) -> None:
    lead, _ = _two(w)
    with pytest.raises(ValidationError, match="Chọn kết quả"):
        acts.draft(lead, outcome="twin", text="Trùng với hồ sơ khác rồi nhé.", by=w.hung, at=at("2026-11-18 09:00"))
