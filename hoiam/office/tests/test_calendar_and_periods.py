from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.law.models import track_for
from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, found, grant, set_day, set_period
from hoiam.office.models import Role
from hoiam.workdays.models import calendar_of

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-10-15T09:00+07:00")  # Thu
D = date.fromisoformat


@pytest.fixture
def office():
    return found("hoa-binh", "Phường Hòa Bình", "phuong", at=AT)


@pytest.fixture
def administrator(office):
    person = appoint(office, "binh.an", None, "Nguyễn Văn An", by=None, at=AT)
    grant(person, Role.ADMINISTRATOR, by=None, at=AT)
    return person


def test_a_day_off_counts_at_once_and_is_entered(office, administrator):
    assert calendar_of(office).add(D("2026-10-20"), 1) == D("2026-10-21")  # Tue -> Wed
    set_day(office, D("2026-10-21"), works=False, name="Nghỉ bão", source="Công điện 15", by=administrator, at=AT)
    assert calendar_of(office).add(D("2026-10-20"), 1) == D("2026-10-22")  # Tue -> Thu
    entry = Entry.objects.filter(kind="calendar.changed").get()
    assert entry.payload == {"day": "2026-10-21", "works": False}


def test_a_day_needs_the_paper_it_rests_on(office, administrator):
    with pytest.raises(ValidationError):
        set_day(office, D("2026-10-21"), works=False, name="Nghỉ bão", source=" ", by=administrator, at=AT)


def test_a_new_period_holds_for_what_is_received_from_its_day_on(office, administrator):
    set_period(office, "feedback", 7, from_day=D("2026-10-01"), by=administrator, at=AT)  # Thu
    set_period(office, "feedback", 3, from_day=D("2026-11-02"), by=administrator, at=AT)  # Mon
    lengths = [track_for(office, "feedback", received=D(day)).steps[0].length for day in ("2026-10-30", "2026-11-02")]
    assert lengths == [7, 3]
    assert track_for(office, "feedback", received=D("2026-09-30")).steps[0].length == 5  # Wed, as shipped
    assert Entry.objects.filter(kind="rule.changed").count() == 2


def test_the_office_does_not_set_a_period_that_the_law_sets(office, administrator):
    with pytest.raises(ValidationError, match="luật định"):
        set_period(office, "information", 30, from_day=D("2026-11-02"), by=administrator, at=AT)


def test_only_the_administrator_changes_calendar_and_periods(office):
    clerk = appoint(office, "nam", None, "Trần Văn Nam", by=None, at=AT)
    with pytest.raises(PermissionDenied):
        set_period(office, "feedback", 3, from_day=D("2026-11-02"), by=clerk, at=AT)
    with pytest.raises(PermissionDenied):
        set_day(office, D("2026-10-21"), works=False, name="Nghỉ", source="Văn bản", by=clerk, at=AT)
