"""What came to the counter, by telephone or by letter is entered by the clerk; the sender gets number and key."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.reply import acts
from hoiam.ledger.models import Entry
from hoiam.listen.intake.acts import take_in
from hoiam.listen.intake.receiving import AlreadyReceived, Taken
from hoiam.listen.key import numbers
from hoiam.listen.models import Attachment, Message
from hoiam.listen.publicity.acts import publish_photo, publish_words
from hoiam.listen.publicity.privacy import public_face
from hoiam.listen.tests.uploads import picture, saved
from hoiam.office.models import Person
from hoiam.papers.tests.reading import NEEDS_POPPLER, text_of
from hoiam.testing import Ward, at, hoa_writes, ward
from hoiam.vault import contacts

pytestmark = pytest.mark.django_db

SAID = "Đèn đường trước nhà văn hóa tổ 3 hỏng ba hôm nay, tối đi lại khó."


@pytest.fixture
def w() -> Ward:
    return ward()


def desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def scanned(length: int | None = None) -> SimpleUploadedFile:
    """A page of a letter as the counter's camera gives it; broken off when a length is given."""
    return SimpleUploadedFile("don.jpg", saved(picture(), "JPEG")[:length], "image/jpeg")


def fill(client: Client, way: str, **given: object) -> str:
    """The form as it is shown, filled in and sent; gives the page that answers."""
    page = client.get(f"/ban/tiep-nhan/{way}").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    answer = client.post(f"/ban/tiep-nhan/{way}", {"once": once, "text": SAID, "public": "co"} | given)
    return answer.content.decode()


def test_at_the_counter_number_and_key_are_shown_once_and_the_contact_goes_to_the_vault(w: Ward) -> None:
    page = fill(desk(w.nam), "quay", name="Chị Hoa", reach="0912 345 678", address="12 Trần Hưng Đạo", area=w.area.pk)
    message = Message.objects.get()
    assert (message.channel, message.wants_public, message.publicity_answered) == ("counter", True, True)
    key = numbers.digits(re.search(r"Mã bí mật của người gửi: <strong[^>]*>([\d ]+)", page)[1])
    assert numbers.key_matches(message.number, key, message.key_hash)
    assert contacts.open_to_send(message.number) == {
        "name": "Chị Hoa", "phone": "0912345678", "email": "", "address": "12 Trần Hưng Đạo",
    }  # fmt: skip
    assert "Chị Hoa" not in page
    entry = Entry.objects.get(kind="message.received")
    assert entry.by == w.nam
    assert "0912" not in entry.canonical


def test_whether_it_may_be_published_is_asked_and_nothing_is_ticked_beforehand(w: Ward) -> None:
    nam = desk(w.nam)
    page = nam.get("/ban/tiep-nhan/quay").content.decode()
    assert page.count('name="public"') == 3
    assert " checked" not in page
    refused = fill(nam, "quay", public="")
    assert "Hãy chọn một câu trả lời" in refused
    assert SAID in refused
    assert not Message.objects.exists()


def test_who_was_not_asked_is_published_like_everybody_and_the_desk_says_that_nobody_asked(w: Ward) -> None:
    nam = desk(w.nam)
    fill(nam, "dien-thoai", public="chua")
    message = Message.objects.get()
    assert not message.withholdings.exists()
    assert "chưa được hỏi về việc đăng công khai" in nam.get(f"/ban/viec/{message.number}").content.decode()
    fill(nam, "dien-thoai", public="khong")
    assert Message.objects.latest("pk").withholdings.get().ground == "sender"


def test_received_before_it_was_entered_shows_both_times(w: Ward) -> None:
    earlier = timezone.localtime() - timedelta(days=3)
    page = fill(desk(w.nam), "don-thu", received_at=f"{earlier:%Y-%m-%dT08:00}", external_ref="Số đến 45")
    message = Message.objects.get()
    assert (message.channel, message.external_ref) == ("letter", "Số đến 45")
    assert timezone.localtime(message.received_at).strftime("%H:%M") == "08:00"
    for text in (page, desk(w.nam).get(f"/ban/viec/{message.number}").content.decode()):
        assert re.search(r"[Nn]hận 08:00, [^<]*, vào sổ \d\d:\d\d", text)


def test_the_public_row_says_when_it_was_entered_on_a_later_day(w: Ward) -> None:
    late = hoa_writes(w, at("2026-11-18 09:00"), received_at=at("2026-11-16 16:00"), channel="letter").message
    page = Client().get(f"/tra-loi/{late.number}").content.decode()
    assert "Nhận thứ Hai, 16/11/2026, bưu chính; vào sổ thứ Tư, 18/11/2026." in page
    same_day = hoa_writes(w, at("2026-11-18 09:00"), received_at=at("2026-11-18 08:00")).message
    assert "; vào sổ" not in Client().get(f"/tra-loi/{same_day.number}").content.decode()


def test_a_form_sent_twice_is_entered_once(w: Ward) -> None:
    nam = desk(w.nam)
    page = nam.get("/ban/tiep-nhan/quay").content.decode()
    given = {"once": re.search(r'name="once" value="([^"]+)"', page)[1], "text": SAID, "public": "co"}
    nam.post("/ban/tiep-nhan/quay", given)
    again = nam.post("/ban/tiep-nhan/quay", given).content.decode()
    assert Message.objects.count() == 1
    assert "đã vào sổ từ trước" in again
    assert "Mã bí mật của người gửi" not in again


def test_a_scan_of_a_letter_is_seen_by_staff_and_never_by_the_public(w: Ward) -> None:
    nam = desk(w.nam)
    fill(nam, "don-thu", scans=[scanned()])
    message, scan = Message.objects.get(), Attachment.objects.get()
    assert scan.scan
    now = timezone.now()
    publish_words(message, title="Đèn đường hỏng", by=w.nam, at=now)
    with pytest.raises(ValidationError, match="không bao giờ được đăng"):
        publish_photo(scan, by=w.nam, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.update(published_at=now)
    assert public_face(message, at=now).photos == []
    assert nam.get(f"/tep/{scan.name}").status_code == 200
    assert Client().get(f"/tep/{scan.name}").status_code == 404
    assert "bản chụp đơn, chỉ cán bộ xem" in nam.get(f"/ban/viec/{message.number}").content.decode()
    assert 'name="nhan-photos"' not in nam.get(f"/ban/viec/{message.number}").content.decode()


@NEEDS_POPPLER
def test_the_receipt_with_the_key_is_made_from_the_page_that_shows_it_and_from_nothing_else(w: Ward) -> None:
    nam = desk(w.nam)
    page = fill(nam, "quay", public="chua")
    number = Message.objects.get().number
    key = re.search(r'name="key" value="(\d{20})"', page)[1]
    paper = nam.post("/ban/tiep-nhan/bien-nhan", {"number": number, "key": key})
    text = text_of(paper.content)
    assert text.count(numbers.spaced(key)) == 1
    assert "gạch bỏ một câu, ký bên dưới" in text
    wrong = numbers.new_key()
    assert nam.post("/ban/tiep-nhan/bien-nhan", {"number": number, "key": wrong}).status_code == 404


def test_only_the_desk_takes_in_and_only_for_its_own_office(w: Ward) -> None:
    for person in (w.lan, w.hung, w.binh, w.admin):
        assert desk(person).get("/ban/tiep-nhan/quay").status_code == 403
    taken, when = Taken("counter", SAID, public=True), at("2026-11-16 09:00")  # thứ Hai
    with pytest.raises(PermissionDenied):
        take_in(w.office, taken, once="a", by=w.hung, at=when)
    with pytest.raises(PermissionDenied):
        take_in(w.province, taken, once="a", by=w.nam, at=when)
    with pytest.raises(ValidationError, match="nguồn tiếp nhận"):
        take_in(w.office, Taken("web", SAID, public=True), once="a", by=w.nam, at=when)
    take_in(w.office, taken, once="a", by=w.nam, at=when)
    with pytest.raises(AlreadyReceived):
        take_in(w.office, taken, once="a", by=w.nam, at=when)


def test_a_file_that_cannot_be_taken_never_loses_the_words(w: Ward) -> None:
    page = fill(desk(w.nam), "don-thu", scans=[scanned(300)])
    assert Message.objects.count() == 1
    assert "không mở được" in page


def test_what_the_clerk_was_told_about_keeping_it_confidential_governs(w: Ward) -> None:
    nam = desk(w.nam)
    page = fill(nam, "quay", kind="denunciation", confidential="phan-anh")
    assert Message.objects.get().kind == "feedback"
    assert "Xem hồ sơ" in page
    page = fill(nam, "don-thu", confidential="kin", about=w.kt.pk)
    kept = Message.objects.latest("pk")
    assert kept.restriction.source == "sender"
    assert kept.concerned.get().unit == w.kt
    assert "Xem hồ sơ" not in page
    assert nam.get(f"/ban/viec/{kept.number}").status_code == 404


TICKET = """Mã phản ánh: 1022-0042
Thời gian: 01/10/2026 08:12
Người phản ánh: Nguyễn Văn An - 0912345678
Địa điểm: Tổ dân phố 3
Nội dung: Nắp cống bị mất, rất nguy hiểm.
Trạng thái: Chờ xử lý"""


def test_a_pasted_ticket_is_looked_at_on_one_screen_and_saved_with_one_press(w: Ward) -> None:
    nam = desk(w.nam)
    page = nam.post("/ban/tiep-nhan/dan", {"pasted": TICKET}).content.decode()
    for words in ("Nắp cống bị mất, rất nguy hiểm.", "1022-0042", "2026-10-01T08:12", "Nguyễn Văn An", "0912345678"):
        assert words in page
    assert "Trạng thái: Chờ xử lý" in page  # among what was left out
    assert re.search(rf'<option value="{w.area.pk}" selected', page)
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    given = {
        "once": form["once"],
        "text": "Nắp cống bị mất, rất nguy hiểm.",
        "channel": "portal",
        "external_ref": "1022-0042",
        "received_at": "2026-10-01T08:12",
        "name": "Nguyễn Văn An",
        "reach": "0912345678",
        "public": "chua",
    }
    assert "Đã vào sổ" in nam.post("/ban/tiep-nhan/dan", given).content.decode()
    message = Message.objects.get()
    assert (message.channel, message.external_ref, message.publicity_answered) == ("portal", "1022-0042", False)
    assert contacts.open_to_send(message.number)["name"] == "Nguyễn Văn An"
    again = nam.post("/ban/tiep-nhan/dan", given | {"once": "another"}).content.decode()
    assert "đã vào sổ từ trước" in again
    assert Message.objects.count() == 1


def test_a_sent_reply_stands_ready_to_be_pasted_where_the_message_came_from(w: Ward) -> None:
    when = timezone.now() - timedelta(hours=3)
    message = hoa_writes(w, when, channel="portal", external_ref="PAKN.1").message
    matter = matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=when)
    matter_acts.assign(matter, w.kt, by=w.nam, at=when)
    acts.draft(matter, outcome="solved", text="Đã thay đoạn ống vỡ.", by=w.hung, at=when)
    assert "Sao chép để dán" not in desk(w.nam).get(f"/ban/viec/{message.number}").content.decode()
    approval_acts.approve(matter.replies.get(), by=w.lan, at=when)
    acts.send_reply(matter.replies.get(), by=w.nam, at=when)
    page = desk(w.nam).get(f"/ban/viec/{message.number}").content.decode()
    assert "Sao chép để dán sang hệ thống khác" in page
    text = re.search(r"<textarea[^>]*readonly[^>]*>([^<]*)", page)[1]
    for words in ("Mã phản ánh: PAKN.1", "Kết quả: Đã giải quyết xong", "Đã thay đoạn ống vỡ.", "/tra-loi/"):
        assert words in text
    assert "0912" not in text
