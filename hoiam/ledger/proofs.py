"""What can be handed to someone outside: that an entry stands under a checkpoint, that a tree has only grown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoiam.ledger.acts import latest_checkpoint
from hoiam.ledger.merkle import consistency_proof, included, inclusion_proof, leaf_hash
from hoiam.ledger.models import Entry, Leaf
from hoiam.ledger.notes import read

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


def prove(entry: Entry) -> Proof | None:
    """The proof that an entry stands under the office's latest checkpoint; None while it is not sealed."""
    leaf = Leaf.objects.filter(entry=entry).first()
    checkpoint = latest_checkpoint(entry.office)
    if leaf is None or checkpoint is None:
        return None
    path = inclusion_proof(leaf.index, _leaves(entry.office, checkpoint.size))
    return Proof(entry.canonical, leaf.index, tuple(step.hex() for step in path), checkpoint.note)


def prove_growth(office: Office, old_size: int, size: int) -> tuple[str, ...]:
    """The proof that the tree of `size` begins with the tree of `old_size`."""
    return tuple(step.hex() for step in consistency_proof(old_size, _leaves(office, size)))


def _leaves(office: Office, size: int) -> list[bytes]:
    hashes = Leaf.objects.filter(office=office, index__lt=size).order_by("index").values_list("hash", flat=True)
    return [bytes.fromhex(text) for text in hashes.iterator()]
