"""The words that stand in the searched texts: how rare each is, and which one a misspelled word may have been."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from django.db import connection
from django.db.models import Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from hoiam.viettext.models import KnownWord
from hoiam.viettext.search.engines.chosen import engine
from hoiam.viettext.search.engines.terms import Term

# On PostgreSQL a word with a smaller id may be committed after one with a larger: the newest are read again each time.
_READ_AGAIN = 2000


def learn(words: set[str]) -> None:
    """Only new words are written, in one order for all: counting here would make every message wait for "đường"."""
    new = words - set(KnownWord.objects.filter(word__in=words).values_list("word", flat=True))
    KnownWord.objects.bulk_create([KnownWord(word=word) for word in sorted(new)], ignore_conflicts=True)


def forget(words: Iterable[str]) -> None:
    """A word of a removed text goes too, unless another text has it."""
    gone = [word for word in words if not _is_in_use(word)]
    KnownWord.objects.filter(word__in=gone).delete()


def refresh() -> None:
    counted: dict[str, int] = dict(engine().frequencies())
    known = dict(KnownWord.objects.values_list("word", "df"))
    changed = [KnownWord(word=word, df=df) for word, df in sorted(counted.items()) if known.get(word) != df]
    KnownWord.objects.bulk_create(
        changed, batch_size=1000, update_conflicts=True, unique_fields=["word"], update_fields=["df"]
    )
    gone = sorted(known.keys() - counted.keys())
    for at in range(0, len(gone), 1000):
        KnownWord.objects.filter(word__in=gone[at : at + 1000]).delete()


def frequencies(words: Iterable[str]) -> dict[str, int]:
    return dict(KnownWord.objects.filter(word__in=list(words)).values_list("word", "df"))


class _Memory:
    """The vocabulary in this process: misspellings are looked for among all words, too many to fetch each time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._database: object = None
        self._words: dict[int, tuple[str, int]] = {}

    def words(self) -> dict[str, int]:
        with self._lock:
            newest = KnownWord.objects.aggregate(newest=Max("id"))["newest"] or 0
            last = max(self._words, default=0)
            if newest < last or self._database != connection.settings_dict["NAME"]:
                self._words, last = {}, 0
                self._database = connection.settings_dict["NAME"]
            since = last - _READ_AGAIN
            for stale in [key for key in self._words if key > since]:
                del self._words[stale]
            for key, word, df in KnownWord.objects.filter(id__gt=since).values_list("id", "word", "df"):
                self._words[key] = (word, df)
            return dict(self._words.values())


_memory = _Memory()


def alike(word: str, *, most: int = 3) -> list[str]:
    """Known words one slip of a finger away, the most frequent first. Two letters are too few to guess from."""
    if len(word) < 3 or word.isdigit():
        return []
    known = _memory.words()
    found = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
    near = [near for near, distance, _ in found if distance == 1]
    return sorted(near, key=lambda near: (-known[near], near))[:most]


def begins(part: str) -> bool:
    return len(part) >= 2 and any(word.startswith(part) for word in _memory.words())


def _is_in_use(word: str) -> bool:
    return bool(engine().candidates([[[Term(word)]]], office_id=None, published_only=False, cap=1))
