"""Numbers and comparisons as offices write them."""

from __future__ import annotations

import pytest

from hoiam.papers.words import number
from hoiam.report.sentences import numbers


def test_one_digit_gets_a_leading_zero_in_sentences_and_none_in_tables():
    assert [numbers.counted(n) for n in (0, 5, 44, 1234)] == ["00", "05", "44", "1.234"]
    assert [number(n) for n in (0, 5, 44, 1234, 92.7, 4.5, 100.0)] == [
        "0",
        "5",
        "44",
        "1.234",
        "92,7",
        "4,5",
        "100",
    ]
    assert numbers.counted(4.5) == "4,5"


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (44, 39, "tăng 05 so với tuần trước (tăng 12,8%)"),
        (30, 40, "giảm 10 so với tuần trước (giảm 25%)"),
        (9, 4, "tăng 05 so với tuần trước"),
        (3, 9, "giảm 06 so với tuần trước"),
        (12, 10, "tăng 02 so với tuần trước (tăng 20%)"),
        (5, 0, "kỳ trước không phát sinh"),
        (7, 7, "bằng tuần trước"),
        (0, 0, "bằng tuần trước"),
    ],
)
def test_a_count_is_compared_by_difference_and_on_a_base_of_ten_by_percentage(now, before, said):
    assert numbers.change(now, before, "tuần trước") == said


def test_ratios_stand_with_their_counts_and_are_compared_in_points():
    assert numbers.share(92.7, 38, 41) == "92,7% (38/41)"
    assert numbers.share(100.0, 4, 4) == "100% (4/4)"
    assert numbers.points(92.7, 90.6) == "tăng 2,1 điểm phần trăm"
    assert numbers.points(90.0, 92.0) == "giảm 2 điểm phần trăm"
    assert numbers.points(90.0, 90.0) == "không đổi"
    assert numbers.change_in_table(44, 39) == "tăng 5 (12,8%)"
    assert numbers.days(3, 4.5) == "giảm 1,5 ngày"
