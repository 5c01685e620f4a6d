"""Requests for information: what an officer states before answering, and the closed list of refusals."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.answer.matter.transition import enter, hold
from hoiam.answer.models import CostWaived, Entitlement, InformationTerms, Matter, Outcome, RefusalGround
from hoiam.ledger.acts import act
from hoiam.listen.models import OPEN, Kind, Message
from hoiam.office.access import require
from hoiam.office.models import Person

LAW = "Luật Tiếp cận thông tin 2026"


@act
def state_terms(
    matter: Matter, entitlement: str, *, cost: int, by: Person, at: datetime, waived: str = ""
) -> InformationTerms:
    """State on what the request stands and what it costs: nothing, where the item was due to be public and was not."""
    require(by, "draft")
    hold(matter, by)
    if matter.message.kind != Kind.INFORMATION or matter.ended_on != OPEN:
        raise ValidationError("Chỉ khai cho yêu cầu cung cấp thông tin đang mở.")
    if entitlement not in Entitlement.values or waived not in ("", *CostWaived.values):
        raise ValidationError("Chọn một trong các trường hợp.")
    if cost < 0 or (waived and cost):
        raise ValidationError("Thông tin phải công khai mà chưa công khai thì không thu chi phí nào: ghi 0.")
    row, _ = InformationTerms.objects.update_or_create(
        message=matter.message,
        defaults={"entitlement": entitlement, "cost": cost, "waived": waived, "by": by, "at": at},
    )
    enter(matter.message, "information.stated", by, at, entitlement=entitlement, cost=cost, waived=waived)
    return row


def clause_of(ground: RefusalGround) -> str:
    """«khoản 4 Điều 27 Luật Tiếp cận thông tin 2026: đã cung cấp hai lần …»"""
    return f"khoản {ground.value} Điều 27 {LAW}: {ground.label}"


def ground_of(clause: str) -> RefusalGround | None:
    """The ground that a clause names; None when it is none of the six."""
    return next((ground for ground in RefusalGround if clause.startswith(f"khoản {ground.value} Điều 27 {LAW}")), None)


def has_closed_list(message: Message) -> bool:
    """Whether the law of 2026 holds; older requests are refused by the law of 2016, in the officer's words."""
    return message.kind == Kind.INFORMATION and not message.promise.rule.startswith("information-2016")


def check_refusal(message: Message, outcome: str, clause: str) -> None:
    """A refusal, and the part of a partial release that is kept back, rests on one of the six grounds."""
    if message.kind != Kind.INFORMATION or outcome not in (Outcome.REFUSED, Outcome.PARTLY):
        return
    if not has_closed_list(message):
        if outcome == Outcome.REFUSED and not clause:
            raise ValidationError("Từ chối cung cấp thông tin phải ghi điều khoản.")
        return
    ground = ground_of(clause)
    if ground is None:
        raise ValidationError("Từ chối cung cấp thông tin, cả một phần, phải theo một trong sáu khoản của Điều 27.")
    terms: InformationTerms | None = getattr(message, "terms", None)
    if terms and terms.waived and ground in (RefusalGround.PUBLIC, RefusalGround.UNPAID):
        raise ValidationError("Đã khai thông tin này phải công khai mà chưa công khai: không từ chối theo khoản này.")
