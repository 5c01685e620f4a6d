from __future__ import annotations

import base64
import io
import os
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from datetime import datetime, timedelta

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, PngImagePlugin

from hoiam.listen import files, remaking
from hoiam.vault import keys
from hoiam.vault.text import CannotOpen

MARKER = b"MARKER-0912345678"

# A picture of ours, 96x64, the left half red, lying on its side (orientation 6), with a GPS place in its EXIF:
# no package we use can write HEIC, so it stands here ready-made.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAABxQABAAAAAAAAACgAAgAAAAAB7QABAAAAAAAAAKsAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA4GlwcnAAAADAaXBjbwAAAHhodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbq"
    "SSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBw"
    "aXhpAAAAAAMICAgAAAAJaXJvdAMAAAAYaXBtYQAAAAAAAAABAAEFgQIDBIUAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAANtt"
    "ZGF0AAAAJCgBrxmA93yFN//4oYf+a1r/r+C7T4X5Q/ncLaf5ZsgB7HSv/gAAAAZFeGlmAABNTQAqAAAACAADAQ8AAgAAAA0AAAAy"
    "ARIAAwAAAAEABgAAiCUABAAAAAEAAAA/AAAAAE1BUktFUi1QSE9ORQAABAABAAIAAAACTgAAAAACAAUAAAADAAAAcQADAAIAAAAC"
    "RQAAAAAEAAUAAAADAAAAiQAAAAwAAAABAAAAKAAAAAEAAAAAAAAAAQAAAGwAAAABAAAAAwAAAAEAAAAAAAAAAQ=="
)


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path / "home"
    settings.KEYS = tmp_path / "keys"
    keys.make(settings.KEYS)
    return settings.HOME


def picture(width=120, height=80) -> Image.Image:
    """White, the left half red."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height), fill=(255, 0, 0))
    return image


def saved(image: Image.Image, how: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, how, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def is_red(image: Image.Image, at: tuple[int, int]) -> bool:
    red, green, blue = image.convert("RGB").getpixel(at)
    return red > 200 and green < 60 and blue < 60


def gps(orientation=1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = MARKER.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (12.0, 40.0, 0.0), 3: "E", 4: (108.0, 3.0, 0.0)})
    return exif


def reason(data: bytes) -> str:
    with pytest.raises(remaking.Refused) as refused:
        remaking.remake(data)
    return str(refused.value)


def pdf(pages=1, size=(595, 842), **root) -> pikepdf.Pdf:
    """A document with a red square and words on each page."""
    paper = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for _ in range(pages):
        page = paper.add_blank_page(page_size=size)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = paper.make_stream(
            b"1 0 0 rg 0 0 200 200 re f 0 g BT /F1 20 Tf 50 400 Td (" + MARKER + b") Tj ET"
        )
    for name, value in root.items():
        paper.Root[f"/{name}"] = value
    return paper


def written(paper: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    paper.save(out, **options)
    return out.getvalue()


def huge_png() -> bytes:
    def chunk(sort: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + sort + body + struct.pack(">I", zlib.crc32(sort + body))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9, wbits=-15)
    hundred_lines = packer.compress(b"\0" * 60_001 * 100) + packer.flush(zlib.Z_FULL_FLUSH)
    check = ((60_001 * 20_000) % 65_521) << 16 | 1  # Adler-32 of that many zeros
    rows = b"\x78\xda" + hundred_lines * 200 + b"\x03\0" + struct.pack(">I", check)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


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
        (b"\x00\x00\x00\x18ftypmp42" + b"\0" * 40, "video"),
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
    assert len(data) < files.MAX_FILE_BYTES
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
    with pytest.raises(files.FileRefused, match="bỏ mật khẩu"):
        files.remake(data, "don.pdf")


def test_a_very_long_pdf_is_refused():
    assert reason(written(pdf(pages=31))) == "too_many_pages"


# The message as a whole


def test_one_bad_file_never_loses_the_others():
    made, refusals = files.remake_all(
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
    made, refusals = files.remake_all([SimpleUploadedFile(f"{place}.jpg", b"") for place in range(6)])
    assert made == []
    assert "nhiều nhất 5 tệp" in refusals[5]
    assert sum("nhiều nhất 5 tệp" in refusal for refusal in refusals) == 1


def test_a_file_over_ten_megabytes_and_a_message_over_twenty_five_are_told_apart():
    large = b"<" + b" " * (9 * 1024 * 1024)
    _, refusals = files.remake_all(
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
    with pytest.raises(files.FileRefused, match="trống"):
        files.remake(b"", "anh.jpg")


def test_a_file_name_cannot_play_tricks_in_the_sentence():
    with pytest.raises(files.FileRefused) as refused:
        files.remake(b"?", "C:\\anh\\../x/\u202egpj.exe\n" + "a" * 500)
    assert "«gpj.exeaaa" in str(refused.value)
    assert len(str(refused.value)) < 250


def test_every_refusal_is_a_sentence_with_advice():
    for why in files.ADVICE:
        sentence = str(files.FileRefused(why, "anh.jpg"))
        assert "«anh.jpg»" in sentence
        assert "Hãy" in sentence


# Keeping


def test_a_stored_file_lies_under_a_random_name_closed_to_others_and_unreadable(home):
    made = files.Remade(MARKER * 100, "image", "webp", 10, 10)
    name, other = files.store(made), files.store(made)
    assert name != other
    assert files.read(name) == made.data
    paths = [path for path in home.rglob("*") if path.is_file()]
    assert {path.name for path in paths} == {name, other}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    for path in paths:
        assert MARKER not in path.read_bytes()
    assert paths[0].read_bytes() != paths[1].read_bytes()


def test_nothing_of_an_upload_is_left_anywhere(home, tmp_path):
    data = saved(picture(), "JPEG", exif=gps(), comment=MARKER) + MARKER
    made, _ = files.remake_all([SimpleUploadedFile(f"{MARKER.decode()}.jpg", data)])
    files.store(made[0])
    files.store(made[0].thumbnail)
    for path in tmp_path.rglob("*"):
        assert MARKER.decode() not in path.name
        assert not path.is_file() or MARKER not in path.read_bytes()


def test_an_altered_or_exchanged_file_is_an_error(home):
    one, other = (files.store(files.Remade(MARKER, "pdf", "pdf", 1, 1)) for _ in range(2))
    (home / "files" / one[:2] / one).write_bytes((home / "files" / other[:2] / other).read_bytes())
    with pytest.raises(CannotOpen):
        files.read(one)


@pytest.mark.parametrize("name", ["", "..", "../../../etc/passwd", "a" * 31, "a" * 33, "A" * 32, "a" * 32 + "\n"])
def test_a_name_that_we_did_not_give_leads_to_no_file(name):
    with pytest.raises(FileNotFoundError):
        files.read(name)


def test_a_deleted_file_is_gone(home):
    name = files.store(files.Remade(MARKER, "pdf", "pdf", 1, 1))
    files.delete(name)
    files.delete(name)
    with pytest.raises(FileNotFoundError):
        files.read(name)


def test_sweeping_takes_old_files_that_no_row_names(home):
    kept, orphan, young = (files.store(files.Remade(MARKER, "pdf", "pdf", 1, 1)) for _ in range(3))
    now = datetime.now().astimezone()
    long_ago = (now - timedelta(days=1)).timestamp()
    for name in (kept, orphan):
        os.utime(home / "files" / name[:2] / name, (long_ago, long_ago))
    assert files.sweep({kept}, now - timedelta(hours=3)) == 1
    assert {path.name for path in home.rglob("*") if path.is_file()} == {kept, young}
