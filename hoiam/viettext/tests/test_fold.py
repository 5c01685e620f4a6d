import unicodedata

import pytest

from hoiam.viettext.abbreviations import MEANINGS
from hoiam.viettext.fold import fold, nfc, words, words_in_place

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
PLAIN = "a" * 18 + "e" * 12 + "i" * 6 + "o" * 18 + "u" * 12 + "y" * 6 + "d"


def nfd(text):
    return unicodedata.normalize("NFD", text)


def test_every_vietnamese_letter_loses_its_marks_in_either_case_and_either_form():
    assert [fold(letter) for letter in VIETNAMESE] == list(PLAIN)
    assert [fold(letter.upper()) for letter in VIETNAMESE] == list(PLAIN)
    assert [fold(nfd(letter)) for letter in VIETNAMESE] == list(PLAIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("Uỷ ban", "Ủy ban"),
        ("ĐƯỜNG", "duong"),
        ("Ðường", "đường"),
        ("Ống nước vỡ", "ong nuoc vo"),
        (nfd("Ống nước vỡ"), "ống nước vỡ"),
        ("１２３ Ａ", "123 a"),
        ("Ố\u200bng\u00a0nước", "ống nước"),
    ],
)
def test_one_text_typed_in_two_ways_is_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("typed", ["UBND", "ubnd", "Ubnd", "Ủy ban nhân dân", "Uỷ ban Nhân dân", "UỶ BAN NHÂN DÂN"])
def test_an_abbreviation_and_its_meaning_are_the_same_words(typed):
    assert words(typed) == ["uy", "ban", "nhan", "dan"]


def test_abbreviations_are_written_out_as_words_only():
    assert words("Q.Đ-UBND, KP5, TĐC.") == ["q", "d", "uy", "ban", "nhan", "dan", "kp5", "tai", "dinh", "cu"]
    assert words("TT 5") == ["tt", "5"]
    assert all(fold(meaning) == meaning for meaning in MEANINGS.values())
    assert len(MEANINGS) == 26


@pytest.mark.parametrize("word", ["ƀuôn", "Čư", "ñu", "ơ̆", "ŭn", "ĕ", "ê̆", "ô̆", "ư̆", "ĭ", "ŏ", "Ƀ"])
def test_letters_of_e_de_and_ba_na_never_vanish(word):
    assert fold(word) == fold(unicodedata.normalize("NFC", nfd(word)))
    assert fold(word) == fold(nfd(word))
    assert len(words(word)) == 1
    assert fold(word).isascii()


def test_names_with_an_apostrophe_are_one_word():
    assert words("Čư M'gar, Ea H’leo") == ["cu", "mgar", "ea", "hleo"]
    assert words("gọi là 'hố ga'") == ["goi", "la", "ho", "ga"]


def test_khmer_and_cham_keep_every_sign():
    khmer, cham = "ភាសាខ្មែរ", "ꨀꨇꩉ ꨌꩌ ꨕꨪ"
    assert fold(khmer) == khmer
    assert fold(cham) == cham
    assert words(khmer) == ["ភា", "សា", "ខ្មែ", "រ"]
    assert words(cham) == cham.split()


def test_words_leave_punctuation_and_masked_parts_aside():
    assert words("Số 12/3, gọi ⟦phone⟧ (gấp)!") == ["so", "12", "3", "goi", "gap"]
    assert words("") == words(" ⟦name⟧ ...") == []


def test_words_in_place_point_at_the_text_as_typed():
    text = nfd("Gửi UBND phường: ống nước!")
    found = list(words_in_place(text))
    assert [text[word.start : word.end] for word in found] == [
        nfd("Gửi"),
        "UBND",
        nfd("phường"),
        nfd("ống"),
        nfd("nước"),
    ]
    assert found[1].folded == ("uy", "ban", "nhan", "dan")
    assert [part for word in found for part in word.folded] == words(text)


def test_what_comes_in_is_composed_and_loses_what_cannot_be_seen():
    assert nfc(nfd("Đường ngập")) == "Đường ngập"
    assert nfc("dòng 1\r\ndòng 2\rdòng 3") == "dòng 1\ndòng 2\ndòng 3"
    assert nfc("09\u200b12\u00a0345\x00") == "0912 345"
    assert nfc("ខ្មែរ\u200bខ្មែរ 👨‍👩‍👧") == "ខ្មែរ\u200bខ្មែរ 👨‍👩‍👧"
    assert nfc("\u202eabc\ufeff") == "abc"
