"""All that happens by the clock, in one list, and all that is sent, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from hoiam.answer import chores as answering
from hoiam.answer.clock import passing, pausing, recounting
from hoiam.answer.inbox import digest
from hoiam.answer.sender import notices
from hoiam.ledger.acts import act
from hoiam.listen import chores as listening
from hoiam.listen.imports.acts import import_files
from hoiam.listen.mailbox.collecting import EVERY_MINUTES, collect
from hoiam.office.chores import end_roles, seal_ledgers
from hoiam.outbox.mail.folder import forget_old
from hoiam.outbox.schedule import Chore, Daily, Every
from hoiam.outbox.work import Carrier, Letter
from hoiam.report.bundle.queueing import CHANNEL
from hoiam.report.chores import recount_facts, remind_sections
from hoiam.report.duties import notices as duties
from hoiam.report.duties import reminding
from hoiam.report.exchange.sending import ask_superiors, deliver
from hoiam.report.files.jobs import make_files
from hoiam.report.sections import notices as reporting_notices

CHORES: tuple[Chore, ...] = (
    # As one act: a chore broken off in the middle is run again, and nobody gets two digests.
    Chore("digests", "Thư việc trong ngày cho cán bộ", Daily("07:00"), act(answering.queue_digests)),
    Chore("end_roles", "Thôi các quyền đã hết hạn", Daily("00:05"), end_roles),
    Chore("seal", "Niêm phong nhật ký xử lý", Daily("23:50"), seal_ledgers),
    Chore(
        "end_lapsed",
        "Đăng lại nội dung khi hết hạn không đăng, hết hạn xác nhận",
        Daily("00:10"),
        listening.end_lapsed_withholdings,
    ),
    Chore("unconfirmed", "Bỏ hạn chế chưa ai xác nhận", Daily("00:15"), listening.end_unconfirmed_restrictions),
    Chore("recount", "Tính lại hạn khi lịch làm việc thay đổi", Daily("00:20"), recounting.recount_offices),
    Chore("resume", "Tính hạn tiếp khi đã chờ người gửi 10 ngày làm việc", Daily("00:30"), pausing.resume_overdue),
    Chore("unreceived", "Lấy lại việc đã chuyển mà nơi nhận chưa vào sổ", Daily("06:30"), passing.return_unreceived),
    Chore("close", "Kết thúc việc đã quá hạn mở lại", Daily("02:10"), answering.close_answered),
    Chore("erase", "Xóa thông tin người gửi khi hết hạn giữ", Daily("02:30"), answering.erase_contacts),
    Chore("erase_words", "Xóa lời mà người gửi đã đề nghị xóa", Daily("02:40"), answering.erase_asked_words),
    Chore("forget_drafts", "Xóa bản nháp quá hai giờ và tệp không còn chủ", Every(15), listening.forget_drafts),
    Chore("collect_mail", "Nhận thư điện tử gửi đến hộp thư của cơ quan", Every(EVERY_MINUTES), collect),
    Chore("make_files", "Lập tiếp các tệp báo cáo đang lập dở", Every(1), make_files),
    Chore("import_files", "Vào sổ tiếp các hàng của tệp đang nhập", Every(1), import_files),
    Chore("forget_kept", "Xóa chữ gõ dở đã giữ quá ba ngày", Daily("03:20"), answering.forget_kept),
    Chore("count_words", "Đếm lại từ hiếm, từ thường cho tìm kiếm", Daily("02:50"), listening.count_words),
    Chore(
        "read_again",
        "Đọc lại chỗ và việc trong các nội dung khi quy tắc tìm việc giống nhau đã đổi",
        Daily("03:00"),
        listening.read_again,
    ),
    Chore("recount_facts", "So số đếm sẵn của một cơ quan, một tháng với nhật ký", Daily("03:40"), recount_facts),
    Chore("ask_superiors", "Hỏi máy chủ cấp trên về báo cáo đã gửi", Every(30), ask_superiors),
    Chore("remind_sections", "Nhắc đơn vị gửi phần của mình trong báo cáo", Daily("07:10"), act(remind_sections)),
    Chore("make_duties", "Lập danh sách báo cáo phải nộp, trước 45 ngày", Daily("01:10"), reminding.make_all_duties),
    # As one act, like the digests.
    Chore(
        "remind_reports", "Nhắc báo cáo sắp đến hạn; báo tỉnh cơ quan chưa nộp", Daily("07:05"), act(reminding.remind)
    ),
    Chore("fall_due", "Ghi báo cáo đến hạn; báo lãnh đạo khi chưa nộp", Every(15), act(reminding.let_all_fall_due)),
    Chore("forget_mail", "Xóa thư quá 30 ngày trong thư mục thư", Daily("03:10"), forget_old),
)

# What is no mail: the channel of an outbox row -> who brings it there.
CARRIERS: Mapping[str, Carrier] = {CHANNEL: deliver}

# The template of an outbox row -> what writes the mail at the moment of sending.
LETTERS: Mapping[str, Letter] = {
    "receipt": notices.receipt,
    "extended": notices.extended,
    "question": notices.question,
    "split": notices.split_off,
    "reply": notices.reply,
    "interim": notices.interim,
    "corrected": notices.corrected,
    "withheld": notices.withheld,
    "reviewed": notices.reviewed,
    "unrestricted": notices.unrestricted,
    "opened": notices.contact_opened,
    "new_key": notices.new_key,
    "digest": partial(digest.digest, further=reporting_notices.digest_parts),
    "section_due": reporting_notices.section_due,
    "reports_due": duties.duties_due,
    "reports_late": duties.duties_late,
    "reports_missing": duties.duties_missing,
    "report_returned": duties.report_returned,
}
