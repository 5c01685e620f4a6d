"""A tsvector made of the folded words one by one, never by PostgreSQL's parser: to that, "12/3" is a file name."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from hoiam.viettext.search.engines.terms import Candidate, Wanted, written

_COLUMN = """ALTER TABLE viettext_searchtext ADD COLUMN IF NOT EXISTS vector tsvector GENERATED ALWAYS AS (
    array_to_tsvector(array_remove(string_to_array(title_words || ' ' || body_words, ' '), ''))) STORED"""
_INDEX = "CREATE INDEX IF NOT EXISTS viettext_vector ON viettext_searchtext USING gin (vector)"


def lay(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute(_COLUMN)
        cursor.execute(_INDEX)


def candidates(wanted: Wanted, *, office_id: int | None, published_only: bool, cap: int) -> list[Candidate]:
    asked = written(wanted, all_of=" & ", any_of=" | ", quote="'", prefix=":*")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ref, title_words, body_words FROM viettext_searchtext WHERE vector @@ %s::tsquery "
            "AND (%s::int IS NULL OR office_id = %s) AND (NOT %s OR published) ORDER BY ref DESC LIMIT %s",
            [asked, office_id, office_id, published_only, cap],
        )
        return [Candidate(*row) for row in cursor.fetchall()]


def frequencies() -> Iterator[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT vector FROM viettext_searchtext')")
        yield from cursor.fetchall()


def scrub() -> None:
    """The removed rows and their index entries are given back. Not inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM viettext_searchtext, viettext_knownword")
