"""DOCX by docxtpl, for staff to edit. An office may put a template of its own in place of ours:
HOIAM_HOME/papers/KIND.docx."""

from __future__ import annotations

import importlib
import io
from functools import cache
from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings

from hoiam.papers.docx_body import escaped, laid_out
from hoiam.papers.pdf import each_text
from hoiam.papers.words import printable

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

KINDS = ("letter", "minutes", "receipt", "report")


@cache
def built(kind: str) -> bytes:
    """Our own template of a kind; no binary file is kept in the repository."""
    target = io.BytesIO()
    importlib.import_module(f"hoiam.papers.{kind}.template").build().save(target)
    return target.getvalue()


def template(kind: str) -> bytes:
    own = settings.HOME / "papers" / f"{kind}.docx"
    return own.read_bytes() if own.exists() else built(kind)


def fill(kind: str, words: dict[str, Any]) -> bytes:
    # Half a second and 25 MB, for the process that makes a document and for no other.
    from docx.shared import Mm  # noqa: PLC0415
    from docxtpl import DocxTemplate, InlineImage  # noqa: PLC0415
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    document = DocxTemplate(io.BytesIO(template(kind)))
    document.init_docx()
    data = each_text(laid_out(document.docx, words), escaped)
    if words.get("address"):
        picture = io.BytesIO()
        segno.make(words["address"], error="m", micro=False).save(picture, kind="png", scale=8, border=0)
        data["qr"] = InlineImage(document, picture, width=Mm(20))
    document.render(data, jinja_env=Environment(undefined=StrictUndefined), autoescape=True)  # noqa: S701 - docxtpl sets it
    _describe(document, words)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _describe(document: DocxTemplate, words: dict[str, Any]) -> None:
    """Properties name the office and no person; a picture says in words what it is."""
    from docx.enum.shape import WD_INLINE_SHAPE  # noqa: PLC0415 - as in fill

    properties = document.docx.core_properties
    properties.title = printable(words["title"])[:255]
    properties.author = properties.last_modified_by = printable(words["head"]["author"])[:255]
    for shape in document.docx.inline_shapes:
        if shape.type == WD_INLINE_SHAPE.PICTURE:
            shape._inline.docPr.set("descr", printable(f"Mã QR của địa chỉ {words['address']}"))
