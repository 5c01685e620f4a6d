"""The office's own acts: founding and describing it, its people and their roles, its calendar and its periods."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.law.models import Rule, track_for
from hoiam.ledger.acts import act, append
from hoiam.ledger.models import Entry
from hoiam.office.access import require_administrator
from hoiam.office.models import Area, Office, Person, Role, RoleGrant, Unit, holders
from hoiam.workdays.models import DayRule, forget_calendar

LONGEST_PERIOD = 90
# What the administrator may say anew of an office, a person, a unit and an area; codes and names to sign in by stay.
OFFICE_FACTS = (
    *("level", "name", "address", "phone", "police_phone", "email", "opening_hours", "hostname"),
    *("due_soon_days", "escalate_after_days"),
)
PERSON_FACTS = ("full_name", "post", "email", "unit")
UNIT_FACTS = ("code", "name", "phone")
AREA_FACTS = ("label", "name", "aliases")


@act
def found(code: str, name: str, level: str, *, parent: Office | None = None, at: datetime, **fields: Any) -> Office:
    """Make an office; its ledger begins with this entry."""
    office = Office.objects.create(code=code, name=name, level=level, parent=parent, **fields)
    append(office, "office.founded", f"office:{code}", by=None, at=at, payload={"level": level})
    return office


@act
def change_office(office: Office, facts: dict[str, Any], *, by: Person, at: datetime) -> list[str]:
    """Say anew what the office is called and how it is reached; gives the names of what changed."""
    require_administrator(by, office)
    changed = _change(office, OFFICE_FACTS, facts)
    if office.hostname and Office.objects.filter(hostname=office.hostname).exclude(pk=office.pk).exists():
        raise ValidationError({"hostname": "Tên miền này là của cơ quan khác."})
    if changed:
        append(office, "office.changed", f"office:{office.code}", by=by, at=at, payload={"fields": changed})
    return changed


@act
def open_unit(office: Office, facts: dict[str, Any], *, by: Person, at: datetime) -> Unit:
    """A room, board or post that matters can be given to from now on."""
    require_administrator(by, office)
    unit = Unit(office=office)
    _code_is_free(unit, facts)
    _change(unit, UNIT_FACTS, facts)
    append(office, "unit.opened", f"office:{office.code}", by=by, at=at, payload={"unit": unit.code})
    return unit


@act
def change_unit(unit: Unit, facts: dict[str, Any], *, by: Person, at: datetime) -> None:
    """Another name or telephone. The code stays once the ledger has named the unit by it."""
    require_administrator(by, unit.office)
    code_was = unit.code
    _code_is_free(unit, facts)
    if facts["code"] != code_was and is_named(unit):
        raise ValidationError({"code": "Ký hiệu này đã có trong nhật ký xử lý nên không đổi được nữa."})
    if _change(unit, UNIT_FACTS, facts):
        payload = {"unit": unit.code, "unit_was": code_was}
        append(unit.office, "unit.changed", f"office:{unit.office.code}", by=by, at=at, payload=payload)


def _code_is_free(unit: Unit, facts: dict[str, Any]) -> None:
    if Unit.objects.filter(office=unit.office, code=facts["code"]).exclude(pk=unit.pk).exists():
        raise ValidationError({"code": "Ký hiệu này là của đơn vị khác."})


def is_named(unit: Unit) -> bool:
    """Whether a matter or a reply was entered under the unit's code."""
    return (
        Entry.objects.filter(office=unit.office_id, payload__unit=unit.code).exclude(kind__startswith="unit.").exists()
    )


@act
def add_area(office: Office, facts: dict[str, Any], *, by: Person, at: datetime) -> Area:
    """A thôn, tổ dân phố … that residents can choose on the form."""
    require_administrator(by, office)
    area = Area(office=office)
    _area_is_new(area, facts)
    _change(area, AREA_FACTS, facts)
    append(office, "area.added", f"office:{office.code}", by=by, at=at, payload={"area": str(area.pk)})
    return area


@act
def change_area(area: Area, facts: dict[str, Any], *, by: Person, at: datetime) -> None:
    """Another name, label or old names of an area; what was received there stays there."""
    require_administrator(by, area.office)
    _area_is_new(area, facts)
    if _change(area, AREA_FACTS, facts):
        payload = {"area": str(area.pk)}
        append(area.office, "area.changed", f"office:{area.office.code}", by=by, at=at, payload=payload)


def _area_is_new(area: Area, facts: dict[str, Any]) -> None:
    same = Area.objects.filter(office=area.office, label=facts["label"], name=facts["name"])
    if same.exclude(pk=area.pk).exists():
        raise ValidationError({"name": "Tên này đã có trong danh sách."})


def _change(row: Office | Person | Unit | Area, allowed: tuple[str, ...], facts: dict[str, Any]) -> list[str]:
    """Write what differs; gives the names of the fields. What the model does not hold is refused in its words."""
    changed = sorted(name for name, value in facts.items() if name in allowed and getattr(row, name) != value)
    for name in changed:
        setattr(row, name, facts[name])
    if changed or row.pk is None:
        row.full_clean(exclude=["password"], validate_constraints=False)
        row.save()
    return changed


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
    if by is not None:
        require_administrator(by, office)
    if Person.objects.filter(username=username.lower()).exists():
        raise ValidationError({"username": "Tên đăng nhập này đã có: chọn tên khác."})
    person = Person.objects.create_user(username, password, full_name=full_name, office=office, **fields)
    append(office, "person.appointed", f"person:{person.pk}", by=by, at=at, payload={})
    return person


@act
def change_person(person: Person, facts: dict[str, Any], *, by: Person, at: datetime) -> list[str]:
    """Another post, unit, name or mail address of a member of staff."""
    require_administrator(by, person.office)
    changed = _change(person, PERSON_FACTS, facts)
    if changed:
        append(person.office, "person.changed", f"person:{person.pk}", by=by, at=at, payload={"fields": changed})
    return changed


@act
def reset_password(person: Person, password: str, *, by: Person, at: datetime) -> None:
    """A new password for somebody who has lost theirs; wherever they are signed in, they are signed out."""
    require_administrator(by, person.office)
    if by == person:
        raise ValidationError("Mật khẩu của chính mình: dùng «Đổi mật khẩu» ở cuối trang.")
    person.set_password(password)
    person.save(update_fields=["password"])
    payload = {"fields": ["password"]}
    append(person.office, "person.changed", f"person:{person.pk}", by=by, at=at, payload=payload)


@act
def close_account(person: Person, *, by: Person, at: datetime) -> None:
    """The person leaves: every role ends, and the next request of their browser is a stranger's."""
    require_administrator(by, person.office)
    if by == person:
        raise ValidationError("Không ai tự đóng tài khoản của mình: nhờ một quản trị viên khác.")
    for given in person.grants.filter(ended_at__isnull=True):
        end_role(given, by=by, at=at)
    person.is_active = False
    person.save(update_fields=["is_active"])
    append(person.office, "person.closed", f"person:{person.pk}", by=by, at=at, payload={})


@act
def reopen_account(person: Person, *, by: Person, at: datetime) -> None:
    """The person is back; what they may do is granted anew."""
    require_administrator(by, person.office)
    person.is_active = True
    person.save(update_fields=["is_active"])
    append(person.office, "person.reopened", f"person:{person.pk}", by=by, at=at, payload={})


@act
def grant(person: Person, role: str, *, by: Person | None, at: datetime, until: date | None = None) -> RoleGrant:
    """Grant a role, for good or until the end of a day; nobody grants one to themselves."""
    if by == person:
        raise ValidationError("Không ai tự giao quyền cho mình: nhờ một quản trị viên khác.")
    if by is not None:
        require_administrator(by, person.office)
    # Two roles given at this moment to one person: the second waits and is then weighed against the first.
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _fits(person, Role(role))
    if until is not None and until < timezone.localdate(at):
        raise ValidationError({"until": "Ngày hết quyền đã qua."})
    if until is not None and role == Role.ADMINISTRATOR:
        raise ValidationError(
            {"until": "Quyền quản trị không giao có hạn: cơ quan có thể mất quản trị viên cuối cùng."}
        )
    given = RoleGrant.objects.create(person=person, role=Role(role), granted_by=by, granted_at=at, until=until)
    person.__dict__.pop("roles", None)
    append(
        person.office,
        "role.granted",
        f"person:{person.pk}",
        by=by,
        at=at,
        payload={"role": str(Role(role)), "until": until.isoformat() if until else None},
    )
    return given


def _fits(person: Person, role: Role) -> None:
    """Whether the role can be added to those held now. Who watches over the work does none of it."""
    held = set(person.grants.filter(ended_at__isnull=True).values_list("role", flat=True))
    if not person.is_active:
        raise ValidationError("Tài khoản đã đóng: mở lại trước khi giao quyền.")
    if role in held:
        raise ValidationError("Người này đang giữ quyền ấy rồi.")
    if held and Role.AUDITOR in {role, *held}:
        raise ValidationError("Người giám sát không giữ thêm quyền nào khác: thôi quyền kia trước.")


@act
def end_role(given: RoleGrant, *, by: Person, at: datetime) -> None:
    """End a role; the row stays, with who ended it and when. An office keeps an administrator."""
    person = given.person
    require_administrator(by, person.office)
    if given.ended_at is not None:
        raise ValidationError("Quyền này đã thôi trước đó.")
    if given.role == Role.ADMINISTRATOR:
        # Two administrators may be ending each other's role at this moment: the second waits and is then the last.
        Office.objects.select_for_update().get(pk=person.office_id)
        if not holders(person.office, Role.ADMINISTRATOR).exclude(pk=person.pk).exists():
            raise ValidationError("Đây là quản trị viên cuối cùng: giao quyền quản trị cho người khác trước.")
    given.ended_by, given.ended_at = by, at
    given.save(update_fields=["ended_by", "ended_at"])
    person.__dict__.pop("roles", None)
    append(person.office, "role.ended", f"person:{person.pk}", by=by, at=at, payload={"role": given.role})


@act
def end_role_by_term(given: RoleGrant, *, at: datetime) -> None:
    """The last day of a role for a period is over."""
    given.ended_at = at
    given.save(update_fields=["ended_at"])
    append(given.person.office, "role.ended", f"person:{given.person_id}", by=None, at=at, payload={"role": given.role})


@act
def clear_second_factor(person: Person, *, by: Person, at: datetime) -> None:
    """Somebody lost telephone and codes: the password alone signs in again, until they set up a second factor anew."""
    require_administrator(by, person.office)
    if by == person:
        raise ValidationError("Không ai tự bỏ lớp xác thực của mình ở đây: vào «Đăng nhập, an toàn».")
    gone, _each = Authenticator.objects.filter(user=person).delete()
    if not gone:
        raise ValidationError("Tài khoản này chưa có lớp xác thực thứ hai.")
    payload = {"fields": ["second_factor"]}
    append(person.office, "person.changed", f"person:{person.pk}", by=by, at=at, payload=payload)


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
    """A day off or a make-up day, with the paper it rests on. answer.clock.recounting counts open dates anew."""
    require_administrator(by, office)
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
    require_administrator(by, office)
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
