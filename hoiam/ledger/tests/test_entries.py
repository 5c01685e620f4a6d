"""Entries: numbered without gaps, chained, exact, and refused when they do not match the catalogue."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from hoiam.ledger.acts import act, append, recorded_as_lived
from hoiam.ledger.models import Entry, Head
from hoiam.ledger.tests.conftest import MONDAY, assign
from hoiam.office.acts import found
from hoiam.office.models import Office


def test_entries_are_numbered_from_one_and_each_carries_the_hash_of_the_one_before(ward):
    second, third = assign(ward), assign(ward)
    first = Entry.objects.get(office=ward, number=1)
    assert [first.kind, second.number, third.number] == ["office.founded", 2, 3]
    assert first.previous == "0" * 64
    assert [second.previous, third.previous] == [first.hash, second.hash]


def test_each_office_has_its_own_numbers(ward):
    assign(ward)
    other = found("tan-lap", "Xã Tân Lập", Office.Level.XA, at=MONDAY)
    assert assign(other).number == 2


def test_an_entry_keeps_its_canonical_bytes_with_the_person_as_a_number_only(ward, nam):
    entry = assign(ward, by=nam)
    assert entry.canonical == (
        '{"at":"2026-10-05T01:00:00.000000Z",'
        f'"by":{nam.pk},"kind":"matter.assigned","number":3,"office":"hoa-binh",'
        '"payload":{"unit":"KT","unit_was":""},'
        f'"previous":"{entry.previous}","recorded_at":"{json.loads(entry.canonical)["recorded_at"]}",'
        '"subject":"message:261148375"}'
    )
    assert entry.hash == hashlib.sha256(entry.canonical.encode()).hexdigest()
    assert "nam" not in entry.canonical.lower()


def test_the_legal_moment_is_given_and_the_real_moment_is_the_clock(ward):
    before = timezone.now()
    entry = assign(ward)
    assert entry.at == MONDAY
    assert before <= entry.recorded_at <= timezone.now()


def test_only_a_demo_may_be_recorded_as_it_was_lived(ward, settings):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured, match="bản trình diễn"), recorded_as_lived():
        pass
    settings.DEMO = True
    with recorded_as_lived():
        assert assign(ward).recorded_at == MONDAY
    assert assign(ward).recorded_at > MONDAY + timedelta(days=1)


def test_an_act_that_fails_leaves_no_entry_and_no_gap(ward):
    @act
    def fails():
        assign(ward)
        raise RuntimeError("the last step went wrong")

    with pytest.raises(RuntimeError):
        fails()
    assert Head.objects.get(office=ward).number == 1
    assert assign(ward).number == 2


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ({"unit": "KT"}, "unit_was"),
        ({"unit": "KT", "unit_was": "", "reason": "quá tải"}, "reason"),
        ({"unit": "KT", "unit_was": 1.5}, "float"),
        ({"unit": "KT", "unit_was": {"code": "VP"}}, "dict"),
        ({"unit": "KT", "unit_was": ["VP", ["KT"]]}, "list"),
        ({"unit": "KT", "unit_was": "x" * 201}, "too long"),
    ],
)
def test_a_payload_outside_the_catalogue_is_refused(ward, payload, words):
    with pytest.raises(ValueError, match=words):
        assign(ward, payload=payload)


def test_an_unknown_kind_and_a_moment_without_time_zone_are_refused(ward):
    with pytest.raises(ValueError, match="no such kind"):
        append(ward, "matter.forgotten", "message:1", by=None, at=MONDAY, payload={})
    with pytest.raises(ValueError, match="time zone"):
        assign(ward, at=datetime(2026, 10, 5, 8, 0))  # noqa: DTZ001


def test_an_entry_costs_three_queries(ward, django_assert_num_queries):
    with django_assert_num_queries(3):
        append(ward, "matter.closed", "message:261148375", by=None, at=datetime(2026, 10, 6, tzinfo=UTC), payload={})
