"""«Đề nghị xem xét lại»: a withholding is looked at again by somebody outside the unit that made it.

Who decides is an auditor of the office (HĐND, MTTQ, Ban Thanh tra nhân dân) or the staff of the office above. They read
the masked copy, the ground and what was said for it; never the words as sent, the files or who the sender is.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from hoiam.ledger.acts import act, append, lock
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_stand_apart
from hoiam.listen.models import Appeal, Ground, HowEnded, Message, ReviewOutcome, Withholding
from hoiam.listen.publicity.privacy import in_force
from hoiam.listen.withholding.acts import end
from hoiam.office.access import may, require_seasoned
from hoiam.office.models import Office, Person
from hoiam.outbox.acts import queue
from hoiam.vault import text as sealed
from hoiam.viettext.fold import nfc
from hoiam.viettext.personal import finding
from hoiam.workdays.models import calendar_of

REVIEW_WITHIN_WORKING_DAYS = 10
LONGEST_REASON = 1000
# Nobody's idleness lays these open: the appeal stays open, and the register says how late it is.
STAYS_UNDECIDED = frozenset({Ground.PRIVATE, Ground.DANGER, Ground.CONFIDENTIAL})


def can_be_asked(message: Message, today: date, *, by_sender: bool) -> list[Withholding]:
    """The withholdings of a message that this visitor may ask to be looked at again, once each."""
    kept = message.withholdings.filter(in_force(today)).exclude(ground=Ground.SENDER)
    return list(kept.exclude(appeals__by_sender=by_sender))


@act
def appeal(message: Message, *, reason: str, by_sender: bool, at: datetime) -> list[Appeal]:
    """Ask that a message be public after all: its sender with the key, or anybody. A reason is not needed."""
    if message.is_restricted:
        raise ValidationError("Hồ sơ hạn chế tiếp cận không đăng công khai.")
    today = timezone.localdate(at)
    rows = can_be_asked(message, today, by_sender=by_sender)
    if not rows:
        raise ValidationError("Không có gì để xem xét lại: nội dung đang đăng, hoặc đã có đề nghị xem xét lại.")
    reason = nfc(reason).strip()
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"Lý do dài quá {LONGEST_REASON} chữ: hãy rút gọn."})
    due_on = calendar_of(message.office).add(today, REVIEW_WITHIN_WORKING_DAYS)
    asked = []
    for row in rows:
        words = commit("appeal", reason)
        asked.append(
            Appeal.objects.create(
                withholding=row,
                by_sender=by_sender,
                sealed_reason=sealed.seal(reason, number=message.number, field="appeal"),
                salt=words.salt,
                asked_at=at,
                due_on=due_on,
            )
        )
        payload = {"ground": row.ground, "due_on": due_on.isoformat(), "commitment": words.digest}
        append(message.office, "withholding.appealed", message.subject, by=None, at=at, payload=payload)
    return asked


def reviewable(person: Person) -> QuerySet[Appeal]:
    """The open appeals that this person may decide: of their own office, or of an office below it.

    The one view over an office's border: it gives no message, and ``visible_to`` knows nothing of it.
    """
    own = Q(withholding__message__office=person.office_id) if may(person, "review") else Q(pk__in=[])
    below = Q(withholding__message__office__parent=person.office_id) if _looks_below(person) else Q(pk__in=[])
    waiting = Appeal.objects.filter(decided_at__isnull=True, withholding__message__restriction__isnull=True)
    rows = waiting.filter(own | below).select_related(
        "withholding__message__office", "withholding__proposed_by", "withholding__confirmed_by"
    )
    return rows.order_by("due_on", "id")


def may_review(person: Person) -> bool:
    """Whether appeals can come to this person at all."""
    return may(person, "review") or _looks_below(person)


def _looks_below(person: Person) -> bool:
    return person.office.level == Office.Level.PROVINCE and may(person, "review_below")


def reason_of(row: Appeal) -> str:
    """What was said for the appeal, for who decides."""
    return sealed.open(bytes(row.sealed_reason), number=row.withholding.message.number, field="appeal")


@act
def review(row: Appeal, *, publish: bool, reason: str, by: Person, at: datetime) -> None:
    """Decide an appeal, with a reason that everybody reads. Publishing ends the withholding."""
    lock(row)
    if row.decided_at:
        raise ValidationError("Đề nghị này đã được quyết định.")
    if not reviewable(by).filter(pk=row.pk).exists():
        raise PermissionDenied("Đề nghị này do người khác xem xét.")
    kept = row.withholding
    message = kept.message
    must_stand_apart(by, message)
    made_by = [kept.proposed_by, kept.confirmed_by]
    if by in made_by or any(one and one.unit_id and one.unit_id == by.unit_id for one in made_by):
        raise PermissionDenied("Người của đơn vị đã quyết định không đăng thì không xem xét lại.")
    verb = "review" if by.office_id == message.office_id else "review_below"
    require_seasoned(by, verb, at, not_by=made_by)
    reason = nfc(reason).strip()[:500]
    if len(reason) < 20:
        raise ValidationError({"reason": "Ghi lý do bằng một câu trọn vẹn: ai cũng đọc được."})
    if finding.find(reason):
        raise ValidationError({"reason": "Lý do đăng công khai, không ghi tên, số điện thoại, địa chỉ của ai."})
    words = commit("reason", reason)
    row.decided_by, row.decision, row.decision_salt = by, reason, words.salt
    _decided(row, ReviewOutcome.ENDED if publish else ReviewOutcome.UPHELD, at, words.digest, by)
    if publish and not kept.ended_at:
        end(kept, HowEnded.REVIEWED, by=by, at=at)
    queue(message.office, "reviewed", message.subject, due_at=at)


@act
def lapse_appeal(row: Appeal, *, at: datetime) -> None:
    """By the clock: nobody decided in time, so the withholding ends; but for grounds 1–3, which stay until decided."""
    lock(row)
    kept = row.withholding
    if row.decided_at or kept.ground in STAYS_UNDECIDED or timezone.localdate(at) <= row.due_on:
        return
    _decided(row, ReviewOutcome.LAPSED, at, "", None)
    if not kept.ended_at:
        end(kept, HowEnded.UNDECIDED, by=None, at=at)
    queue(kept.message.office, "reviewed", kept.message.subject, due_at=at)


def _decided(row: Appeal, outcome: ReviewOutcome, at: datetime, digest: str, by: Person | None) -> None:
    row.outcome, row.decided_at = outcome, at
    row.save(update_fields=["decided_by", "decision", "decision_salt", "outcome", "decided_at"])
    message = row.withholding.message
    payload = {"ground": row.withholding.ground, "outcome": str(outcome), "commitment": digest}
    append(message.office, "withholding.reviewed", message.subject, by=by, at=at, payload=payload)
