from datetime import date

from hoiam.papers.words import date_line, number_line, padded, paragraphs, printable

DRAFTED = date(2026, 11, 16)  # thứ Hai


def test_the_day_is_left_to_the_register_when_none_is_given():
    assert date_line("Phường Hòa Bình", None, drafted_on=DRAFTED) == "Phường Hòa Bình, ngày       tháng 11 năm 2026"


def test_days_below_ten_and_months_one_and_two_take_a_zero():
    assert date_line("Xã Tân Đoàn", date(2026, 1, 5), drafted_on=DRAFTED) == "Xã Tân Đoàn, ngày 05 tháng 01 năm 2026"


def test_month_three_takes_no_zero():
    assert date_line("Xã Tân Đoàn", date(2026, 3, 12), drafted_on=DRAFTED) == "Xã Tân Đoàn, ngày 12 tháng 3 năm 2026"


def test_the_number_is_left_to_the_register_when_none_is_given():
    assert number_line("", "UBND-KT") == "Số:         /UBND-KT"
    assert number_line(padded(5), "BC-UBND") == "Số: 05/BC-UBND"


def test_a_typed_text_becomes_paragraphs_without_empty_ones():
    assert paragraphs("Kính thưa Bà.\r\n\r\n  Đã kiểm tra. \n") == ("Kính thưa Bà.", "Đã kiểm tra.")


def test_loose_marks_are_joined_and_signs_that_turn_a_line_are_dropped():
    assert printable("Ho\u0300a Bi\u0300nh\u202e\x00\x0b đa\u0303") == "Hòa Bình đã"
