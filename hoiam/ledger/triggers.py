"""What the database itself refuses: the ledger's tables can only grow.

The triggers are made after every migrate and not in a migration, because Django changes a column on SQLite by making
the table anew, which drops its triggers without a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "Nhật ký xử lý chỉ được ghi thêm, không được sửa hay xóa."

# Table -> the condition under which a new row would take an old one's place.
GROWING = {
    "ledger_entry": "id = NEW.id OR (office_id = NEW.office_id AND number = NEW.number)",
    "ledger_leaf": 'entry_id = NEW.entry_id OR (office_id = NEW.office_id AND "index" = NEW."index")',
    "ledger_checkpoint": "id = NEW.id OR (office_id = NEW.office_id AND size = NEW.size)",
}
HEAD = "ledger_head"
SAME_HEAD = "office_id = NEW.office_id"
NOT_ONE_STEP = "NEW.number <> OLD.number + 1 OR NEW.office_id <> OLD.office_id"

_RAISE = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'"
POSTGRESQL_FUNCTIONS = {
    "ledger_refuse": f"BEGIN {_RAISE}; END",
    "ledger_one_step": f"BEGIN IF {NOT_ONE_STEP} THEN {_RAISE}; END IF; RETURN NEW; END",
}


class Trigger(NamedTuple):
    name: str
    table: str
    definition: str


def _sqlite(table: str, name: str, event: str, when: str = "") -> Trigger:
    condition = f"WHEN {when} " if when else ""
    body = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return Trigger(
        f"{table}_{name}", table, f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {condition}{body}"
    )


def _no_replace(table: str, same: str) -> Trigger:
    # REPLACE removes the old row without firing its DELETE trigger.
    return _sqlite(table, "no_replace", "INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE {same})")  # noqa: S608 (names of ours)


SQLITE = (
    *(_no_replace(table, same) for table, same in GROWING.items()),
    *(_sqlite(table, "no_update", "UPDATE") for table in GROWING),
    *(_sqlite(table, "no_delete", "DELETE") for table in (*GROWING, HEAD)),
    _no_replace(HEAD, SAME_HEAD),
    _sqlite(HEAD, "one_step", "UPDATE", NOT_ONE_STEP),
)


def _postgresql(table: str, name: str, event: str, function: str = "ledger_refuse", each: str = "ROW") -> Trigger:
    # Written exactly as pg_get_triggerdef writes it, so that what stands in the database can be compared.
    definition = (
        f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    )
    return Trigger(f"{table}_{name}", table, definition)


POSTGRESQL = (
    *(_postgresql(table, "no_change", "DELETE OR UPDATE") for table in GROWING),
    *(_postgresql(table, "no_truncate", "TRUNCATE", each="STATEMENT") for table in (*GROWING, HEAD)),
    _postgresql(HEAD, "no_delete", "DELETE"),
    _postgresql(HEAD, "one_step", "UPDATE", "ledger_one_step"),
)


def make(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger that is missing or is not as it should be."""
    on_postgresql = connection.vendor == "postgresql"
    absent = set(missing(connection))
    with connection.cursor() as cursor:
        if absent & POSTGRESQL_FUNCTIONS.keys():
            for name, body in POSTGRESQL_FUNCTIONS.items():
                cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        for trigger in POSTGRESQL if on_postgresql else SQLITE:
            if trigger.name in absent:
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}" + f" ON {trigger.table}" * on_postgresql)
                cursor.execute(trigger.definition)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """What is not there, is switched off or says something else than it should."""
    if connection.vendor == "postgresql":
        wanted = POSTGRESQL_FUNCTIONS | {trigger.name: trigger.definition for trigger in POSTGRESQL}
        found = _found_on_postgresql(connection)
    else:
        wanted = {trigger.name: trigger.definition for trigger in SQLITE}
        found = _rows(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return [name for name, definition in wanted.items() if found.get(name) != definition]


def _found_on_postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    functions = _rows(
        connection,
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
        " AND proname LIKE 'ledger%'",
    )
    # 'O' and 'A' are switched on for ordinary sessions.
    triggers = _rows(
        connection,
        "SELECT tgname, pg_get_triggerdef(t.oid, true) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
        " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND relnamespace = current_schema()::regnamespace",
    )
    return functions | triggers


def _rows(connection: BaseDatabaseWrapper, query: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {str(name): str(text) for name, text in cursor.fetchall()}


def _ready(connection: BaseDatabaseWrapper) -> bool:
    return {*GROWING, HEAD} <= set(connection.introspection.table_names())


def after_migrate(*, using: str, **_: Any) -> None:
    if _ready(connections[using]):
        make(connections[using])


# A warning and not an error: an error would stop `migrate`, which is what puts the triggers back.
@register(Tags.database)
def triggers_stand(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    return [
        Warning(
            f"Cơ sở dữ liệu «{alias}» thiếu hàng rào của nhật ký xử lý: {', '.join(missing(connections[alias]))}.",
            hint="Chạy «hoiam migrate» để dựng lại, rồi «hoiam ledger verify» để xem nhật ký còn nguyên không.",
            id="ledger.W001",
        )
        for alias in databases or []
        if _ready(connections[alias]) and missing(connections[alias])
    ]
