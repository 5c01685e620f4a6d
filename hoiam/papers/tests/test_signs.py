"""Letters, fonts and hostile texts, in every kind of paper."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from docx import Document
from docx.oxml.ns import qn

from hoiam.papers import pdf
from hoiam.papers.glyphs import MISSING
from hoiam.papers.tests import cast
from hoiam.papers.tests.reading import NEEDS_POPPLER, fonts_of, info_of, text_of, text_of_docx, words_of

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
ALPHABET = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + list("đ")
ALPHABET += [letter.upper() for letter in ALPHABET]
HOSTILE = (
    "#set page(fill: red) #panic()",
    "$x^2$ @nhan *đậm* _nghiêng_ `mã` ~ -- // /* \\n \\u{41}",
    "{{ 7 * 7 }} {% for x in y %} {# ẩn #} {{{{ {_{ x }_} {_% y %_}",
    "<w:p>&amp; <script>alert('x')</script> \"ngoặc\" ]]>",
)
PAPERS = (cast.letter, cast.minutes, cast.receipt, cast.report)


@NEEDS_POPPLER
def test_every_vietnamese_letter_is_read_back():
    assert len(set(ALPHABET)) == 146
    letter = cast.letter(paragraphs=(" ".join(ALPHABET),))
    for text in (text_of(letter.pdf()), text_of_docx(letter.docx())):
        assert " ".join(ALPHABET) in text


@NEEDS_POPPLER
def test_a_text_with_loose_marks_comes_out_joined():
    loose = unicodedata.normalize("NFD", "Đường Nguyễn Trãi ngập đến đầu gối")
    letter = cast.letter(subject=loose, to=(loose,), paragraphs=(loose,))
    for text in (text_of(letter.pdf()), text_of_docx(letter.docx())):
        assert text.count("Đường Nguyễn Trãi ngập đến đầu gối") == 3
        assert unicodedata.is_normalized("NFC", text)


@NEEDS_POPPLER
@pytest.mark.parametrize("hostile", HOSTILE)
def test_signs_with_a_meaning_for_a_machine_are_only_signs(hostile: str):
    letter = cast.letter(subject=hostile, to=(hostile,), paragraphs=(hostile,), closing=hostile)
    for text in (text_of(letter.pdf()), text_of_docx(letter.docx())):
        # A line may end after any "/": only the signs are compared, not the blanks.
        assert text.replace(" ", "").count(hostile.replace(" ", "")) == 4


@NEEDS_POPPLER
def test_a_word_longer_than_the_line_breaks_within_the_margins():
    word = "W" * 300
    pdf_words = words_of(cast.letter(paragraphs=(word,), subject=word).pdf())
    assert sum(found.text.count("W") for found in pdf_words) == 600
    assert max(found.right for found in pdf_words) <= 195.5


@NEEDS_POPPLER
def test_a_letter_that_the_font_lacks_is_shown_as_a_box_and_kept_in_the_editable_paper():
    letter = cast.letter(paragraphs=("Cảm ơn phường 😀 ភ",))
    assert f"Cảm ơn phường {MISSING} {MISSING}" in text_of(letter.pdf())
    assert "Cảm ơn phường 😀 ភ" in text_of_docx(letter.docx())


@NEEDS_POPPLER
@pytest.mark.parametrize("paper", PAPERS)
def test_every_font_is_embedded_and_only_tinos_is_used(paper):
    fonts = fonts_of(paper().pdf())
    assert fonts
    assert {name.split("+")[1].split("-")[0] for name, _ in fonts} == {"Tinos"}
    assert {embedded for _, embedded in fonts} == {"yes"}


@NEEDS_POPPLER
@pytest.mark.parametrize("paper", PAPERS)
def test_every_pdf_is_tagged_named_and_vietnamese(paper):
    made = paper().pdf()
    info = info_of(made)
    assert info["Tagged"] == "yes"
    assert info["Title"] == paper().words()["title"]
    assert info["Author"] == "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH"
    assert b"/Lang (vi-VN)" in made or b"/Lang(vi-VN)" in made
    assert b"pdfaid:part" in made
    assert b"pdfuaid:part" in made


@pytest.mark.parametrize("paper", PAPERS)
def test_every_docx_uses_times_new_roman_for_every_script(paper):
    document = Document(io.BytesIO(paper().docx()))
    for part in (document.element, document.styles.element):
        for fonts in part.iter(qn("w:rFonts")):
            assert set(fonts.attrib.values()) == {"Times New Roman"}
    defaults = next(document.styles.element.iter(qn("w:rPrDefault")))
    names = next(defaults.iter(qn("w:rFonts"))).attrib
    assert {qn(f"w:{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")} == set(names)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_properties_of_a_docx_name_the_office_and_no_person(paper):
    made = paper().docx()
    properties = Document(io.BytesIO(made)).core_properties
    assert properties.author == properties.last_modified_by == "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH"
    assert properties.title == paper().words()["title"]
    assert properties.comments == ""
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert not [name for name in names if "thumbnail" in name]


def test_the_same_paper_gives_the_same_pdf():
    assert cast.letter().pdf() == cast.letter().pdf()


def test_missing_fonts_are_told_with_the_command_that_brings_them(settings, tmp_path: Path):
    settings.BASE_DIR = tmp_path / "hoiam"
    pdf.fonts_folder.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="make"):
        pdf.fonts_folder()
    pdf.fonts_folder.cache_clear()


def test_an_office_may_put_its_own_template_in_place_of_ours(settings, tmp_path: Path):
    settings.HOME = tmp_path
    call_command("templates", out=tmp_path / "papers", stdout=io.StringIO())
    file = str(tmp_path / "papers" / "letter.docx")
    own = Document(file)
    own.add_paragraph("Điện thoại đường dây nóng: 0299 3812 345")
    own.save(file)
    with pytest.raises(CommandError, match="ghi đè"):
        call_command("templates", out=tmp_path / "papers")
    text = text_of_docx(cast.letter().docx())
    assert "Điện thoại đường dây nóng" in text
    assert "Bà Nguyễn Thị Hoa" in text
