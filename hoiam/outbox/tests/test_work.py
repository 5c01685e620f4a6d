from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from hoiam.office.models import Office
from hoiam.outbox import acts
from hoiam.outbox.mail.channel import Mail
from hoiam.outbox.models import Row, Slot
from hoiam.outbox.schedule import Chore, Daily
from hoiam.outbox.tests.days import MINUTE, MONDAY
from hoiam.outbox.work import Work

ABOUT = "message:261148375"
TO_HOA = Mail("hoa@example.vn", "Đã nhận phản ánh 2611 4837 5", "Kính gửi bà,")


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


def test_a_due_notice_is_written_and_sent_at_its_time(office: Office):
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    work = Work((), {"receipt": lambda row: TO_HOA}, Clock())
    assert work.one_piece()
    assert not work.one_piece()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["hoa@example.vn"], "Đã nhận phản ánh 2611 4837 5")
    assert Row.objects.get().done_at == MONDAY


def test_nothing_is_sent_when_there_is_nothing_to_tell_any_more(office: Office):
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    assert Work((), {"receipt": lambda row: None}, Clock()).one_piece()
    assert not mail.outbox
    assert Row.objects.get().done_at == MONDAY


def test_a_notice_that_cannot_be_written_does_not_stop_the_others_and_its_words_are_not_logged(
    office: Office, caplog: pytest.LogCaptureFixture
):
    def broken(row: Row) -> Mail:
        raise ValueError("chị Hoa, 0912 345 678")

    acts.queue(office, "broken", "message:261148383", due_at=MONDAY - MINUTE)
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    work = Work((), {"receipt": lambda row: TO_HOA, "broken": broken}, Clock())
    assert work.one_piece()
    assert work.one_piece()
    assert len(mail.outbox) == 1
    assert "ValueError ở test_work.py" in caplog.text
    assert "0912" not in caplog.text


def test_every_attempt_at_a_notice_is_the_same_mail(office: Office):
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    clock = Clock()
    work = Work((), {"receipt": lambda row: TO_HOA}, clock)
    work.one_piece()
    Row.objects.update(done_at=None)  # as if the worker had been killed before it could note it
    clock.now += 5 * MINUTE
    work.one_piece()
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_chore_runs_once_for_its_due_time_however_many_it_missed(db: None):
    ran: list[datetime] = []
    clock = Clock()
    work = Work((Chore("seal", "", Daily("23:50"), ran.append),), {}, clock)
    assert work.one_piece()
    assert not work.one_piece()
    clock.now += timedelta(days=9)
    assert work.one_piece()
    assert not work.one_piece()
    assert ran == [MONDAY, MONDAY + timedelta(days=9)]


def test_a_chore_that_fails_is_tried_again_after_a_minute(db: None):
    clock = Clock()

    def broken(at: datetime) -> None:
        raise OSError

    work = Work((Chore("seal", "", Daily("23:50"), broken),), {}, clock)
    assert work.one_piece()
    assert not work.one_piece()
    clock.now += MINUTE
    assert work.one_piece()
    assert (Slot.objects.get().attempts, Slot.objects.get().last_error) == (2, "OSError")


def test_what_a_failing_chore_had_begun_is_undone(office: Office):
    """The worker goes on with a sound connection after an error of the database itself."""

    def broken(at: datetime) -> None:
        with transaction.atomic():
            Office.objects.update(name="Phường Khác")
            connection.cursor().execute("SELECT no_such_column FROM office_office")

    assert Work((Chore("bad", "", Daily("23:50"), broken),), {}, Clock()).one_piece()
    assert Office.objects.get().name == "Phường Hòa Bình"
