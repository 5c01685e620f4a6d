"""Proofs that someone outside can check with the note alone."""

from __future__ import annotations

from dataclasses import replace

from hoiam.ledger.acts import latest_checkpoint, seal
from hoiam.ledger.merkle import consistent
from hoiam.ledger.models import Entry
from hoiam.ledger.proofs import prove, prove_growth
from hoiam.ledger.tests.conftest import MONDAY


def test_a_sealed_entry_is_proved_and_a_changed_text_is_not(sealed):
    for entry in Entry.objects.filter(number__lte=5):
        proof = prove(entry)
        assert proof.holds()
        assert not replace(proof, canonical=proof.canonical.replace("hoa-binh", "tan-lap")).holds()


def test_an_entry_that_is_not_sealed_has_no_proof_yet(sealed):
    assert prove(Entry.objects.get(number=6)) is None


def test_a_later_tree_is_proved_to_begin_with_the_earlier_one(sealed):
    old = latest_checkpoint(sealed)
    new = seal(sealed, at=MONDAY)
    proof = [bytes.fromhex(step) for step in prove_growth(sealed, old.size, new.size)]
    assert consistent(old.size, new.size, proof, bytes.fromhex(old.root), bytes.fromhex(new.root))
