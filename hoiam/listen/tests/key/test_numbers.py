from __future__ import annotations

import itertools

import pytest

from hoiam.listen.key import numbers
from hoiam.vault import keys


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEYS = tmp_path / "keys"
    keys.make(settings.KEYS)


def test_a_number_has_nine_digits_and_does_not_begin_with_zero():
    made = {numbers.new_number() for _ in range(2000)}
    assert {len(number) for number in made} == {9}
    assert all(number.isdigit() and number[0] != "0" and numbers.check(number) for number in made)
    assert len(made) > 1990


def test_a_key_has_twenty_digits_and_no_two_are_alike():
    made = {numbers.new_key() for _ in range(500)}
    assert len(made) == 500
    assert all(len(key) == 20 and numbers.check(key) for key in made)


def test_every_single_wrong_digit_is_noticed():
    for name in (*(numbers.new_number() for _ in range(200)), *(numbers.new_key() for _ in range(50))):
        for place, digit in itertools.product(range(len(name)), "0123456789"):
            if digit != name[place]:
                assert not numbers.check(name[:place] + digit + name[place + 1 :])


def test_every_swap_of_two_neighbours_is_noticed():
    for name in (*(numbers.new_number() for _ in range(500)), *(numbers.new_key() for _ in range(200))):
        for place in range(len(name) - 1):
            a, b = name[place], name[place + 1]
            if a != b:
                assert not numbers.check(name[:place] + b + a + name[place + 2 :])


def test_the_table_notices_every_swap_from_every_row():
    # All interim digits and all pairs: no name of any length can hide a swap.
    table = numbers._TABLE
    for row, (a, b) in itertools.product(range(10), itertools.combinations("0123456789", 2)):
        assert table[int(table[row][int(a)])][int(b)] != table[int(table[row][int(b)])][int(a)]
    for row in range(10):
        assert sorted(table[row]) == sorted("0123456789")
        assert sorted(line[row] for line in table) == sorted("0123456789")
        assert table[row][row] == "0"


@pytest.mark.parametrize(
    "typed",
    [
        "2611 4837 5",
        "2611.4837.5",
        "2611-4837-5",
        "2611\u00a04837\u00a05",
        "２６１１４８３７５",
        " Mã số: 2611 4837 5. ",
    ],
)
def test_a_number_is_read_as_people_type_it(typed):
    assert numbers.digits(typed) == "261148375"


def test_a_number_is_shown_in_groups_of_four():
    assert numbers.spaced("261148375") == "2611 4837 5"
    assert numbers.spaced("12345678901234567890") == "1234 5678 9012 3456 7890"


@pytest.mark.parametrize("wrong", ["", "5", "26114837", "2611483755", "２６１１４８３７５", "26114837x", "²61148375"])
def test_what_is_no_name_of_a_message_is_refused(wrong):
    assert not numbers.check(wrong)


def test_only_the_right_key_of_the_right_message_matches():
    number, other, key = numbers.new_number(), numbers.new_number(), numbers.new_key()
    stored = numbers.hash_key(number, key)
    assert len(stored) == 64
    assert numbers.key_matches(number, key, stored)
    assert not numbers.key_matches(number, numbers.new_key(), stored)
    assert not numbers.key_matches(other, key, stored)
    assert key not in stored
    assert number not in stored


def test_the_hash_of_a_key_needs_the_secret_of_the_installation(tmp_path, settings):
    number, key = numbers.new_number(), numbers.new_key()
    here = numbers.hash_key(number, key)
    settings.KEYS = tmp_path / "elsewhere"
    keys.make(settings.KEYS)
    assert numbers.hash_key(number, key) != here
