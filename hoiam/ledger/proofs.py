"""What can be handed to someone outside: that an entry stands under a checkpoint, that a tree has only grown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hoiam.ledger.acts import latest_checkpoint
from hoiam.ledger.merkle import consistency_proof, included, inclusion_proof, leaf_hash, root_of
from hoiam.ledger.models import Entry, Leaf
from hoiam.ledger.outside.notes import read

if TYPE_CHECKING:
    from hoiam.office.models import Office


@dataclass(frozen=True)
class Proof:
    """With the entry's canonical text this leads, hash by hash, to the root in the signed note."""

    canonical: str
    index: int
    path: tuple[str, ...]
    note: str

    def holds(self) -> bool:
        """Whether it leads there; whose signature stands below the note is for the reader to check."""
        note = read(self.note)[0]
        path = [bytes.fromhex(step) for step in self.path]
        return included(leaf_hash(self.canonical.encode()), self.index, note.size, path, bytes.fromhex(note.root))

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"path": list(self.path)}


def prove(entry: Entry) -> Proof | None:
    """The proof that an entry stands under the office's latest checkpoint; None while it is not sealed."""
    leaf = Leaf.objects.filter(entry=entry).first()
    checkpoint = latest_checkpoint(entry.office)
    if leaf is None or checkpoint is None:
        return None
    path = inclusion_proof(leaf.index, checkpoint.size, Tree(entry.office_id).root)
    return Proof(entry.canonical, leaf.index, tuple(step.hex() for step in path), checkpoint.note)


def prove_growth(office: Office, old_size: int, size: int) -> tuple[str, ...]:
    """The proof that the tree of `size` begins with the tree of `old_size`."""
    return tuple(step.hex() for step in consistency_proof(old_size, size, Tree(office.pk).root))


class Tree:
    """An office's sealed tree: the roots of its parts, read from the leaves once and then remembered."""

    def __init__(self, office: int) -> None:
        self.leaves = Leaf.objects.filter(office=office).order_by("index")

    def root(self, low: int, high: int) -> bytes:
        """The root of the leaves from ``low`` up to ``high``."""
        last = self.leaves.filter(index=high - 1).values_list("hash", flat=True).get()
        # The last leaf's entry holds the hash of the one before it, and so of all: a part with this end and this
        # beginning can never have another root.
        known = _PARTS.get((low, last))
        if known is None:
            hashes = self.leaves.filter(index__gte=low, index__lt=high).values_list("hash", flat=True)
            known = root_of(bytes.fromhex(text) for text in hashes.iterator(chunk_size=5000))
            _remember(low, last, known)
        return known


_PARTS: dict[tuple[int, str], bytes] = {}
_MOST_PARTS = 10_000


def _remember(low: int, last: str, root: bytes) -> None:
    if len(_PARTS) >= _MOST_PARTS:
        _PARTS.clear()
    _PARTS[low, last] = root
