"""The Merkle tree of RFC 9162, section 2.1: roots, and proofs that an outsider can check. Pure functions of bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

EMPTY_ROOT = hashlib.sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Frontier:
    """A tree that can only grow, kept as the roots of its complete subtrees, the largest first."""

    size: int = 0
    roots: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        before = self.size
        self.size += 1
        while before & 1:
            leaf = node_hash(self.roots.pop(), leaf)
            before >>= 1
        self.roots.append(leaf)

    def root(self) -> bytes:
        if not self.roots:
            return EMPTY_ROOT
        *larger, root = self.roots
        for subtree in reversed(larger):
            root = node_hash(subtree, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf)
    return frontier.root()


# The root of the leaves from one place up to another: however the tree is kept, a proof asks for nothing else.
Root = Callable[[int, int], bytes]


def inclusion_proof(index: int, size: int, root: Root) -> list[bytes]:
    """The hashes that lead from one leaf to the root of a tree of this size (2.1.3.1)."""
    if not 0 <= index < size:
        raise IndexError("no such leaf")
    path, low, high = [], 0, size
    while high - low > 1:
        middle = low + left_size(high - low)
        if index < middle:
            path.append(root(middle, high))
            high = middle
        else:
            path.append(root(low, middle))
            low = middle
    return path[::-1]


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof leads from this leaf at this place to the root of a tree of this size (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = node_hash(step, reached)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, step)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def consistency_proof(old_size: int, size: int, root: Root) -> list[bytes]:
    """The hashes that show that the tree of the first `old_size` leaves only grew (2.1.4.1)."""
    if not 0 < old_size <= size:
        raise IndexError("no such tree")
    path, low, high = [], 0, size
    while old_size != high:
        middle = low + left_size(high - low)
        if old_size <= middle:
            path.append(root(middle, high))
            high = middle
        else:
            path.append(root(low, middle))
            low = middle
    # The old root itself is known to the reader; any other subtree must be told.
    return ([] if low == 0 else [root(low, high)]) + path[::-1]


def consistent(old_size: int, size: int, proof: Sequence[bytes], old_root: bytes, root: bytes) -> bool:
    """Whether the proof shows that one tree is the beginning of the other (2.1.4.2)."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == root
    steps = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not steps:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and (old, new) == (old_root, root)


def left_size(size: int) -> int:
    """The largest power of two smaller than the size."""
    return 1 << (size - 1).bit_length() - 1
