"""What residents upload: re-made, never passed on; kept encrypted under random names.

The original bytes and names are never written anywhere; a name comes back only in the sentence to its sender.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from hoiam.vault import keys
from hoiam.vault.text import open_bytes, seal_bytes

MAX_FILES = 5
MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_MESSAGE_BYTES = 25 * 1024 * 1024
CONTENT_TYPES = {"image": "image/webp", "pdf": "application/pdf", "voice": "audio/mpeg"}

_EXTENSIONS = {"image": "webp", "pdf": "pdf", "voice": "mp3"}
_NAME = re.compile(r"[a-z0-9]{32}")
_SECONDS = 30
_WAIT_SECONDS = 30
# Two at a time, so that a burst of photos does not take all the memory of a small machine.
_turn = threading.BoundedSemaphore(2)

_AGAIN = "Hãy chụp lại hoặc gửi chữ trước, thêm ảnh sau."
ADVICE = {
    "empty": f"Tệp «{{name}}» trống, không có gì bên trong. {_AGAIN}",
    "too_large": "Tệp «{name}» lớn hơn 10 MB. Hãy chụp lại ở cỡ nhỏ hơn, hoặc gửi chữ trước, thêm ảnh sau.",
    "too_many": "Tệp «{name}» chưa được nhận: mỗi lần gửi được nhiều nhất 5 tệp. Hãy giữ lại 5 tệp cần nhất.",
    "message_too_large": "Tệp «{name}» chưa được nhận: tổng cộng lớn hơn 25 MB. Hãy bớt tệp hoặc gửi ảnh nhỏ hơn.",
    "video": (
        "Tệp «{name}» là phim hoặc loại ảnh chưa đọc được: trang này không nhận phim. Hãy chụp một, hai ảnh (JPEG) "
        "thay cho phim, hoặc kể lại bằng lời."
    ),
    "too_long": "Lời nói trong «{name}» dài hơn 2 phút. Hãy nói lại ngắn hơn, hoặc gọi điện, đến quầy.",
    "office": "Tệp «{name}» là tệp Word, Excel hoặc tệp nén. Hãy lưu thành PDF hoặc chụp ảnh trang giấy, rồi gửi lại.",
    "archive": "Tệp «{name}» là tệp nén. Hãy gửi từng ảnh hoặc tệp PDF bên trong.",
    "not_a_voice": "Tệp «{name}» không phải lời nói. Hãy gửi ảnh, tệp PDF ngay sau khi có số hồ sơ.",
    "page": "Tệp «{name}» là trang web hoặc hình vẽ SVG, không nhận được. Hãy chụp màn hình rồi gửi ảnh.",
    "unknown": f"Tệp «{{name}}» không mở được: chỉ nhận ảnh (JPEG, PNG, WebP, HEIC), tệp PDF, lời nói. {_AGAIN}",
    "broken": f"Tệp «{{name}}» không mở được: tệp bị hỏng hoặc thiếu một phần. {_AGAIN}",
    "too_many_pixels": "Tệp «{name}» có kích thước ảnh quá lớn (hơn 50 triệu điểm ảnh). Hãy chụp lại ở cỡ nhỏ hơn.",
    "too_many_pages": "Tệp «{name}» dài hơn 30 trang. Hãy gửi riêng những trang cần xem.",
    "too_heavy": "Tệp «{name}» quá nặng, máy không mở được. Hãy chụp ảnh màn hình hoặc ảnh trang giấy, rồi gửi lại.",
    "locked": "Tệp «{name}» có mật khẩu. Hãy bỏ mật khẩu, hoặc chụp ảnh trang giấy, rồi gửi lại.",
    "busy": "Máy đang bận, tệp «{name}» chưa được nhận. Hãy gửi chữ trước, vài phút nữa thêm tệp này sau.",
}


class FileRefused(Exception):
    """A file that is not taken; the message is a sentence for its sender."""

    def __init__(self, why: str, name: str) -> None:
        self.why = why
        super().__init__(ADVICE[why].format(name=_shown(name)))


@dataclass(frozen=True)
class Remade:
    """A file made anew: a WebP picture, a PDF of pictures, a voice. `thumbnail` is a small picture of it."""

    data: bytes
    kind: str
    extension: str
    width: int
    height: int
    thumbnail: Remade | None = None


@dataclass(frozen=True)
class Stored:
    """A re-made file as it lies in HOIAM_HOME/files: what the row of an attachment says."""

    name: str
    thumbnail: str
    sort: str
    width: int
    height: int
    scan: bool = False  # the picture of a letter: never public, never passed on


class Upload(Protocol):
    """Django's UploadedFile and File."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int: ...

    def read(self) -> bytes: ...


def remake_all(uploads: Iterable[Upload]) -> tuple[list[Remade], list[str]]:
    """What could be made anew, and a sentence for each file that could not. One bad file never loses the others."""
    made: list[Remade] = []
    refusals: list[str] = []
    weight = 0
    for place, upload in enumerate(uploads):
        name = upload.name or "không tên"
        try:
            if place >= MAX_FILES:
                raise FileRefused("too_many", name)
            if upload.size > MAX_FILE_BYTES:
                raise FileRefused("too_large", name)
            if weight + upload.size > MAX_MESSAGE_BYTES:
                raise FileRefused("message_too_large", name)
            weight += upload.size
            made.append(remake(upload.read(), name))
        except FileRefused as refused:
            refusals.append(str(refused))
    return made, refusals


def remake(data: bytes, name: str) -> Remade:
    """The file made anew by a process of its own; raises FileRefused. `name` is used in the sentence only."""
    if not data:
        raise FileRefused("empty", name)
    if len(data) > MAX_FILE_BYTES:
        raise FileRefused("too_large", name)
    if not _turn.acquire(timeout=_WAIT_SECONDS):
        raise FileRefused("busy", name)
    try:
        answer = _in_own_process(data, name)
    finally:
        _turn.release()
    line, _, rest = answer.partition(b"\n")
    head = json.loads(line)
    if "refused" in head:
        raise FileRefused(head["refused"], name)
    length, kind = head["length"], head["kind"]
    thumbnail = Remade(rest[length:], "image", "webp", *head["thumbnail"]) if head["thumbnail"] else None
    return Remade(rest[:length], kind, _EXTENSIONS[kind], head["width"], head["height"], thumbnail)


def _in_own_process(data: bytes, name: str) -> bytes:
    # -I and an empty environment: the process that opens strangers' files knows no setting, path or password of ours.
    command = [sys.executable, "-I", str(Path(__file__).with_name("remaking.py"))]
    try:
        done = subprocess.run(  # noqa: S603  (nothing of the command comes from the upload)
            command, input=data, capture_output=True, timeout=_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused("too_heavy", name) from error
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise FileRefused("too_heavy", name)
    if done.returncode or not done.stdout:
        raise FileRefused("broken", name)
    return done.stdout


def _shown(name: str) -> str:
    """A name as it may stand in a sentence: no folder, no control or direction sign, not endless."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(sign for sign in last if sign.isprintable())[:60] or "không tên"


def store(remade: Remade) -> str:
    """Write a re-made file, encrypted, under a new random name; on disk for good before this returns."""
    name = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(32))
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(seal_bytes(remade.data, key=keys.text_key(), bound_to=_bound_to(name)))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    for folder in (path.parent, path.parent.parent):
        keys.sync_folder(folder)
    return name


def store_as_it_came(pdf: bytes) -> str:
    """A signed PDF byte for byte: any change would break its signature. It was looked through before."""
    return store(Remade(pdf, "pdf", "pdf", 0, 0))


def keep(remade: Remade) -> Stored:
    """Store a re-made file and its small picture, both on the disk before anything points at them."""
    return Stored(
        name=store(remade),
        thumbnail=store(remade.thumbnail) if remade.thumbnail else "",
        sort=remade.kind,
        width=remade.width,
        height=remade.height,
    )


def read(name: str) -> bytes:
    """The bytes of a stored file; FileNotFoundError when it is gone, CannotOpen when it was altered."""
    return open_bytes(_path(name).read_bytes(), key=keys.text_key(), bound_to=_bound_to(name))


def weight(name: str) -> int:
    """How many bytes a stored file takes; none when it is gone."""
    path = _path(name)
    return path.stat().st_size if path.exists() else 0


def delete(name: str) -> None:
    """The file goes; it may be gone already."""
    _path(name).unlink(missing_ok=True)


def sweep(known: Collection[str], older_than: datetime) -> int:
    """Delete what no row names, when written before `older_than`; gives how many.

    `older_than` must lie at least a draft's life (2 hours) back: a file is written before its row.
    """
    gone = 0
    for path in _folder().glob("??/*"):
        if path.name not in known and path.stat().st_mtime < older_than.timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _folder() -> Path:
    return Path(settings.HOME) / "files"


def _path(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return _folder() / name[:2] / name


def _bound_to(name: str) -> bytes:
    return b"\0".join((b"file", name.encode()))


def throw_away(unwanted: Iterable[Stored]) -> None:
    """Files that the sender took back."""
    for name in names_of(unwanted):
        delete(name)


def names_of(stored: Iterable[Stored]) -> list[str]:
    """Every name under which these lie, the small pictures among them."""
    return [name for file in stored for name in (file.name, file.thumbnail) if name]
