"""Lending the power to approve for some days: while the chairman travels, another signs for him (TUQ., KT.)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from hoiam.answer.models import APPROVING, Delegation
from hoiam.ledger.acts import act, append
from hoiam.office.access import may
from hoiam.office.models import Office, Person, Role, roles_of
from hoiam.viettext.fold import nfc

LONGEST_DAYS = 92


def takers_for(giver: Person) -> QuerySet[Person]:
    """Who may stand in: the leadership and heads of units for the leadership, people of the unit for its head."""
    staff = Person.objects.filter(office=giver.office_id, is_active=True, grants__ended_at__isnull=True)
    leading = Q(grants__role__in=(*APPROVING, Role.OFFICE_HEAD))
    if roles_of(giver) & {Role.APPROVER, Role.VICE_CHAIRMAN}:
        fitting = leading
    else:
        fitting = Q(unit=giver.unit_id, unit__isnull=False, grants__role__in=(Role.HANDLER, Role.HEAD_OF_UNIT))
    return staff.filter(fitting).exclude(pk=giver.pk).distinct().order_by("full_name")


def givers(office: Office) -> QuerySet[Person]:
    """Those who hold a power to approve that they could lend."""
    held = Q(grants__role__in=APPROVING, grants__ended_at__isnull=True)
    return Person.objects.filter(held, office=office, is_active=True).distinct().order_by("full_name")


@act
def delegate(
    giver: Person, taker: Person, *, from_day: date, until_day: date, paper: str = "", by: Person, at: datetime
) -> Delegation:
    """Lend one's power to approve for some days; the administrator may enter it from the paper that says so."""
    paper = nfc(paper).strip()[:120]
    _may_enter(giver, by)
    if by != giver and not paper:
        raise ValidationError({"paper": "Ghi số, ngày của văn bản ủy quyền."})
    if by == taker:
        raise PermissionDenied("Không ai tự nhận ủy quyền: người ủy quyền hoặc quản trị viên khác ghi.")
    if not givers(giver.office).filter(pk=giver.pk).exists():
        raise ValidationError({"giver": "Người này không giữ quyền duyệt."})
    if not takers_for(giver).filter(pk=taker.pk).exists():
        raise ValidationError({"taker": "Chọn người cùng cơ quan: lãnh đạo, trưởng đơn vị, hoặc người của đơn vị."})
    if from_day < timezone.localdate(at) or until_day < from_day:
        raise ValidationError({"until_day": "Ủy quyền từ hôm nay trở đi, ngày cuối không trước ngày đầu."})
    if (until_day - from_day).days >= LONGEST_DAYS:
        raise ValidationError({"until_day": f"Mỗi lần ủy quyền nhiều nhất {LONGEST_DAYS} ngày."})
    row = Delegation.objects.create(
        giver=giver, taker=taker, from_day=from_day, until_day=until_day, paper=paper, granted_by=by, granted_at=at
    )
    payload = {"taker": f"person:{taker.pk}", "from_day": from_day.isoformat(), "until_day": until_day.isoformat()}
    append(giver.office, "approval.delegated", f"person:{giver.pk}", by=by, at=at, payload=payload)
    return row


@act
def end_delegation(row: Delegation, *, by: Person, at: datetime) -> None:
    """Take the power back before its last day."""
    _may_enter(row.giver, by)
    if row.ended_at is not None:
        raise ValidationError("Ủy quyền này đã thôi trước đó.")
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])
    payload = {"taker": f"person:{row.taker_id}"}
    append(row.giver.office, "approval.delegation_ended", f"person:{row.giver_id}", by=by, at=at, payload=payload)


def _may_enter(giver: Person, by: Person) -> None:
    if by.office_id != giver.office_id or (by != giver and not may(by, "administer")):
        raise PermissionDenied("Chỉ người giữ quyền duyệt hoặc quản trị viên ghi ủy quyền.")
