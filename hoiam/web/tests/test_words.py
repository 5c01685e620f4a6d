"""Dates, numbers, black bars and chips as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from hoiam.web.templatetags import words

MONDAY = date(2026, 10, 5)


def _rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_date_carries_its_weekday():
    assert words.day(MONDAY) == "thứ Hai, 05/10/2026"
    assert words.day(date(2026, 10, 11)) == "Chủ nhật, 11/10/2026"
    assert words.short_day(date(2026, 11, 27)) == "thứ Sáu 27/11"
    assert words.day(None) == ""


def test_a_moment_is_told_by_the_clock_of_the_office():
    half_past_midnight_at_the_office = datetime(2026, 10, 5, 17, 30, tzinfo=UTC)  # still Monday in London
    assert words.moment(half_past_midnight_at_the_office) == "00:30, thứ Ba, 06/10/2026"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [(0, 0, "0"), (44, 0, "44"), (1234, 0, "1.234"), (1234567, 0, "1.234.567"), (92.68, 1, "92,7")],
)
def test_numbers_have_dots_for_thousands_and_a_decimal_comma(value, places, written):
    assert words.dem(value, places) == written


def test_a_small_count_in_a_sentence_has_a_leading_zero_and_an_unknown_one_says_so():
    assert words.dem_cau(5) == "05"
    assert words.dem_cau(12) == "12"
    assert words.dem_cau(0) == "0"
    assert words.dem(None) == "chưa có số liệu"


def test_a_number_is_read_in_groups_of_four():
    assert words.spaced("261148375") == "2611 4837 5"
    assert words.spaced("2611 4837 5") == "2611 4837 5"


def test_what_was_masked_is_a_black_bar_with_a_label_and_the_rest_is_escaped():
    shown = words.masked("Gọi <b>tôi</b>: ⟦phone⟧ nhé.\nCảm ơn.\n\nChị ⟦name⟧")
    assert shown == (
        '<p>Gọi &lt;b&gt;tôi&lt;/b&gt;: <span class="mask" role="img" aria-label="đã che số điện thoại">▇▇▇▇▇▇▇</span>'
        " nhé.<br>Cảm ơn.</p>\n"
        '<p>Chị <span class="mask" role="img" aria-label="đã che tên người">▇▇▇▇▇▇▇</span></p>'
    )


def test_a_typed_bracket_that_is_no_mark_stays_as_it_was_typed():
    assert words.masked_line("⟦ a b ⟧ & 1 < 2") == "⟦ a b ⟧ &amp; 1 &lt; 2"


def test_every_state_has_a_word_beside_its_colour():
    assert _rendered('{{ "answered"|chip }}') == '<span class="chip ok">Đã trả lời</span>'
    assert _rendered('{{ "answered"|chip:"outcome" }}') == '<span class="chip ok">Đã trả lời, giải thích</span>'
    assert _rendered('{{ "drafted"|chip:"desk" }}') == '<span class="chip soon">chờ duyệt</span>'
    assert _rendered('{% chip word "late" %}', word="<hạn>") == '<span class="chip late">&lt;hạn&gt;</span>'
    assert _rendered("{{ nothing|chip }}", nothing="") == ""


@pytest.mark.parametrize(
    ("left", "shown"),
    [(-2, "late.quá 2 ngày"), (0, "soon.hôm nay"), (2, "soon.còn 2 ngày"), (3, "ok.còn 3 ngày")],
)
def test_days_left_are_said_in_words(left, shown):
    colour, _, word = shown.partition(".")
    assert _rendered("{% due left 2 %}", left=left) == f'<span class="chip {colour}">{word}</span>'


def test_a_qr_code_obeys_the_policy_of_no_inline_style():
    drawn = words.qr("https://hoabinh.example/tra-loi/261148375")
    assert drawn.startswith("<svg")
    assert "style=" not in drawn
