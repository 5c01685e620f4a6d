"""Sealing: what is not sealed yet goes into one tree, and the signed root is a note that anyone can check."""

from __future__ import annotations

import base64
import json
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from hoiam.ledger.acts import latest_checkpoint, seal
from hoiam.ledger.keys import public_key
from hoiam.ledger.merkle import leaf_hash, root_of
from hoiam.ledger.models import Entry, Leaf
from hoiam.ledger.outside.notes import read
from hoiam.ledger.tests.conftest import MONDAY, assign
from hoiam.office.acts import found
from hoiam.office.models import Office


def leaves_of(office) -> list[bytes]:
    texts = (
        Entry.objects.filter(office=office, leaf__isnull=False).order_by("number").values_list("canonical", flat=True)
    )
    return [leaf_hash(text.encode()) for text in texts]


def test_a_seal_takes_in_all_that_is_unsealed_and_the_next_one_only_what_is_new(ward):
    assert seal(ward, at=MONDAY).size == 1
    assert seal(ward, at=MONDAY) is None
    for _ in range(6):
        assign(ward)
    second = seal(ward, at=MONDAY)
    assert second.size == 7
    assert second.root == root_of(leaves_of(ward)).hex()
    assert list(Leaf.objects.values_list("index", "entry__number")) == [(n, n + 1) for n in range(7)]


def test_each_office_has_its_own_tree(ward):
    other = found("tan-lap", "Xã Tân Lập", Office.Level.XA, at=MONDAY)
    assign(other)
    assert (seal(ward, at=MONDAY).size, seal(other, at=MONDAY).size) == (1, 2)


def test_the_checkpoint_is_a_signed_note_that_names_office_size_root_and_time(sealed):
    point = latest_checkpoint(sealed)
    lines = point.note.split("\n")
    root = base64.b64encode(bytes.fromhex(point.root)).decode()
    assert lines[:5] == ["hoiam/hoa-binh", "5", root, "time 2026-10-05T01:00:00.000000Z", ""]
    assert lines[5].startswith("— hoiam/hoa-binh ")
    signature = base64.b64decode(lines[5].split(" ")[2])
    assert len(signature) == 4 + 64
    public_key().verify(signature[4:], "\n".join(lines[:4]).encode() + b"\n")


def test_a_note_is_read_back_and_a_changed_one_is_no_longer_signed(sealed):
    note = latest_checkpoint(sealed).note
    assert read(note)[0].signed_by(public_key())
    assert read(f"\n{note}\n\n{note}".replace("\n", "\r\n"))[1].signed_by(public_key())
    assert not read(note.replace("\n5\n", "\n6\n"))[0].signed_by(public_key())


def test_without_the_key_nothing_is_sealed_and_the_error_says_what_to_do(ward, settings, tmp_path):
    settings.KEYS = tmp_path
    with pytest.raises(ImproperlyConfigured, match="hoiam init"):
        seal(ward, at=MONDAY)
    assert not Leaf.objects.exists()


def test_the_command_seals_and_prints_the_latest_checkpoint(ward, tmp_path):
    out = StringIO()
    call_command("ledger", "seal", stdout=out)
    assert "hoa-binh: đã niêm phong đến dòng 1." in out.getvalue()
    out = StringIO()
    call_command("ledger", "checkpoint", "--office", "hoa-binh", stdout=out)
    assert out.getvalue() == latest_checkpoint(ward).note
    out = StringIO()
    call_command("ledger", "checkpoint", "--json", stdout=out)
    told = json.loads(out.getvalue())[0]
    assert (told["office"], told["size"]) == ("hoa-binh", 1)
    assert told["key"].startswith("hoiam/hoa-binh+")
