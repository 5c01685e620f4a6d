"""Search beside FTS5's own bm25() and tantivy, on the same folded texts; what is found again however it is typed.

HOIAM_HOME=… python -m bench.search [COUNT]
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django
from django.core.management import call_command

from bench.corpus import ISSUES, Made, messages, with_slip

ROUNDS = 7
Row = dict[str, str | float | int]
Ask = Callable[[str], list[int]]


def run(count: int = 100_000) -> list[Row]:
    """In a process of its own: it sets Django up on a home that is thrown away."""
    home = Path(tempfile.mkdtemp(prefix="bench-search-"))
    os.environ["HOIAM_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoiam.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    try:
        return list(_rows(list(messages(count)), home))
    finally:
        shutil.rmtree(home)


def _rows(made: list[Made], home: Path) -> Iterator[Row]:
    yield _build(made)
    engines: dict[str, Ask] = {"Hồi Âm": _ours(), "FTS5 bm25()": _bm25(), "tantivy": _tantivy(made, home)}
    chance = random.Random(7)
    for size in (1, 2, 3):
        queries = [" ".join(chance.choice(ISSUES).split()[:size]) for _ in range(20)]
        yield from _timed(f"{size} words", queries, engines)
    known = chance.sample(made, 200)
    exact = [item.known for item in known]
    plain = [_without_marks(query) for query in exact]
    slipped = [with_slip(query, chance) for query in exact]
    for name, ask in engines.items():
        for habit, queries in (("with marks", exact), ("without marks", plain), ("one slip", slipped)):
            again = sum(item.ref in ask(query)[:20] for item, query in zip(known, queries, strict=True))
            yield {"measure": f"found again in the first 20, {habit}", "engine": name, "recall": again / len(known)}


def _timed(label: str, queries: list[str], engines: dict[str, Ask]) -> Iterator[Row]:
    wall: dict[str, list[float]] = {name: [] for name in engines}
    cpu: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for query in queries:
            for name, ask in engines.items():
                start, begun = time.perf_counter(), time.process_time()
                ask(query)
                wall[name].append((time.perf_counter() - start) * 1000)
                cpu[name].append((time.process_time() - begun) * 1000)
    for name in engines:
        yield {
            "measure": f"search with snippet, {label}",
            "engine": name,
            "p50_ms": round(statistics.median(wall[name]), 2),
            "p95_ms": round(statistics.quantiles(wall[name], n=20)[-1], 2),
            "cpu_ms": round(statistics.median(cpu[name]), 2),
        }


def _without_marks(text: str) -> str:
    from hoiam.viettext.fold import fold  # noqa: PLC0415 (after django.setup)

    return fold(text)


def _build(made: list[Made]) -> Row:
    from hoiam.viettext import search  # noqa: PLC0415 (models can be imported only after django.setup)
    from hoiam.viettext.models import SearchText  # noqa: PLC0415

    start = time.process_time()
    SearchText.objects.bulk_create(
        [
            SearchText(ref=m.ref, office_id=1, published=True, body=m.text, body_words=search.folded_words(m.text))
            for m in made
        ],
        batch_size=1000,
    )
    search.refresh_vocabulary()
    return {
        "measure": f"index {len(made)} messages",
        "engine": "Hồi Âm",
        "cpu_s": round(time.process_time() - start, 1),
    }


def _ours() -> Ask:
    from hoiam.viettext import search  # noqa: PLC0415

    return lambda query: [hit.ref for hit in search.search(query, office_id=1, published_only=True)]


def _bm25() -> Ask:
    from django.db import connection  # noqa: PLC0415

    from hoiam.viettext.fold import words  # noqa: PLC0415

    with connection.cursor() as cursor:
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


def _tantivy(made: list[Made], home: Path) -> Ask:
    import tantivy  # noqa: PLC0415 (only in the environment of the bench)

    from hoiam.viettext import search  # noqa: PLC0415
    from hoiam.viettext.fold import words  # noqa: PLC0415

    schema = tantivy.SchemaBuilder().add_integer_field("ref", stored=True).add_text_field("body", stored=True).build()
    folder = home / "tantivy"
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for item in made:
        writer.add_document(tantivy.Document(ref=item.ref, body=search.folded_words(item.text)))
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
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(json.dumps(row, ensure_ascii=False))
