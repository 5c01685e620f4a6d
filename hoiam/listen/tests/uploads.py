"""What chị Hoa uploads in the tests, and what others try: pictures and papers made by hand."""

from __future__ import annotations

import base64
import io
import math
import struct
import zlib
from array import array

import av
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from hoiam.files import remaking

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


def recording(seconds: float = 2, form: str = "ogg", codec: str = "libopus", rate: int = 48_000) -> bytes:
    """A tone, as a phone would keep it, with its owner's name in it."""
    out = io.BytesIO()
    with av.open(out, "w", format=form) as target:
        target.metadata["title"] = MARKER.decode()
        track = target.add_stream(codec, rate=rate, layout="mono")
        tone = array("h", (int(8000 * math.sin(at * math.tau * 440 / rate)) for at in range(rate))).tobytes() * 2
        for start in range(0, int(seconds * rate), 960):
            frame = av.AudioFrame(format="s16", layout="mono", samples=960)
            first = 2 * (start % rate)
            frame.planes[0].update(tone[first : first + 1920])
            frame.sample_rate, frame.pts = rate, start
            target.mux(track.encode(frame))
        target.mux(track.encode(None))
    return out.getvalue()


def film(form: str = "mp4") -> bytes:
    """Two pictures in a row."""
    out = io.BytesIO()
    with av.open(out, "w", format=form) as target:
        track = target.add_stream("mpeg4", rate=10, width=64, height=48, pix_fmt="yuv420p")
        for _ in range(2):
            target.mux(track.encode(av.VideoFrame(64, 48, "yuv420p")))
        target.mux(track.encode(None))
    return out.getvalue()


def voice(seconds: float = 2) -> SimpleUploadedFile:
    return SimpleUploadedFile("ghi-am.ogg", recording(seconds), "audio/ogg")


def huge_png() -> bytes:
    def chunk(sort: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + sort + body + struct.pack(">I", zlib.crc32(sort + body))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9, wbits=-15)
    hundred_lines = packer.compress(b"\0" * 60_001 * 100) + packer.flush(zlib.Z_FULL_FLUSH)
    check = ((60_001 * 20_000) % 65_521) << 16 | 1  # Adler-32 of that many zeros
    rows = b"\x78\xda" + hundred_lines * 200 + b"\x03\0" + struct.pack(">I", check)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
