"""Mails to the office's box become messages, once each, and nothing is lost. Tried against a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from hoiam.listen.mailbox import collecting
from hoiam.listen.mailbox.collecting import collect
from hoiam.listen.mailbox.parsing import read_mail
from hoiam.listen.models import Attachment, Channel, MailRound, Message
from hoiam.listen.tests.uploads import picture, saved
from hoiam.outbox.models import Row
from hoiam.testing import Ward, at, ward
from hoiam.vault import contacts
from hoiam.vault import text as sealed
from tests.imap_server import ImapServer, imap_server
from tests.needs import needs

pytestmark = [
    pytest.mark.django_db,
    needs("dovecot-imapd"),
]
NOW = at("2026-11-16 10:00")  # thứ Hai


@pytest.fixture(scope="module")
def running() -> Iterator[ImapServer]:
    with imap_server() as server:
        yield server


@pytest.fixture
def server(running: ImapServer) -> Iterator[ImapServer]:
    """The same server for all, with an empty box for each test."""
    with running.signed_in() as talk:
        talk.uid("STORE", "1:*", "+FLAGS", r"(\Deleted)")
        talk.expunge()
    with override_settings(IMAP=running.address):
        yield running


@pytest.fixture
def w() -> Ward:
    return ward()


def mail(text: str = "Đèn đường ở tổ 3 hỏng ba hôm nay.", **heads: str) -> EmailMessage:
    made = EmailMessage()
    given = {"From": "Nguyễn Thị Hoa <hoa@example.vn>", "Subject": "Đèn đường hỏng", "Message-ID": "<1@example.vn>"}
    for name, value in (given | {name.replace("_", "-"): value for name, value in heads.items()}).items():
        made[name] = value
    made.set_content(text)
    return made


def words(message: Message) -> str:
    return sealed.open(message.sealed_text, number=message.number, field="text")


def test_a_mail_becomes_a_message_with_its_sender_in_the_vault_and_a_receipt_under_way(w: Ward, server: ImapServer):
    server.put(bytes(mail()))
    collect(NOW)
    message = Message.objects.get()
    assert (message.office, message.channel, message.kind) == (w.office, Channel.MAIL, "")
    assert words(message) == "Đèn đường hỏng\n\nĐèn đường ở tổ 3 hỏng ba hôm nay."
    assert (message.received_at, message.recorded_at) == (at("2026-11-16 07:30"), NOW)
    assert (message.wants_public, message.publicity_answered) == (True, False)
    assert contacts.open_to_send(message.number) == {"name": "Nguyễn Thị Hoa", "email": "hoa@example.vn", "phone": ""}
    assert Row.objects.get(template="receipt").subject == f"message:{message.number}"
    assert server.flags() == [True]
    assert MailRound.objects.get().taken == 1
    kept = "".join(str(value) for row in MailRound.objects.values() for value in row.values())
    assert "hoa" not in kept.lower().replace("hoa-binh", "")


def test_a_second_round_adds_nothing_even_when_the_first_was_cut_off_before_marking(w: Ward, server: ImapServer):
    server.put(bytes(mail()))
    collect(NOW)
    server.unsee_all()  # as if the worker had died between writing the message and marking the mail
    collect(NOW + timedelta(minutes=5))
    assert Message.objects.count() == 1
    assert server.flags() == [True]
    assert MailRound.objects.get().taken == 0


def test_a_worker_that_dies_before_marking_leaves_the_mail_for_the_next_round(
    w: Ward, server: ImapServer, monkeypatch: pytest.MonkeyPatch
):
    server.put(bytes(mail()), bytes(mail(Message_ID="<2@example.vn>")))
    monkeypatch.setattr(collecting.imap.MailBox, "mark_seen", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        collect(NOW)
    monkeypatch.undo()
    assert server.flags() == [False, False]
    collect(NOW)
    assert Message.objects.count() == 2
    assert server.flags() == [True, True]


def test_pictures_are_made_anew_and_a_file_that_is_not_taken_is_told(w: Ward, server: ImapServer):
    letter = mail()
    letter.add_attachment(saved(picture(), "JPEG"), maintype="image", subtype="jpeg", filename="cho-hoa-binh.jpg")
    letter.add_attachment(b"PK\3\4", maintype="application", subtype="vnd.ms-word", filename="don-cua-hoa.doc")
    server.put(bytes(letter))
    collect(NOW)
    assert Attachment.objects.get().sort == "image"
    text = words(Message.objects.get())
    assert "(Thư còn 01 tệp không nhận vào đây được, ở trong hộp thư của cơ quan.)" in text
    assert "don-cua-hoa" not in text


def test_what_a_machine_answered_is_no_message_and_starts_no_loop(w: Ward, server: ImapServer):
    server.put(
        bytes(mail("Tôi đang nghỉ phép.", Auto_Submitted="auto-replied")),
        bytes(mail("Out of office", Message_ID="<2@example.vn>", X_Autoreply="yes")),
        bytes(mail("Undelivered", Message_ID="<3@example.vn>", Return_Path="<>")),
    )
    collect(NOW)
    assert not Message.objects.exists()
    assert not Row.objects.exists()
    found = MailRound.objects.get()
    assert (found.taken, found.automatic, found.left) == (0, 3, 0)
    assert server.flags() == [True, True, True]


def test_a_mail_sent_to_many_is_taken_in_and_not_answered(w: Ward, server: ImapServer):
    server.put(bytes(mail(List_Id="<to-dan-pho.example.vn>")))
    collect(NOW)
    assert not contacts.exists(Message.objects.get().number)
    assert not Row.objects.exists()


def test_what_cannot_be_read_or_is_too_heavy_stays_in_the_box_and_is_counted(
    w: Ward, server: ImapServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(collecting, "MAX_MAIL_BYTES", 20_000)
    heavy = mail("x" * 30_000, Message_ID="<2@example.vn>")
    empty = mail(" ", Message_ID="<3@example.vn>", Subject="")
    server.put(bytes(heavy), bytes(empty), bytes(mail()))
    collect(NOW)
    assert Message.objects.count() == 1
    assert MailRound.objects.get().left == 2
    assert server.flags() == [False, False, True]
    nam = Client()
    nam.force_login(w.nam)
    page = nam.get("/ban/tiep-nhan/hop-thu").content.decode()
    assert "02 thư" in page


def test_a_box_that_cannot_be_opened_is_told_on_the_desk(w: Ward, server: ImapServer):
    with override_settings(IMAP=server.address.replace(":mat-khau-hop-thu@", ":sai@")):
        collect(NOW)
    assert MailRound.objects.get().failed == "error"
    with override_settings(IMAP=server.address.replace(f":{server.port}/", ":1/")):
        collect(NOW)
    assert MailRound.objects.get().failed == "ConnectionRefusedError"
    nam = Client()
    nam.force_login(w.nam)
    assert "Không vào được hộp thư" in nam.get("/ban/tiep-nhan/hop-thu").content.decode()


def test_a_server_whose_certificate_is_not_trusted_gets_no_password(w: Ward, server: ImapServer):
    server.put(bytes(mail()))
    with override_settings(IMAP=server.address.partition("?")[0]):
        collect(NOW)
    assert MailRound.objects.get().failed == "SSLCertVerificationError"
    assert not Message.objects.exists()


def test_starttls_is_another_way_in(w: Ward, server: ImapServer):
    server.put(bytes(mail()))
    with override_settings(IMAP=server.address_with_starttls):
        collect(NOW)
    assert Message.objects.count() == 1


def test_without_a_box_nothing_is_looked_for(w: Ward):
    collect(timezone.now())
    assert not MailRound.objects.exists()
    nam = Client()
    nam.force_login(w.nam)
    assert "Chưa có hộp thư nào" in nam.get("/ban/tiep-nhan/hop-thu").content.decode()


def test_a_page_of_html_is_read_as_people_see_it():
    letter = mail(Subject="")
    letter.set_content(
        "<html><head><style>p{color:red}</style></head><body><p>Kính gửi phường,</p>Nước&nbsp;yếu<br>cả tuần"
        "<script>alert(1)</script></body></html>",
        subtype="html",
    )
    assert read_mail(bytes(letter)).text == "Kính gửi phường,\nNước yếu\ncả tuần"


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("utf-8", "Đường hỏng".encode()),
        ("x-unknown", "Đường hỏng".encode()),
        ("us-ascii", "Đường hỏng".encode()),
    ],
)
def test_words_are_read_in_the_encoding_they_have(charset: str, data: bytes):
    raw = b"From: hoa@example.vn\r\nContent-Type: text/plain; charset=" + charset.encode() + b"\r\n\r\n" + data
    text = read_mail(raw).text
    assert text == "Đường hỏng"


def test_an_old_vietnamese_encoding_comes_out_in_composed_letters():
    data = "Đươ\u0300ng ho\u0309ng".encode("cp1258")
    raw = b"From: hoa@example.vn\r\nContent-Type: text/plain; charset=windows-1258\r\n\r\n" + data
    assert read_mail(raw).text == "Đường hỏng"


def test_a_very_long_mail_is_cut_and_says_so():
    text = read_mail(bytes(mail("Nước yếu. " * 5000))).text
    assert len(text) <= 20_000
    assert text.endswith("(Thư còn dài, phần sau ở trong hộp thư của cơ quan.)")


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 50, b"From: <<<>>>\r\nContent-Type: multipart/mixed\r\n\r\nx"])
def test_garbage_is_left_to_a_person_or_read_but_never_breaks_the_round(w: Ward, server: ImapServer, raw: bytes):
    if raw:
        server.put(raw, bytes(mail()))
        collect(NOW)
        assert MailRound.objects.get().taken >= 1
