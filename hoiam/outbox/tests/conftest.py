import pytest

from hoiam.office.acts import found
from hoiam.office.models import Office
from hoiam.outbox.tests.days import MONDAY


@pytest.fixture
def office(db: None) -> Office:
    return found("hoa-binh", "Phường Hòa Bình", Office.Level.PHUONG, at=MONDAY)
