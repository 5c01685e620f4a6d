"""Restriction after receipt: confirmed or released by somebody outside, undone by the sender, ended by the clock.

A row is there exactly while the message is restricted; why it began and ended stands in the ledger.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils import timezone

from hoiam.ledger.acts import act, append, lock
from hoiam.ledger.canonical import JSON
from hoiam.listen.access import is_concerned, may_see, must_see, must_stand_apart, visible_to
from hoiam.listen.message.acts import words_as_sent
from hoiam.listen.models import Message, RestrictedReader, Restriction
from hoiam.listen.publicity import masking
from hoiam.listen.publicity.acts import let_in
from hoiam.listen.restricted import above, holding, sealing
from hoiam.office.access import may, require, require_seasoned
from hoiam.office.models import Person
from hoiam.outbox.acts import queue
from hoiam.viettext.fold import nfc


class Release(models.TextChoices):
    """Why somebody of the staff ends a restriction that no sender asked for."""

    NOT_ONE = "not_one", "Đọc lại: không phải khiếu nại, tố cáo"
    SENDER_AGREED = "sender_agreed", "Đã hỏi người gửi: là phản ánh, đồng ý đăng, che tên"


@act
def confirm_restriction(message: Message, clause: str, *, by: Person, at: datetime) -> None:
    """Somebody outside the unit concerned, who did not take it in, says by which clause it is kept confidential."""
    restriction = _decided_by(message, by, at)
    if restriction.confirmed_at or restriction.source == Restriction.Source.SENDER:
        raise ValidationError("Hồ sơ này đã được xác nhận, hoặc do người gửi chọn: không cần xác nhận nữa.")
    require_seasoned(by, "confirm_restriction", at, not_by=[restriction.by])
    clause = nfc(clause).strip()[:120]
    if not clause:
        raise ValidationError("Hãy ghi điều khoản yêu cầu giữ bí mật.")
    restriction.clause, restriction.confirmed_by, restriction.confirmed_at = clause, by, at
    restriction.save(update_fields=["clause", "confirmed_by", "confirmed_at"])
    _enter(message, "message.restriction_confirmed", by, at, source=restriction.source)


@act
def unrestrict(message: Message, reason: str, *, by: Person, at: datetime) -> None:
    """Somebody outside the unit concerned releases what nobody asked to be kept confidential."""
    restriction = _decided_by(message, by, at)
    if restriction.source == Restriction.Source.SENDER:
        raise PermissionDenied("Người gửi đề nghị giữ kín: chỉ người gửi, bằng mã của mình, mới bỏ được.")
    if reason not in Release.values:
        raise ValidationError("Hãy chọn lý do.")
    _end(message, f"staff_{reason}", by, at)


@act
def ask_open(message: Message, *, at: datetime, key: str = "") -> None:
    """The sender, by key: it is a phản ánh, publish it with names masked. Nobody may refuse this.

    What is sealed for the province only the key itself opens (``key``), or the province.
    """
    if not message.is_restricted:
        return
    if hasattr(message, "sealing"):
        above.go_home(message, sealing.open_by_key(message, key), message.sealing.home, at)
    _end(message, "sender", None, at)


@act
def lapse_restriction(message: Message, *, at: datetime) -> None:
    """Nobody confirmed it in two working days: it goes to the ordinary inbox, where its words wait for a check."""
    restriction = _locked(message)
    if restriction.confirm_by and not restriction.confirmed_at and restriction.confirm_by < timezone.localdate(at):
        _end(message, "lapsed", None, at)


def _end(message: Message, why: str, by: Person | None, at: datetime) -> None:
    text, place = words_as_sent(message)
    message.text_masked, message.place_masked = masking.thawed(message.masks).over(text, place)
    message.save(update_fields=["text_masked", "place_masked"])
    Restriction.objects.filter(message=message).delete()
    message.refresh_from_db()  # it has no restriction now, and remembers none
    let_in(message, at)
    if by is not None or why == "lapsed":
        queue(message.office, "unrestricted", message.subject, due_at=at)
    _enter(message, "message.unrestricted", by, at, why=why)


def _locked(message: Message) -> Restriction:
    lock(message)
    if not message.is_restricted:
        raise ValidationError("Hồ sơ này không còn hạn chế tiếp cận.")
    return message.restriction


def _decided_by(message: Message, by: Person, at: datetime) -> Restriction:
    """The restriction, when this person may decide about it: on the list, not concerned, and not who took it in."""
    require(by, "confirm_restriction")
    restriction = _locked(message)
    must_see(by, message)
    must_stand_apart(by, message)
    if by.pk == restriction.by_id:
        raise PermissionDenied("Bạn đã tiếp nhận hồ sơ này: cần một người khác xác nhận hoặc bỏ hạn chế.")
    require_seasoned(by, "confirm_restriction", at, not_by=[restriction.by])
    return restriction


def unconfirmed(person: Person) -> int:
    """How many letters held by their words wait for this person, or another reader, to confirm or to release them."""
    if not may(person, "confirm_restriction"):
        return 0
    waiting = Restriction.objects.filter(confirm_by__isnull=False, confirmed_at__isnull=True)
    return waiting.filter(message__in=visible_to(person)).count()


# --- Who may see it ---


@act
def add_reader(message: Message, person: Person, *, by: Person, at: datetime) -> None:
    """Somebody of the list lets another member of staff read and handle it."""
    restriction = _kept_by(message, by)
    if person not in who_may_be_added(message):
        raise ValidationError("Người này không thể xem: hồ sơ nói về họ hay đơn vị của họ, hoặc họ quản trị hệ thống.")
    RestrictedReader.objects.create(restriction=restriction, person=person, by=by, at=at)
    _enter_readers(message, by, at)


@act
def remove_reader(message: Message, person: Person, *, by: Person, at: datetime) -> None:
    """Take somebody off the list; never the last one."""
    restriction = _kept_by(message, by)
    others = restriction.readers.exclude(person=person)
    if not others.exists():
        raise ValidationError("Phải còn ít nhất một người xem được hồ sơ.")
    restriction.readers.filter(person=person).delete()
    _enter_readers(message, by, at)


def who_may_be_added(message: Message) -> list[Person]:
    """Staff of the office who are not on the list, not concerned, and administer nothing."""
    on_it = message.restriction.readers.values("person")
    people = Person.objects.filter(office=message.office_id, is_active=True).exclude(pk__in=on_it)
    return [
        person
        for person in people
        if may(person, "read_inbox") and not may(person, "administer") and not is_concerned(person, message)
    ]


@act
def strike_concerned(message: Message, *, at: datetime) -> None:
    """Whom a restricted message turns out to be about leaves its access list, with their chain.

    To be called after each new Concerned row.
    """
    if not message.is_restricted:
        return
    readers = message.restriction.readers.select_related("person")
    struck = [reader.pk for reader in readers if not may_see(reader.person, message)]
    if struck:
        RestrictedReader.objects.filter(pk__in=struck).delete()
        holding.list_readers(message.restriction, at)
        _enter_readers(message, None, at)
    rows = message.concerned.filter(ended_at__isnull=True).select_related("unit", "person__unit")
    about = holding.written_down(rows)
    province = sealing.above(message.office, about)
    if province and not hasattr(message, "matter") and not hasattr(message, "sealing"):
        above.send_up(message, province, at=at)


def _kept_by(message: Message, by: Person) -> Restriction:
    require(by, "confirm_restriction")
    restriction = _locked(message)
    must_see(by, message)
    return restriction


def _enter_readers(message: Message, by: Person | None, at: datetime) -> None:
    _enter(message, "message.readers_changed", by, at, readers=message.restriction.readers.count())


def _enter(message: Message, kind: str, by: Person | None, at: datetime, /, **payload: JSON) -> None:
    append(message.office, kind, message.subject, by=by, at=at, payload=payload)
