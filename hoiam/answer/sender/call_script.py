"""What somebody reads aloud when they call: the office, the number, what was decided, what the sender can do now."""

from __future__ import annotations

from django.utils import timezone

from hoiam.answer.clock.pausing import waiting_inquiry
from hoiam.answer.models import Call, outcome_words
from hoiam.answer.rating.acts import REOPEN_WITHIN_DAYS
from hoiam.answer.reply.acts import last_sent
from hoiam.listen.key.numbers import spaced
from hoiam.workdays.calendar import in_words


def script(call: Call) -> list[str]:
    """The sentences of the call, in their order. A restricted matter is told as being answered, nothing more."""
    message = call.message
    received = timezone.localdate(message.received_at)
    lines = [
        f"Xin chào, tôi gọi từ {message.office.committee_in_full}, về nội dung gửi {in_words(received)}, "
        f"số hồ sơ {spaced(message.number)}. Xin phép nói chuyện với người đã gửi.",
        *_told(call),
        "Xin cảm ơn. Nội dung cuộc gọi này được ghi trong nhật ký của hồ sơ.",
    ]
    return [line for line in lines if line]


def _told(call: Call) -> list[str]:
    message = call.message
    if call.template == "extended":
        extension = message.matter.extensions.last()
        if extension is None:
            return []
        return [f"Việc này được gia hạn trả lời đến {in_words(extension.due_on)}. Lý do: {extension.reason}"]
    inquiry = waiting_inquiry(message) if call.template == "question" else None
    if inquiry and not message.is_restricted:
        return [
            f"Chúng tôi cần hỏi thêm: {inquiry.question}",
            "Xin trả lời bằng mã bí mật trên trang Theo dõi, hoặc đến quầy.",
        ]
    sent = last_sent(message)
    if call.template != "reply" or sent is None:
        return [
            "Cơ quan có một câu hỏi về việc này: xin nhập số hồ sơ và mã bí mật trên trang Theo dõi, hoặc đến quầy."
        ]
    if message.is_restricted:
        return ["Việc này đã có trả lời. Xin nhập số hồ sơ và mã bí mật, hoặc đến quầy để nhận văn bản."]
    return [
        f"Kết quả: {outcome_words(sent.outcome, message.kind)}.",
        sent.text,
        f"Nếu việc chưa xong, trong {REOPEN_WITHIN_DAYS} ngày xin báo lại bằng mã bí mật, hoặc đến quầy.",
    ]
