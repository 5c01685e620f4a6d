"""PDF by typst: tagged, archivable (PDF/A-2a, PDF/UA-1), the same on every machine. Data goes in as JSON, never as text
pasted into a template."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from hoiam.papers.glyphs import MISSING, drawn
from hoiam.papers.words import printable

FACES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
HERE = Path(__file__).resolve().parent
STANDARDS: typst.PDFStandards = ["a-2a", "ua-1"]


@cache
def fonts_folder() -> Path:
    """The folder with the four faces of Tinos: the measures of Times New Roman and every Vietnamese letter."""
    base = Path(settings.BASE_DIR).parent
    for folder in (base / "build" / "fonts", base / "node_modules" / "@expo-google-fonts" / "tinos"):
        found = {path.stem.removeprefix("Tinos_") for path in folder.rglob("Tinos_*.ttf")}
        if found.issuperset(FACES):
            return folder
    raise ImproperlyConfigured("Chưa có phông chữ Tinos để lập văn bản PDF: hãy chạy lệnh make để cài đặt.")


@cache
def _letters() -> frozenset[str]:
    faces = [drawn(path) for path in sorted(fonts_folder().rglob("Tinos_*.ttf"))]
    return frozenset.intersection(*faces)


def _drawable(text: str) -> str:
    return "".join(sign if sign in _letters() else MISSING for sign in printable(text))


def each_text(value: Any, change: Callable[[str], Any]) -> Any:
    """The same words with every text in them changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each_text(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(inner, change) for inner in value]
    return value


def _qr(address: str) -> str:
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue().decode()


@cache
def _compiler() -> tuple[typst.Compiler, threading.Lock]:
    """One compiler for the process (its fonts are read once); it can do one document at a time."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_folder()])
    return typst.Compiler(root=HERE, font_paths=fonts, ignore_system_fonts=True), threading.Lock()


def typeset(kind: str, words: dict[str, Any]) -> bytes:
    data = each_text(words, _drawable)
    if words.get("address"):
        data["qr"] = _qr(words["address"])
    compiler, one_at_a_time = _compiler()
    with one_at_a_time:
        made = compiler.compile(
            input=HERE / kind / "paper.typ",
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARDS,
        )
    assert isinstance(made, bytes)
    return made
