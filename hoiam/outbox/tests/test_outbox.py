from datetime import timedelta

from hoiam.ledger.models import Entry
from hoiam.office.models import Office
from hoiam.outbox import acts
from hoiam.outbox.models import Row
from hoiam.outbox.tests.days import MINUTE, MONDAY

ABOUT = "message:261148375"


def test_a_notice_waits_until_it_is_due(office: Office):
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    assert acts.claim(MONDAY - MINUTE) is None
    assert acts.claim(MONDAY).subject == ABOUT


def test_a_notice_is_claimed_once(office: Office):
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    assert acts.claim(MONDAY)
    assert acts.claim(MONDAY) is None


def test_the_notice_of_a_worker_that_died_is_taken_up_again_when_its_lease_is_over(office: Office):
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    acts.claim(MONDAY)
    assert acts.claim(MONDAY + 4 * MINUTE) is None
    assert acts.claim(MONDAY + 5 * MINUTE).attempts == 2


def test_a_sent_notice_stands_in_the_ledger_and_is_never_sent_again(office: Office):
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    acts.sent(acts.claim(MONDAY), at=MONDAY)
    entry = Entry.objects.get(kind="mail.sent")
    assert (entry.subject, entry.payload) == (ABOUT, {"template": "receipt"})
    assert acts.claim(MONDAY + timedelta(days=30)) is None


def test_a_notice_that_fails_is_tried_seven_times_over_a_day_and_then_given_up_with_the_reason(office: Office):
    acts.queue(office, "receipt", ABOUT, due_at=MONDAY)
    at, pauses = MONDAY, []
    for minutes in (1, 5, 30, 120, 360, 720, 0):
        acts.failed(acts.claim(at), "ConnectionRefusedError", at=at)
        pauses.append(minutes)
        assert acts.claim(at + minutes * MINUTE - timedelta(seconds=1)) is None
        at += minutes * MINUTE
    row = Row.objects.get()
    assert row.failed_at == MONDAY + timedelta(hours=20, minutes=36)
    assert row.why == "không kết nối được máy chủ thư"
    assert acts.claim(at + timedelta(days=1)) is None
