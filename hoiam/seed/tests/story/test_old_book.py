from __future__ import annotations

from datetime import date

from django.utils import timezone

from hoiam.ledger.models import Entry
from hoiam.listen.models import Channel, Message
from hoiam.office.models import Office
from hoiam.report.facts.facts import differences
from hoiam.seed import days
from hoiam.seed.story.story import seed

# thứ Ba: the week begins on thứ Ba 10/11/2026
UNTIL, FIRST = date(2026, 11, 17), date(2026, 11, 10)


def test_a_quarter_begins_with_open_matters_of_the_old_book_which_are_lived_on(db: None, settings) -> None:
    settings.DEMO = True

    seed(UNTIL, weeks=1, takes_over=True)

    taken = Message.objects.filter(channel=Channel.OLD_BOOK)
    assert 8 <= taken.count() <= 15
    assert Entry.objects.get(kind="file.imported").at == days.clock(FIRST, 7, 35)
    assert all(timezone.localdate(message.received_at) < FIRST for message in taken)
    assert 1 <= taken.filter(due_on__lt=FIRST).count() <= 3
    assert taken.filter(stage="answered").exists()
    assert not taken.filter(stage="received").exists()
    assert all(not differences(office) for office in Office.objects.all())
