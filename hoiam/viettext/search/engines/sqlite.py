"""FTS5 over the folded words, kept in step by triggers.

Never asked for bm25(): it reads every matching row. detail=none: neighbourhood is weighed in Python, on few rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from hoiam.viettext.search.engines.terms import Candidate, Wanted, written

# The words come folded and parted by blanks; everything else, the signs of Khmer and Chăm too, belongs to a word.
_TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS viettext_fts USING fts5(
    title_words, body_words, content='viettext_searchtext', content_rowid='ref', detail=none, prefix='2 3',
    tokenize="unicode61 remove_diacritics 2 categories 'L* M* N* P* S* Co Cf'")"""
_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS viettext_terms USING fts5vocab(viettext_fts, row)"
_ADD = "INSERT INTO viettext_fts(rowid, title_words, body_words) VALUES (new.ref, new.title_words, new.body_words);"
_TAKE = (
    "INSERT INTO viettext_fts(viettext_fts, rowid, title_words, body_words) "
    "VALUES ('delete', old.ref, old.title_words, old.body_words);"
)
_TRIGGERS = {
    "viettext_fts_insert": f"AFTER INSERT ON viettext_searchtext BEGIN {_ADD} END",
    "viettext_fts_delete": f"AFTER DELETE ON viettext_searchtext BEGIN {_TAKE} END",
    "viettext_fts_update": (
        f"AFTER UPDATE OF ref, title_words, body_words ON viettext_searchtext BEGIN {_TAKE} {_ADD} END"
    ),
}
_REBUILD = "INSERT INTO viettext_fts(viettext_fts) VALUES ('rebuild')"


def lay(database: BaseDatabaseWrapper) -> None:
    """After every migrate: Django changes a column by making the table anew, and the triggers go with the old one."""
    with database.cursor() as cursor:
        cursor.execute(_TABLE)
        cursor.execute(_TERMS)
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'viettext_searchtext'")
        missing = _TRIGGERS.keys() - {name for (name,) in cursor.fetchall()}
        for name in missing:
            cursor.execute(f"CREATE TRIGGER {name} {_TRIGGERS[name]}")
        if missing:
            cursor.execute(_REBUILD)
        if sqlite3.sqlite_version_info >= (3, 42):
            # Older ones keep a removed text in the index until segments are merged: scrub() makes the index anew.
            cursor.execute("INSERT INTO viettext_fts(viettext_fts, rank) VALUES ('secure-delete', 1)")


def candidates(wanted: Wanted, *, office_id: int | None, published_only: bool, cap: int) -> list[Candidate]:
    asked = written(wanted, all_of=" AND ", any_of=" OR ", quote='"', prefix="*")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.ref, s.title_words, s.body_words "
            "FROM viettext_fts f JOIN viettext_searchtext s ON s.ref = f.rowid "
            "WHERE viettext_fts MATCH %s AND (%s IS NULL OR s.office_id = %s) AND (NOT %s OR s.published) "
            "ORDER BY f.rowid DESC LIMIT %s",
            [asked, office_id, office_id, published_only, cap],
        )
        return [Candidate(*row) for row in cursor.fetchall()]


def frequencies() -> Iterator[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT term, doc FROM viettext_terms")
        yield from cursor.fetchall()


def scrub() -> None:
    """Nothing of what was removed stays in the index or the write-ahead log. Not inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_REBUILD)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
