from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from hoiam.files import remaking
from hoiam.files import store as files_store
from hoiam.listen.tests.uploads import HEIC, MARKER, gps, huge_png, is_red, opened, pdf, picture, reason, saved, written
from hoiam.vault import keys


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path / "home"
    settings.KEYS = tmp_path / "keys"
    keys.make(settings.KEYS)
    return settings.HOME


# What is taken


@pytest.mark.parametrize("how", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_made_anew_without_the_place_where_it_was_taken(how):
    options = {"icc_profile": MARKER, "xmp": MARKER} if how != "PNG" else {}
    if how == "JPEG":
        options["comment"] = MARKER
    if how == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", MARKER.decode())
    data = saved(picture(), how, exif=gps(), **options)
    assert MARKER in data
    made = remaking.remake(data)
    again = opened(made.data)
    assert (again.format, made.kind, again.size) == ("WEBP", "image", (120, 80))
    assert is_red(again, (10, 40))
    assert MARKER not in made.data + made.thumbnail
    assert not again.getexif()
    assert not {"exif", "xmp", "icc_profile"} & set(again.info)
    assert not {b"EXIF", b"XMP ", b"ICCP"} & {made.data[at : at + 4] for at in range(len(made.data))}


def test_a_photo_held_upright_stands_upright():
    # Orientation 6: the camera was turned; shown rightly the left half is on top.
    made = opened(remaking.remake(saved(picture(), "JPEG", exif=gps(orientation=6))).data)
    assert made.size == (80, 120)
    assert is_red(made, (40, 10))
    assert not is_red(made, (40, 110))


def test_a_photo_from_an_iphone_is_taken():
    assert b"MARKER-PHONE" in HEIC
    made = remaking.remake(HEIC)
    again = opened(made.data)
    assert (again.format, again.size) == ("WEBP", (64, 96))
    assert is_red(again, (30, 10))
    assert not is_red(again, (30, 90))
    assert b"MARKER" not in made.data
    assert not again.getexif()


def test_a_large_photo_becomes_small_enough_to_send_on_a_slow_line():
    made = remaking.remake(saved(picture(4000, 3000), "JPEG"))
    assert (made.width, made.height) == (2560, 1920)
    assert made.thumbnail_size == (640, 480)
    assert opened(made.thumbnail).size == (640, 480)


def test_what_is_transparent_becomes_white_and_not_black():
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    for how in (image, image.convert("LA"), image.quantize()):
        made = opened(remaking.remake(saved(how, "PNG")).data)
        assert min(made.convert("L").getextrema()) > 250


def test_a_scan_in_sixteen_bit_grey_keeps_its_greys():
    image = Image.new("I;16", (40, 40), 30_000)
    grey = opened(remaking.remake(saved(image, "PNG")).data).convert("L").getpixel((20, 20))
    assert abs(grey - 117) < 4


def test_a_printer_colour_photo_is_taken():
    assert is_red(opened(remaking.remake(saved(picture().convert("CMYK"), "JPEG")).data), (10, 40))


@pytest.mark.parametrize("how", ["WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_kept(how):
    data = saved(picture(), how, save_all=True, append_images=[Image.new("RGB", (120, 80), "blue")], duration=100)
    made = opened(remaking.remake(data).data)
    assert getattr(made, "n_frames", 1) == 1
    assert is_red(made, (10, 40))


def test_a_pdf_becomes_pictures_of_its_pages_and_nothing_else():
    paper = pdf(pages=2)
    paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(MARKER.decode()))
    paper.docinfo["/Author"] = MARKER.decode()
    paper.attachments["marker.txt"] = MARKER
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.com/" + MARKER.decode()))
    paper.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 200, 200], A=link)]
    )
    data = written(paper, compress_streams=False)
    assert MARKER in data
    made = remaking.remake(data)
    assert made.kind == "pdf"
    assert (made.width, made.height) == (1240, 1755)
    again = pikepdf.open(io.BytesIO(made.data))
    assert len(again.pages) == 2
    assert set(again.Root.keys()) <= {"/Type", "/Pages", "/Version"}
    assert all("/Annots" not in page and "/AA" not in page for page in again.pages)
    plain = written(again, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    assert MARKER not in plain + made.data
    shown = pypdfium2.PdfDocument(made.data)
    assert shown[0].get_textpage().get_text_bounded() == ""
    assert shown[0].get_size() == pytest.approx((595, 842))
    page = shown[1].render(scale=1).to_pil()
    assert is_red(page, (100, 800))
    assert not is_red(page, (500, 100))
    assert is_red(opened(made.thumbnail), (60, 600))


def test_what_was_typed_into_a_pdf_form_is_still_there():
    paper = pdf()
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T=pikepdf.String("ten"),
        V=pikepdf.String("XXXXXXXXXXXX"),
        DA=pikepdf.String("/Helv 40 Tf 0 g"),
        Rect=[250, 600, 590, 700],
        F=4,
    )
    field = paper.make_indirect(field)
    paper.pages[0].Annots = pikepdf.Array([field])
    paper.Root.AcroForm = pikepdf.Dictionary(Fields=[field], NeedAppearances=True)
    made = remaking.remake(written(paper))
    page = pypdfium2.PdfDocument(made.data)[0].render(scale=1).to_pil().convert("L")
    assert page.crop((250, 142, 590, 242)).getextrema()[0] < 100


def test_a_page_as_large_as_a_wall_becomes_a_picture_of_ordinary_size():
    made = remaking.remake(written(pdf(size=(14_400, 14_400))))
    assert max(made.width, made.height) <= 2201


# What is refused, or made clean


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "page"),
        (b"\n <!DOCTYPE html><script>alert(1)</script>", "page"),
        (b"GIF89a" + b"\0" * 40, "unknown"),
        (b"MZ" + b"\0" * 40, "unknown"),
        (b"\0", "unknown"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\0" * 40, "broken"),
        (b"\x00\x00\x00\x1cftypavif" + b"\0" * 40, "video"),
        (b"RIFF\x20\0\0\0AVI LIST" + b"\0" * 40, "video"),
        (b"OggS" + b"\0" * 400, "broken"),
        (b"#!AMR\n", "broken"),
        (b"\x1f\x8b\x08" + b"\0" * 40, "archive"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 40, "office"),
        (b"\xff\xd8\xff\xe0<script>alert(1)</script>", "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "broken"),
        (b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 40, "broken"),
        (b"\x00\x00\x00\x1cftypheic" + b"\0" * 400, "broken"),
        (b"%PDF-1.7\n<script>alert(1)</script>", "broken"),
    ],
)
def test_what_is_not_a_picture_or_a_document_is_refused(data, why):
    assert reason(data) == why


def test_a_zip_bomb_is_not_even_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("0", b"\0" * 20_000_000)
    assert reason(out.getvalue()) == "office"


@pytest.mark.parametrize("tail", [b"PK\x03\x04" + MARKER, b"<html><script>" + MARKER, b"%PDF-1.7\n" + MARKER])
def test_nothing_hidden_behind_a_photo_comes_through(tail):
    for how in ("JPEG", "PNG", "WEBP"):
        made = remaking.remake(saved(picture(), how) + tail)
        assert MARKER not in made.data + made.thumbnail
        assert made.data.startswith(b"RIFF")


def test_an_enormous_picture_is_refused_before_it_is_decoded():
    data = huge_png()
    assert len(data) < files_store.MAX_FILE_BYTES
    code = (
        f"import runpy; runpy.run_path({remaking.__file__!r}, run_name='__main__');"
        "print([line for line in open('/proc/self/status') if line.startswith('VmHWM')][0].split()[1])"
    )
    child = subprocess.run([sys.executable, "-I", "-c", code], input=data, capture_output=True, env={}, check=True)
    answer, peak = child.stdout.splitlines()
    assert answer == b'{"refused": "too_many_pixels"}'
    assert int(peak) < 80 * 1024  # kB; the picture itself would take 1.2 GB


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_just_over_the_limit_of_pixels_is_refused():
    assert reason(saved(Image.new("1", (10_001, 5_000)), "PNG")) == "too_many_pixels"


@pytest.mark.parametrize("how", ["JPEG", "PNG", "WEBP"])
def test_half_a_photo_is_refused(how):
    data = saved(Image.effect_noise((300, 200), 80), how)
    assert reason(data[: len(data) // 2]) == "broken"


def test_half_an_iphone_photo_is_refused():
    assert reason(HEIC[:480]) == "broken"


def test_a_pdf_with_a_password_is_refused_with_advice():
    data = written(pdf(), encryption=pikepdf.Encryption(user="mat-khau", owner="chu"))
    assert reason(data) == "locked"
    with pytest.raises(files_store.FileRefused, match="bỏ mật khẩu"):
        files_store.remake(data, "don.pdf")


def test_a_very_long_pdf_is_refused():
    assert reason(written(pdf(pages=31))) == "too_many_pages"


# The message as a whole


def test_one_bad_file_never_loses_the_others():
    made, refusals = files_store.remake_all(
        [
            SimpleUploadedFile("anh1.jpg", saved(picture(), "JPEG")),
            SimpleUploadedFile("thiep.svg", b"<svg/>"),
            SimpleUploadedFile("don.pdf", written(pdf())),
        ]
    )
    assert [(file.kind, file.extension) for file in made] == [("image", "webp"), ("pdf", "pdf")]
    assert made[1].thumbnail.kind == "image"
    assert refusals == [
        "Tệp «thiep.svg» là trang web hoặc hình vẽ SVG, không nhận được. Hãy chụp màn hình rồi gửi ảnh."
    ]


def test_the_sixth_file_is_told_that_five_are_taken():
    # Empty files are refused as well, so five refusals stand for five files.
    made, refusals = files_store.remake_all([SimpleUploadedFile(f"{place}.jpg", b"") for place in range(6)])
    assert made == []
    assert "nhiều nhất 5 tệp" in refusals[5]
    assert sum("nhiều nhất 5 tệp" in refusal for refusal in refusals) == 1


def test_a_file_over_ten_megabytes_and_a_message_over_twenty_five_are_told_apart():
    large = b"<" + b" " * (9 * 1024 * 1024)
    _, refusals = files_store.remake_all(
        [
            SimpleUploadedFile("1.pdf", large),
            SimpleUploadedFile("2.pdf", large),
            SimpleUploadedFile("3.pdf", large),
            SimpleUploadedFile("4.pdf", large + large),
        ]
    )
    assert "tổng cộng lớn hơn 25 MB" in refusals[2]
    assert "lớn hơn 10 MB" in refusals[3]


def test_an_empty_file_is_told():
    with pytest.raises(files_store.FileRefused, match="trống"):
        files_store.remake(b"", "anh.jpg")


def test_a_file_name_cannot_play_tricks_in_the_sentence():
    with pytest.raises(files_store.FileRefused) as refused:
        files_store.remake(b"?", "C:\\anh\\../x/\u202egpj.exe\n" + "a" * 500)
    assert "«gpj.exeaaa" in str(refused.value)
    assert len(str(refused.value)) < 250


def test_every_refusal_is_a_sentence_with_advice():
    for why in files_store.ADVICE:
        sentence = str(files_store.FileRefused(why, "anh.jpg"))
        assert "«anh.jpg»" in sentence
        assert "Hãy" in sentence
