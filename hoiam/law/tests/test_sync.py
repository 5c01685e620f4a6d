from datetime import date

import pytest

from hoiam.law import shipped
from hoiam.law.models import Rule, track_for
from hoiam.law.sync import sync

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 10, 16)


def test_the_shipped_rules_come_out_of_the_table_as_they_went_in():
    for track in shipped.tracks():
        assert track == track_for(
            None,
            track.kind,
            received=max(track.valid_from, date(2010, 1, 1)),
            channel=track.channels[0] if track.channels else "web",
            remote=bool(track.area),
        )


def test_a_second_sync_changes_nothing_and_mends_what_an_upgrade_changed():
    before = set(Rule.objects.values_list("pk", "length"))
    Rule.objects.filter(rule="feedback-office-2026").update(length=9)
    Rule.objects.create(rule="feedback-office-1999", kind="feedback", label="phản ánh", step_label="Trả lời", length=1)
    sync()
    assert set(Rule.objects.values_list("pk", "length")) == before


def test_a_row_changed_by_the_office_is_never_overwritten():
    Rule.objects.filter(rule="feedback-office-2026").update(length=3, local=True)
    sync()
    assert track_for(None, "feedback", received=FRIDAY).steps[0].length == 3
