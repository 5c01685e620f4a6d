"""What every act of the product stands on: one transaction, and one ledger entry as its last step."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from hoiam.ledger.canonical import JSON, dump, moment, sha256
from hoiam.ledger.keys import signing_key
from hoiam.ledger.kinds import KINDS
from hoiam.ledger.merkle import Frontier, leaf_hash
from hoiam.ledger.models import Checkpoint, Entry, Head, Leaf
from hoiam.ledger.outside import notes

if TYPE_CHECKING:
    from hoiam.office.models import Office, Person

P = ParamSpec("P")
R = TypeVar("R")

LONGEST_TEXT = 200
SEALED_AT_ONCE = 500

# Who is told of each entry inside its transaction, as its last step (report keeps its facts so): one line in ready().
watchers: list[Callable[[Entry], None]] = []

_one_writer = threading.RLock()
_as_lived: ContextVar[bool] = ContextVar("ledger_as_lived", default=False)


def act(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an act: all of it happens, with its entries, or nothing. Acts within acts join the outer one."""

    @wraps(function)
    def acting(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            # Inside a transaction this thread is SQLite's one writer already; waiting here for another could deadlock.
            with transaction.atomic():
                return function(*args, **kwargs)
        # SQLite lets waiting writers starve; a queue within the process is fair and quick.
        with _one_writer, transaction.atomic():
            return function(*args, **kwargs)

    return acting


@contextmanager
def recorded_as_lived() -> Iterator[None]:
    """While the demo is made, `recorded_at` is the moment of the act. Refused anywhere else."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Chỉ bản trình diễn mới được ghi nhật ký lùi ngày.")
    token = _as_lived.set(True)
    try:
        yield
    finally:
        _as_lived.reset(token)


def lock(row: Model) -> None:
    """The row as it stands now, and nobody else's until the act is done: read again under lock, within the act."""
    row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update(of=("self",)))


def append(
    office: Office, kind: str, subject: str, *, by: Person | None, at: datetime, payload: Mapping[str, JSON]
) -> Entry:
    """Write the entry of an act: the last step of its transaction, since it holds the office's head until commit."""
    _check(kind, at, payload)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a ledger entry is written inside an act")
    head = _head(office)
    entry = Entry(
        office=office,
        number=head.number + 1,
        kind=kind,
        subject=subject,
        by=by,
        at=at,
        recorded_at=at if _as_lived.get() else timezone.now(),
        payload=dict(payload),
        previous=head.hash,
    )
    data = canonical(entry, office.code)
    entry.canonical, entry.hash = data.decode(), sha256(data)
    entry.save(force_insert=True)
    Head.objects.filter(pk=head.pk).update(number=entry.number, hash=entry.hash)
    for watching in watchers:
        watching(entry)
    return entry


def columns(entry: Entry, office_code: str) -> dict[str, JSON]:
    """Everything an entry says, the person as a number only."""
    return {
        "office": office_code,
        "number": entry.number,
        "kind": entry.kind,
        "subject": entry.subject,
        "by": entry.by_id,
        "at": moment(entry.at),
        "recorded_at": moment(entry.recorded_at),
        "payload": entry.payload,
        "previous": entry.previous,
    }


def canonical(entry: Entry, office_code: str) -> bytes:
    """The bytes that are hashed."""
    return dump(columns(entry, office_code))


@act
def seal(office: Office, *, at: datetime) -> Checkpoint | None:
    """Put every unsealed entry into the office's tree and sign its new root; None when all is sealed already."""
    _head(office)  # its lock: two seals of one tree follow one another
    key = signing_key()
    # Rows without a leaf, never a range of numbers: an entry can not slip past the seal.
    unsealed = list(
        Entry.objects.filter(office=office, leaf__isnull=True).order_by("number").values_list("pk", flat=True)
    )
    if not unsealed:
        return None
    frontier = frontier_of(latest_checkpoint(office))
    for start in range(0, len(unsealed), SEALED_AT_ONCE):
        _grow(frontier, office, unsealed[start : start + SEALED_AT_ONCE])
    root = frontier.root().hex()
    return Checkpoint.objects.create(
        office=office,
        size=frontier.size,
        root=root,
        frontier=[subtree.hex() for subtree in frontier.roots],
        note=notes.sign(notes.Note(office.code, frontier.size, root, moment(at)), key),
        at=at,
    )


def latest_checkpoint(office: Office) -> Checkpoint | None:
    return Checkpoint.objects.filter(office=office).order_by("-size").first()


def frontier_of(checkpoint: Checkpoint | None) -> Frontier:
    """The tree as it stood at a checkpoint, ready to grow."""
    if checkpoint is None:
        return Frontier()
    return Frontier(checkpoint.size, [bytes.fromhex(subtree) for subtree in checkpoint.frontier])


def _grow(frontier: Frontier, office: Office, entries: list[int]) -> None:
    leaves = []
    texts = Entry.objects.filter(pk__in=entries).order_by("number").values_list("pk", "canonical")
    for pk, text in texts:
        hashed = leaf_hash(text.encode())
        leaves.append(Leaf(entry_id=pk, office=office, index=frontier.size, hash=hashed.hex()))
        frontier.add(hashed)
    Leaf.objects.bulk_create(leaves)


def _head(office: Office) -> Head:
    locked = Head.objects.select_for_update().filter(pk=office.pk)
    head = next(iter(locked), None)
    if head is None:
        Head.objects.bulk_create([Head(office=office)], ignore_conflicts=True)
        head = locked.get()
    return head


def _check(kind: str, at: datetime, payload: Mapping[str, JSON]) -> None:
    if kind not in KINDS:
        raise ValueError(f"no such kind of ledger entry: {kind}")
    if timezone.is_naive(at):
        raise ValueError(f"{kind}: the moment of an act needs its time zone")
    if set(payload) != KINDS[kind].keys:
        differing = ", ".join(sorted(set(payload) ^ KINDS[kind].keys))
        raise ValueError(f"{kind}: payload keys do not match the catalogue: {differing}")
    for key, value in payload.items():
        for item in value if isinstance(value, list) else [value]:
            _check_value(f"{kind}.{key}", item)


def _check_value(name: str, value: JSON) -> None:
    if value is not None and not isinstance(value, str | int):
        raise ValueError(f"{name}: {type(value).__name__} cannot stand in the ledger")
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise ValueError(f"{name}: too long for the ledger, which holds no free text")
