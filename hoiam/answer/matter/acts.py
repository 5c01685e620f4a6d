"""From the inbox to a unit, and to the end: a message is accepted as a matter, given to a unit, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.answer.matter.transition import enter, hold, move
from hoiam.answer.models import Assignment, KindChange, Matter
from hoiam.ledger.acts import act, lock
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_see, require_apart
from hoiam.listen.message import deadlines
from hoiam.listen.models import RESTRICTED_KINDS, Attachment, Kind, Message, Stage
from hoiam.listen.publicity.acts import publish_photo, publish_words
from hoiam.listen.publicity.masking import Masks
from hoiam.office.access import require
from hoiam.office.models import Area, Person, Topic, Unit
from hoiam.viettext.fold import nfc


@act
def accept(
    message: Message,
    *,
    kind: str,
    by: Person,
    at: datetime,
    title: str = "",
    masks: Masks | None = None,
    topic: Topic | None = None,
    area: Area | None = None,
    photos: Iterable[Attachment] = (),
    reason: str = "",
) -> Matter:
    """Sort a message and take it on: kind, topic, area, the public title and the confirmed public copy.

    A khiếu nại or tố cáo is only sorted here: «thụ lý» is a step of its own (``stepping.take_up``).
    Where the kind changes, the deadline of the new kind counts from the same receipt, and a reason is asked.
    """
    lock(message)
    must_see(by, message)
    if hasattr(message, "sealing"):
        raise ValidationError("Hồ sơ đang niêm phong: tỉnh đưa vào hồ sơ xử lý trước.")
    require_apart(by, "accept", message)
    if hasattr(message, "matter"):
        raise ValidationError("Nội dung này đã được phân loại.")
    kind_was = message.kind
    _take_kind(message, kind, reason)
    message.topic, message.area, message.stage = topic or message.topic, area or message.area, Stage.ACCEPTED
    message.save(update_fields=["kind", "promise", "due_on", "topic", "area", "stage"])
    matter = Matter.objects.create(
        message=message, office=message.office, accepted_by=by, accepted_at=at, due_on=message.due_on
    )
    digest = ""
    reason = nfc(reason).strip()[:500]
    if kind_was != message.kind and reason:
        change = commit("reason", reason)
        KindChange.objects.create(matter=matter, kind_was=kind_was, reason=reason, salt=change.salt)
        digest = change.digest
    if not message.is_restricted:
        publish_words(message, title=title, masks=masks, by=by, at=at)
        for photo in photos:
            publish_photo(photo, by=by, at=at)
    enter(
        matter.message,
        "matter.accepted",
        by,
        at,
        kind=message.kind,
        kind_was=kind_was,
        topic=message.topic.slug if message.topic else "",
        area=str(message.area_id or ""),
        due_on=message.due_on.isoformat(),
        rule=message.promise.rule,
        commitment=digest,
    )
    return matter


def _take_kind(message: Message, kind: str, reason: str) -> None:
    if kind not in Kind.values:
        raise ValidationError("Chọn loại nội dung.")
    if kind == message.kind:
        return
    if message.kind in RESTRICTED_KINDS or kind in RESTRICTED_KINDS:
        # Only the sender may make a phản ánh a tố cáo, or the reverse: a clerk doing it would hide it silently.
        raise ValidationError(
            "Khiếu nại, tố cáo phải là đơn có chữ ký: hãy trả lời hướng dẫn người gửi, không đổi loại ở đây."
        )
    if message.kind and not reason.strip():
        raise ValidationError("Đổi loại nội dung thì ghi lý do.")
    promise = deadlines.promise(
        message.office, kind, message.received_at, sent_on=message.sent_on, channel=message.channel
    )
    message.kind, message.promise, message.due_on = kind, promise, promise.due_on


@act
def assign(matter: Matter, unit: Unit, *, by: Person, at: datetime) -> Assignment:
    """Give the matter to one lead unit; a second time, it changes hands."""
    require(by, "assign")
    hold(matter, by)
    if unit.office_id != matter.office_id:
        raise ValidationError("Đơn vị này không thuộc cơ quan.")
    if matter.stage not in (Stage.ACCEPTED, Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED):
        raise ValidationError("Việc đang chờ duyệt hoặc đã trả lời: chưa thể giao lại.")
    was = matter.unit.code if matter.unit else ""
    row = Assignment.objects.create(matter=matter, unit=unit, by=by, at=at)
    matter.unit = unit
    matter.save(update_fields=["unit"])
    move(matter, Stage.REOPENED if matter.stage == Stage.REOPENED else Stage.ASSIGNED)
    enter(matter.message, "matter.assigned", by, at, unit=unit.code, unit_was=was)
    return row


@act
def close(matter: Matter, *, at: datetime) -> None:
    """Thirty days after the answer the right to reopen is over and the matter ends."""
    hold(matter)
    if matter.stage != Stage.ANSWERED:
        return
    move(matter, Stage.CLOSED)
    enter(matter.message, "matter.closed", None, at)
