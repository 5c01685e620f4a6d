"""A pasted text is taken apart: the matter, when, where, from whom, and another office's number."""

from __future__ import annotations

from time import perf_counter

import pytest

from hoiam.listen.pasting import reading as pasting_reading
from hoiam.listen.tests.pasted import PASTED
from hoiam.testing import at

NOW = at("2026-11-16 10:00")  # thứ Hai
FIELDS = ("text", "channel", "place", "name", "phone", "email", "address", "external_ref")


@pytest.mark.parametrize("name", PASTED)
def test_what_is_pasted_is_proposed_in_its_parts(name: str) -> None:
    raw, expected = PASTED[name]
    found = pasting_reading.read_pasted(raw, NOW)
    told = {field: str(getattr(found, field)) for field in FIELDS if getattr(found, field)}
    if found.received_at:
        told["received_at"] = f"{found.received_at:%Y-%m-%d %H:%M}"
    assert told == {field: value for field, value in expected.items() if value}


def test_there_are_forty_shapes_and_more() -> None:
    assert len(PASTED) >= 40


def test_a_name_of_an_account_or_a_page_of_a_network_is_in_nothing_that_is_proposed() -> None:
    for raw, _ in PASTED.values():
        found = pasting_reading.read_pasted(raw, NOW)
        kept = " ".join(str(getattr(found, field)) for field in FIELDS)
        for never in ("Hoa Nguyễn", "Bé Ba", "Mây Trắng", "facebook", "100012345", "778812", "Tâm An"):
            assert never not in kept


def test_nothing_that_was_pasted_is_lost_unseen() -> None:
    """Each line is in the text, in a field, or among the lines shown as left out."""
    raw, _ = PASTED["1022, a whole ticket"]
    found = pasting_reading.read_pasted(raw, NOW)
    assert found.dropped == ["Lĩnh vực: Hạ tầng", "Trạng thái: Chờ xử lý"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("08:12", "2026-11-16 08:12"),
        ("8h05", "2026-11-16 08:05"),
        ("17:30", "2026-11-15 17:30"),
        ("Hôm qua 17:30", "2026-11-15 17:30"),
        ("15/11", "2026-11-15 00:00"),
        ("20/12", "2025-12-20 00:00"),
        ("15/11/26 07:00", "2026-11-15 07:00"),
        ("07:00 - 15.11.2026", "2026-11-15 07:00"),
        ("2026-11-15T07:00", "2026-11-15 07:00"),
        ("ngày 5 tháng 9 năm 2026", "2026-09-05 00:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(words: str, expected: str) -> None:
    assert pasting_reading.time_of(words, NOW) == at(expected)


@pytest.mark.parametrize("words", ["17/11/2026", "31/02/2026", "sáng nay", ""])
def test_a_time_that_cannot_be_is_not_proposed(words: str) -> None:
    assert pasting_reading.time_of(words, NOW) is None


def test_a_long_text_is_read_at_once() -> None:
    before = perf_counter()
    pasting_reading.read_pasted("Nội dung: " + "Đường hỏng, đề nghị sửa ở đầu ngõ. " * 2000, NOW)
    assert perf_counter() - before < 2
