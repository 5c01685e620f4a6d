"""Handing out a stored file to whom a view has let in."""

from __future__ import annotations

import re
from typing import Protocol

from django.http import HttpRequest, HttpResponse

from hoiam.files import store as files_store

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


class Served(Protocol):
    """A row that names a stored file: of a message, or of the reply to it."""

    @property
    def thumbnail(self) -> str: ...
    @property
    def sort(self) -> str: ...


def hand_out(request: HttpRequest, file: Served, name: str) -> HttpResponse:
    """The file, or its small picture when that was asked for. Phones play a voice only if they get it in pieces."""
    data = files_store.read(name)
    sort = "image" if name == file.thumbnail else file.sort
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked and int(asked[1]) < len(data):
        first, last = int(asked[1]), min(int(asked[2] or len(data)), len(data) - 1)
        response = HttpResponse(data[first : last + 1], status=206)
        response["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    else:
        response = HttpResponse(data)
    response["Content-Type"] = files_store.CONTENT_TYPES[sort]
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    return response


TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "hoiam": "application/zip",
    "json": "application/json",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def download(data: bytes | str, name: str, *, inline: bool = False, public: bool = False) -> HttpResponse:
    """A made file under its name, whose ending says what it is. ``inline``: shown, to be printed. Unless it is
    ``public``, no browser and nothing on the way keeps it."""
    response = HttpResponse(data, content_type=TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    if not public:
        response["Cache-Control"] = "no-store"
    return response
