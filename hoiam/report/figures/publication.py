"""What the public can read, what is kept from it and on which ground, and what reading spared somebody to send."""

from __future__ import annotations

from datetime import date, timedelta

from hoiam.listen.models import ReviewOutcome
from hoiam.listen.publicity.privacy import CHECK_WITHIN_WORKING_DAYS
from hoiam.report.figures.account import Account
from hoiam.report.figures.definitions import (
    DAYS,
    MESSAGES,
    TIMES,
    Counted,
    count_of,
    figure,
    histogram,
    middle_of,
    number_of,
    told_apart,
)
from hoiam.workdays.calendar import Calendar


@figure("Đăng công khai", MESSAGES, "Nội dung mà trong kỳ người dân bắt đầu đọc được, đã che thông tin cá nhân.")
def published_public(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("published"))


@figure(
    "Số ngày đến khi đăng công khai",
    DAYS,
    "Một nửa số nội dung bắt đầu đăng công khai trong kỳ được đăng trong từng này ngày làm việc từ ngày tiếp nhận.",
)
def days_to_publication(account: Account, calendar: Calendar) -> Counted:
    shown = account.all("published")
    days = histogram(calendar.between(one.track.received_on, _day(one.payload["on"])) for one in shown)
    return Counted(middle_of(days), tuple(one.entry for one in shown), histogram=days)


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


@figure(
    "Không đăng, theo lý do",
    MESSAGES,
    "Nội dung bắt đầu không đăng công khai trong kỳ, chia theo lý do trong danh mục đóng.",
)
def withheld_by_ground(account: Account, _calendar: Calendar) -> Counted:
    return told_apart((str(one.payload["ground"]), one.entry) for one in account.all("withheld"))


@figure(
    "Chưa đăng mà không có lý do",
    MESSAGES,
    f"Nội dung mà cuối kỳ đã quá {CHECK_WITHIN_WORKING_DAYS} ngày làm việc từ ngày tiếp nhận, chữ vẫn chưa được cán bộ "
    "kiểm tra để đăng, và không có lý do không đăng.",
)
def held_without_ground(account: Account, calendar: Calendar) -> Counted:
    day, passed = account.today, 0
    while passed <= CHECK_WITHIN_WORKING_DAYS:
        passed += calendar.is_working(day)
        day -= timedelta(days=1)
    waiting = (track for track in account.tracks if not (track.restricted or track.checked or track.grounds))
    return number_of(track.received_by for track in waiting if track.received_on <= day)


@figure(
    "Đề nghị xem xét lại",
    TIMES,
    "Đề nghị xem xét lại việc không đăng, nhận trong kỳ, chia theo lý do không đăng.",
)
def appeals_received(account: Account, _calendar: Calendar) -> Counted:
    return told_apart((str(one.payload["ground"]), one.entry) for one in account.all("appealed"))


def _reviewed(account: Account, *outcomes: str) -> Counted:
    found = (one for one in account.all("reviewed") if one.payload["outcome"] in outcomes)
    return told_apart((str(one.payload["outcome"]), one.entry) for one in found)


@figure(
    "Đề nghị xem xét lại đã quyết định",
    TIMES,
    "Đề nghị xem xét lại mà trong kỳ người ở ngoài đơn vị đã quyết định, chia theo kết quả.",
)
def appeals_decided(account: Account, _calendar: Calendar) -> Counted:
    return _reviewed(account, ReviewOutcome.UPHELD, ReviewOutcome.ENDED)


@figure(
    "Đề nghị xem xét lại quá hạn, đăng trở lại",
    TIMES,
    "Đề nghị xem xét lại mà trong kỳ hết 10 ngày làm việc không ai quyết định, nên nội dung đăng trở lại.",
)
def appeals_lapsed(account: Account, _calendar: Calendar) -> Counted:
    return count_of(one for one in account.all("reviewed") if one.payload["outcome"] == ReviewOutcome.LAPSED)


@figure(
    "Lượt «tôi cũng gặp việc này»",
    TIMES,
    "Mỗi lần trong kỳ một người đọc báo cũng gặp việc đang xử lý. Không đổi hạn, thứ tự hay số liệu nào khác.",
)
def me_too(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("me_too"))


@figure(
    "Người tìm thấy câu trả lời trước khi gửi",
    TIMES,
    "Mỗi lần trong kỳ một người đang viết báo rằng câu trả lời đã đăng là đủ, nên không cần gửi.",
)
def deflected(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("deflected"))
