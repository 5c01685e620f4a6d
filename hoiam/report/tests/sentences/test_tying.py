"""Numbers in an edited sentence stay tied to their figures, whatever is done to the words around them."""

from __future__ import annotations

import pytest

from hoiam.report.sentences.tying import Tied, agrees, tie

RECEIVED = (
    Tied("Trong tuần tiếp nhận "),
    Tied("44", "messages_received", "n"),
    Tied(" phản ánh, kiến nghị"),
    Tied(", tăng 05 so với tuần trước (tăng 12,8%)", "messages_received", "change"),
    Tied("."),
)
BALANCE = (
    *(Tied("Tổng số "), Tied("52", "total", "n"), Tied(" (kỳ trước chuyển sang "), Tied("08", "carried", "n")),
    *(Tied(", tiếp nhận trong kỳ "), Tied("44", "received", "n"), Tied("); đã giải quyết "), Tied("41", "closed", "n")),
    Tied("."),
)


def ties(base, typed):
    return [(one.text, one.figure, one.form, one.typed) for one in tie(base, typed) if one.figure]


def test_the_words_come_out_as_they_were_typed():
    for typed in (
        "Tuần qua, phường tiếp nhận 44 phản ánh, kiến nghị, tăng 05 so với tuần trước (tăng 12,8%).",
        "Tiếp nhận 45 ý kiến.",
        "Không có gì.",
        "Trong tuần tiếp nhận 44 phản ánh (chủ yếu về rác), tăng 05 so với tuần trước (tăng 12,8%), nhiều hơn dự kiến.",
    ):
        assert "".join(one.text for one in tie(RECEIVED, typed)) == typed


def test_words_changed_around_a_number_leave_it_tied():
    typed = "Tuần qua, người dân gửi đến 44 phản ánh, kiến nghị, tăng 05 so với tuần trước (tăng 12,8%)."
    assert ties(RECEIVED, typed) == [
        ("44", "messages_received", "n", False),
        (", tăng 05 so với tuần trước (tăng 12,8%)", "messages_received", "change", False),
    ]


def test_a_number_typed_over_stays_tied_and_is_marked():
    typed = "Trong tuần tiếp nhận 45 phản ánh, kiến nghị, tăng 06 so với tuần trước (tăng 12,8%)."
    assert ties(RECEIVED, typed) == [
        ("45", "messages_received", "n", True),
        (", tăng 06 so với tuần trước (tăng 12,8%)", "messages_received", "change", True),
    ]


def test_each_of_several_numbers_typed_over_finds_its_own_figure():
    typed = "Tổng số 53 (kỳ trước chuyển sang 08, tiếp nhận trong kỳ 45); đã giải quyết 40."
    assert ties(BALANCE, typed) == [
        ("53", "total", "n", True),
        ("08", "carried", "n", False),
        ("45", "received", "n", True),
        ("40", "closed", "n", True),
    ]


def test_two_numbers_typed_over_in_words_wholly_new_are_found_by_their_order():
    base = (Tied("Nhận "), Tied("10", "a", "n"), Tied(" đơn, xong "), Tied("07", "b", "n"), Tied("."))
    assert ties(base, "Có 11 vụ mới và 06 vụ kết thúc") == [("11", "a", "n", True), ("06", "b", "n", True)]


def test_a_number_taken_out_is_tied_to_nothing():
    assert ties(RECEIVED, "Trong tuần tiếp nhận nhiều phản ánh, kiến nghị.") == []


def test_a_derived_word_made_shorter_still_agrees_and_turned_round_it_does_not():
    (count, change) = ties(RECEIVED, "Trong tuần tiếp nhận 44 phản ánh, kiến nghị, tăng 05.")
    assert (count[3], change) == (False, (", tăng 05", "messages_received", "change", True))
    assert agrees(", tăng 05", RECEIVED[3].text)
    assert not agrees(", giảm 05 so với tuần trước", RECEIVED[3].text)


@pytest.mark.parametrize(
    ("typed", "source", "same"),
    [
        ("5", "05", True),
        ("1234", "1.234", True),
        ("92,7%", "92,7% (38/41)", True),
        ("92,8%", "92,7% (38/41)", False),
        ("03", "không phát sinh phản ánh, kiến nghị mới", False),
    ],
)
def test_numbers_agree_by_what_they_say_not_by_how_they_are_written(typed, source, same):
    assert agrees(typed, source) is same


def test_what_says_nothing_now_keeps_its_place():
    base = (Tied("Tiếp nhận "), Tied("04", "a", "n"), Tied(" nội dung"), Tied("", "a", "change"), Tied("."))
    cut = tie(base, "Nhận 04 nội dung trong tuần.")
    assert [(one.text, one.form) for one in cut] == [
        ("Nhận ", ""),
        ("04", "n"),
        (" nội dung", ""),
        ("", "change"),
        (" trong tuần.", ""),
    ]
