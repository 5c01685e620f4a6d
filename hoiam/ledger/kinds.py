"""The catalogue of ledger entries: each kind, the words it has in a timeline, and exactly what its payload holds.

Values are identifiers, numbers, dates and commitments: nothing personal and no free text ever enters the ledger,
because nothing ever leaves it.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    sentence: str
    keys: frozenset[str]


def _kind(sentence: str, keys: str = "") -> Kind:
    return Kind(sentence, frozenset(keys.split()))


KINDS: dict[str, Kind] = {
    "office.founded": _kind("Lập cơ quan", "level"),
    "desk.founded": _kind("Lập danh mục mặc định", "lists"),
    "office.sealing_key_set": _kind("Đặt khóa niêm phong của tỉnh", "fingerprint"),
    "office.changed": _kind("Sửa thông tin cơ quan", "fields"),
    "unit.opened": _kind("Lập đơn vị", "unit"),
    "unit.changed": _kind("Sửa đơn vị", "unit unit_was"),
    "area.added": _kind("Thêm thôn, tổ dân phố", "area"),
    "area.changed": _kind("Sửa thôn, tổ dân phố", "area"),
    "topic.added": _kind("Thêm lĩnh vực", "topic"),
    "topic.changed": _kind("Sửa lĩnh vực", "topic"),
    "topic.removed": _kind("Bỏ lĩnh vực chưa dùng", "topic"),
    "route.changed": _kind("Sửa phân công duyệt", "kind topic role form_check"),
    "template.added": _kind("Thêm mẫu trả lời", "template"),
    "template.changed": _kind("Sửa mẫu trả lời", "template"),
    "template.removed": _kind("Bỏ mẫu trả lời", "template"),
    "approval.delegated": _kind("Ủy quyền duyệt", "taker from_day until_day"),
    "approval.delegation_ended": _kind("Thôi ủy quyền duyệt", "taker"),
    "field.given": _kind("Giao Phó Chủ tịch phụ trách đơn vị", "unit"),
    "field.ended": _kind("Thôi phụ trách đơn vị", "unit"),
    "person.appointed": _kind("Mở tài khoản cán bộ"),
    "person.changed": _kind("Sửa tài khoản cán bộ", "fields"),
    "person.closed": _kind("Đóng tài khoản cán bộ"),
    "person.reopened": _kind("Mở lại tài khoản cán bộ"),
    "role.granted": _kind("Giao quyền", "role until"),
    "role.ended": _kind("Thôi giao quyền", "role"),
    "calendar.changed": _kind("Sửa lịch làm việc", "day works"),
    "rule.changed": _kind("Sửa quy định về thời hạn", "kind clause"),
    "message.received": _kind(
        "Tiếp nhận",
        "kind channel area topic wants_public restricted due_on rule sent_on files commitment",
    ),
    "message.restricted": _kind("Hạn chế tiếp cận", "source confirm_by"),
    "message.restriction_confirmed": _kind("Xác nhận hạn chế tiếp cận", "source"),
    "message.readers_changed": _kind("Sửa danh sách người được xem", "readers"),
    "message.read": _kind("Xem hồ sơ hạn chế tiếp cận"),
    "message.unrestricted": _kind("Hết hạn chế tiếp cận", "why"),
    "file.imported": _kind("Nhập nội dung từ tệp", "rows channel"),
    "reception.recorded": _kind("Ghi sổ tiếp công dân", "line held_on sort chaired people first_time"),
    "reception.day_held": _kind("Chủ tịch tiếp công dân", "day"),
    "message.sealed": _kind("Niêm phong cho tỉnh", "due_on"),
    "message.sent_up": _kind("Niêm phong, chuyển tỉnh", "due_on"),
    "message.taken_over": _kind("Tỉnh đưa vào hồ sơ xử lý"),
    "message.handed_back": _kind("Chuyển lại nơi nhận ban đầu"),
    "message.published": _kind("Đăng công khai", "commitment masked"),
    "message.split": _kind("Tách từ đơn có nhiều việc", "commitment"),
    "message.photo_published": _kind("Đăng ảnh"),
    "message.photo_masked": _kind("Che ảnh", "boxes"),
    "withholding.appealed": _kind("Đề nghị xem xét lại việc không đăng", "ground due_on commitment"),
    "withholding.reviewed": _kind("Xem xét lại việc không đăng", "ground outcome commitment"),
    "message.concerned_named": _kind("Ghi nội dung nói về ai", "units people leadership"),
    "message.concerned_ended": _kind("Bỏ ghi nội dung nói về ai", "units people leadership commitment"),
    "message.file_added": _kind("Người gửi thêm tệp", "sort files"),
    "message.transcribed": _kind("Chép lại lời nói thành chữ", "commitment"),
    "matter.accepted": _kind("Phân loại, nhận xử lý", "kind kind_was topic area due_on rule commitment"),
    "matter.assigned": _kind("Giao xử lý", "unit unit_was"),
    # next_due_on: when the message is due now, the end of the open step that ends first.
    "matter.extended": _kind("Gia hạn", "step due_on due_on_was next_due_on reason_commitment"),
    "matter.step_done": _kind("Xong một bước", "step due_on on on_time result next_due_on"),
    "information.stated": _kind("Khai điều kiện cung cấp thông tin", "entitlement cost waived"),
    "matter.inquired": _kind("Hỏi người gửi", "completes commitment"),
    "matter.paused": _kind("Tạm dừng tính hạn, chờ người gửi", "step due_on next_due_on"),
    "matter.supplied": _kind("Người gửi bổ sung", "commitment"),
    # working_days: how many the clock stood still; valid: a request that was completed runs anew.
    "matter.resumed": _kind("Tính hạn tiếp", "step valid working_days next_due_on"),
    "matter.recounted": _kind("Tính lại hạn theo lịch làm việc", "step due_on_was due_on next_due_on"),
    "matter.returned": _kind("Việc đã chuyển trở lại", "why due_on"),
    "matter.step_opened": _kind("Thêm một bước phải làm", "step due_on next_due_on"),
    "reply.drafted": _kind("Dự thảo trả lời", "commitment"),
    "reply.returned": _kind("Trả lại để sửa", "commitment"),
    "reply.form_checked": _kind("Kiểm tra thể thức dự thảo", "commitment"),
    # In which role, and in whose place when the power was lent.
    "reply.approved": _kind("Duyệt nội dung trả lời", "commitment role giver"),
    # clause: of Điều 27, where information was refused.
    # on_time is null while a matter that was passed on is still open with us: it ends by matter.receiver_number.
    "reply.sent": _kind(
        "Trả lời",
        "outcome unit kind due_on answered_on on_time working_days first clause commitment",
    ),
    "reply.issued": _kind("Phát hành văn bản trả lời", "number dated digest signatures differences commitment"),
    "reply.interim": _kind("Trả lời bước đầu", "commitment"),
    "reply.corrected": _kind("Đính chính trả lời", "commitment commitment_was reason_commitment"),
    "message.noted": _kind("Ghi chú nội bộ", "commitment"),
    "cooperation.asked": _kind("Đề nghị phối hợp", "unit due_on reason_commitment"),
    "cooperation.given": _kind("Có ý kiến phối hợp", "unit on_time"),
    "cooperation.ended": _kind("Thôi đề nghị phối hợp", "unit"),
    "matter.receiver_number": _kind(
        "Cơ quan nhận đã vào sổ",
        "outcome unit kind due_on answered_on on_time working_days first clause commitment",
    ),
    "matter.rated": _kind("Người gửi đánh giá", "satisfaction solved"),
    "matter.reopened": _kind("Mở lại để xử lý tiếp", "due_on times"),
    "matter.joined": _kind("Ghép với việc trùng", "lead due_on stage_was"),
    "matter.parted": _kind("Tách khỏi việc trùng", "lead due_on by_sender"),
    "message.me_too": _kind("Có người cũng gặp việc này"),
    "message.deflected": _kind("Câu trả lời đã đủ, người đọc không cần gửi"),
    "matter.closed": _kind("Kết thúc xử lý"),
    "message.withhold_proposed": _kind("Đề nghị không đăng công khai", "ground"),
    "message.withhold_declined": _kind("Không đồng ý đề nghị không đăng", "ground"),
    "message.withhold_lapsed": _kind("Đề nghị không đăng hết hạn xác nhận", "ground"),
    "message.withheld": _kind("Không đăng công khai", "ground"),
    "message.released": _kind("Được đăng công khai trở lại", "ground"),
    "contact.opening_asked": _kind("Đề nghị mở xem thông tin người gửi", "reason"),
    "contact.opening_agreed": _kind("Đồng ý mở xem thông tin người gửi", "reason"),
    "contact.opening_refused": _kind("Không đồng ý mở xem thông tin người gửi", "reason"),
    "contact.corrected": _kind("Người gửi sửa thông tin liên hệ"),
    "call.listed": _kind("Vào danh sách cần gọi điện", "template"),
    "call.made": _kind("Gọi điện báo kết quả", "result"),
    "copy.given": _kind("Người gửi lấy bản sao"),
    "erasure.asked": _kind("Người gửi đề nghị xóa lời đã gửi", "due_on"),
    "message.words_erased": _kind("Xóa lời đã gửi", "files"),
    "key.renewed": _kind("Cấp mã bí mật mới tại quầy", "how"),
    "key.refused": _kind("Không cấp mã bí mật mới", "how"),
    "matter.archived": _kind("Xuất hồ sơ nộp lưu", "digest files"),
    "contact.opened": _kind("Mở xem thông tin người gửi", "reason"),
    "contact.erased": _kind("Xóa thông tin người gửi"),
    "mail.sent": _kind("Gửi thư báo", "template"),
    "report.frozen": _kind("Chốt số liệu báo cáo", "kind period version digest"),
    "report.published": _kind("Công bố báo cáo", "kind period version"),
    "report.weeks_changed": _kind("Đổi ngày đầu tuần báo cáo", "first"),
    "report.section_given": _kind("Giao mục báo cáo cho đơn vị", "kind section units days time"),
    "report.section_sent": _kind("Đơn vị gửi mục báo cáo", "kind period section unit empty nothing"),
    "peer.office_entered": _kind("Ghi cơ quan có máy chủ riêng", "level"),
    "peer.added": _kind("Nhận khóa của máy chủ khác", "office fingerprint"),
    "peer.changed": _kind("Sửa địa chỉ máy chủ khác", "office"),
    "peer.ended": _kind("Thôi dùng khóa của máy chủ khác", "office fingerprint"),
    "report.session_entered": _kind("Ghi kỳ họp HĐND", "opened_on"),
}
