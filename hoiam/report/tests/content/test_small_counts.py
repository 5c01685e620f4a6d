"""Below five is not told, and what stands beside it does not tell it either."""

from __future__ import annotations

import pytest

from hoiam.report.content.small_counts import told


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"a": 5, "b": 6}, {"a": 5, "b": 6}),
        ({"a": 4, "b": 6}, {"a": None, "b": 6}),
        ({"a": 0, "b": 0}, {"a": None, "b": None}),
    ],
)
def test_without_a_total_only_the_small_ones_are_hidden(cells, shown):
    found = told(cells, total=False)
    assert (found.cells, found.total) == (shown, None)


def test_with_a_total_the_next_smallest_is_hidden_too():
    # 3 alone would be 20 - 6 - 11. With 6 hidden as well only their sum, 9, can be had.
    found = told({"a": 3, "b": 6, "c": 11}, total=True)
    assert (found.cells, found.total) == ({"a": None, "b": None, "c": 11}, 20)
    assert found.hidden == {"a", "b"}


def test_two_small_ones_whose_sum_is_small_hide_a_third():
    # 13 - 11 = 2 would tell that the two are 1 and 1, or 0 and 2.
    found = told({"a": 1, "b": 1, "c": 11}, total=True)
    assert (found.cells, found.total) == ({"a": None, "b": None, "c": None}, 13)


def test_two_small_ones_whose_sum_is_not_small_are_enough():
    found = told({"a": 4, "b": 4, "c": 11}, total=True)
    assert (found.cells, found.total) == ({"a": None, "b": None, "c": 11}, 19)


def test_where_there_are_too_few_cells_the_total_is_hidden():
    assert told({"a": 3}, total=True).total is None
    assert told({"a": 1, "b": 2}, total=True).total is None


def test_nothing_is_hidden_where_nothing_is_small():
    found = told({"a": 5, "b": 9}, total=True)
    assert (found.cells, found.total) == ({"a": 5, "b": 9}, 14)
