"""One message, followed from the form to the figure: the best introduction to the product."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.clock import extending
from hoiam.answer.matter import acts as matters
from hoiam.answer.rating import acts as rating_acts
from hoiam.answer.reply import acts
from hoiam.ledger.models import Entry
from hoiam.listen.access import visible_to
from hoiam.listen.models import OPEN, Message
from hoiam.listen.publicity.privacy import public_face
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Role
from hoiam.report.counting.compile import compile
from hoiam.report.duties import submitting
from hoiam.report.freezing import acts as reporting
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import Section
from hoiam.report.sections import acts as sections_acts
from hoiam.report.sections.completeness import problems
from hoiam.testing import FOUNDED, at, hoa_writes, ward
from hoiam.viettext.search import search
from hoiam.workdays.periods import Schedule

pytestmark = pytest.mark.django_db


def test_a_message_becomes_a_public_answer() -> None:
    w = ward()
    monday = at("2026-10-05 07:12")  # thứ Hai
    receipt = hoa_writes(w, monday)
    message = receipt.message

    # Five working days by the ward's rule: Monday to Monday.
    assert message.due_on.isoformat() == "2026-10-12"
    assert message.promise.wording == "theo quy chế của UBND phường Hòa Bình"
    # The public row is there at once, its words are not.
    face = public_face(message, at=monday)
    assert face is not None
    assert (face.number, face.text) == (receipt.number, None)

    # Anh Nam sorts it; the public copy is the sender's own words less the telephone number.
    matter = matters.accept(
        message, kind="feedback", title="Ống nước vỡ đầu ngõ 45 Trần Hưng Đạo", by=w.nam, at=at("2026-10-05 08:15")
    )
    face = public_face(Message.objects.get(pk=message.pk), at=at("2026-10-05 08:16"))
    assert face is not None
    assert face.text is not None
    assert "0912" not in face.text
    assert "⟦phone⟧" in face.text
    hit = search.search("ong nuoc vo", office_id=w.office.pk, published_only=True)[0]
    assert hit.ref == message.pk

    matters.assign(matter, w.kt, by=w.nam, at=at("2026-10-05 08:30"))
    reply = acts.draft(
        matter,
        outcome="solved",
        text="Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường lúc 16 giờ ngày 06/10.",
        by=w.hung,
        at=at("2026-10-06 16:40"),
    )
    with pytest.raises(PermissionDenied):
        approval_acts.approve(reply, by=w.hung, at=at("2026-10-06 16:45"))
    approval_acts.approve(reply, by=w.lan, at=at("2026-10-06 17:00"))
    acts.send_reply(reply, by=w.nam, at=at("2026-10-06 17:20"))  # thứ Ba

    message.refresh_from_db()
    assert (message.stage, message.ended_on.isoformat()) == ("answered", "2026-10-06")
    sent = Entry.objects.get(kind="reply.sent")
    assert (sent.payload["on_time"], sent.payload["working_days"], sent.payload["first"]) == (True, 1, True)

    # Chị Hoa, with her key: not solved. A new clock under the same rule.
    rating_acts.rate(message, solved=False, at=at("2026-10-07 09:00"))  # thứ Tư
    reopening = rating_acts.reopen(message, at=at("2026-10-07 09:00"))
    message.refresh_from_db()
    assert reopening.due_on.isoformat() == "2026-10-14"  # thứ Tư
    assert (message.stage, message.ended_on) == ("reopened", OPEN)

    again = acts.draft(
        matter, outcome="solved", text="Đã thay lại mối nối, nước không còn rò.", by=w.hung, at=at("2026-10-08 10:00")
    )
    approval_acts.approve(again, by=w.lan, at=at("2026-10-08 10:30"))
    acts.send_reply(again, by=w.nam, at=at("2026-10-08 11:00"))
    rating_acts.rate(message, solved=True, satisfaction=3, at=at("2026-10-08 19:00"))

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


def test_the_quarter_is_counted_handed_in_and_summed_by_the_province(client: Client) -> None:
    """What follows the answer: the figure, the report, the province; and back from the number to the record."""
    w = ward()
    receipt = hoa_writes(w, at("2026-10-05 07:12"))  # thứ Hai
    title = "Ống nước vỡ đầu ngõ 45 Trần Hưng Đạo"
    matter = matters.accept(receipt.message, kind="feedback", title=title, by=w.nam, at=at("2026-10-05 08:15"))
    matters.assign(matter, w.kt, by=w.nam, at=at("2026-10-05 08:30"))
    text = "Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường."
    reply = acts.draft(matter, outcome="solved", text=text, by=w.hung, at=at("2026-10-06 16:40"))
    approval_acts.approve(reply, by=w.lan, at=at("2026-10-06 17:00"))
    acts.send_reply(reply, by=w.nam, at=at("2026-10-06 17:20"))

    # Quarter IV runs from thứ Ba 15/09 to thứ Hai 14/12/2026; units write, the chairman approves.
    quarterly, quarter = kind_of("quarterly"), Schedule().parse("quarter", "2026-Q4")
    words = "Thay 04 m ống nước tại tổ dân phố 4."
    sections_acts.write_narrative(quarterly, quarter, w.kt, Section.ECONOMY, words, by=w.lan, at=at("2026-12-14 10:00"))
    tuesday = at("2026-12-15 08:00")
    missing = problems(compile(w.office, quarterly, quarter, tuesday, inside=True))
    assert "Kinh tế" not in " ".join(one.words for one in missing)
    submitting.explain(
        w.office, quarterly, quarter, [one.about for one in missing], "Không phát sinh.", by=w.nam, at=tuesday
    )
    frozen = reporting.freeze(w.office, quarterly, quarter, by=w.binh, at=tuesday)
    submission = submitting.submit(frozen, by=w.nam, at=at("2026-12-15 09:00"))

    # The province receives it, and its own report is the sum.
    dao = appoint(w.province, "dao", None, "Ngô Thị Đào", by=None, at=FOUNDED, post="Chánh Văn phòng UBND tỉnh")
    grant(dao, Role.OFFICE_HEAD, by=None, at=FOUNDED)
    submitting.accept(submission, by=dao, at=at("2026-12-15 10:00"))
    summed = compile(w.province, quarterly, quarter, at("2026-12-15 11:00"), inside=True).figures["answered_on_time"]
    assert (summed.value, [(one.office, one.value) for one in summed.offices]) == (1, [(w.office.code, 1)])

    # Published, the number leads back to the record.
    reporting.publish(frozen, by=w.binh, at=at("2026-12-15 14:00"))
    page = client.get("/bao-cao/quarterly/2026-Q4").content.decode()
    assert 'href="/bao-cao/quarterly/2026-Q4/answered_on_time"' in page
    behind = client.get("/bao-cao/quarterly/2026-Q4/answered_on_time").content.decode()
    assert f'href="/tra-loi/{receipt.message.number}"' in behind


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
        matters.accept(message, kind="denunciation", by=w.nam, at=at("2026-10-05 10:00"))
    assert search.search("tố cáo nhận tiền", office_id=None, published_only=False) == []


def test_what_was_passed_on_stays_open_until_the_receiver_has_entered_it() -> None:
    w = ward()
    message = hoa_writes(w, at("2026-10-05 07:12")).message
    matter = matters.accept(
        message, kind="feedback", title="Cột mốc tỉnh lộ bị đổ", by=w.nam, at=at("2026-10-05 08:00")
    )
    matters.assign(matter, w.kt, by=w.nam, at=at("2026-10-05 08:10"))
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
    approval_acts.approve(reply, by=w.lan, at=at("2026-10-06 10:00"))
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
    matter = matters.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=at("2026-10-05 08:00"))
    matters.assign(matter, w.kt, by=w.nam, at=at("2026-10-05 08:10"))
    with pytest.raises(ValidationError, match="lý do"):
        extending.extend(matter, "bận", by=w.lan, at=at("2026-10-08 08:00"))
    extending.extend(matter, "Phải chờ công ty cấp nước đào kiểm tra đường ống.", by=w.lan, at=at("2026-10-08 08:00"))
    message.refresh_from_db()
    assert message.due_on.isoformat() == "2026-10-19"  # thứ Hai: thêm 5 ngày làm việc sau thứ Hai 12/10
    with pytest.raises(ValidationError, match="lần nữa"):
        extending.extend(matter, "Vẫn chờ công ty cấp nước đào kiểm tra.", by=w.lan, at=at("2026-10-09 08:00"))
