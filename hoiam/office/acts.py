"""The office's own acts: founding it, appointing people, granting and ending roles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.office.models import Office, Person, Role, RoleGrant


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
    append(person.office, "role.granted", f"person:{person.pk}", by=by, at=at, payload={"role": str(Role(role))})
    return given


@act
def end_role(given: RoleGrant, *, by: Person, at: datetime) -> None:
    """End a role; the row stays, with who ended it and when."""
    given.ended_by, given.ended_at = by, at
    given.save(update_fields=["ended_by", "ended_at"])
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
