"""Files that go out with a reply: re-made like every file, taken over from a draft that was sent back."""

from __future__ import annotations

from dataclasses import dataclass

from hoiam.answer.models import Reply, ReplyFile
from hoiam.files.store import Stored

_COLUMNS = ("name", "thumbnail", "sort", "width", "height")


@dataclass(frozen=True)
class Files:
    """What goes with a draft: files written before this, and those of the draft that was sent back."""

    new: tuple[Stored, ...] = ()
    carried: tuple[ReplyFile, ...] = ()


def attach(reply: Reply, files: Files) -> None:
    """Inside the act of drafting: the rows of the files."""
    ReplyFile.objects.bulk_create(
        ReplyFile(reply=reply, **{name: getattr(file, name) for name in _COLUMNS}) for file in files.new
    )
    for carried in files.carried:
        carried.reply = reply
        carried.save(update_fields=["reply"])
