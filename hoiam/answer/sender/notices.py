"""The mails of the desk: to senders who left an address, and one digest a day to each member of staff.

A notice is written when it is sent, from what is true then. Subjects hold the number at most; a key is in no mail.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from hoiam.answer.clock.pausing import LONGEST_PAUSE, pause, waiting_inquiry
from hoiam.answer.models import Reply, outcome_words
from hoiam.answer.rating.acts import REOPEN_WITHIN_DAYS
from hoiam.answer.reply.acts import last_sent
from hoiam.answer.sender.calling import list_call
from hoiam.answer.sender.opening import looks
from hoiam.listen.key.numbers import spaced
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import Appeal, Message
from hoiam.listen.withholding import register
from hoiam.listen.withholding.appealing import REVIEW_WITHIN_WORKING_DAYS
from hoiam.outbox.mail.channel import Mail
from hoiam.outbox.models import Row
from hoiam.vault import contacts
from hoiam.workdays.calendar import in_words

# What a mail would have told, and is worth a call to who left a telephone only.
CALLED = frozenset({"reply", "interim", "corrected", "extended", "question"})


def receipt(row: Row) -> Mail | None:
    """«Đã tiếp nhận»: the number and what was promised."""
    message = _message(row)
    body = [
        f"{message.office} đã tiếp nhận nội dung bạn gửi.",
        f"Số hồ sơ: {spaced(message.number)}",
        f"Hạn trả lời: {in_words(message.due_on)} ({message.promise.wording}).",
    ]
    return _to_sender(row, message, "đã tiếp nhận", body)


def extended(row: Row) -> Mail | None:
    """The new date and the reason."""
    message = _message(row)
    extension = message.matter.extensions.last()
    assert extension is not None
    body = [
        f"{message.office} gia hạn trả lời hồ sơ {spaced(message.number)} đến {in_words(extension.due_on)}.",
        f"Lý do: {extension.reason}",
    ]
    return _to_sender(row, message, "gia hạn", body)


def reply(row: Row) -> Mail | None:
    """The answer itself; of a restricted message only that it is there."""
    message = _message(row)
    sent = last_sent(message)
    if sent is None:
        return None
    body = [f"{message.office} đã trả lời hồ sơ {spaced(message.number)}."]
    if not message.is_restricted:
        body += [f"Kết quả: {outcome_words(sent.outcome, message.kind)}", sent.text]
    body.append(
        f"Việc chưa xong? Trong {REOPEN_WITHIN_DAYS} ngày, nhập số hồ sơ và mã bí mật: {settings.PUBLIC_URL}/theo-doi"
    )
    return _to_sender(row, message, "đã có trả lời", body)


def question(row: Row) -> Mail | None:
    """What the office asks, and how to answer by the key. Once it goes out, the clock may stand still."""
    message = _message(row)
    inquiry = waiting_inquiry(message)
    if inquiry is None:
        return None
    body = [f"{message.office} cần hỏi thêm về hồ sơ {spaced(message.number)}."]
    if not message.is_restricted:
        body.append(inquiry.question)
    body.append(f"Xem câu hỏi và trả lời: nhập số hồ sơ và mã bí mật tại {settings.PUBLIC_URL}/theo-doi")
    if not inquiry.completes:
        body.append(f"Chưa trả lời sau {LONGEST_PAUSE} ngày làm việc thì việc được xử lý tiếp với những gì đã có.")
    mail = _to_sender(row, message, "cần hỏi thêm", body)
    if mail is not None:
        pause(inquiry, at=timezone.now())
    return mail


def interim(row: Row) -> Mail | None:
    """How far it is; the matter goes on and its date stays."""
    message = _message(row)
    sent = Reply.objects.sent().filter(matter__message=message, interim=True).last()
    if sent is None:
        return None
    body = [f"{message.office} trả lời bước đầu hồ sơ {spaced(message.number)}; việc còn làm tiếp."]
    if not message.is_restricted:
        body.append(sent.text)
    body.append(f"Hạn trả lời không đổi: {in_words(message.due_on)}.")
    return _to_sender(row, message, "trả lời bước đầu", body)


def corrected(row: Row) -> Mail | None:
    """What was corrected, and the words that stand now."""
    message = _message(row)
    sent = last_sent(message)
    if sent is None or not sent.corrects_id:
        return None
    body = [f"{message.office} đính chính trả lời hồ sơ {spaced(message.number)}."]
    if not message.is_restricted:
        body += [f"Đính chính: {sent.correction_note}", sent.text]
    return _to_sender(row, message, "đính chính trả lời", body)


def split_off(row: Row) -> Mail | None:
    """The letter asked for several things: this part has a number of its own, and the same key."""
    message = _message(row)
    what = "" if message.is_restricted else f" ({message.get_kind_display().lower()})"
    body = [
        f"Đơn {spaced(origin_of(message).number)} có nhiều việc. {message.office} tách một phần thành hồ sơ riêng"
        f"{what}: số {spaced(message.number)}, hạn {in_words(message.due_on)}, tính từ cùng ngày nhận.",
        "Mã bí mật của đơn mở được cả hồ sơ này.",
    ]
    return _to_sender(row, message, "tách từ đơn của bạn", body)


def withheld(row: Row) -> Mail | None:
    """The words left the public page: why, by which clause, since and until when, and how to ask for another look."""
    message, today = _message(row), timezone.localdate()
    kept = [one for one in register.register_rows(message, today) if one.ended_on is None]
    if not kept or message.is_restricted:
        return None
    said = [
        f"Lý do: {one.ground}.{f' Căn cứ: {one.clause}.' if one.clause else ''}"
        f"{f' Đến hết {in_words(one.until)}.' if one.until else ''}"
        for one in kept
    ]
    address = f"{settings.PUBLIC_URL}/tra-loi/{message.number}/xem-xet-lai"
    body = [
        f"Chữ của hồ sơ {spaced(message.number)} không đăng công khai từ {in_words(kept[-1].kept_on)}.",
        *said,
        "Số hồ sơ, ngày nhận, hạn trả lời và các bước vẫn công khai; bạn vẫn được trả lời đúng hạn.",
        f"Bạn không đồng ý? Chừng nào chữ còn chưa đăng, bạn có thể đề nghị xem xét lại: {address}\n"
        "Người ngoài đơn vị đã quyết định trả lời trong "
        f"{REVIEW_WITHIN_WORKING_DAYS} ngày làm việc; không cần nêu lý do.",
    ]
    return _to_sender(row, message, "không đăng công khai", body)


def reviewed(row: Row) -> Mail | None:
    """What came of «đề nghị xem xét lại», with the reason that everybody reads."""
    message = _message(row)
    last = Appeal.objects.filter(withholding__message=message, decided_at__isnull=False).order_by("decided_at").last()
    if last is None or message.is_restricted:
        return None
    body = [
        f"Việc không đăng hồ sơ {spaced(message.number)} đã được xem xét lại: {last.get_outcome_display()}.",
        *([f"Lý do: {last.decision}"] if last.decision else []),
        f"Sổ các nội dung không đăng công khai: {settings.PUBLIC_URL}/khong-dang",
    ]
    return _to_sender(row, message, "kết quả xem xét lại", body)


def unrestricted(row: Row) -> Mail | None:
    """It is no longer kept confidential, and what the sender can do about that."""
    message = _message(row)
    if message.is_restricted:
        return None
    body = [
        f"Hồ sơ {spaced(message.number)} không còn giữ kín: vào danh sách công khai với số hồ sơ, ngày nhận và hạn.",
        "Chữ chỉ đăng sau khi có người đọc và che tên. Không muốn đăng: nhập số hồ sơ và mã bí mật, chọn «Không đăng», "
        f"có hiệu lực ngay: {settings.PUBLIC_URL}/theo-doi",
    ]
    return _to_sender(row, message, "không còn giữ kín", body)


def contact_opened(row: Row) -> Mail | None:
    """Somebody looked at who the sender is: when, why, by which clause, by which posts."""
    message = _message(row)
    seen = looks(message)
    if not seen:
        return None
    one = seen[-1]
    at = timezone.localtime(one.at)
    body = [
        f"Thông tin liên hệ bạn để lại ở hồ sơ {spaced(message.number)} đã được mở xem "
        f"lúc {at:%H:%M} {in_words(at.date())}.",
        f"Lý do: {one.why}." + (f" Căn cứ: {one.clause}." if one.clause else ""),
        f"Người mở: {one.by}." + (f" Người đồng ý: {one.agreed_by}." if one.agreed_by else ""),
        "Bạn không thấy lý do ấy đúng? Gọi hoặc đến cơ quan, hoặc hỏi người giám sát nêu ở trang «Ai làm việc gì».",
    ]
    return _to_sender(row, message, "thông tin liên hệ đã được mở xem", body)


def new_key(row: Row) -> Mail | None:
    """Somebody got a new key at the counter; who did not ask for it learns so."""
    message = _message(row)
    body = [
        f"Hồ sơ {spaced(message.number)} vừa được cấp mã bí mật mới tại quầy; mã cũ không dùng được nữa.",
        f"Không phải bạn? Gọi ngay {message.office.phone or 'cơ quan'}.",
    ]
    return _to_sender(row, message, "mã bí mật mới", body)


def _message(row: Row) -> Message:
    return Message.objects.select_related("office").get(number=row.subject.removeprefix("message:"))


def _to_sender(row: Row, message: Message, what: str, body: list[str]) -> Mail | None:
    """A mail to the address the sender left, opened from the vault here and now; None when there is none.

    Who left a telephone only is put on the list of calls, where the notice is one that is worth a call.
    """
    left_with = origin_of(message).number
    if not contacts.exists(left_with):
        return None
    left = contacts.open_to_send(left_with)
    address = left.get("email", "")
    if not address:
        if left.get("phone") and row.template in CALLED:
            list_call(message, row.template, at=timezone.now())
        return None
    footer = [f"Theo dõi: {settings.PUBLIC_URL}/tra-loi/{message.number}", str(message.office)]
    return Mail(
        to=address,
        subject=f"Hồ sơ {spaced(message.number)}: {what}",
        body="\n\n".join([*body, *footer]),
    )


Parts = list[tuple[str, list[str]]]
