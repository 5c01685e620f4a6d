"""The day's mail to each member of staff: what waits for them, written when it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from hoiam.answer.approval.rules import tray_of
from hoiam.answer.clock.passing import returned_lately
from hoiam.answer.models import Cooperation, Matter, Reply
from hoiam.answer.sender.notices import Parts
from hoiam.listen.key.numbers import spaced
from hoiam.listen.message import deadlines
from hoiam.listen.models import OPEN, Message, Stage
from hoiam.listen.publicity.privacy import CHECK_WITHIN_WORKING_DAYS, waited
from hoiam.listen.withholding import notices as withholding
from hoiam.office.models import Person, Role, roles_of
from hoiam.outbox.mail.channel import Mail
from hoiam.outbox.models import Row
from hoiam.workdays.calendar import in_words

DIGEST_LINES = 30


def digest(row: Row, *, further: Callable[[Person, date], Parts]) -> Mail | None:
    """One mail a day to a member of staff: what is due, what is late, what waits for them, and what verbs
    ahead know of (``further``). None when nothing is."""
    person = row.person
    assert person is not None
    if not person.email or not person.is_active:
        return None
    today = timezone.localdate()
    told = [*digest_parts(person, today), *further(person, today)]
    parts = [(heading, lines) for heading, lines in told if lines]
    if not parts:
        return None
    body = [f"Kính gửi {person.full_name},"]
    for heading, lines in parts:
        shown = lines[:DIGEST_LINES]
        more = [f"… và {len(lines) - len(shown)} việc nữa"] if len(lines) > len(shown) else []
        body.append("\n".join([heading, *(f"- {line}" for line in [*shown, *more])]))
    body.append(f"Mở bàn làm việc: {settings.PUBLIC_URL}/ban")
    return Mail(to=person.email, subject=f"Việc trong ngày {timezone.localdate():%d/%m/%Y}", body="\n\n".join(body))


def digest_parts(person: Person, today: date) -> list[tuple[str, list[str]]]:
    """What a person is told today, by the office's rules: reminders, then what has risen to them by being late."""
    office, roles = person.office, roles_of(person)
    open_matters = Matter.objects.filter(office=office, ended_on=OPEN, message__restriction__isnull=True)
    open_matters = open_matters.select_related("message", "unit").order_by("due_on", "id")
    parts: list[tuple[str, list[str]]] = []
    if roles & {Role.HANDLER, Role.HEAD_OF_UNIT} and person.unit:
        parts.append(("Đơn vị bạn chủ trì, sắp đến hạn:", _due_soon(open_matters.filter(unit=person.unit), today)))
    if Role.HEAD_OF_UNIT in roles and person.unit:
        parts.append(
            ("Đơn vị bạn chủ trì, đã quá hạn:", _lines(open_matters.filter(unit=person.unit, due_on__lt=today)))
        )
    if Role.APPROVER in roles:
        long_late = [matter for matter in open_matters.filter(due_on__lt=today) if _long_late(matter, today)]
        parts.append((f"Quá hạn hơn {office.escalate_after_days} ngày làm việc:", _lines(long_late)))
    if Role.VICE_CHAIRMAN in roles:
        fields = person.oversees.filter(ended_at__isnull=True).values("unit")
        parts.append(
            ("Đơn vị bạn phụ trách, đã quá hạn:", _lines(open_matters.filter(unit__in=fields, due_on__lt=today)))
        )
    if person.unit:
        parts.append(("Đơn vị bạn được đề nghị phối hợp, gần hạn nội bộ nhất trước:", _to_help(person)))
    parts.append(("Ủy quyền duyệt:", _standing_in(person, today)))
    parts.append(("Dự thảo chờ bạn duyệt hoặc kiểm tra thể thức:", _to_approve(person, today)))
    if roles & {Role.CLERK, Role.APPROVER}:
        parts.append(
            ("Chữ đã chờ kiểm tra quá hai ngày làm việc, trang công khai đang nói rõ:", _unchecked(person, today))
        )
    parts += withholding.parts(person, today)
    back = [one for one in returned_lately(person, today) if Role.CLERK in roles or one.unit_id == person.unit_id]
    parts.append(("Đã chuyển mà nơi nhận chưa vào sổ, nay trở lại đơn vị:", _lines(back)))
    if Role.CLERK in roles:
        new = Message.objects.filter(office=office, stage=Stage.RECEIVED, restriction__isnull=True).order_by(
            "due_on", "id"
        )
        parts.append(("Chờ phân loại:", [f"{spaced(one.number)}, hạn {in_words(one.due_on)}" for one in new[:500]]))
        unassigned = open_matters.filter(unit__isnull=True)
        parts.append(("Chưa giao đơn vị:", _lines(unassigned)))
    return parts


def _due_soon(matters: QuerySet[Matter], today: date) -> list[str]:
    # No period of working days is longer than this many calendar days in a row, Tết included.
    soon = matters.filter(due_on__gte=today, due_on__lte=today + timedelta(days=21))
    return _lines([one for one in soon if deadlines.state(one.due_on, today, None, one.office) == deadlines.DUE_SOON])


def _long_late(matter: Matter, today: date) -> bool:
    office = matter.office
    return -deadlines.working_days_left(office, matter.due_on, today) > office.escalate_after_days


def _to_approve(person: Person, today: date) -> list[str]:
    """The drafts whose move it is this person's. A restricted one is told of at the desk only."""
    waiting = Reply.objects.filter(pk__in=tray_of(person, today).own, matter__message__restriction__isnull=True)
    waiting = waiting.select_related("matter__message", "matter__unit").order_by("matter__due_on", "id")
    return _lines([one.matter for one in waiting])


def _to_help(person: Person) -> list[str]:
    waiting = Cooperation.objects.filter(
        unit=person.unit_id, done_at__isnull=True, ended_at__isnull=True, matter__message__restriction__isnull=True
    ).select_related("matter__message", "matter__unit")
    return [
        f"{spaced(one.matter.message.number)}, hạn nội bộ {in_words(one.due_on)}, {one.matter.unit} chủ trì"
        for one in waiting.order_by("due_on", "id")
    ]


def _standing_in(person: Person, today: date) -> list[str]:
    """Told on the first and the last day of a power that was lent: it is easily forgotten."""
    lent = person.stands_in.filter(ended_at__isnull=True).filter(Q(from_day=today) | Q(until_day=today))
    return [f"bạn duyệt thay {one.giver} đến hết {in_words(one.until_day)}" for one in lent.select_related("giver")]


def _unchecked(person: Person, today: date) -> list[str]:
    waiting = Message.objects.filter(
        office=person.office, public_copy__isnull=True, restriction__isnull=True, withholdings__isnull=True
    ).select_related("office")
    return [
        f"{spaced(one.number)}, đã chờ {days} ngày làm việc"
        for one in waiting.order_by("received_at", "id")[:500]
        if (days := waited(one, today)) > CHECK_WITHIN_WORKING_DAYS
    ]


def _lines(matters: QuerySet[Matter] | list[Matter]) -> list[str]:
    # The public title is not repeated here: a mail leaves the house, a number is safe anywhere.
    return [
        f"{spaced(one.message.number)}, hạn {in_words(one.due_on)}, {one.unit.name if one.unit else 'chưa giao'}"
        for one in matters
    ]
