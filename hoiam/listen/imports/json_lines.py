"""Messages from a file, one JSON object a line: what a line may say, and how it becomes a receipt.

The fields are those of another office's book. There is none for an author's account, a web address or a post elsewhere:
a line that brings one is refused, and says so.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from hoiam.files import store as files_store
from hoiam.listen.intake.receiving import AlreadyReceived, Receipt, Taken, receive
from hoiam.listen.models import Channel, Message
from hoiam.office.models import Area, Office, Topic
from hoiam.vault import keys
from hoiam.viettext.fold import fold, nfc

LINE_FIELDS = frozenset(
    {
        "kind", "text", "received_at", "sent_at", "place", "lat", "lon", "area", "topic", "channel", "contact",
        "external_ref", "attachments", "public",
    }
)  # fmt: skip
CONTACT_FIELDS = frozenset({"phone", "email", "name"})


@dataclass(frozen=True)
class Line:
    """A checked line."""

    values: dict[str, Any]
    attachments: list[Path]
    fingerprint: str


def read_line(text: str, folder: Path) -> Line:
    """Check one line; raises ValidationError saying what is wrong with it."""
    try:
        given = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise ValidationError(f"không phải JSON đúng, sai từ chữ thứ {wrong.pos + 1}.") from wrong
    if not isinstance(given, dict):
        raise ValidationError("mỗi dòng phải là một đối tượng JSON {…}.")
    unknown = sorted(set(given) - LINE_FIELDS)
    if unknown:
        raise ValidationError(f"không nhận trường {', '.join(unknown)}; các trường: {', '.join(sorted(LINE_FIELDS))}.")
    values = {
        "kind": _text(given, "kind"),
        "text": _text(given, "text"),
        "channel": _text(given, "channel") or Channel.TRANSFER.value,
        "external_ref": _text(given, "external_ref", 80),
        "place": _text(given, "place", 400),
        "lat": _number(given, "lat"),
        "lon": _number(given, "lon"),
        "public": _public(given.get("public", True)),
        "received_at": _moment(given, "received_at"),
        "sent_on": _day(given, "sent_at"),
        "contact": _contact(given.get("contact")),
        "area": _text(given, "area"),
        "topic": _text(given, "topic"),
    }
    paths = given.get("attachments") or []
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        raise ValidationError("attachments là danh sách đường dẫn tệp, tính từ thư mục của tệp này.")
    mark = json.dumps(given, ensure_ascii=False, sort_keys=True)
    fingerprint = hmac.new(keys.pepper(), f"line\0{nfc(mark)}".encode(), hashlib.sha256).hexdigest()
    return Line(values, [_inside(folder, path) for path in paths], fingerprint)


def take_in_line(office: Office, line: Line, *, at: datetime) -> tuple[Receipt, list[str]]:
    """Receive a line. The second value says which attachments could not be taken; they never lose the text.

    Raises AlreadyReceived when an earlier run did it, ValidationError when the office cannot take it.
    """
    values = dict(line.values)
    earlier = Message.objects.filter(office__in=(office.pk, office.parent_id), fingerprint=line.fingerprint)
    if values["external_ref"]:
        earlier = Message.objects.filter(
            office__in=(office.pk, office.parent_id), channel=values["channel"], external_ref=values["external_ref"]
        )
    if number := earlier.values_list("number", flat=True).first():
        raise AlreadyReceived(number)
    area = find_area(office, values["area"])
    if values["area"] and area is None:
        # An area we do not know is not lost: it stays as the sender's words about the place.
        values["place"] = ", ".join(part for part in (values["place"], values["area"]) if part)
    values["area"] = area
    values["topic"] = _topic(office, values["topic"])
    made, refused = files_store.remake_all(_opened(line.attachments))
    kept = [files_store.keep(one) for one in made]
    taken = Taken(**values, kept=kept, fingerprint=line.fingerprint)
    return receive(office, taken, at=at), refused


def find_area(office: Office, words: str) -> Area | None:
    """The area by its label and name, its name alone, or an old name; marks and case do not matter."""
    wanted = fold(words)
    if not wanted:
        return None
    for area in Area.objects.filter(office=office):
        names = {str(area), area.name, *area.aliases}
        if wanted in {fold(name) for name in names}:
            return area
    return None


def _topic(office: Office, slug: str) -> Topic | None:
    if not slug:
        return None
    topic = Topic.objects.filter(office=office, slug=slug).first()
    if topic is None:
        raise ValidationError(f"không có lĩnh vực «{slug}».")
    return topic


def _opened(paths: Iterable[Path]) -> Iterable[_OnDisk]:
    return [_OnDisk(path) for path in paths]


class _OnDisk:
    """A file on the disk, as the re-making of uploads reads it."""

    def __init__(self, path: Path) -> None:
        self.path, self.name, self.size = path, path.name, path.stat().st_size

    def read(self) -> bytes:
        return self.path.read_bytes()


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise ValidationError(f"không thấy tệp đính kèm «{name}» trong thư mục của tệp này.")
    return path


def _text(given: dict[str, Any], name: str, longest: int = 100_000) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise ValidationError(f"{name} phải là chữ.")
    value = nfc(str(value)).strip()
    if len(value) > longest:
        raise ValidationError(f"{name} dài quá {longest} chữ.")
    return value


def _number(given: dict[str, Any], name: str) -> float | None:
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValidationError(f"{name} phải là số.")
    return float(value)


def _public(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValidationError("public là true hoặc false.")
    return value


def _moment(given: dict[str, Any], name: str) -> datetime | None:
    text = _text(given, name)
    if not text:
        return None
    try:
        moment = parse_datetime(text) or datetime.fromisoformat(text)
    except ValueError as wrong:
        raise ValidationError(f"{name} phải như 2026-10-16T10:20 (giờ Việt Nam), không phải «{text}».") from wrong
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def _day(given: dict[str, Any], name: str) -> date | None:
    text = _text(given, name)
    if not text:
        return None
    if len(text) == 10 and (day := parse_date(text)):
        return day
    moment = _moment(given, name)
    assert moment is not None
    return timezone.localdate(moment)


def _contact(value: Any) -> dict[str, str]:
    if value is None or value == "":
        return {}
    if isinstance(value, str):
        return {"email" if "@" in value else "phone": value.strip()}
    if (
        not isinstance(value, dict)
        or set(value) - CONTACT_FIELDS
        or not all(isinstance(v, str) for v in value.values())
    ):
        raise ValidationError("contact gồm phone, email, name; đều là chữ.")
    return value
