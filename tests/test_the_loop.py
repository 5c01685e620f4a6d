"""One message, followed from the form to the figure: the best introduction to the product."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.answer import acts, extending
from hoiam.ledger.models import Entry
from hoiam.listen.access import visible_to
from hoiam.listen.models import OPEN, Message
from hoiam.listen.privacy import public_face
from hoiam.testing import at, hoa_writes, ward
from hoiam.viettext import search

pytestmark = pytest.mark.django_db


def test_a_message_becomes_a_public_answer() -> None:
    w = ward()
    monday = at("2026-10-05 07:12")  # thứ Hai
    receipt = hoa_writes(w, monday)
    message = receipt.message

    # Five working days by the ward's rule: Monday to Monday.
    assert message.due_on.isoformat() == "2026-10-12"
    assert message.promise["wording"] == "theo quy chế của UBND phường Hòa Bình"
    # The public row is there at once, its words are not.
    face = public_face(message, at=monday)
    assert face is not None
    assert (face.number, face.text) == (receipt.number, None)

    # Anh Nam sorts it; the public copy is the sender's own words less the telephone number.
    matter = acts.accept(
        message, kind="feedback", title="Ống nước vỡ đầu ngõ 45 Trần Hưng Đạo", by=w.nam, at=at("2026-10-05 08:15")
    )
    face = public_face(Message.objects.get(pk=message.pk), at=at("2026-10-05 08:16"))
    assert face is not None
    assert face.text is not None
    assert "0912" not in face.text
    assert "⟦phone⟧" in face.text
    hit = search.search("ong nuoc vo", office_id=w.office.pk, published_only=True)[0]
    assert hit.ref == message.pk

    acts.assign(matter, w.kt, by=w.nam, at=at("2026-10-05 08:30"))
    reply = acts.draft(
        matter,
        outcome="solved",
        text="Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường lúc 16 giờ ngày 06/10.",
        by=w.hung,
        at=at("2026-10-06 16:40"),
    )
    with pytest.raises(PermissionDenied):
        acts.approve(reply, by=w.hung, at=at("2026-10-06 16:45"))
    acts.approve(reply, by=w.lan, at=at("2026-10-06 17:00"))
    acts.send_reply(reply, by=w.nam, at=at("2026-10-06 17:20"))  # thứ Ba

    message.refresh_from_db()
    assert (message.stage, message.ended_on.isoformat()) == ("answered", "2026-10-06")
    sent = Entry.objects.get(kind="reply.sent")
    assert (sent.payload["on_time"], sent.payload["working_days"], sent.payload["first"]) == (True, 1, True)

    # Chị Hoa, with her key: not solved. A new clock under the same rule.
    acts.rate(message, solved=False, at=at("2026-10-07 09:00"))  # thứ Tư
    reopening = acts.reopen(message, at=at("2026-10-07 09:00"))
    message.refresh_from_db()
    assert reopening.due_on.isoformat() == "2026-10-14"  # thứ Tư
    assert (message.stage, message.ended_on) == ("reopened", OPEN)

    again = acts.draft(
        matter, outcome="solved", text="Đã thay lại mối nối, nước không còn rò.", by=w.hung, at=at("2026-10-08 10:00")
    )
    acts.approve(again, by=w.lan, at=at("2026-10-08 10:30"))
    acts.send_reply(again, by=w.nam, at=at("2026-10-08 11:00"))
    acts.rate(message, solved=True, satisfaction=3, at=at("2026-10-08 19:00"))

    kinds = list(
        Entry.objects.filter(subject=f"message:{message.number}").order_by("number").values_list("kind", flat=True)
    )
    assert kinds == [
        "message.received",
        "message.published",
        "matter.accepted",
        "matter.assigned",
        "reply.drafted",
        "reply.approved",
        "reply.sent",
        "matter.rated",
        "matter.reopened",
        "reply.drafted",
        "reply.approved",
        "reply.sent",
        "matter.rated",
    ]


def test_a_denunciation_is_seen_by_its_access_list_only() -> None:
    w = ward()
    receipt = hoa_writes(
        w, at("2026-10-05 09:00"), kind="denunciation", channel="letter", text="Tố cáo hành vi nhận tiền."
    )
    message = receipt.message
    assert public_face(message, at=at("2026-10-05 09:01")) is None
    assert message.text_masked == ""
    assert visible_to(w.binh).filter(pk=message.pk).exists()
    assert visible_to(w.mai).filter(pk=message.pk).exists()
    for person in (w.nam, w.lan, w.hung, w.thu, w.admin):
        assert not visible_to(person).filter(pk=message.pk).exists()
    with pytest.raises(PermissionDenied):
        acts.accept(message, kind="denunciation", by=w.nam, at=at("2026-10-05 10:00"))
    assert search.search("tố cáo nhận tiền", office_id=None, published_only=False) == []


def test_what_was_passed_on_stays_open_until_the_receiver_has_entered_it() -> None:
    w = ward()
    message = hoa_writes(w, at("2026-10-05 07:12")).message
    matter = acts.accept(message, kind="feedback", title="Cột mốc tỉnh lộ bị đổ", by=w.nam, at=at("2026-10-05 08:00"))
    acts.assign(matter, w.kt, by=w.nam, at=at("2026-10-05 08:10"))
    with pytest.raises(ValidationError, match="cơ quan nhận"):
        acts.draft(
            matter,
            outcome="passed_on",
            text="Đoạn đường này do Sở Xây dựng quản lý.",
            by=w.hung,
            at=at("2026-10-06 09:00"),
        )
    reply = acts.draft(
        matter,
        outcome="passed_on",
        receiver="Sở Xây dựng",
        text="Đoạn đường này do Sở Xây dựng quản lý.",
        by=w.hung,
        at=at("2026-10-06 09:00"),
    )
    acts.approve(reply, by=w.lan, at=at("2026-10-06 10:00"))
    acts.send_reply(reply, by=w.nam, at=at("2026-10-06 11:00"))
    message.refresh_from_db()
    assert (message.stage, message.ended_on) == ("passed_on", OPEN)
    acts.enter_receiver_number(reply, "1203/SXD", by=w.nam, at=at("2026-10-14 08:00"))  # thứ Tư, sau hạn 12/10
    message.refresh_from_db()
    assert (message.stage, message.ended_on.isoformat()) == ("answered", "2026-10-14")
    assert Entry.objects.get(kind="matter.receiver_number").payload["on_time"] is False


def test_an_extension_is_given_once_inside_its_time_with_a_reason() -> None:
    w = ward()
    message = hoa_writes(w, at("2026-10-05 07:12")).message
    matter = acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=at("2026-10-05 08:00"))
    acts.assign(matter, w.kt, by=w.nam, at=at("2026-10-05 08:10"))
    with pytest.raises(ValidationError, match="lý do"):
        extending.extend(matter, "bận", by=w.lan, at=at("2026-10-08 08:00"))
    extending.extend(matter, "Phải chờ công ty cấp nước đào kiểm tra đường ống.", by=w.lan, at=at("2026-10-08 08:00"))
    message.refresh_from_db()
    assert message.due_on.isoformat() == "2026-10-19"  # thứ Hai: thêm 5 ngày làm việc sau thứ Hai 12/10
    with pytest.raises(ValidationError, match="lần nữa"):
        extending.extend(matter, "Vẫn chờ công ty cấp nước đào kiểm tra.", by=w.lan, at=at("2026-10-09 08:00"))
