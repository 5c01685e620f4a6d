"""A closed matter as one file for nộp lưu: every paper as PDF, the files, the way it went, and a list of contents."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.matter.timeline import timeline
from hoiam.answer.matter.transition import enter
from hoiam.answer.models import Reply
from hoiam.answer.reply.letter import letter
from hoiam.files import store as files_store
from hoiam.ledger.acts import act
from hoiam.ledger.models import Entry
from hoiam.ledger.proofs import prove
from hoiam.listen.access import must_see
from hoiam.listen.intake import receipt
from hoiam.listen.key.numbers import spaced
from hoiam.listen.message.words import files_shown, words_shown
from hoiam.listen.models import Attachment, Message, Stage
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.papers.book.paper import Book, Column
from hoiam.papers.head import Head

ENDINGS = {Attachment.Sort.PDF.value: "pdf", Attachment.Sort.VOICE.value: "mp3"}


@dataclass(frozen=True)
class Item:
    """One file of the archive, and its line in the list of contents."""

    name: str
    title: str
    on: date
    data: bytes


@act
def archive(message: Message, *, by: Person, at: datetime) -> bytes:
    """The ZIP of a closed matter. Who the sender is is not in it: the vault erases that in its own time."""
    require(by, "archive")
    must_see(by, message)
    if message.stage != Stage.CLOSED:
        raise ValidationError("Chỉ xuất nộp lưu khi việc đã kết thúc (hết thời gian được mở lại).")
    items = [*_taken_in(message, by), *_answered(message), *_files(message, by), *_account(message)]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("00-muc-luc.pdf", _contents(message, items, at).pdf())
        for item in items:
            into.writestr(item.name, item.data)
    data = made.getvalue()
    enter(message, "matter.archived", by, at, digest=hashlib.sha256(data).hexdigest(), files=len(items))
    return data


def _taken_in(message: Message, by: Person) -> list[Item]:
    received = timezone.localdate(message.received_at)
    text, place = words_shown(by, message)
    words = f"Số hồ sơ {spaced(message.number)}\n\n{text}\n\nNơi xảy ra: {place}\n"
    return [
        Item("01-noi-dung.txt", "Nội dung gửi đến", received, words.encode()),
        Item("02-bien-nhan.pdf", "Giấy biên nhận", received, receipt.receipt(message).pdf()),
    ]


def _answered(message: Message) -> list[Item]:
    replies = Reply.objects.sent().filter(matter__message=message)
    return [
        Item(f"{place:02}-tra-loi.pdf", _named(reply), timezone.localdate(reply.sent_at), _paper(reply))
        for place, reply in enumerate(replies.select_related("issued", "approved_by", "unit"), 10)
        if reply.sent_at
    ]


def _named(reply: Reply) -> str:
    return f"Văn bản trả lời số {reply.issued.number}" if hasattr(reply, "issued") else "Nội dung trả lời đã duyệt"


def _paper(reply: Reply) -> bytes:
    return files_store.read(reply.issued.file) if hasattr(reply, "issued") else letter(reply).pdf()


def _files(message: Message, by: Person) -> list[Item]:
    received = timezone.localdate(message.received_at)
    return [
        Item(f"{place:02}-tep.{ENDINGS.get(file.sort, 'webp')}", file.get_sort_display().capitalize(), received, data)
        for place, file in enumerate(files_shown(by, message), 30)
        if (data := files_store.read(file.name))
    ]


def _account(message: Message) -> list[Item]:
    today = max(timezone.localdate(message.received_at), message.ended_on)
    steps = "\n".join(
        f"{timezone.localtime(step.at):%d/%m/%Y %H:%M} {step.words}{f'; {step.detail}' if step.detail else ''}"
        for step in timeline(message)
    )
    entry = Entry.objects.filter(subject=message.subject, kind="message.received").first()
    found = prove(entry) if entry else None
    proof = json.dumps(found.as_json() if found else {}, ensure_ascii=False, indent=1)
    return [
        Item("90-da-di-qua.txt", "Các bước đã đi qua, theo nhật ký xử lý", today, steps.encode()),
        Item("91-bang-chung.json", "Bằng chứng đã vào sổ", today, proof.encode()),
    ]


def _contents(message: Message, items: list[Item], at: datetime) -> Book:
    office, day = message.office, timezone.localdate(at)
    lines = [
        (str(place), item.title, f"{item.on:%d/%m/%Y}", item.name, hashlib.sha256(item.data).hexdigest()[:16])
        for place, item in enumerate(items, 1)
    ]
    return Book(
        head=Head(issuer=office.letterhead, place=office.name, drafted_on=day, dated=day),
        title=("MỤC LỤC VĂN BẢN, TÀI LIỆU", f"Hồ sơ số {spaced(message.number)}"),
        period=f"Kết thúc ngày {message.ended_on:%d/%m/%Y}",
        columns=(
            Column("STT", 1, centred=True),
            Column("Tên văn bản, tài liệu", 7),
            Column("Ngày", 2, centred=True),
            Column("Tệp", 4),
            Column("Mã băm (16 chữ đầu)", 4),
        ),
        lines=lines,
        notes=("Thông tin người gửi ở kho mã hóa, xóa theo thời hạn riêng; không có trong hồ sơ này.",),
    )
