"""The tree of RFC 9162: roots laid by hand for small trees, proofs for every place and every pair of sizes."""

from __future__ import annotations

from hashlib import sha256

import pytest

from hoiam.ledger.merkle import (
    Frontier,
    consistency_proof,
    consistent,
    included,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)

A, B, C, D, E, F, G = (leaf_hash(letter.encode()) for letter in "abcdefg")
SEVEN = [A, B, C, D, E, F, G]


def of(leaves: list[bytes]):
    return lambda low, high: root_of(leaves[low:high])


def two(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def test_a_leaf_and_a_node_are_hashed_apart():
    assert leaf_hash(b"") == sha256(b"\x00").digest()
    assert leaf_hash(b"a") == sha256(b"\x00a").digest()
    assert node_hash(A, B) == two(A, B)


@pytest.mark.parametrize(
    ("size", "root"),
    [
        (0, sha256(b"").digest()),
        (1, A),
        (2, two(A, B)),
        (3, two(two(A, B), C)),
        (4, two(two(A, B), two(C, D))),
        (5, two(two(two(A, B), two(C, D)), E)),
        (6, two(two(two(A, B), two(C, D)), two(E, F))),
        (7, two(two(two(A, B), two(C, D)), two(two(E, F), G))),
    ],
)
def test_the_root_of_a_small_tree_is_the_one_laid_by_hand(size, root):
    assert root_of(SEVEN[:size]) == root


def test_the_proofs_of_the_tree_of_seven_are_those_drawn_in_the_standard():
    ab, cd, ef = two(A, B), two(C, D), two(E, F)
    abcd = two(ab, cd)
    assert inclusion_proof(0, 7, of(SEVEN)) == [B, cd, two(ef, G)]
    assert inclusion_proof(3, 7, of(SEVEN)) == [C, ab, two(ef, G)]
    assert inclusion_proof(4, 7, of(SEVEN)) == [F, G, abcd]
    assert inclusion_proof(6, 7, of(SEVEN)) == [ef, abcd]
    assert consistency_proof(3, 7, of(SEVEN)) == [C, D, ab, two(ef, G)]
    assert consistency_proof(4, 7, of(SEVEN)) == [two(ef, G)]
    assert consistency_proof(6, 7, of(SEVEN)) == [ef, G, abcd]


def test_every_leaf_of_every_tree_is_proved_and_no_other_leaf_is():
    leaves = [leaf_hash(bytes([n])) for n in range(20)]
    for size in range(1, 21):
        root = root_of(leaves[:size])
        for index in range(size):
            proof = inclusion_proof(index, size, of(leaves))
            assert included(leaves[index], index, size, proof, root)
            assert not included(A, index, size, proof, root)
            assert not included(leaves[index], index, size, [*proof, A], root)
            assert not included(leaves[index], size, size, proof, root)


def test_every_tree_is_proved_to_be_the_beginning_of_every_later_one():
    leaves = [leaf_hash(bytes([n])) for n in range(20)]
    for size in range(1, 21):
        root = root_of(leaves[:size])
        for old in range(1, size + 1):
            proof = consistency_proof(old, size, of(leaves))
            assert consistent(old, size, proof, root_of(leaves[:old]), root)
            assert not consistent(old, size, proof, A if old > 1 else B, root)
            assert not consistent(old, size, [*proof, A], root_of(leaves[:old]), root)


def test_a_frontier_taken_up_again_grows_as_if_it_had_never_rested():
    frontier = Frontier()
    for leaf in SEVEN[:5]:
        frontier.add(leaf)
    later = Frontier(frontier.size, list(frontier.roots))
    for leaf in SEVEN[5:]:
        later.add(leaf)
    assert (later.size, later.root()) == (7, root_of(SEVEN))
