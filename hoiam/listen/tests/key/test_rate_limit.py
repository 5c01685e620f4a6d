from __future__ import annotations

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hoiam.listen.key.rate_limit import Hour

# Monday
NINE = datetime(2026, 11, 16, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PHONE = "203.0.113.77"


def test_the_sixth_message_within_the_hour_is_past_a_limit_of_five():
    hour = Hour()
    past = [hour.hit(PHONE, "send", 5, NINE + timedelta(minutes=minute)) for minute in range(7)]
    assert past == [False] * 5 + [True] * 2


def test_a_new_hour_begins_at_nought():
    hour = Hour()
    for _ in range(9):
        hour.hit(PHONE, "send", 5, NINE)
    assert not hour.hit(PHONE, "send", 5, NINE + timedelta(hours=1))


def test_another_device_and_another_act_count_for_themselves():
    hour = Hour()
    for _ in range(9):
        hour.hit(PHONE, "send", 5, NINE)
    assert not hour.hit("203.0.113.78", "send", 5, NINE)
    assert not hour.hit(PHONE, "look_up", 5, NINE)


def test_one_household_on_ipv6_counts_as_one_device():
    hour = Hour()
    for place in range(5):
        hour.hit(f"2001:db8:1:2::{place}", "send", 5, NINE)
    assert hour.hit("2001:db8:1:2:ffff::9", "send", 5, NINE)
    assert not hour.hit("2001:db8:1:3::1", "send", 5, NINE)


def test_an_old_address_written_the_new_way_is_the_same_device():
    hour = Hour()
    hour.hit(PHONE, "send", 1, NINE)
    assert hour.hit(f"::ffff:{PHONE}", "send", 1, NINE)


def test_the_address_of_a_device_is_nowhere_in_what_is_kept():
    hour = Hour()
    hour.hit(PHONE, "send", 5, NINE)
    first = set(hour._seen)
    assert PHONE not in repr(vars(hour))
    assert all(len(mark) == 16 for mark in first)
    hour.hit(PHONE, "send", 5, NINE + timedelta(hours=1))
    assert not first & set(hour._seen)


def test_a_thousand_devices_do_not_take_more_memory_than_allowed():
    hour = Hour(room=100)
    for place in range(1000):
        hour.hit(f"198.51.{place // 250}.{place % 250}", "send", 5, NINE)
    assert len(hour._seen) == 100


def test_the_first_wrong_keys_cost_nothing_and_later_ones_double_the_wait():
    hour = Hour()
    waits = []
    for _ in range(8):
        hour.wrong_guess(PHONE, "key", NINE)
        waits.append(hour.slow_down(PHONE, "key", NINE))
    assert waits == [0, 0, 0, 0, 15, 30, 60, 120]
    assert hour.slow_down(PHONE, "key", NINE + timedelta(seconds=100)) == 20
    assert hour.slow_down(PHONE, "key", NINE + timedelta(seconds=121)) == 0
    assert hour.slow_down("203.0.113.78", "key", NINE) == 0


def test_nobody_waits_longer_than_a_quarter_of_an_hour():
    hour = Hour()
    for _ in range(500):
        hour.wrong_guess(PHONE, "key", NINE)
    assert hour.slow_down(PHONE, "key", NINE) == 15 * 60


def test_many_at_once_are_all_counted():
    hour = Hour()
    threads = [
        threading.Thread(target=lambda: [hour.hit(PHONE, "send", 10**9, NINE) for _ in range(500)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not hour.hit(PHONE, "send", 4001, NINE)
    assert hour.hit(PHONE, "send", 4001, NINE)
