"""Withholding: the words of a message kept from the public page, on a ground of the closed list, by two people.

MISSION.md holds the list; an office cannot change it. Nothing here hides more than the one message it is about.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.ledger.acts import act, append
from hoiam.listen.access import must_see
from hoiam.listen.acts import reindex
from hoiam.listen.models import Ground, Message, Withholding
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.outbox.acts import queue
from hoiam.viettext.fold import nfc

DANGER_LASTS_DAYS = 30  # MISSION.md, ground 2: 30 days unless confirmed anew


@act
def propose_withholding(
    message: Message, *, ground: str, clause: str, by: Person, at: datetime, until: date | None = None
) -> Withholding:
    """Ask that the words be kept from the public page; nothing is hidden until a second person agrees."""
    require(by, "withhold")
    must_see(by, message)
    if ground not in Ground.values or ground == Ground.SENDER:
        raise ValidationError("Chọn một lý do trong danh sách; lý do của người gửi chỉ người gửi mới đặt được.")
    clause = nfc(clause).strip()
    if ground in (Ground.CONFIDENTIAL, Ground.ORDER, Ground.DANGER) and not clause:
        raise ValidationError(
            "Hãy ghi điều khoản, hoặc số, ngày của văn bản yêu cầu; với nguy hiểm: của ai, nguy hiểm gì."
        )
    if ground == Ground.ORDER and until is None:
        raise ValidationError("Văn bản yêu cầu phải có ngày hết hiệu lực.")
    if message.withholdings.filter(ground=ground, ended_at__isnull=True).exists():
        raise ValidationError("Đã có đề nghị không đăng với lý do này.")
    row = Withholding.objects.create(
        message=message, ground=ground, clause=clause, until=until, proposed_by=by, proposed_at=at
    )
    _enter(message, "message.withhold_proposed", ground, by, at)
    return row


@act
def withhold(row: Withholding, *, by: Person, at: datetime) -> None:
    """The second person agrees: the words leave the public page, the row and its ground stay; the sender is told."""
    require(by, "confirm_withholding")
    must_see(by, row.message)
    if by.pk == row.proposed_by_id:
        raise PermissionDenied("Người đề nghị không được tự xác nhận: cần một người thứ hai.")
    if row.confirmed_at or row.ended_at:
        raise ValidationError("Đề nghị này đã được quyết định.")
    row.confirmed_by, row.confirmed_at = by, at
    if row.ground == Ground.DANGER and row.until is None:
        row.until = date.fromordinal(timezone.localdate(at).toordinal() + DANGER_LASTS_DAYS)
    row.save(update_fields=["confirmed_by", "confirmed_at", "until"])
    reindex(row.message, at)
    queue(row.message.office, "withheld", f"message:{row.message.number}", due_at=at)
    _enter(row.message, "message.withheld", row.ground, by, at)


@act
def release(row: Withholding, *, by: Person | None, at: datetime) -> None:
    """End a withholding (or turn a proposal down). ``by`` None: the sender, with the key, or its term is over."""
    if row.ground == Ground.SENDER and by is not None:
        raise PermissionDenied("Lựa chọn của người gửi chỉ người gửi mới thay đổi được.")
    if by is not None:
        require(by, "confirm_withholding")
        must_see(by, row.message)
    if row.ended_at:
        return
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])
    reindex(row.message, at)
    _enter(row.message, "message.released", row.ground, by, at)


@act
def choose_publicity(message: Message, *, public: bool, at: datetime) -> None:
    """The sender, by key, at any time: to be published or not. It holds at once and never lapses (MISSION.md, 5)."""
    if hasattr(message, "restriction"):
        raise ValidationError("Hồ sơ hạn chế tiếp cận không đăng công khai.")
    chosen = message.withholdings.filter(ground=Ground.SENDER, ended_at__isnull=True).first()
    if public and chosen:
        release(chosen, by=None, at=at)
    elif not public and not chosen:
        Withholding.objects.create(message=message, ground=Ground.SENDER, proposed_at=at)
        _enter(message, "message.withheld", Ground.SENDER, None, at)
    message.wants_public, message.publicity_answered = public, True
    message.save(update_fields=["wants_public", "publicity_answered"])
    reindex(message, at)


def _enter(message: Message, kind: str, ground: str, by: Person | None, at: datetime) -> None:
    append(message.office, kind, f"message:{message.number}", by=by, at=at, payload={"ground": ground})
