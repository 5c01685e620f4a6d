"""Withholding: the words of a message kept from the public page, on a ground of the closed list, by two people.

MISSION.md holds the list; an office cannot change it. Nothing here hides more than the one message it is about. What
the public reads of a withholding stands in ``register``; how it is looked at again, in ``appealing``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.ledger.acts import act, append, lock
from hoiam.listen.access import must_see, require_apart
from hoiam.listen.models import Ground, HowEnded, Message, ReviewOutcome, Withholding
from hoiam.listen.publicity.acts import reindex
from hoiam.office.access import require_seasoned
from hoiam.office.models import Office, Person
from hoiam.outbox.acts import queue
from hoiam.vault import text as sealed
from hoiam.viettext.fold import fold, nfc
from hoiam.viettext.personal import finding
from hoiam.workdays.models import calendar_of

DANGER_LASTS_DAYS = 30  # MISSION.md, ground 2: 30 days unless confirmed anew
CONFIRM_WITHHOLDING_WITHIN_WORKING_DAYS = 2  # unconfirmed, a proposal lapses
LONGEST_NOTE = 500
NEEDS_CLAUSE = frozenset({Ground.CONFIDENTIAL, Ground.ORDER})
# What another two people may say anew when it was ended by a review: the danger, or the order, can be a new one.
CAN_COME_AGAIN = frozenset({Ground.DANGER, Ground.ORDER})


@dataclass(frozen=True)
class Order:
    """The paper of a court or an authority outside the office, as it stands in the public register."""

    number: str = ""
    on: date | None = None
    authority: str = ""


@act
def propose_withholding(
    message: Message,
    *,
    ground: str,
    by: Person,
    at: datetime,
    clause: str = "",
    note: str = "",
    order: Order | None = None,
    until: date | None = None,
) -> Withholding:
    """Ask that the words be kept from the public page; nothing is hidden until a second person agrees.

    ``clause`` is public, ``note`` (of whom, what danger) never is. For a danger that lasts, it is proposed anew.
    """
    _must_decide(by, "withhold", message)
    clause, note = nfc(clause).strip()[:300], nfc(note).strip()[:LONGEST_NOTE]
    order = order or Order()
    _check_ground(message, ground, clause, note)
    _check_paper(message.office, ground, order, until, at)
    row = Withholding.objects.create(
        message=message,
        ground=ground,
        clause=clause,
        order_number=nfc(order.number).strip()[:80],
        order_on=order.on,
        authority=nfc(order.authority).strip()[:120],
        sealed_note=sealed.seal(note, number=message.number, field="withholding"),
        until=until,
        proposed_by=by,
        proposed_at=at,
    )
    _enter(message, "message.withhold_proposed", ground, by, at)
    return row


def _check_ground(message: Message, ground: str, clause: str, note: str) -> None:
    if ground not in Ground.values or ground == Ground.SENDER:
        raise ValidationError("Chọn một lý do trong danh sách; lý do của người gửi chỉ người gửi mới đặt được.")
    if ground in NEEDS_CLAUSE and not clause:
        raise ValidationError({"clause": "Ghi điều khoản làm căn cứ: phần này ai cũng đọc được."})
    if ground == Ground.DANGER and not note:
        raise ValidationError({"note": "Ghi của ai, nguy hiểm gì: chỉ người xử lý và người xem xét lại đọc."})
    if finding.find(clause):
        raise ValidationError({"clause": "Căn cứ đăng công khai, không ghi tên, số điện thoại, địa chỉ của ai."})
    rows = list(message.withholdings.filter(ground=ground))
    open_rows = [row for row in rows if row.ended_at is None]
    if any(row.kept_at is None for row in open_rows):
        raise ValidationError("Đã có đề nghị không đăng với lý do này.")
    # A danger is confirmed anew by two people; every other ground holds already.
    if open_rows and ground != Ground.DANGER:
        raise ValidationError("Nội dung này đang không đăng với lý do này.")
    ended = {HowEnded.REVIEWED, HowEnded.UNDECIDED}
    if ground not in CAN_COME_AGAIN and any(row.how_ended in ended for row in rows):
        raise ValidationError("Lý do này đã được xem xét lại và nội dung đã đăng trở lại: không đề nghị lại.")


def _check_paper(office: Office, ground: str, order: Order, until: date | None, at: datetime) -> None:
    today = timezone.localdate(at)
    if until and until < today:
        raise ValidationError({"until": "Ngày hết hạn không đăng đã qua."})
    if ground != Ground.ORDER:
        if order != Order():
            raise ValidationError({"order_number": "Số, ngày văn bản chỉ ghi khi lý do là văn bản yêu cầu."})
        return
    if not order.number.strip() or order.on is None or not order.authority.strip() or until is None:
        raise ValidationError(
            {"order_number": "Văn bản yêu cầu phải có số, ngày, cơ quan ban hành và ngày hết hiệu lực."}
        )
    if order.on > today:
        raise ValidationError({"order_on": "Ngày của văn bản không thể ở sau hôm nay."})
    # An office cannot order itself to be silent.
    own = re.compile(rf"\b(ubnd|uy ban nhan dan|hdnd) {re.escape(fold(office.name))}\b")
    if own.search(fold(order.authority)):
        raise ValidationError(
            {"authority": "Phải là văn bản của tòa án, cơ quan khác; không phải của chính cơ quan này."}
        )
    if finding.find(f"{order.number} {order.authority}"):
        raise ValidationError({"authority": "Số và cơ quan ban hành đăng công khai, không ghi tên người."})


@act
def withhold(row: Withholding, *, by: Person, at: datetime) -> None:
    """The second person agrees: the words leave the public page, the row and its ground stay; the sender is told."""
    _hold(row)
    message = row.message
    _must_decide(by, "confirm_withholding", message)
    if by.pk == row.proposed_by_id:
        raise PermissionDenied("Người đề nghị không được tự xác nhận: cần một người thứ hai.")
    require_seasoned(by, "confirm_withholding", at, not_by=[row.proposed_by])
    if row.confirmed_at or row.ended_at:
        raise ValidationError("Đề nghị này đã được quyết định.")
    today = timezone.localdate(at)
    if today > confirm_withholding_by(row) or (row.until and row.until < today):
        raise ValidationError("Đề nghị này đã hết hạn xác nhận: nếu vẫn còn lý do, hãy đề nghị lại.")
    row.confirmed_by, row.confirmed_at, row.kept_at = by, at, at
    if row.ground == Ground.DANGER:
        longest = today + timedelta(days=DANGER_LASTS_DAYS)
        row.until = min(row.until or longest, longest)
    row.save(update_fields=["confirmed_by", "confirmed_at", "kept_at", "until"])
    reindex(message, at)
    queue(message.office, "withheld", message.subject, due_at=at)
    _enter(message, "message.withheld", row.ground, by, at)


@act
def release(row: Withholding, *, by: Person, at: datetime) -> None:
    """A person ends a withholding, or turns a proposal down. The sender's choice is the sender's alone."""
    _hold(row)
    if row.ground == Ground.SENDER:
        raise PermissionDenied("Lựa chọn của người gửi chỉ người gửi mới thay đổi được.")
    _must_decide(by, "confirm_withholding", row.message)
    if not row.ended_at:
        end(row, HowEnded.RELEASED if row.kept_at else HowEnded.DECLINED, by=by, at=at)


@act
def lapse_withholding(row: Withholding, *, at: datetime) -> None:
    """By the clock: a proposal that nobody confirmed in time, or a withholding whose last day is over."""
    _hold(row)
    today = timezone.localdate(at)
    if row.ended_at or row.ground == Ground.SENDER:
        return
    if row.kept_at is None and today > confirm_withholding_by(row):
        end(row, HowEnded.LAPSED, by=None, at=at)
    elif row.until and row.until < today:
        end(row, HowEnded.TERM if row.kept_at else HowEnded.LAPSED, by=None, at=at)


ENTRY_OF_A_PROPOSAL = {HowEnded.DECLINED: "message.withhold_declined", HowEnded.LAPSED: "message.withhold_lapsed"}


def end(row: Withholding, how: HowEnded, *, by: Person | None, at: datetime) -> None:
    """Write the end of a withholding and its entry; the acts that end one call it, inside their transaction."""
    row.ended_by, row.ended_at, row.how_ended = by, at, how
    row.save(update_fields=["ended_by", "ended_at", "how_ended"])
    row.appeals.filter(decided_at__isnull=True).update(outcome=ReviewOutcome.MOOT, decided_at=at)
    reindex(row.message, at)
    _enter(row.message, ENTRY_OF_A_PROPOSAL.get(how, "message.released"), row.ground, by, at)


@act
def choose_publicity(message: Message, *, public: bool, at: datetime) -> None:
    """The sender, by key, at any time: to be published or not. It holds at once and never lapses (MISSION.md, 5)."""
    if message.is_restricted:
        raise ValidationError("Hồ sơ hạn chế tiếp cận không đăng công khai.")
    message.wants_public, message.publicity_answered = public, True
    message.save(update_fields=["wants_public", "publicity_answered"])
    chosen = message.withholdings.filter(ground=Ground.SENDER, ended_at__isnull=True).first()
    if public and chosen:
        end(chosen, HowEnded.SENDER, by=None, at=at)
    elif not public and not chosen:
        Withholding.objects.create(message=message, ground=Ground.SENDER, proposed_at=at, kept_at=at)
        reindex(message, at)
        _enter(message, "message.withheld", Ground.SENDER, None, at)


def confirm_withholding_by(row: Withholding) -> date:
    """The last day on which a second person can agree."""
    proposed_on = timezone.localdate(row.proposed_at)
    return calendar_of(row.message.office).add(proposed_on, CONFIRM_WITHHOLDING_WITHIN_WORKING_DAYS)


def note_of(row: Withholding) -> str:
    """Of whom, what danger: for those who handle the message and those who look at it again."""
    blob = bytes(row.sealed_note)
    return sealed.open(blob, number=row.message.number, field="withholding") if blob else ""


def _must_decide(by: Person, verb: str, message: Message) -> None:
    must_see(by, message)
    require_apart(by, verb, message)


def _hold(row: Withholding) -> None:
    """Lock the row and read it anew: two people who press at once must not both win."""
    lock(row)


def _enter(message: Message, kind: str, ground: str, by: Person | None, at: datetime) -> None:
    append(message.office, kind, message.subject, by=by, at=at, payload={"ground": ground})
