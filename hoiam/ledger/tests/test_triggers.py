"""The database itself refuses to change what was written."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from hoiam.ledger import triggers
from hoiam.ledger.models import Entry
from hoiam.ledger.tests.conftest import open_the_fence

ENTRY_AGAIN = (
    "INTO ledger_entry (office_id, number, kind, subject, at, recorded_at, payload, canonical, hash, previous)"
    " SELECT office_id, number, 'matter.closed', subject, at, recorded_at, payload, canonical, hash, previous"
    " FROM ledger_entry"
)


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET subject = 'message:0'",
        "UPDATE ledger_entry SET at = recorded_at WHERE number = 1",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET number = number - 1",
        "UPDATE ledger_head SET hash = 'x'",
        f"INSERT {ENTRY_AGAIN}",
    ],
)
def test_an_entry_and_the_head_can_not_be_changed_or_taken_away(ward, statement):
    assert refused(statement)
    assert Entry.objects.get().kind == "office.founded"


@pytest.mark.parametrize("table", ["leaf", "checkpoint"])
def test_seals_can_not_be_changed_or_taken_away(sealed, table):
    assert refused(f"DELETE FROM ledger_{table}")
    assert refused(f"UPDATE ledger_{table} SET office_id = office_id")


def test_an_entry_can_not_be_put_in_the_place_of_an_existing_number(ward):
    if connection.vendor == "sqlite":
        assert refused(f"INSERT OR REPLACE {ENTRY_AGAIN}")
        assert refused("INSERT OR REPLACE INTO ledger_head SELECT office_id, 9, hash FROM ledger_head")
    else:
        assert refused(f"INSERT {ENTRY_AGAIN} ON CONFLICT (office_id, number) DO UPDATE SET kind = 'matter.closed'")
        assert refused("TRUNCATE ledger_entry CASCADE")
    assert Entry.objects.get().kind == "office.founded"


def test_a_missing_trigger_is_told_by_the_check_and_made_again_by_migrate(ward):
    assert triggers.missing(connection) == []
    open_the_fence()
    assert not refused("UPDATE ledger_entry SET subject = subject")
    told = [message for message in run_checks(tags=["database"], databases=["default"]) if message.id == "ledger.W001"]
    assert "ledger_entry" in told[0].msg
    call_command("migrate", "ledger", verbosity=0)
    assert triggers.missing(connection) == []
    assert refused("UPDATE ledger_entry SET subject = subject")


def test_a_trigger_that_was_emptied_counts_as_missing(ward):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_entry_no_delete")
            cursor.execute("CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT 1; END")
            assert triggers.missing(connection) == ["ledger_entry_no_delete"]
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_change")
            assert triggers.missing(connection) == ["ledger_entry_no_change"]
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
            )
            assert set(triggers.missing(connection)) == {"ledger_refuse", "ledger_entry_no_change"}
