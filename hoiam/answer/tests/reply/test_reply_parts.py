"""The reply: templates, files, an interim answer, a correction; notes and units that help."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.approval.rules import approvers_of
from hoiam.answer.founding.acts import found_desk
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.matter.cooperation import ask_cooperation, end_cooperation, give_cooperation
from hoiam.answer.matter.notes import add_note, notes_of
from hoiam.answer.models import Matter, Note, Reply, ReplyFile
from hoiam.answer.reply import acts
from hoiam.answer.reply.correcting import draft_correction, send_correction
from hoiam.answer.reply.templates import blanks, filled
from hoiam.answer.tests.matter.test_stages import columns, recounted
from hoiam.ledger.models import Entry
from hoiam.listen.models import OPEN, Message
from hoiam.office.models import Person
from hoiam.testing import Ward, hoa_writes, ward

pytestmark = pytest.mark.django_db

WORDS = "Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường."


@pytest.fixture
def w() -> Ward:
    return ward()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def assigned(w: Ward) -> Matter:
    at = timezone.now() - timedelta(minutes=30)
    message = hoa_writes(w, at).message
    matter = matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=at)
    matter_acts.assign(matter, w.kt, by=w.nam, at=at)
    return matter


def answered(w: Ward, **more: object) -> Reply:
    reply = acts.draft(assigned(w), outcome="solved", text=WORDS, by=w.hung, at=timezone.now(), **more)
    approval_acts.approve(reply, by=w.lan, at=timezone.now())
    acts.send_reply(reply, by=w.nam, at=timezone.now())
    return reply


def public(message: Message) -> str:
    return Client().get(f"/tra-loi/{message.number}").content.decode()


def test_a_template_is_filled_with_what_is_known_and_asks_for_the_rest(w: Ward) -> None:
    found_desk(w.office, at=timezone.now())
    assert w.office.templates.count() >= 12
    matter = assigned(w)
    template = w.office.templates.get(name="Đã làm xong việc được báo")
    text = filled(template, matter.message, timezone.now())
    assert text.startswith("Phòng Kinh tế, Hạ tầng và Đô thị đã kiểm tra tại {nơi kiểm tra}")
    assert blanks(text) == ["{nơi kiểm tra}", "{ngày kiểm tra}", "{ngày làm}", "{đã làm gì}"]
    with pytest.raises(ValidationError, match="Còn chỗ chưa điền"):
        acts.draft(matter, outcome="solved", text=text, by=w.hung, at=timezone.now())


def test_a_template_goes_into_the_form_without_a_script_and_loses_nothing_typed(w: Ward) -> None:
    found_desk(w.office, at=timezone.now())
    message = assigned(w).message
    template = w.office.templates.get(name="Đã làm xong việc được báo")
    given = {"du-thao-template": template.pk, "du-thao-text": "Đã gõ trước.", "du-thao-clause": "Điều 5"}
    page = signed_in(w.hung).post(f"/ban/viec/{message.number}/du-thao", given | {"dien-mau": "1"}).content.decode()
    assert "Đã gõ trước." in page
    assert "{ngày làm}" in page
    assert 'value="Điều 5"' in page
    assert not Reply.objects.exists()


def test_heads_of_units_write_templates_and_others_do_not(w: Ward) -> None:
    lan = signed_in(w.lan)
    page = lan.post(
        "/ban/mau-tra-loi", {"name": "Đã sửa đèn", "kind": "", "text": "Đã sửa ngày {ngày làm}."}, follow=True
    )
    assert "Đã thêm mẫu «Đã sửa đèn»." in page.content.decode()
    row = w.office.templates.get()
    lan.post(f"/ban/mau-tra-loi/{row.pk}", {"name": "Đã sửa đèn", "kind": "feedback", "text": "Đã sửa {ngày làm}."})
    assert w.office.templates.get().kind == "feedback"
    assert signed_in(w.hung).get("/ban/mau-tra-loi").status_code == 403
    lan.post(f"/ban/mau-tra-loi/{row.pk}/bo")
    assert not w.office.templates.exists()


def test_an_interim_reply_is_public_and_the_matter_stays_open_with_its_date(w: Ward) -> None:
    matter = assigned(w)
    due_on = matter.due_on
    message = matter.message
    given = {"du-thao-outcome": "interim", "du-thao-text": "Đã khảo sát, đang chờ vật tư về trong tuần."}
    signed_in(w.hung).post(f"/ban/viec/{message.number}/du-thao", given)
    signed_in(w.lan).post(f"/ban/viec/{message.number}/duyet")
    signed_in(w.nam).post(f"/ban/viec/{message.number}/gui")
    message.refresh_from_db()
    assert (message.stage, message.due_on, message.ended_on) == ("assigned", due_on, OPEN)
    assert columns(message) == recounted(Message.objects.get(pk=message.pk))
    page = public(message)
    assert "Trả lời bước đầu" in page
    assert "đang chờ vật tư" in page
    assert not Entry.objects.filter(kind="reply.sent").exists()
    reply = acts.draft(matter, outcome="solved", text=WORDS, by=w.hung, at=timezone.now())
    approval_acts.approve(reply, by=w.lan, at=timezone.now())
    acts.send_reply(reply, by=w.nam, at=timezone.now())
    assert WORDS in public(message)


def test_a_correction_is_approved_by_another_and_read_first_with_its_note(w: Ward) -> None:
    reply = answered(w)
    message = reply.matter.message
    sent = reply.sent_at
    hung = signed_in(w.hung)
    better = WORDS.replace("4 m", "14 m")
    given = {"dinh-chinh-text": better, "dinh-chinh-note": "Số mét ống ghi nhầm 4 thành 14."}
    hung.post(f"/ban/viec/{message.number}/dinh-chinh", given)
    correction = Reply.objects.get(corrects=reply)
    assert better not in public(message)
    assert approvers_of(correction, timezone.localdate()) == [w.lan]
    with pytest.raises(ValidationError, match="đang chờ"):
        draft_correction(reply, text=better, note="Ghi nhầm lần nữa rồi.", by=w.hung, at=timezone.now())
    with pytest.raises(PermissionDenied):
        approval_acts.approve(correction, by=w.hung, at=timezone.now())
    signed_in(w.lan).post(f"/ban/viec/{message.number}/duyet")
    signed_in(w.nam).post(f"/ban/viec/{message.number}/gui-dinh-chinh")
    page = public(message)
    assert page.index("14 m") < page.index("đoạn ống dài 4 m")
    assert "Số mét ống ghi nhầm" in page
    message.refresh_from_db()
    reply.refresh_from_db()
    assert (message.stage, reply.sent_at) == ("answered", sent)
    assert columns(message) == recounted(Message.objects.get(pk=message.pk))
    assert Entry.objects.filter(kind="reply.sent").count() == 1
    assert Entry.objects.get(kind="reply.corrected").payload["commitment_was"] == reply.commitment


def test_a_correction_that_was_sent_back_can_be_written_anew(w: Ward) -> None:
    reply, now = answered(w), timezone.now()
    first = draft_correction(reply, text=f"{WORDS} Thêm.", note="Bổ sung một câu còn thiếu.", by=w.hung, at=now)
    approval_acts.return_draft(first, "Chưa cần.", by=w.lan, at=now)
    second = draft_correction(reply, text=f"{WORDS} Hết.", note="Bổ sung một câu còn thiếu.", by=w.hung, at=now)
    approval_acts.approve(second, by=w.lan, at=now)
    send_correction(second, by=w.nam, at=now)
    assert acts.last_sent(reply.matter.message) == second


def picture() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(data, "JPEG")
    return SimpleUploadedFile("anh.jpg", data.getvalue(), "image/jpeg")


def test_a_file_goes_out_with_its_reply_and_not_before(w: Ward) -> None:
    message = assigned(w).message
    given = {"du-thao-outcome": "solved", "du-thao-text": WORDS, "du-thao-attached": [picture()]}
    signed_in(w.hung).post(f"/ban/viec/{message.number}/du-thao", given)
    reply, file = Reply.objects.get(), ReplyFile.objects.get()
    assert Client().get(f"/tep/{file.name}").status_code == 404
    assert signed_in(w.lan).get(f"/tep/{file.name}").status_code == 200
    approval_acts.return_draft(reply, "Ghi rõ ngày làm.", by=w.lan, at=timezone.now())
    again = {"du-thao-outcome": "solved", "du-thao-text": WORDS, "du-thao-carried": [file.pk]}
    signed_in(w.hung).post(f"/ban/viec/{message.number}/du-thao", again)
    signed_in(w.lan).post(f"/ban/viec/{message.number}/duyet")
    signed_in(w.nam).post(f"/ban/viec/{message.number}/gui")
    assert Client().get(f"/tep/{file.name}").status_code == 200
    assert f"/tep/{file.name}" in public(message)


def test_a_file_of_a_reply_to_words_that_are_not_public_is_the_senders_alone(w: Ward) -> None:
    at = timezone.now() - timedelta(minutes=30)
    receipt = hoa_writes(w, at, public=False)
    matter = matter_acts.accept(receipt.message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=at)
    matter_acts.assign(matter, w.kt, by=w.nam, at=at)
    given = {"du-thao-outcome": "solved", "du-thao-text": WORDS, "du-thao-attached": [picture()]}
    signed_in(w.hung).post(f"/ban/viec/{receipt.number}/du-thao", given)
    approval_acts.approve(Reply.objects.get(), by=w.lan, at=timezone.now())
    acts.send_reply(Reply.objects.get(), by=w.nam, at=timezone.now())
    file = ReplyFile.objects.get()
    assert Client().get(f"/tep/{file.name}").status_code == 404
    hoa = Client()
    hoa.post("/theo-doi", {"number": receipt.number, "key": receipt.key})
    assert hoa.get(f"/tep/{file.name}").status_code == 200


def test_a_note_is_sealed_and_read_by_the_desk_alone(w: Ward) -> None:
    message = assigned(w).message
    add_note(message, "Đã gọi đội cấp nước, hẹn 14 giờ.", by=w.hung, at=timezone.now())
    assert "hẹn 14 giờ".encode() not in bytes(Note.objects.get().sealed_text)
    assert [one.text for one in notes_of(message)] == ["Đã gọi đội cấp nước, hẹn 14 giờ."]
    assert "hẹn 14 giờ" in signed_in(w.lan).get(f"/ban/viec/{message.number}").content.decode()
    assert "hẹn 14 giờ" not in public(message)
    with pytest.raises(PermissionDenied):
        add_note(message, "Không phải việc của tôi.", by=w.admin, at=timezone.now())


def test_a_unit_helps_by_an_inner_date_and_the_lead_unit_stays_the_one_that_is_late(w: Ward) -> None:
    matter, now = assigned(w), timezone.now()
    message, today = matter.message, timezone.localdate()
    with pytest.raises(ValidationError, match="Hạn phối hợp"):
        ask_cooperation(matter, w.vp, due_on=date(2099, 1, 5), what="Cho số hộ bị mất nước.", by=w.lan, at=now)
    given = {"unit": w.vp.pk, "due_on": today.isoformat(), "what": "Cho số hộ bị mất nước."}
    signed_in(w.lan).post(
        f"/ban/viec/{message.number}/de-nghi-phoi-hop", {f"de-nghi-{name}": value for name, value in given.items()}
    )
    row = matter.cooperations.get()
    with pytest.raises(ValidationError, match="rồi"):
        ask_cooperation(matter, w.vp, due_on=today, what="Lần nữa.", by=w.lan, at=now)
    with pytest.raises(PermissionDenied):
        give_cooperation(row, "Không thuộc đơn vị.", by=w.hung, at=now)
    signed_in(w.nam).post(f"/ban/viec/{message.number}/phoi-hop", {"phoi-hop-text": "Có 12 hộ mất nước."})
    assert "Có 12 hộ mất nước." in signed_in(w.hung).get(f"/ban/viec/{message.number}").content.decode()
    assert Entry.objects.get(kind="cooperation.given").payload == {"unit": "VP", "on_time": True}
    message.refresh_from_db()
    assert (message.stage, matter.unit) == ("assigned", w.kt)
    second = ask_cooperation(matter, w.vp, due_on=today, what="Cho thêm tên ngõ.", by=w.lan, at=now)
    end_cooperation(second, by=w.lan, at=now)
    with pytest.raises(ValidationError, match="không còn cần"):
        give_cooperation(second, "Muộn rồi.", by=w.nam, at=now)
