"""Who the sender is: opened by two, for ten minutes, told and counted; and what the sender may do by the key."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.books.archiving import archive
from hoiam.answer.chores import close_answered, erase_asked_words, erase_contacts
from hoiam.answer.clock.pausing import inquire
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import Call, Erasure, Opening
from hoiam.answer.reply import acts
from hoiam.answer.sender import notices
from hoiam.answer.sender.call_script import script
from hoiam.answer.sender.calling import TRIES, calls_for, number_of, open_call, record_call
from hoiam.answer.sender.lost_key import renew_key
from hoiam.answer.sender.opening import ASKED_A_DAY, ask_opening, contact_shown, decide_opening, looks, open_contact
from hoiam.answer.sender.rights import ask_erasure, correct_contact, forget_contact
from hoiam.ledger.models import Entry
from hoiam.listen.intake.receiving import Receipt
from hoiam.listen.message.acts import words_as_sent
from hoiam.listen.models import Concerned, Message
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Role
from hoiam.outbox.models import Row
from hoiam.testing import Ward, at, hoa_writes, ward
from hoiam.vault import contacts

MONDAY = at("2026-11-16 08:30")  # thứ Hai
TUESDAY = at("2026-11-17 09:00")
PHONE = {"phone": "0987654321"}
BOTH = {"phone": "0987654321", "email": "hoa@example.vn", "name": "Lê Thị Hoa"}
CLAUSE = "Điều 31 Luật Tố cáo 2018"


@pytest.fixture
def w(db) -> Ward:
    return ward()


def written(w: Ward, contact=None, **more) -> Message:
    return hoa_writes(w, MONDAY, contact=contact or BOTH, **more).message


def answered(w: Ward, message: Message):
    matter = matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=MONDAY)
    matter_acts.assign(matter, w.kt, by=w.nam, at=MONDAY)
    reply = acts.draft(matter, outcome="solved", text="Đã thay đoạn ống vỡ hôm nay.", by=w.hung, at=TUESDAY)
    approval_acts.approve(reply, by=w.lan, at=TUESDAY)
    acts.send_reply(reply, by=w.nam, at=TUESDAY)
    message.refresh_from_db()
    return reply


def kinds_of(message: Message) -> list[str]:
    return list(Entry.objects.filter(subject=f"message:{message.number}").order_by("id").values_list("kind", flat=True))


# --- opening ---


def test_two_people_open_one_record_for_ten_minutes_and_the_sender_is_told(w):
    message = written(w)
    row = ask_opening(message, reason="verify", clause=CLAUSE, by=w.mai, at=MONDAY)
    with pytest.raises(PermissionDenied):
        contact_shown(row, to=w.mai, at=MONDAY)
    decide_opening(row, agreed=True, by=w.lan, at=MONDAY)
    open_contact(row, by=w.mai, at=MONDAY)
    assert contact_shown(row, to=w.mai, at=MONDAY + timedelta(minutes=9))["phone"] == PHONE["phone"]
    with pytest.raises(PermissionDenied):
        contact_shown(row, to=w.mai, at=MONDAY + timedelta(minutes=11))
    with pytest.raises(PermissionDenied):
        contact_shown(row, to=w.lan, at=MONDAY)
    with pytest.raises(ValidationError, match="Đã mở rồi"):
        open_contact(row, by=w.mai, at=MONDAY)
    mail = notices.contact_opened(Row.objects.get(template="opened"))
    assert mail.to == BOTH["email"]
    assert "Công chức tiếp công dân" in mail.body
    assert CLAUSE in mail.body
    assert w.mai.full_name not in mail.body
    assert kinds_of(message)[-3:] == ["contact.opening_asked", "contact.opening_agreed", "contact.opened"]
    assert Entry.objects.filter(kind="contact.opened").get().payload == {"reason": "verify"}


def test_neither_the_asker_nor_their_unit_nor_the_unit_that_handles_it_is_the_second_person(w):
    message = written(w)
    answered(w, message)
    row = ask_opening(message, reason="serve", clause="Điều 32 Luật Khiếu nại 2011", by=w.nam, at=TUESDAY)
    other = appoint(w.office, "vien", None, "Trưởng đơn vị VP", by=None, at=MONDAY - timedelta(days=60), unit=w.vp)
    grant(other, Role.HEAD_OF_UNIT, by=None, at=MONDAY - timedelta(days=60))
    for person in (w.nam, other, w.lan):  # the asker; the asker's unit; the unit that handles it
        with pytest.raises(PermissionDenied):
            decide_opening(row, agreed=True, by=person, at=TUESDAY)
    decide_opening(row, agreed=True, by=w.binh, at=TUESDAY)


def test_a_second_account_made_to_agree_does_not_count(w):
    message = written(w)
    row = ask_opening(message, reason="danger", clause="Điều 4 khoản 1", by=w.mai, at=MONDAY)
    puppet = appoint(w.office, "roi", None, "Người mới", by=w.admin, at=MONDAY, post="Trưởng phòng")
    grant(puppet, Role.HEAD_OF_UNIT, by=w.admin, at=MONDAY)
    with pytest.raises(PermissionDenied):
        decide_opening(row, agreed=True, by=puppet, at=MONDAY)


def test_those_the_message_is_about_neither_ask_nor_agree(w):
    message = written(w)
    Concerned.objects.create(message=message, unit=w.kt, at=MONDAY)
    with pytest.raises(PermissionDenied):
        ask_opening(message, reason="verify", clause=CLAUSE, by=w.lan, at=MONDAY)
    row = ask_opening(message, reason="verify", clause=CLAUSE, by=w.mai, at=MONDAY)
    with pytest.raises(PermissionDenied):
        decide_opening(row, agreed=True, by=w.lan, at=MONDAY)


def test_a_hundred_openings_by_script_stop_at_the_fifth_and_none_is_unseen(w):
    for _ in range(ASKED_A_DAY):
        ask_opening(written(w), reason="verify", clause=CLAUSE, by=w.mai, at=MONDAY)
    with pytest.raises(ValidationError, match="nhiều nhất"):
        ask_opening(written(w), reason="verify", clause=CLAUSE, by=w.mai, at=MONDAY)
    assert Entry.objects.filter(kind="contact.opening_asked").count() == ASKED_A_DAY


def test_a_row_with_another_reason_or_one_person_alone_is_refused_by_the_database(w):
    message = written(w)
    row = ask_opening(message, reason="verify", clause=CLAUSE, by=w.mai, at=MONDAY)
    for change in ({"reason": "curious"}, {"decided_by": w.mai}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opening.objects.filter(pk=row.pk).update(**change)


def test_on_the_screen_the_contact_stands_only_on_its_own_page_for_its_own_minutes(w):
    at_now = timezone.now()
    message = hoa_writes(w, at_now - timedelta(minutes=5), contact=BOTH).message
    mai, lan = Client(), Client()
    mai.force_login(w.mai)
    lan.force_login(w.lan)
    page = f"/ban/viec/{message.number}"
    mai.post(f"{page}/de-nghi-mo", {"de-nghi-mo-reason": "verify", "de-nghi-mo-clause": CLAUSE})
    lan.post(f"{page}/dong-y-mo")
    mai.post(f"{page}/mo")
    assert PHONE["phone"] not in mai.get(page).content.decode()
    shown_page = mai.get(f"{page}/nguoi-gui")
    assert PHONE["phone"] in shown_page.content.decode()
    assert shown_page["Cache-Control"] == "no-store"
    assert lan.get(f"{page}/nguoi-gui").status_code == 302


# --- calls ---


def test_who_left_a_telephone_only_is_called_one_number_at_a_time(w):
    first, second = written(w, PHONE), written(w, {"phone": "0911222333"})
    for message in (first, second):
        answered(w, message)
        assert notices.reply(Row.objects.get(template="reply", subject=f"message:{message.number}")) is None
    today = timezone.now()
    one, two = calls_for(w.nam, today)
    with pytest.raises(PermissionDenied):
        number_of(one, to=w.nam, at=today)
    open_call(one, by=w.nam, at=today)
    assert number_of(one, to=w.nam, at=today) == PHONE["phone"]
    with pytest.raises(PermissionDenied):
        number_of(one, to=w.hung, at=today)
    with pytest.raises(ValidationError, match="mỗi lần một số"):
        open_call(two, by=w.nam, at=today)
    record_call(one, "told", by=w.nam, at=today)
    open_call(two, by=w.nam, at=today)
    assert list(calls_for(w.nam, today)) == [two]
    assert [look.why for look in looks(first)] == ["Báo kết quả qua số người gửi để lại"]
    assert "call.made" in kinds_of(first)


def test_nobody_answers_and_it_is_tried_on_three_working_days(w):
    message = written(w, PHONE)
    answered(w, message)
    notices.reply(Row.objects.get(template="reply"))
    call = Call.objects.get()
    when = at("2026-11-20 09:00")  # thứ Sáu
    open_call(call, by=w.nam, at=when)
    record_call(call, "no_answer", by=w.nam, at=when)
    assert call.due_on == at("2026-11-23 00:00").date()  # thứ Hai
    for _ in range(TRIES - 1):
        open_call(call, by=w.nam, at=when + timedelta(days=5))
        record_call(call, "no_answer", by=w.nam, at=when + timedelta(days=5))
    assert call.done_at is not None


def test_the_list_of_calls_shows_no_number_and_the_call_shows_what_to_read(w):
    message = written(w, PHONE)
    answered(w, message)
    notices.reply(Row.objects.get(template="reply"))
    nam = Client()
    nam.force_login(w.nam)
    assert PHONE["phone"] not in nam.get("/ban/goi-dien").content.decode()
    call = Call.objects.get()
    page = nam.post(f"/ban/goi-dien/{call.pk}/mo", follow=True)
    assert PHONE["phone"] in page.content.decode()
    assert "Đã thay đoạn ống vỡ hôm nay." in page.content.decode()
    assert nam.post(f"/ban/goi-dien/{call.pk}/ket-qua", {"ket-qua": "told"}).status_code == 302
    assert "Không còn ai cần gọi" in nam.get("/ban/goi-dien").content.decode()


# --- the sender's own data ---


def test_the_sender_takes_a_copy_with_the_key_and_nobody_else_does(w):
    receipt = hoa_writes(w, MONDAY, contact=BOTH)
    stranger, hoa = Client(), Client()
    assert stranger.post(f"/tra-loi/{receipt.number}/cua-toi/ban-sao")["Location"] == "/theo-doi"
    hoa.post("/theo-doi", {"number": receipt.number, "key": receipt.key})
    got = hoa.post(f"/tra-loi/{receipt.number}/cua-toi/ban-sao")
    with zipfile.ZipFile(io.BytesIO(got.content)) as copy:
        assert "0912 345 678" in copy.read("noi-dung.txt").decode()
        assert BOTH["email"] in copy.read("lien-he.json").decode()
        assert receipt.salt in copy.read("bam-va-so-ngau-nhien.json").decode()
    assert kinds_of(receipt.message)[-2:] == ["contact.opened", "copy.given"]


def test_the_sender_corrects_and_erases_how_to_be_reached_at_once(w):
    receipt = hoa_writes(w, MONDAY, contact=BOTH)
    hoa = Client()
    hoa.post("/theo-doi", {"number": receipt.number, "key": receipt.key})
    page = f"/tra-loi/{receipt.number}/cua-toi"
    hoa.post(page, {"lam": "sua", "reach": "0911 222 333"})
    assert contacts.open_to_send(receipt.number) == {"phone": "0911222333", "email": "", "name": ""}
    hoa.post(page, {"lam": "xoa-lien-he"})
    assert not contacts.exists(receipt.number)
    assert "không có, hoặc đã được xóa" in hoa.get(page).content.decode()
    with pytest.raises(ValidationError):
        forget_contact(receipt.message, at=TUESDAY)
    with pytest.raises(ValidationError):
        correct_contact(receipt.message, {"phone": "", "email": ""}, at=TUESDAY)


def test_words_asked_to_be_forgotten_go_when_the_matter_has_ended_and_the_masked_ones_stay(w):
    message = written(w)
    ask_erasure(message, at=MONDAY)
    assert Erasure.objects.get().due_on == at("2026-12-06 00:00").date()  # Chủ nhật
    erase_asked_words(TUESDAY)
    assert "0912 345 678" in words_as_sent(Message.objects.get(pk=message.pk))[0]
    answered(w, message)
    erase_asked_words(TUESDAY)
    kept = Message.objects.get(pk=message.pk)
    assert "0912 345 678" not in words_as_sent(kept)[0]
    assert "Ống nước" in words_as_sent(kept)[0]
    assert bytes(kept.salt) == b""
    assert not contacts.exists(message.number)
    assert "Ống nước" in Client().get(f"/tra-loi/{message.number}").content.decode()
    assert "message.words_erased" in kinds_of(message)


def test_a_denunciation_keeps_its_archive_term_whatever_the_clock_says(w):
    secret = hoa_writes(w, MONDAY, contact=BOTH, kind="denunciation", channel="letter").message
    plain = written(w)
    answered(w, plain)
    Message.objects.filter(pk=secret.pk).update(ended_on=TUESDAY.date())
    with pytest.raises(ValidationError, match="phải lưu"):
        ask_erasure(secret, at=MONDAY)
    erase_contacts(at("2027-03-01 02:30"))  # thứ Hai
    assert contacts.exists(secret.number)
    assert not contacts.exists(plain.number)


@pytest.mark.django_db
def test_after_erasure_nothing_of_the_sender_is_found_in_the_house(w):
    receipt: Receipt = hoa_writes(w, MONDAY, contact=BOTH)
    message = receipt.message
    folder = settings.HOME / "mail"
    folder.mkdir(exist_ok=True)
    spaced = f"{message.number[:4]} {message.number[4:8]} {message.number[8:]}"
    kept = folder / "cu.eml"
    kept.write_text(
        f"To: {BOTH['email']}\nSubject: =?utf-8?q?H=E1=BB=93_s=C6=A1_{spaced.replace(' ', '_')}?=\n\nXin chào.\n"
    )
    answered(w, message)
    forget_contact(message, at=TUESDAY)
    ask_erasure(message, at=TUESDAY)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")
    marks = [BOTH["phone"].encode(), BOTH["email"].encode(), b"0912 345 678", BOTH["name"].encode()]
    for path in settings.HOME.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(mark in data for mark in marks), path


# --- a lost key ---


def test_who_lost_the_key_gets_a_new_one_for_what_only_the_sender_knows(w):
    receipt = hoa_writes(w, MONDAY, contact=BOTH)
    message = receipt.message
    now = timezone.now()
    assert renew_key(message, "0900 000 000", by=w.nam, at=now) == ""
    key = renew_key(message, "0987 654 321", by=w.nam, at=now)
    assert len(key) == 20
    old, new = Client(), Client()
    assert old.post("/theo-doi", {"number": message.number, "key": receipt.key}).status_code != 302
    assert new.post("/theo-doi", {"number": message.number, "key": key}).status_code == 302
    assert "key.refused" in kinds_of(message)
    assert key not in "".join(Entry.objects.values_list("canonical", flat=True))
    assert notices.new_key(Row.objects.get(template="new_key")).to == BOTH["email"]


def test_the_end_of_the_random_number_on_the_receipt_is_proof_too(w):
    receipt = hoa_writes(w, MONDAY)
    key = renew_key(receipt.message, f"… {receipt.salt[-8:].upper()}", by=w.nam, at=timezone.now())
    assert key
    assert Entry.objects.get(kind="key.renewed").payload == {"how": "receipt"}


def test_three_wrong_answers_end_the_day(w):
    receipt = hoa_writes(w, MONDAY, contact=PHONE)
    now = timezone.now()
    for _ in range(3):
        assert renew_key(receipt.message, "0900000000", by=w.nam, at=now) == ""
    with pytest.raises(ValidationError, match="ba lần"):
        renew_key(receipt.message, PHONE["phone"], by=w.nam, at=now)


# --- the archive ---


def test_a_closed_matter_is_one_file_with_a_list_of_contents_and_no_contact(w):
    message = written(w)
    answered(w, message)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        archive(message, by=w.thu, at=TUESDAY)
    close_answered(at("2027-01-04 02:10"))  # thứ Hai
    message.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(archive(message, by=w.thu, at=at("2027-01-04 09:00")))) as made:
        names = made.namelist()
        assert names[0] == "00-muc-luc.pdf"
        assert {"01-noi-dung.txt", "02-bien-nhan.pdf", "10-tra-loi.pdf", "90-da-di-qua.txt"} <= set(names)
        assert not any(BOTH["email"].encode() in made.read(name) for name in names)
    assert Entry.objects.get(kind="matter.archived").payload["files"] == len(names) - 1


def test_a_question_read_out_on_the_telephone_lets_the_clock_stand_still(w):
    message = written(w, PHONE)
    matter = matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=MONDAY)
    matter_acts.assign(matter, w.kt, by=w.nam, at=MONDAY)
    inquire(matter, "Ống vỡ ở trước nhà số mấy?", by=w.hung, at=MONDAY)
    assert notices.question(Row.objects.get(template="question")) is None
    call = Call.objects.get()
    assert any("trước nhà số mấy" in line for line in script(call))
    open_call(call, by=w.nam, at=TUESDAY)
    record_call(call, "told", by=w.nam, at=TUESDAY)
    message.refresh_from_db()
    assert message.stage == "waiting_sender"
