"""Search over masked texts, the same on both databases; the texts given in must be masked already.

The rarest words of the query find candidates, the newest first up to a cap; ranking.py orders them. Where that gives
few, misspelled words are corrected, and then one word may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from django.db import connection

from hoiam.viettext.fold import nfc, words
from hoiam.viettext.likeness import readings
from hoiam.viettext.models import SearchText
from hoiam.viettext.search import ranking, vocabulary
from hoiam.viettext.search.engines.chosen import engine
from hoiam.viettext.search.engines.terms import Candidate, Term, Wanted
from hoiam.viettext.search.ranking import Question
from hoiam.viettext.search.snippets import Segment, snippet

_FEW = 5
_ASKED_AT_MOST = 24
_WORDS_AT_MOST = 20_000
_LONGEST_WORD = 40  # nothing longer is a word; PostgreSQL takes up to 2046 bytes


@dataclass(frozen=True)
class Hit:
    """One text that was found. What is shown of it is made only when it is asked for."""

    ref: int
    score: float
    texts: tuple[str, str]
    question: Question

    @cached_property
    def title(self) -> tuple[Segment, ...]:
        return snippet(self.texts[0], self.question.hits)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        body = snippet(self.texts[1], self.question.hits)
        if any(segment.hit for segment in body):
            return body
        return self.title if any(segment.hit for segment in self.title) or not body else body

    @property
    def snippet(self) -> str:
        return "".join(segment.text for segment in self.segments)


def index(ref: int, office_id: int, title: str, body: str, *, published: bool) -> None:
    title, body = nfc(title), nfc(body)
    row: dict[str, Any] = {
        "office_id": office_id,
        "published": published,
        "title": title,
        "body": body,
        "title_words": folded_words(title),
        "body_words": folded_words(body),
        "reading": readings.put_down(body),
    }
    before = _stored_words(ref)
    if before is None:
        SearchText(ref=ref, **row).save(force_insert=True)
    else:
        SearchText.objects.filter(ref=ref).update(**row)
    now = {*row["title_words"].split(), *row["body_words"].split()}
    vocabulary.learn(now - (before or set()))
    vocabulary.forget((before or set()) - now)


def remove(ref: int) -> None:
    """The text leaves the table, the index and the vocabulary; scrub() then clears what the database keeps unseen."""
    before = _stored_words(ref)
    SearchText.objects.filter(ref=ref).delete()
    vocabulary.forget(before or set())


def scrub() -> None:
    """After removals, outside a transaction."""
    engine().scrub()


def refresh_vocabulary() -> None:
    """Each night, and after a large import."""
    vocabulary.refresh()


def search(query: str, *, office_id: int | None, published_only: bool, limit: int = 20) -> list[Hit]:
    query = nfc(query)[:500]
    asked = [word for word in words(query) if len(word) <= _LONGEST_WORD][:_ASKED_AT_MOST]
    if not asked:
        return []
    df = vocabulary.frequencies(set(asked))
    texts = _texts()
    found: dict[int, Candidate] = {}
    accepted: dict[str, dict[str, float]] = {word: {word: ranking.EXACT} for word in dict.fromkeys(asked)}
    prefixes: set[str] = set()
    for wanted, cap in _attempts(asked, df, accepted, prefixes, found):
        for candidate in engine().candidates(wanted, office_id=office_id, published_only=published_only, cap=cap):
            found.setdefault(candidate.ref, candidate)
    if guessed := {meant for meanings in accepted.values() for meant in meanings} - accepted.keys():
        df |= vocabulary.frequencies(guessed)
    weights = {word: ranking.idf(max(df.get(meant, 0) for meant in accepted[word]), texts) for word in accepted}
    question = Question(asked, accepted, frozenset(prefixes), weights)
    return _best(question, list(found.values()), query, limit)


def _attempts(
    asked: list[str],
    df: dict[str, int],
    accepted: dict[str, dict[str, float]],
    prefixes: set[str],
    found: dict[int, Candidate],
) -> Iterator[tuple[Wanted, int]]:
    """Ever wider questions, until there are enough answers; what is put to the engine lands in `found`."""
    rarest = sorted(accepted, key=lambda word: (df.get(word, 0), -len(word)))
    cap = 200 if len(accepted) <= 3 else 1500
    if all(word in df for word in rarest):
        yield [[[Term(word)] for word in rarest[:4]]], cap
    if len(found) >= _FEW:
        return
    for word in rarest:
        if word in df and found:
            continue
        if word not in df and word == asked[-1] and vocabulary.begins(word):
            prefixes.add(word)
        accepted[word] |= dict.fromkeys(vocabulary.alike(word), ranking.ALIKE)
    groups = [
        [Term(meant) for meant in accepted[word]] + ([Term(word, prefix=True)] if word in prefixes else [])
        for word in rarest
    ]
    # A word that nothing known resembles can only be the missing one.
    yield [groups[:4]], 1500
    if len(found) < _FEW and len(groups) >= 3:
        tried = groups[:5]
        yield [list(some) for some in combinations(tried, len(tried) - 1)], 1500


def _best(question: Question, candidates: Sequence[Candidate], query: str, limit: int) -> list[Hit]:
    score = ranking.scorer(question)
    scored = sorted(((score(candidate), candidate.ref) for candidate in candidates), reverse=True)
    typed = [word for word in query.lower().split() if not word.isascii()]
    scored = scored[: 3 * limit if typed else limit]
    rows = SearchText.objects.filter(ref__in=[ref for _, ref in scored]).values_list("ref", "title", "body")
    texts = {ref: (title, body) for ref, title, body in rows}
    bonus = {ref: ranking.marks(question, typed, f"{title} {body}") for ref, (title, body) in texts.items()}
    ordered = sorted(((found + bonus[ref], ref) for found, ref in scored if ref in bonus), reverse=True)
    return [Hit(ref, round(score, 4), texts[ref], question) for score, ref in ordered[:limit]]


def _texts() -> int:
    """About how many texts there are: for the weights of words that is near enough."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(ref) FROM viettext_searchtext")
        return int(cursor.fetchone()[0] or 1)


def folded_words(text: str) -> str:
    return " ".join(word[:_LONGEST_WORD] for word in words(text)[:_WORDS_AT_MOST])


def _stored_words(ref: int) -> set[str] | None:
    stored = SearchText.objects.filter(ref=ref).values_list("title_words", "body_words").first()
    return set(" ".join(stored).split()) if stored else None
