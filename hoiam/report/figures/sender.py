"""Who looked at how to reach a sender, who was called, and what was forgotten."""

from __future__ import annotations

from hoiam.report.figures.account import Account
from hoiam.report.figures.definitions import MESSAGES, TIMES, Counted, count_of, figure, told_apart
from hoiam.workdays.calendar import Calendar


@figure(
    "Lượt mở xem thông tin người gửi",
    TIMES,
    "Mỗi lần một cán bộ mở xem thông tin liên hệ của người gửi trong kỳ, chia theo lý do.",
)
def vault_openings(account: Account, _calendar: Calendar) -> Counted:
    return told_apart((str(one.payload["reason"]), one.entry) for one in account.all("contact_opened"))


@figure(
    "Lượt mở xem thông tin người gửi của hồ sơ hạn chế tiếp cận",
    TIMES,
    "Mỗi lần một cán bộ mở xem thông tin liên hệ của người gửi đơn khiếu nại, tố cáo trong kỳ. Trên trang công khai, "
    "số nhỏ hơn 5 ghi «dưới 05».",
)
def vault_openings_restricted(account: Account, _calendar: Calendar) -> Counted:
    return count_of(one for one in account.all("contact_opened") if one.track.restricted)


@figure(
    "Đề nghị mở xem không được đồng ý",
    TIMES,
    "Mỗi lần trong kỳ người thứ hai không đồng ý đề nghị mở xem thông tin người gửi.",
)
def openings_refused(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("opening_refused"))


@figure(
    "Cuộc gọi báo kết quả",
    TIMES,
    "Cuộc gọi trong kỳ đến người gửi chỉ để lại số điện thoại, chia theo kết quả gọi.",
)
def calls_made(account: Account, _calendar: Calendar) -> Counted:
    return told_apart((str(one.payload["result"]), one.entry) for one in account.all("call_made"))


@figure("Đã xóa thông tin người gửi", MESSAGES, "Nội dung có thông tin liên hệ của người gửi được xóa trong kỳ.")
def erasures(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("contact_erased"))
