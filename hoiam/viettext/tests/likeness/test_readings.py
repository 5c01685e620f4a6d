from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest

from hoiam.viettext.likeness import readings
from hoiam.viettext.likeness.likeness import Said, Weights, alike
from hoiam.viettext.models import SearchText
from hoiam.viettext.search import search

HERE = Path(readings.__file__).parent
VIETTEXT = HERE.parent
TABLES = ("twins_first.txt", "twins_second.txt", "twins_third.txt", "twins_fourth.txt", "twins_fifth.txt")


def _lines() -> list[str]:
    tables = (Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines() for name in TABLES)
    return [line.replace(" @ ", "\n") for table in tables for line in table if line and line[0] not in "#="]


def test_what_was_put_down_compares_as_what_is_read_anew() -> None:
    lines = _lines()
    assert len(lines) > 300
    for body, other in pairwise(lines):
        fresh, second = Said(*readings.parted(body)), Said(*readings.parted(other))
        kept = Said(*readings.parted(body), readings.put_down(body))
        for one, two in ((fresh, kept), (kept, fresh)):
            assert alike(one, second, Weights()) == alike(two, second, Weights()), body
        assert (fresh.spot.addresses, fresh.things, fresh.faults) == (kept.spot.addresses, kept.things, kept.faults)


@pytest.mark.django_db
def test_an_indexed_text_is_read_once_and_again_when_it_or_the_rules_have_changed() -> None:
    search.index(1, 7, "", "Ống nước vỡ\nhẻm 45 Trần Hưng Đạo", published=True)
    search.index(2, 7, "", "Rác chưa gom\ntổ 5", published=True)
    search.index(2, 7, "", "Đèn đường tắt\ntổ 6", published=True)
    known = dict(SearchText.objects.values_list("ref", "reading"))
    assert [readings.taken_up(known[ref]) is not None for ref in (1, 2)] == [True, True]
    assert Said("", "", known[2]).spot.areas == {("tổ", "6"): "tổ 6"}
    SearchText.objects.filter(ref=1).update(reading=["other rules", *known[1][1:]])
    SearchText.objects.filter(ref=2).update(reading=None)
    assert readings.taken_up(SearchText.objects.get(ref=1).reading) is None
    assert (readings.read_again(), readings.read_again()) == (2, 0)
    assert dict(SearchText.objects.values_list("ref", "reading")) == known


def test_every_file_that_a_reading_depends_on_is_among_its_rules() -> None:
    read_by = {str((HERE / name).resolve()) for name in readings.READ_BY}
    named = {Path(name).name for name in read_by}
    wanted, found = ["likeness.spots", "likeness.things"], set()
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        found.add(name)
        tree = ast.parse((VIETTEXT / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hoiam.viettext"):
                place = (node.module or "").removeprefix("hoiam.viettext.")
                is_room = (VIETTEXT / place).is_dir()
                wanted += [f"{place}.{alias.name}" for alias in node.names] if is_room else [place]
            if isinstance(node, ast.Constant) and str(node.value).endswith(".toml") and " " not in str(node.value):
                assert str(node.value) in named, node.value
    assert {f"{VIETTEXT}/{name.replace('.', '/')}.py" for name in found} <= read_by
