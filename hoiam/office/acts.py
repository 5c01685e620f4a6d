"""The office's own acts: founding it, appointing people, granting and ending roles, its calendar and its periods."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from hoiam.law.models import Rule, track_for
from hoiam.ledger.acts import act, append
from hoiam.office.access import require
from hoiam.office.models import Office, Person, Role, RoleGrant
from hoiam.workdays.models import DayRule, forget_calendar

LONGEST_PERIOD = 90


@act
def found(code: str, name: str, level: str, *, parent: Office | None = None, at: datetime, **fields: Any) -> Office:
    """Make an office; its ledger begins with this entry."""
    office = Office.objects.create(code=code, name=name, level=level, parent=parent, **fields)
    append(office, "office.founded", f"office:{code}", by=None, at=at, payload={"level": level})
    return office


@act
def appoint(
    office: Office,
    username: str,
    password: str | None,
    full_name: str,
    *,
    by: Person | None,
    at: datetime,
    **fields: Any,
) -> Person:
    """Give a member of staff an account; what they may do comes from the roles granted to them."""
    person = Person.objects.create_user(username, password, full_name=full_name, office=office, **fields)
    append(office, "person.appointed", f"person:{person.pk}", by=by, at=at, payload={})
    return person


@act
def grant(person: Person, role: str, *, by: Person | None, at: datetime) -> RoleGrant:
    """Grant a role; nobody grants one to themselves."""
    if by == person:
        raise ValidationError("Không ai tự giao quyền cho mình: nhờ một quản trị viên khác.")
    given = RoleGrant.objects.create(person=person, role=Role(role), granted_by=by, granted_at=at)
    person.__dict__.pop("roles", None)
    append(person.office, "role.granted", f"person:{person.pk}", by=by, at=at, payload={"role": str(Role(role))})
    return given


@act
def end_role(given: RoleGrant, *, by: Person, at: datetime) -> None:
    """End a role; the row stays, with who ended it and when."""
    given.ended_by, given.ended_at = by, at
    given.save(update_fields=["ended_by", "ended_at"])
    given.person.__dict__.pop("roles", None)
    append(given.person.office, "role.ended", f"person:{given.person_id}", by=by, at=at, payload={"role": given.role})


@act
def appoint_administrator(
    username: str, password: str | None, *, at: datetime, full_name: str, **fields: Any
) -> Person:
    """The first administrator, made at the command line of the machine itself."""
    office = Office.objects.filter(parent__isnull=True).first() or Office.objects.first()
    if office is None:
        raise ValidationError("Chưa có cơ quan nào: chạy «hoiam init» trước.")
    person = appoint(office, username, password, full_name, by=None, at=at, post="Quản trị hệ thống", **fields)
    grant(person, Role.ADMINISTRATOR, by=None, at=at)
    return person


@act
def set_day(office: Office, day: date, *, works: bool, name: str, source: str, by: Person, at: datetime) -> DayRule:
    """A day off or a make-up day, with the paper it rests on. What was promised before stays promised."""
    require(by, "administer")
    if not name.strip() or not source.strip():
        raise ValidationError("Ghi tên ngày và văn bản căn cứ.")
    values = {"works": works, "name": name.strip(), "source": source.strip(), "provisional": False}
    row, _new = DayRule.objects.update_or_create(office=office, day=day, defaults=values)
    forget_calendar(office)
    append(
        office,
        "calendar.changed",
        f"office:{office.code}",
        by=by,
        at=at,
        payload={"day": day.isoformat(), "works": works},
    )
    return row


@act
def set_period(office: Office, kind: str, length: int, *, from_day: date, by: Person, at: datetime) -> Rule:
    """The office's own period in working days, extended once by the same length, for what is received from a day on."""
    require(by, "administer")
    shipped = track_for(None, kind, received=from_day)
    if shipped.authority != "office":
        raise ValidationError("Thời hạn này do luật định: cơ quan không tự đặt.")
    if not 1 <= length <= LONGEST_PERIOD:
        raise ValidationError(f"Thời hạn từ 1 đến {LONGEST_PERIOD} ngày làm việc.")
    Rule.objects.filter(office=office, kind=kind, valid_from__lt=from_day, valid_to__gte=from_day).update(
        valid_to=from_day - timedelta(days=1)
    )
    step = shipped.steps[0]
    row, _new = Rule.objects.update_or_create(
        office=office,
        rule=f"{kind}-{office.code}-{from_day:%Y%m%d}",
        step=step.name,
        valid_from=from_day,
        defaults={
            "kind": kind,
            "label": shipped.label,
            "step_label": step.label,
            "clause": step.clause,
            "length": length,
            "extension_length": length,
            "extension_times": 1,
        },
    )
    payload = {"kind": kind, "clause": step.clause}
    append(office, "rule.changed", f"office:{office.code}", by=by, at=at, payload=payload)
    return row
