"""Re-making an uploaded file from what it shows or says: pixels or sound in, a new file out, nothing else comes along.

Runs as its own short process (`files.remake` starts it): a decoder that crashes, hangs or swells takes only itself
down. It therefore imports nothing of ours and reads and writes only its pipes.
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
import warnings
import zlib
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

if TYPE_CHECKING:
    from collections.abc import Iterator

    import av
    import pypdfium2

MAX_PIXELS = 50_000_000
LONG_SIDE = 2560
THUMBNAIL_SIDE = 640
WEBP_QUALITY = 82
MAX_PAGES = 30
PAGE_DPI = 150
PAGE_LONG_SIDE = 2200
PAGE_QUALITY = 75
MAX_OUTPUT = 40 * 1024 * 1024
VOICE_SECONDS = 120
VOICE_RATE = 24_000  # every sound of a voice; and MP3, since no phone and no desk is without it
VOICE_BITS = 40_000

CPU_SECONDS = 15
MEMORY = 1024**3

# What Pillow, libheif and pdfium raise over a broken file; anything else ends the process, to the same effect.
BROKEN = (OSError, ValueError, SyntaxError, RuntimeError, LookupError, struct.error, zlib.error)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
# A recording by its first bytes -> the one reader that may open it. A reader chosen by guessing could be one of those
# that open other files and addresses.
_SOUNDS = {
    b"OggS": "ogg",
    b"\x1aE\xdf\xa3": "matroska",
    b"ID3": "mp3",
    b"\xff\xfb": "mp3",
    b"\xff\xf3": "mp3",
    b"\xff\xf2": "mp3",
    b"\xff\xf1": "aac",
    b"\xff\xf9": "aac",
    b"#!AMR": "amr",
    b"fLaC": "flac",
    b"caff": "caf",
}
_FILMS = (b"FLV", b"0&\xb2u", b"\x00\x00\x01\xba")
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD

# Pillow's own wall, for what it opens inside itself; ours stands in _image().
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class Refused(Exception):
    """Why a file is not taken: a word of `files.ADVICE`."""


@dataclass(frozen=True)
class Made:
    data: bytes
    kind: str
    width: int
    height: int
    thumbnail: bytes
    thumbnail_size: tuple[int, int]


def sort_of(data: bytes) -> str:
    """The format by its signature; raises Refused for everything that is not on the list."""
    head = data[:32]
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        if head[8:12] in (b"avif", b"avis"):
            raise Refused("video")
        return "HEIF" if head[8:12] in _HEIC_BRANDS else "mov"
    if head.startswith(b"%PDF-"):
        return "PDF"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    for beginning, reader in _SOUNDS.items():
        if head.startswith(beginning):
            return reader
    raise Refused(_sort_of_a_stranger(data))


def _sort_of_a_stranger(data: bytes) -> str:
    if data.startswith(_FILMS) or (data[:4] == b"RIFF" and data[8:12] == b"AVI "):
        return "video"
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "office"
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        return "archive"
    if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "page"
    return "unknown"


def remake(data: bytes) -> Made:
    """A new picture (WebP), a new PDF made of pictures, or a voice said anew (MP3); raises Refused."""
    sort = sort_of(data)
    try:
        if sort == "PDF":
            return _pdf(data)
        return _voice(data, sort) if sort.islower() else _image(data, sort)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("too_many_pixels") from error
    except MemoryError as error:
        raise Refused("too_heavy") from error
    except BROKEN as error:
        raise Refused("broken") from error


def _image(data: bytes, sort: str) -> Made:
    if sort == "HEIF":
        import pi_heif  # noqa: PLC0415  (a process that gets a JPEG does not pay for it)

        pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    # Image.open reads the header only: the size is known before one pixel is decoded.
    with Image.open(io.BytesIO(data), formats=[sort]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise Refused("too_many_pixels")
        clean = _pixels(image)
    thumbnail = _thumbnail(clean)
    return Made(_webp(clean), "image", clean.width, clean.height, _webp(thumbnail), thumbnail.size)


def _pixels(image: Image.Image) -> Image.Image:
    """The first frame, upright, on white, no larger than needed, in an image that knows nothing of the old one."""
    image.draft("RGB", (LONG_SIDE, LONG_SIDE))  # a JPEG is decoded smaller from the start
    image.load()
    if image.mode.startswith("I"):  # 16-bit grey: Pillow's own conversion would cut it to white
        image = image.convert("I").point([value // 256 for value in range(65536)], "L")
    if image.mode not in ("L", "RGB", "RGBA", "CMYK"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONG_SIDE, LONG_SIDE))
    image = ImageOps.exif_transpose(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        clean = Image.new("RGB", image.size, "white")
        clean.paste(image, mask=image.getchannel("A"))
        return clean
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean


def _thumbnail(image: Image.Image) -> Image.Image:
    small = image.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return small


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=WEBP_QUALITY, method=3)
    return out.getvalue()


def _pdf(data: bytes) -> Made:
    import pypdfium2  # noqa: PLC0415  (only a process that gets a PDF pays for it)

    try:
        source = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if error.err_code == _PASSWORD_NEEDED else "broken") from error
    if not 1 <= len(source) <= MAX_PAGES:
        raise Refused("too_many_pages" if len(source) else "broken")
    source.init_forms()  # what was typed into a form is drawn too; this pdfium has no JavaScript engine
    target = pypdfium2.PdfDocument.new()
    first = _page(source, 0)[0]
    weight = 0
    for number in range(len(source)):
        picture, points = _page(source, number)
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=PAGE_QUALITY)
        weight += jpeg.tell()
        if weight > MAX_OUTPUT:
            raise Refused("too_heavy")
        image = pypdfium2.PdfImage.new(target)
        jpeg.seek(0)
        image.load_jpeg(jpeg, inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(*points))
        page = target.new_page(*points)
        page.insert_obj(image)
        page.gen_content()
    out = io.BytesIO()
    target.save(out)
    thumbnail = _thumbnail(first)
    return Made(out.getvalue(), "pdf", first.width, first.height, _webp(thumbnail), thumbnail.size)


def _page(source: pypdfium2.PdfDocument, number: int) -> tuple[Image.Image, tuple[float, float]]:
    page = source[number]
    width, height = page.get_size()
    if not (width >= 1 and height >= 1):
        raise Refused("broken")
    scale = min(PAGE_DPI / 72, PAGE_LONG_SIDE / max(width, height))
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    shrink = min(1.0, 14_400 / max(width, height))  # the largest page a PDF reader must show
    return picture, (width * shrink, height * shrink)


def _voice(data: bytes, reader: str) -> Made:
    """The sound alone: one channel, no pictures, no names, no place, no player's marks."""
    import av  # noqa: PLC0415  (only a process that gets a recording pays for it)

    out = io.BytesIO()
    try:
        with (
            av.open(io.BytesIO(data), "r", format=reader) as source,
            av.open(out, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as target,
        ):
            if any(not stream.disposition & av.stream.Disposition.attached_pic for stream in source.streams.video):
                raise Refused("video")
            if not source.streams.audio:
                raise Refused("broken")
            voice = target.add_stream("libmp3lame", rate=VOICE_RATE, layout="mono")
            voice.bit_rate = VOICE_BITS
            for frame in _sound(source):
                target.mux(voice.encode(frame))
            target.mux(voice.encode(None))
    except av.FFmpegError as error:
        raise Refused("broken") from error
    return Made(out.getvalue(), "voice", 0, 0, b"", (0, 0))


def _sound(source: av.container.InputContainer) -> Iterator[av.AudioFrame]:
    """The first sound track in the one form that is kept, no longer than a voice may be."""
    import av  # noqa: PLC0415

    track = source.streams.audio[0]
    track.codec_context.thread_count = 1
    resampler = av.AudioResampler(format="s16p", layout="mono", rate=VOICE_RATE)
    heard = 0
    for decoded in chain(source.decode(track), (None,)):
        for frame in resampler.resample(decoded):
            heard += frame.samples
            if heard > (VOICE_SECONDS + 1) * VOICE_RATE:  # a phone that stops by itself at two minutes is a little late
                raise Refused("too_long")
            frame.pts = None
            yield frame
    if not heard:
        raise Refused("broken")


def main() -> None:
    """Read a file from the one pipe, write a line of JSON and the new bytes to the other."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no file is written, not even by a library
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no picture of the memory
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    out = sys.stdout.buffer
    try:
        made = remake(sys.stdin.buffer.read())
    except Refused as refused:
        out.write(json.dumps({"refused": str(refused)}).encode() + b"\n")
        return
    head = {
        "kind": made.kind,
        "width": made.width,
        "height": made.height,
        "length": len(made.data),
        "thumbnail": made.thumbnail_size if made.thumbnail else None,
    }
    out.write(json.dumps(head).encode() + b"\n" + made.data + made.thumbnail)


if __name__ == "__main__":
    main()
