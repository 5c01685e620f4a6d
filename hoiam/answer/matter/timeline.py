"""The way a matter went, told from the ledger: nothing here is stored twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hoiam.answer.models import Extension, Outcome, Satisfaction, WhyBack, outcome_words
from hoiam.ledger.canonical import JSON
from hoiam.ledger.models import Entry
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import Ground, Message, ReviewOutcome
from hoiam.office.models import Unit

PUBLIC = (
    "message.received",
    "message.published",
    "message.file_added",
    "message.transcribed",
    "matter.accepted",
    "matter.assigned",
    "matter.extended",
    "matter.step_done",
    "matter.step_opened",
    "matter.inquired",
    "matter.paused",
    "matter.supplied",
    "matter.resumed",
    "matter.recounted",
    "matter.returned",
    "reply.interim",
    "reply.sent",
    "reply.corrected",
    "matter.receiver_number",
    "matter.rated",
    "matter.reopened",
    "matter.joined",
    "matter.parted",
    "matter.closed",
    "message.withheld",
    "message.released",
    "withholding.appealed",
    "withholding.reviewed",
)


@dataclass(frozen=True)
class Step:
    at: datetime
    words: str
    detail: str = ""


def timeline(message: Message, *, with_reasons: bool = True) -> list[Step]:
    """The steps that anybody may read, oldest first. Names of people are not in it, only units.

    A reason is written for the sender and may repeat their words: the public reads it where it reads those.
    """
    entries = Entry.objects.filter(
        office=message.office_id,
        subject=message.subject,
        kind__in=PUBLIC,
        # By id, as the index of subjects has them: asked for by number, SQLite walks the office's whole ledger.
    ).order_by("id")
    units = dict(Unit.objects.filter(office=message.office_id).values_list("code", "name"))
    extensions = Extension.objects.filter(matter__message=message) if with_reasons else Extension.objects.none()
    reasons = {row.due_on.isoformat(): row.reason for row in extensions}
    return [Step(entry.at, *_words(entry.kind, entry.payload, message, units, reasons)) for entry in entries]


def _words(
    kind: str, payload: dict[str, JSON], message: Message, units: dict[str, str], reasons: dict[str, str]
) -> tuple[str, str]:
    match kind:
        case "message.received":
            return "Tiếp nhận", f"qua {message.get_channel_display()}; hạn trả lời {_day(payload['due_on'])}"
        case "message.published":
            return "Đăng công khai", "đã che thông tin cá nhân" if payload["masked"] else ""
        case "message.file_added":
            return "Người gửi thêm tệp", ""
        case "message.transcribed":
            return "Nghe và chép lại lời nói", ""
        case "matter.accepted":
            return "Phân loại, nhận xử lý", ""
        case "matter.assigned":
            return f"Giao {units.get(str(payload['unit']), str(payload['unit']))}", ""
        case "matter.extended":
            due_on = str(payload["due_on"])
            return f"Gia hạn đến {_day(due_on)}", reasons.get(due_on, "")
        case "matter.step_done":
            late = "" if payload["on_time"] else f"quá hạn {_day(payload['due_on'])}"
            return f"Xong bước: {_label(message, payload)}", late
        case "matter.inquired":
            return "Hỏi người gửi", "trả lại để hoàn chỉnh yêu cầu" if payload["completes"] else ""
        case "matter.paused":
            return "Tạm dừng tính hạn", f"chờ người gửi, hạn muộn nhất {_day(payload['due_on'])}"
        case "matter.supplied":
            return "Người gửi bổ sung", ""
        case "matter.resumed" if payload["valid"]:
            return "Yêu cầu đã hợp lệ", f"tính lại từ đầu, hạn {_day(payload['next_due_on'])}"
        case "matter.resumed":
            waited = f"đã chờ người gửi {payload['working_days']} ngày làm việc"
            return "Tính hạn tiếp", f"{waited}, hạn {_day(payload['next_due_on'])}"
        case "matter.recounted":
            moved = f"từ {_day(payload['due_on_was'])} sang {_day(payload['due_on'])}"
            return "Tính lại hạn", f"{moved}, vì lịch làm việc thay đổi"
        case "matter.returned":
            why = str(WhyBack(str(payload["why"])).label)
            return "Việc đã chuyển trở lại", f"{why}; hạn vẫn là {_day(payload['due_on'])}"
        case "matter.step_opened":
            return f"Thêm bước: {_label(message, payload)}", f"hạn {_day(payload['due_on'])}"
        case "reply.sent" if payload["outcome"] == Outcome.PASSED_ON:
            return "Chuyển cơ quan có thẩm quyền", "chờ nơi nhận vào sổ"
        case "matter.receiver_number":
            return "Cơ quan nhận đã vào sổ", ""
        case "reply.interim":
            return "Trả lời bước đầu", "việc còn làm tiếp"
        case "reply.corrected":
            return "Đính chính trả lời", ""
        case "reply.sent":
            late = "" if payload["on_time"] else "quá hạn"
            return f"Trả lời: {outcome_words(str(payload['outcome']), str(payload['kind'])).lower()}", late
        case "matter.rated":
            return "Người gửi đánh giá", _rating(payload)
        case "matter.reopened":
            return f"Mở lại lần {payload['times']}", f"người gửi báo chưa xong; hạn mới {_day(payload['due_on'])}"
        case "matter.joined":
            return f"Ghép với hồ sơ {spaced(str(payload['lead']))}", "cùng một việc, được trả lời cùng nhau"
        case "matter.parted":
            who = "theo lời người gửi; " if payload["by_sender"] else ""
            return "Tách ra thành việc riêng", f"{who}hạn {_day(payload['due_on'])}"
        case "message.withheld":
            return "Không đăng công khai", str(Ground(str(payload["ground"])).label)
        case "message.released":
            return "Đăng công khai trở lại", ""
        case "withholding.appealed":
            return "Đề nghị xem xét lại việc không đăng", f"hạn trả lời {_day(payload['due_on'])}"
        case "withholding.reviewed":
            return "Xem xét lại việc không đăng", str(ReviewOutcome(str(payload["outcome"])).label).lower()
        case _:
            return "Kết thúc", ""


def _label(message: Message, payload: dict[str, JSON]) -> str:
    return next(
        (step.label for step in message.promise.steps if step.name == payload["step"]),
        str(payload["step"]),
    )


def _rating(payload: dict[str, JSON]) -> str:
    solved = "" if payload["solved"] is None else "đã xong" if payload["solved"] else "chưa xong"
    satisfaction = payload["satisfaction"]
    how = str(Satisfaction(satisfaction).label).lower() if isinstance(satisfaction, int) else ""
    return ", ".join(part for part in (solved, how) if part)


def _day(value: JSON) -> str:
    return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
