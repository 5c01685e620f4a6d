import unicodedata

import pytest
from django.db import connection

from hoiam.viettext.models import KnownWord, SearchText
from hoiam.viettext.search import search

pytestmark = pytest.mark.django_db

WARD, OTHER = 1, 2
MESSAGES = {
    1: ("Ống nước vỡ đường Lê Lợi", "Ống nước vỡ trước nhà số 12/3, nước chảy tràn ra đường từ tối qua."),
    2: ("", "Đèn đường hỏng ở tổ 5, tối om, mong UBND phường sửa sớm."),
    3: ("", "Rác đầy ở chợ, gọi ⟦phone⟧ không ai nghe máy."),
    4: ("", "Ủy ban nhân dân phường cho hỏi thủ tục khai sinh cho con."),
    5: ("", "Đường Hòa Bình ngập sau mưa, thuý kiều khoẻ."),
    6: ("", "Karaoke ồn quá khuya cạnh nhà văn hóa."),
    7: ("", "Ƀuôn Čư M'gar thiếu nước sạch."),
    8: ("", "សូមសួរអំពីប័ណ្ណសុខភាព"),
    9: ("", "Ống khói lò gạch, nước thải đen, vỡ bờ kênh."),
    10: ("", "duong hem nho bi lan chiem"),
}


@pytest.fixture(autouse=True)
def _indexed():
    for ref, (title, body) in MESSAGES.items():
        search.index(ref, WARD, title, body, published=ref != 4)
    search.index(11, OTHER, "", "Ống nước vỡ ở xã bên.", published=True)


def found(query, **conditions):
    return [hit.ref for hit in search.search(query, **{"office_id": WARD, "published_only": False, **conditions})]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("ong nuoc vo", 1),
        ("Ống nước vỡ", 1),
        (unicodedata.normalize("NFD", "ống nước vỡ"), 1),
        ("ỐNG NƯỚC", 1),
        ("ong nuoc vo le loi", 1),
        ("den duong hong", 2),
        ("hòa bình", 5),
        ("hoà bình", 5),
        ("thúy", 5),
        ("khỏe", 5),
        ("đường hẻm nhỏ", 10),
        ("12/3", 1),
        ("karao", 6),
        ("buon cu mgar", 7),
        ("Čư M’gar", 7),
        ("ប័ណ្ណ", 8),
        ("tổ 5", 2),
    ],
)
def test_the_same_words_find_it_however_they_are_typed(query, best):
    assert found(query)[0] == best


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("ong nuocc vo", 1),
        ("onng nuoc vo", 1),
        ("ong nouc vo", 1),
        ("ong nuoc voo", 1),
        ("karaoe", 6),
        ("kraaoke", 6),
        ("rác chơ", 3),
        ("den duogn hong", 2),
        ("khai sihn con", 4),
        ("ngap sua mua", 5),
    ],
)
def test_one_slip_of_the_finger_still_finds_it(query, best):
    assert found(query)[0] == best


@pytest.mark.parametrize("query", ["UBND", "ubnd phường", "Ủy ban nhân dân", "uỷ ban phuong"])
def test_an_abbreviation_and_its_meaning_find_each_other(query):
    assert sorted(found(query)) == [2, 4]


def test_words_side_by_side_come_before_words_apart():
    assert found("ống nước vỡ") == [1, 9]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "!!!",
        '"',
        "' OR 1=1 --",
        "NEAR(",
        "AND",
        "*",
        "()",
        "\x00",
        "⟦phone⟧",
        "_",
        "a*",
        "title_words:x",
        "\\",
        "'",
    ],
)
def test_signs_and_operators_are_harmless(query):
    assert isinstance(found(query), list)


def test_a_very_long_query_and_a_very_long_word_are_harmless():
    assert found("nước " * 10_000)
    assert found("x" * 10_000) == []
    search.index(30, WARD, "", "y" * 10_000, published=True)


def test_nonsense_finds_nothing():
    assert found("qwxyz") == []
    assert found("qwxyz zzxxy wwqqk") == []


def test_one_office_and_the_public_see_only_what_is_theirs():
    assert 11 not in found("ống nước vỡ")
    assert found("ống nước vỡ", office_id=OTHER) == [11]
    assert set(found("ống nước vỡ", office_id=None)) == {1, 9, 11}
    assert found("khai sinh", published_only=True) == []
    search.index(4, WARD, *MESSAGES[4], published=True)
    assert found("khai sinh", published_only=True) == [4]


def test_what_has_just_come_in_is_found_at_once_even_misspelled():
    search.index(20, WARD, "", "Cây phượng vĩ nghiêng sắp đổ.", published=False)
    assert found("phượng vĩ nghiêng")[0] == 20
    assert found("nghieeng")[0] == 20


def test_the_snippet_is_the_text_as_typed_with_what_was_found_marked():
    (hit,) = search.search("khong ai nghe", office_id=WARD, published_only=True)
    assert hit.snippet == "Rác đầy ở chợ, gọi [đã che số điện thoại] không ai nghe máy."
    assert [segment.text for segment in hit.segments if segment.hit] == ["không", "ai", "nghe"]


def test_a_covered_part_is_no_word_and_never_cut():
    assert found("phone") == []
    body = " ".join(["⟦phone⟧"] * 30) + " cống tắc " + " ".join(["⟦name⟧"] * 30)
    search.index(21, WARD, "", body, published=True)
    (hit,) = search.search("cong tac", office_id=WARD, published_only=True)[:1]
    assert len(hit.snippet) <= 210
    rest = hit.snippet.replace("[đã che số điện thoại]", "").replace("[đã che tên người]", "").replace("…", "")
    assert rest.split() == ["cống", "tắc"]


def test_a_long_text_is_cut_around_what_was_found():
    search.index(22, WARD, "", "mưa gió " * 200 + "cột điện đổ " + "bão lụt " * 200, published=True)
    (hit,) = search.search("cột điện đổ", office_id=WARD, published_only=True)[:1]
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert [segment.text for segment in hit.segments if segment.hit] == ["cột", "điện", "đổ"]


def test_a_changed_text_is_found_by_its_new_words_only():
    search.index(6, WARD, "", "Loa kéo ồn.", published=True)
    assert found("karaoke") == []
    assert found("loa keo") == [6]
    assert not KnownWord.objects.filter(word="karaoke").exists()


def test_what_is_removed_leaves_no_word_behind():
    search.remove(6)
    assert found("karaoke") == []
    assert not SearchText.objects.filter(ref=6).exists()
    assert not KnownWord.objects.filter(word="karaoke").exists()
    assert KnownWord.objects.filter(word="nha").exists()


def test_the_vocabulary_counts_in_how_many_texts_a_word_stands():
    search.refresh_vocabulary()
    assert KnownWord.objects.get(word="nuoc").df == 4
    assert KnownWord.objects.get(word="karaoke").df == 1
    assert found("ong nuoc vo")[0] == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file of SQLite")
@pytest.mark.django_db(transaction=False)
def test_removed_words_are_gone_from_the_index_itself():
    search.remove(6)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO viettext_fts(viettext_fts) VALUES ('rebuild')")
        cursor.execute("SELECT count(*) FROM viettext_fts_data WHERE instr(block, CAST('karaoke' AS BLOB))")
        assert cursor.fetchone() == (0,)
