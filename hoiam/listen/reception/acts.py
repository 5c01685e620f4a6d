"""Citizen reception: what is brought there becomes a message, and a line of the book (Luật Tiếp công dân, Đ25.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.utils import timezone

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.listen.intake.receiving import Receipt, Taken, mark, never_before, receive
from hoiam.listen.models import Channel, Message, Reception, ReceptionDay
from hoiam.office.access import require
from hoiam.office.models import Office, Person
from hoiam.vault import text as sealed
from hoiam.viettext.fold import nfc

LARGE_GROUP = 5  # Đ29: from five people on, representatives speak
MOST_PEOPLE = 2000
LONGEST = 4000
SEALED = ("prior", "request", "handling")


@dataclass(frozen=True, kw_only=True)
class Visit(Taken):
    """One matter that was brought to the reception: what was taken in, and its line of the book."""

    channel: str = Channel.RECEPTION
    received_at: datetime
    sort: str
    chaired: bool
    people: int
    first_time: bool
    prior: str = ""
    request: str = ""
    handling: str = ""


@act
def record(office: Office, visit: Visit, *, once: str, by: Person, at: datetime) -> Receipt:
    """Enter a visit in the book: its message, and its line. A form sent twice raises AlreadyReceived."""
    _may(by, office)
    _check(visit)
    fingerprint = mark("reception", once)
    never_before(office, fingerprint)
    receipt = receive(office, replace(visit, fingerprint=fingerprint), by=by, at=at)
    # What is sealed to the province has left this office: its book has no line of it.
    if receipt.message.office_id == office.pk:
        _write_line(receipt.message, visit, by, at)
    if visit.chaired:
        _held(office, timezone.localdate(visit.received_at), by, at)
    return receipt


def _check(visit: Visit) -> None:
    if visit.sort not in Reception.Sort.values:
        raise ValidationError("Chọn hình thức tiếp: thường xuyên, định kỳ của Chủ tịch, hoặc đột xuất.")
    if visit.sort == Reception.Sort.SCHEDULED and not visit.chaired:
        raise ValidationError("Tiếp định kỳ là Chủ tịch trực tiếp tiếp; người khác tiếp thì ghi là thường xuyên.")
    if not 0 <= visit.people <= MOST_PEOPLE:
        raise ValidationError(f"Số người đến từ 0 (cùng lượt với dòng trước) đến {MOST_PEOPLE}.")


def _write_line(message: Message, visit: Visit, by: Person, at: datetime) -> None:
    day = timezone.localdate(visit.received_at)
    last = Reception.objects.filter(office=message.office, year=day.year).aggregate(Max("line"))["line__max"] or 0
    words = {name: nfc(getattr(visit, name)).strip()[:LONGEST] for name in SEALED}
    row = Reception.objects.create(
        office=message.office,
        message=message,
        year=day.year,
        line=last + 1,
        held_on=day,
        sort=visit.sort,
        chaired=visit.chaired,
        people=visit.people,
        first_time=visit.first_time,
        by=by,
        at=at,
        **{f"sealed_{name}": sealed.seal(said, number=message.number, field=name) for name, said in words.items()},
    )
    payload: dict[str, JSON] = {
        "line": f"{row.line}/{row.year}",
        "held_on": day.isoformat(),
        "sort": row.sort,
        "chaired": row.chaired,
        "people": row.people,
        "first_time": row.first_time,
    }
    append(message.office, "reception.recorded", message.subject, by=by, at=at, payload=payload)


@act
def hold_day(office: Office, day: date, *, by: Person, at: datetime) -> None:
    """The chairman has received citizens on this day, also when nobody came."""
    _may(by, office)
    if day > timezone.localdate(at):
        raise ValidationError("Ngày tiếp chưa tới: ghi khi Chủ tịch đã tiếp.")
    _held(office, day, by, at)


def _held(office: Office, day: date, by: Person, at: datetime) -> None:
    _, new = ReceptionDay.objects.get_or_create(office=office, day=day, defaults={"by": by, "at": at})
    if new:
        append(office, "reception.day_held", f"office:{office.code}", by=by, at=at, payload={"day": day.isoformat()})


def _may(by: Person, office: Office) -> None:
    require(by, "hold_reception")
    if by.office_id != office.pk:
        raise PermissionDenied("Bạn chỉ ghi sổ của cơ quan mình.")


def words_of(row: Reception) -> dict[str, str]:
    """Prior handling, request and handling, for staff who may see the message."""
    return {name: sealed.open(getattr(row, f"sealed_{name}"), number=row.message.number, field=name) for name in SEALED}


def held_this_week(office: Office, today: date) -> list[date]:
    """The days of this week, from Monday, on which the chairman received."""
    monday = today - timedelta(days=today.weekday())
    days = ReceptionDay.objects.filter(office=office, day__gte=monday, day__lt=monday + timedelta(days=7))
    return list(days.values_list("day", flat=True))
