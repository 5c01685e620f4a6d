"""Number order is the order of commit, without a gap, whoever began first."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from hoiam.ledger.acts import act
from hoiam.ledger.models import Entry
from hoiam.ledger.tests.conftest import MONDAY, assign
from hoiam.ledger.verifying import verify
from hoiam.office.acts import found
from hoiam.office.models import Office

PATIENCE = 10

only_where_two_write_at_once = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite has one writer: two acts can not interleave"
)


@pytest.fixture
def ward(committing_db) -> Office:
    return found("hoa-binh", "Phường Hòa Bình", Office.Level.PHUONG, at=MONDAY)


@pytest.fixture
def desks(ward):
    """Two desks that work at once, each with a connection of its own."""
    with ThreadPoolExecutor(max_workers=8) as pool:
        yield pool


def in_its_own_connection(function: Callable[..., object], *arguments: object) -> None:
    try:
        function(*arguments)
    finally:
        connection.close()


def wait_until_one_waits_for_the_other() -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waited")


@act
def assign_and_stay(office: Office, unit: str, written: Event, may_end: Event, *, fails: bool = False) -> None:
    assign(office, unit)
    written.set()
    assert may_end.wait(PATIENCE)
    if fails:
        raise RuntimeError("the act failed after its entry")


@act
def begin_then_assign(office: Office, unit: str, begun: Event, may_write: Event) -> None:
    Office.objects.get(pk=office.pk)
    begun.set()
    assert may_write.wait(PATIENCE)
    assign(office, unit)


def units_in_order() -> list[str]:
    return [entry.payload["unit"] for entry in Entry.objects.filter(kind="matter.assigned").order_by("number")]


@only_where_two_write_at_once
def test_the_second_to_write_waits_until_the_first_has_committed(ward, desks):
    written, may_end = Event(), Event()
    first = desks.submit(in_its_own_connection, assign_and_stay, ward, "KT", written, may_end)
    assert written.wait(PATIENCE)
    second = desks.submit(in_its_own_connection, assign, ward, "VHXH")
    wait_until_one_waits_for_the_other()
    assert units_in_order() == []
    may_end.set()
    finish(first, second)
    assert units_in_order() == ["KT", "VHXH"]
    assert verify(ward).faults == []


@only_where_two_write_at_once
def test_the_first_to_begin_comes_second_when_the_other_commits_before_it_writes(ward, desks):
    begun, may_write = Event(), Event()
    first = desks.submit(in_its_own_connection, begin_then_assign, ward, "KT", begun, may_write)
    assert begun.wait(PATIENCE)
    finish(desks.submit(in_its_own_connection, assign, ward, "VHXH"))
    may_write.set()
    finish(first)
    assert units_in_order() == ["VHXH", "KT"]
    assert verify(ward).faults == []


@only_where_two_write_at_once
def test_a_number_given_up_by_a_failed_act_goes_to_the_one_that_waited(ward, desks):
    written, may_end = Event(), Event()
    staying = lambda: assign_and_stay(ward, "KT", written, may_end, fails=True)  # noqa: E731
    first = desks.submit(in_its_own_connection, staying)
    assert written.wait(PATIENCE)
    second = desks.submit(in_its_own_connection, assign, ward, "VHXH")
    wait_until_one_waits_for_the_other()
    may_end.set()
    with pytest.raises(RuntimeError):
        finish(first)
    finish(second)
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert verify(ward).faults == []


def test_many_acts_at_once_leave_no_gap(ward, desks):
    finish(*(desks.submit(in_its_own_connection, assign, ward, str(n)) for n in range(40)))
    account = verify(ward)
    assert (account.entries, account.faults) == (41, [])


def finish(*working: Future) -> None:
    for one in working:
        one.result(PATIENCE)
