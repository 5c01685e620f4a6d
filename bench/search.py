"""Search beside FTS5's own bm25() and tantivy, on the same folded texts; what is found again however it is typed.

HOIAM_HOME=… python -m bench.search (a home filled by bench.house)
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from functools import partial

import tantivy
from django.db import connection

from bench.corpus import ISSUES, Made, messages, with_slip
from bench.measure import Times
from bench.rows import Row
from hoiam.viettext.fold import fold, words
from hoiam.viettext.models import SearchText
from hoiam.viettext.search import search

ROUNDS = 7
QUERIES = 20
KNOWN = 200
WITHOUT_MARKS, WITH_A_SLIP = 0.98, 0.90
OFFICE = SearchText.objects.values_list("office_id", flat=True).first()
Ask = Callable[[str], list[int]]


def run() -> Iterator[Row]:
    made = list(messages(SearchText.objects.count()))
    with tempfile.TemporaryDirectory(prefix="bench-tantivy-") as folder:
        engines: dict[str, Ask] = {"Hồi Âm": _ours, "FTS5 `ORDER BY bm25()`": _bm25(), "tantivy": _tantivy(folder)}
        chance = random.Random(7)
        for size in (1, 2, 3):
            queries = [" ".join(chance.choice(ISSUES).split()[:size]) for _ in range(QUERIES)]
            yield from _timed(f"{size} word{'s' if size > 1 else ''}", queries, engines)
        yield from _found_again(chance.sample(made, KNOWN), engines, chance)


def _timed(label: str, queries: list[str], engines: dict[str, Ask]) -> Iterator[Row]:
    times = {name: Times() for name in engines}
    for _ in range(ROUNDS):
        for query in queries:
            for name, ask in engines.items():
                times[name].take(partial(ask, query))
    ours = times["Hồi Âm"]
    for name, one in times.items():
        ratio = f"{ours.cpu_ms / one.cpu_ms:.2f}× its CPU, {ours.p95_ms / one.p95_ms:.2f}× its p95 is ours"
        yield Row(
            f"Search with snippet, {label}",
            name,
            one.cpu_ms,
            one.wall_ms,
            one.p95_ms,
            "" if one is ours else ratio,
        )


def _found_again(known: list[Made], engines: dict[str, Ask], chance: random.Random) -> Iterator[Row]:
    exact = [item.known for item in known]
    habits = {
        "with marks": exact,
        "without marks": [fold(query) for query in exact],
        "with one slip": [with_slip(query, chance) for query in exact],
    }
    goals = {"without marks": WITHOUT_MARKS, "with one slip": WITH_A_SLIP}
    for name, ask in engines.items():
        base = 0.0
        for habit, queries in habits.items():
            found = [item.ref in ask(query)[:20] for item, query in zip(known, queries, strict=True)]
            recall = sum(found) / len(found)
            base = base or recall
            goal = goals.get(habit) if ask is _ours else None
            yield Row(
                f"Known message among the first 20, typed {habit}",
                name,
                other=f"{recall:.3f} of {len(known)}, {recall / base if base else 0:.2f}× typed with marks",
                goal=f"≥ {goal:.2f}× typed with marks" if goal else "",
                reached=recall >= goal * base if goal else None,
            )


def _ours(query: str) -> list[int]:
    hits = search.search(query, office_id=OFFICE, published_only=False)
    for hit in hits:
        _ = hit.snippet  # made only when asked for
    return [hit.ref for hit in hits]


def _bm25() -> Ask:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS peer")
        cursor.execute(
            "CREATE VIRTUAL TABLE peer USING fts5(body_words, content='viettext_searchtext', content_rowid='ref')"
        )
        cursor.execute("INSERT INTO peer(peer) VALUES ('rebuild')")

    def ask(query: str) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid, snippet(peer, 0, '[', ']', '…', 30) FROM peer "
                "WHERE peer MATCH %s ORDER BY bm25(peer) LIMIT 20",
                [" ".join(f'"{word}"' for word in words(query))],
            )
            return [ref for ref, _ in cursor.fetchall()]

    return ask


def _tantivy(folder: str) -> Ask:
    schema = tantivy.SchemaBuilder().add_integer_field("ref", stored=True).add_text_field("body", stored=True).build()
    index = tantivy.Index(schema, path=folder)
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for ref, body in SearchText.objects.values_list("ref", "body_words").iterator():
        writer.add_document(tantivy.Document(ref=ref, body=body))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> list[int]:
        parsed = index.parse_query(" ".join(f"+{word}" for word in words(query)), ["body"])
        shown = tantivy.SnippetGenerator.create(searcher, parsed, schema, "body")
        refs = []
        for _, address in searcher.search(parsed, 20).hits:
            found = searcher.doc(address)
            shown.snippet_from_doc(found).to_html()
            refs.append(found["ref"][0])
        return refs

    return ask


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False))
