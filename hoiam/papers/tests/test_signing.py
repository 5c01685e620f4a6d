"""Signing a PDF here: who signed holds, and stands where the decree wants it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageChops
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from hoiam.papers.signed.keys import from_pkcs12
from hoiam.papers.signed.paper import Line, read
from hoiam.papers.signed.pictures import seal_picture, signature_picture
from hoiam.papers.signed.places import room_for_signature
from hoiam.papers.signed.signing import mark_appendix, seal_agency, sign_person
from hoiam.papers.tests import cast
from hoiam.papers.tests.certificates import PASSPHRASE, WARD, authority, hand, seal
from hoiam.papers.tests.reading import NEEDS_POPPLER, fonts_of, words_of
from hoiam.papers.words import VICE_CHAIRMAN

TUESDAY = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)  # thứ Ba, 9 giờ ở Việt Nam
SCALE = 4  # points of the picture of a page to a point of the page
MM = 72 / 25.4
BLUE, RED = (20, 40, 200), (200, 20, 20)


@pytest.fixture(scope="module")
def people():
    root = authority()
    return root, root.gives("Trần Văn Bình"), root.gives(WARD)


@pytest.fixture(scope="module")
def binh(people):
    return from_pkcs12(people[1].pkcs12(PASSPHRASE, chain=(people[0].root.certificate,)), PASSPHRASE)


@pytest.fixture(scope="module")
def office(people):
    return from_pkcs12(people[2].pkcs12(), "")


@pytest.fixture(scope="module", params=[cast.letter, cast.report])
def paper(request) -> bytes:
    return request.param().pdf()


@pytest.fixture(scope="module")
def both(binh, office) -> bytes:
    """The letter signed by ông Bình, sealed by the ward."""
    one = sign_person(cast.letter().pdf(), binh, at=TUESDAY, picture=signature_picture(hand()))
    return seal_agency(one, office, at=TUESDAY, picture=seal_picture(seal()))


def painted(pdf: bytes, page: int, colour: tuple[int, int, int]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in millimetres of what stands on the page in this colour."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    image = document[page].render(scale=SCALE, may_draw_forms=True).to_pil().convert("RGB")
    apart = ImageChops.difference(image, Image.new("RGB", image.size, colour)).split()
    far = ImageChops.lighter(ImageChops.lighter(apart[0], apart[1]), apart[2])
    found = far.point(lambda value: 255 if value < 40 else 0).getbbox()
    assert found, f"Không có màu {colour} trên trang {page + 1}."
    left, top, right, bottom = (side / SCALE / MM for side in found)
    return left, top, right, bottom


def test_the_signature_of_a_person_holds_and_names_him_his_office_and_the_time(paper, binh):
    (signature,) = read(sign_person(paper, binh, at=TUESDAY, picture=signature_picture(hand()))).signatures
    assert (signature.signer, signature.unit) == ("Trần Văn Bình", WARD)
    assert (signature.holds, signature.covers_all, signature.level) == (True, True, "B-B")
    assert signature.at == TUESDAY
    assert signature.at.isoformat() == "2026-11-17T09:00:00+07:00"


def test_the_bytes_that_were_there_stay(paper, binh):
    signed = sign_person(paper, binh, at=TUESDAY, picture=None)
    assert signed.startswith(paper)


def test_both_hold_after_the_seal_and_are_trusted_by_their_authority(both, people, tmp_path):
    (tmp_path / "ca.pem").write_bytes(people[0].root.pem)
    person, agency = read(both, tmp_path).signatures
    assert [(one.signer, one.holds, one.trusted) for one in (person, agency)] == [
        ("Trần Văn Bình", True, True),
        (WARD, True, True),
    ]
    assert (person.covers_all, agency.covers_all) == (False, True)
    assert not any(one.trusted for one in read(both).signatures)


@NEEDS_POPPLER
def test_the_blue_signature_stands_between_post_and_name(both):
    left, top, right, bottom = painted(both, 0, BLUE)
    words = words_of(both)
    (post,) = [word for word in words if word.text == "CHỦ" and word.top > 100]
    (name,) = [word for word in words if word.text == "Bình" and word.left > 105 and word.top > 150]
    assert post.bottom - 1 <= top
    assert bottom <= name.top + 1
    assert 40 <= right - left <= 45
    # In the middle of the column of the name.
    trần = next(word for word in words if word.text == "Trần" and word.top == name.top)
    assert (left + right) / 2 == pytest.approx((trần.left + name.right) / 2, abs=1)


def test_the_red_seal_has_its_true_size_and_lies_over_a_third_of_the_signature_at_the_left(both):
    left, top, right, bottom = painted(both, 0, RED)
    hand_left, hand_top, hand_right, hand_bottom = painted(both, 0, BLUE)
    assert right - left == pytest.approx(36, abs=0.5)
    assert bottom - top == pytest.approx(36, abs=0.5)
    assert (right - hand_left) / (hand_right - hand_left) == pytest.approx(1 / 3, abs=0.02)
    assert left < hand_left
    assert (top + bottom) / 2 == pytest.approx((hand_top + hand_bottom) / 2, abs=1)


def test_a_seal_of_35_millimetres_is_drawn_so_whatever_its_picture_says(binh, office):
    one = sign_person(cast.report().pdf(), binh, at=TUESDAY, picture=signature_picture(hand()))
    two = seal_agency(one, office, at=TUESDAY, picture=seal_picture(seal()), millimetres=35)
    left, _, right, _ = painted(two, 4, RED)
    assert right - left == pytest.approx(35, abs=0.5)


def test_the_room_is_found_below_three_lines_of_authority_and_for_a_name_of_four_words(people):
    signature = replace(cast.letter().signature, authority=VICE_CHAIRMAN, name="Nguyễn Thị Thu Hải")
    signer = from_pkcs12(people[0].gives("Nguyễn Thị Thu Hải").pkcs12(), "")
    pdf = sign_person(cast.letter(signature=signature).pdf(), signer, at=TUESDAY, picture=signature_picture(hand()))
    painted(pdf, 0, BLUE)


def test_nobody_signs_in_the_room_of_another(people):
    stranger = from_pkcs12(people[0].gives("Lê Hoài Nam").pkcs12(), "")
    with pytest.raises(ValidationError, match="Không thấy chỗ ký của «Lê Hoài Nam»"):
        sign_person(cast.letter().pdf(), stranger, at=TUESDAY, picture=None)
    named = sign_person(cast.letter().pdf(), stranger, at=TUESDAY, picture=None, name="Trần Văn Bình")
    assert read(named).signatures[0].signer == "Lê Hoài Nam"


@NEEDS_POPPLER
def test_without_a_picture_the_words_say_who_and_when_in_tinos(binh, office):
    one = sign_person(cast.letter().pdf(), binh, at=TUESDAY, picture=None)
    two = seal_agency(one, office, at=TUESDAY, picture=None)
    flat = flattened(two)
    said = [word.text for word in words_of(flat)]
    assert said.count("2026-11-17T09:00:00+07:00") == 2
    assert {name.split("+")[1].split("-")[0] for name, _ in fonts_of(flat)} == {"Tinos"}
    assert {embedded for _, embedded in fonts_of(flat)} == {"yes"}


@NEEDS_POPPLER
def test_an_appendix_bears_the_office_and_the_time_at_the_top_right_of_page_1(office):
    marked = mark_appendix(cast.letter().pdf(), office, at=TUESDAY)
    words = words_of(flattened(marked))
    (time,) = [word for word in words if word.text == "2026-11-17T09:00:00+07:00"]
    assert (time.page, time.right) == (1, pytest.approx(195, abs=1))
    assert time.left > 105
    assert 5 < time.top < time.bottom < 20  # in the margin, above Quốc hiệu
    assert [word.text for word in words if word.bottom < time.top] == WARD.split()
    assert read(marked).signatures[0].holds


def flattened(pdf: bytes) -> bytes:
    """What the signatures show, as words of the page."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.flatten_annotations()
        document.save(made)
    return made.getvalue()


def test_the_signed_file_says_still_that_it_is_pdf_a_and_its_fields_are_in_the_structure(both):
    with pikepdf.open(io.BytesIO(both)) as document:
        metadata = document.Root.Metadata.read_bytes()
        with pikepdf.open(io.BytesIO(cast.letter().pdf())) as unsigned:
            assert metadata == unsigned.Root.Metadata.read_bytes()
        assert b"<pdfaid:part>2" in metadata
        assert b"<pdfaid:conformance>A" in metadata
        assert b"<pdfuaid:part>1" in metadata
        fields = list(document.Root.AcroForm.Fields)
        assert [str(field.T) for field in fields] == ["ChuKy", "ConDau"]
        parents = document.Root.StructTreeRoot.ParentTree.Nums
        keys = {int(parents[place]): parents[place + 1] for place in range(0, len(parents), 2)}
        for field in fields:
            assert str(keys[int(field.StructParent)].S) == "/Form"
            assert field.TU
            assert int(field.F) & 4, "Chú thích phải in được."
            assert not int(field.F) & 2
        assert "/NeedAppearances" not in document.Root.AcroForm


def test_a_signature_of_the_office_comes_after_that_of_a_person(office):
    with pytest.raises(ValidationError, match="ký trước"):
        seal_agency(cast.letter().pdf(), office, at=TUESDAY, picture=seal_picture(seal()))


def test_nothing_is_signed_twice_in_one_place(both, binh, office):
    with pytest.raises(ValidationError, match="đã có chữ ký"):
        sign_person(both, binh, at=TUESDAY, picture=None)
    with pytest.raises(ValidationError, match="đã có chữ ký"):
        seal_agency(both, office, at=TUESDAY, picture=None)


def test_one_flipped_byte_is_told_and_nobody_seals_such_a_file(binh, office):
    signed = bytearray(sign_person(cast.letter().pdf(), binh, at=TUESDAY, picture=None))
    place = signed.index(b"/MediaBox") + 12
    signed[place : place + 40] = signed[place : place + 40].replace(b"5", b"6", 1)
    assert [one.intact for one in read(bytes(signed)).signatures] == [False]
    with pytest.raises(ValidationError, match="không còn nguyên vẹn"):
        seal_agency(bytes(signed), office, at=TUESDAY, picture=None)


def test_what_is_added_after_signing_is_told(both):
    writer = IncrementalPdfFileWriter(io.BytesIO(both))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 200 200 re f")))
    added = io.BytesIO()
    writer.write(added)
    signatures = read(added.getvalue()).signatures
    assert [(one.intact, one.whole, one.holds) for one in signatures] == [(True, False, False)] * 2


def test_a_wrong_passphrase_is_refused_in_words_that_do_not_hold_it(people):
    for given in ("sai", ""):
        with pytest.raises(ValidationError, match="Mật khẩu không đúng") as refused:
            from_pkcs12(people[1].pkcs12(PASSPHRASE), given)
        assert refused.value.__cause__ is None
    with pytest.raises(ValidationError, match="PKCS#12"):
        from_pkcs12(b"khong phai", PASSPHRASE)


def test_a_certificate_that_has_ended_signs_nothing(people):
    ended = people[0].gives("Trần Văn Bình", until=datetime(2026, 11, 1, tzinfo=UTC))
    with pytest.raises(ValidationError, match="hết hạn"):
        sign_person(cast.letter().pdf(), from_pkcs12(ended.pkcs12(), ""), at=TUESDAY, picture=None)


def test_a_picture_is_blue_for_a_person_red_for_a_seal_and_transparent():
    with pytest.raises(ValidationError, match="màu xanh"):
        signature_picture(seal())
    with pytest.raises(ValidationError, match="màu đỏ"):
        seal_picture(hand())
    opaque = io.BytesIO()
    Image.new("RGB", (40, 20), BLUE).save(opaque, "PNG")
    with pytest.raises(ValidationError, match="nền trong suốt"):
        signature_picture(opaque.getvalue())
    with pytest.raises(ValidationError, match="PNG"):
        signature_picture(b"GIF89a")


def test_a_seal_without_a_size_or_larger_than_any_seal_is_refused(binh, office):
    one = sign_person(cast.letter().pdf(), binh, at=TUESDAY, picture=None)
    with pytest.raises(ValidationError, match="milimét"):
        seal_agency(one, office, at=TUESDAY, picture=seal_picture(seal(per_inch=0)))
    with pytest.raises(ValidationError, match="42 mm"):
        seal_agency(one, office, at=TUESDAY, picture=seal_picture(seal()), millimetres=60)


def test_a_post_that_is_not_in_capitals_still_leaves_its_line_free():
    page = [
        Line(2, "TUQ. CHỦ TỊCH", 350, 500, 450, 512),
        Line(2, "Chánh Văn phòng", 352, 484, 448, 496),
        Line(2, "Lê Văn Hùng", 360, 400, 440, 412),
        Line(2, "Nơi nhận:", 85, 500, 140, 512),
    ]
    room = room_for_signature(page, "Lê Văn Hùng")
    assert room is not None
    assert (room.page, room.bottom > 412, room.top < 484) == (2, True, True)
    assert room_for_signature(page, "") == room
    assert room_for_signature(page, "Lê Văn Hải") is None
