"""DOCX by docxtpl, for staff to edit. An office may put a template of its own in place of ours:
HOIAM_HOME/papers/KIND.docx."""

from __future__ import annotations

import importlib
import io
from functools import cache
from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from markupsafe import Markup, escape

from hoiam.papers.pdf import each_text
from hoiam.papers.words import printable

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

KINDS = ("letter", "receipt", "weekly")


@cache
def built(kind: str) -> bytes:
    """Our own template of a kind; no binary file is kept in the repository."""
    target = io.BytesIO()
    importlib.import_module(f"hoiam.papers.{kind}.template").build().save(target)
    return target.getvalue()


def template(kind: str) -> bytes:
    own = settings.HOME / "papers" / f"{kind}.docx"
    return own.read_bytes() if own.exists() else built(kind)


def _escaped(text: str) -> Markup:
    # After rendering docxtpl still turns "{_{" and its kin into tags: written as an entity the sign is only a sign.
    return Markup(str(escape(printable(text))).replace("_", "&#95;"))  # noqa: S704 - escaped just before


def fill(kind: str, words: dict[str, Any]) -> bytes:
    # Half a second and 25 MB, for the process that makes a document and for no other.
    from docx.shared import Mm  # noqa: PLC0415
    from docxtpl import DocxTemplate, InlineImage  # noqa: PLC0415
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    document = DocxTemplate(io.BytesIO(template(kind)))
    data = each_text(words, _escaped)
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
    properties = document.docx.core_properties
    properties.title = printable(words["title"])[:255]
    properties.author = properties.last_modified_by = printable(words["head"]["author"])[:255]
    for shape in document.docx.inline_shapes:
        shape._inline.docPr.set("descr", printable(f"Mã QR của địa chỉ {words['address']}"))
