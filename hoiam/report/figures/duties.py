"""The office's own reports to its superior: how many fell due, how many were there in time, how many came back."""

from __future__ import annotations

from hoiam.report.figures.account import Account
from hoiam.report.figures.definitions import REPORTS, TIMES, Counted, count_of, figure
from hoiam.workdays.calendar import Calendar


@figure("Báo cáo phải nộp", REPORTS, "Báo cáo cho cấp trên có hạn nộp trong kỳ, hạn đã gia hạn thì tính theo hạn mới.")
def reports_due(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("report_due"))


@figure(
    "Báo cáo nộp đúng hạn",
    REPORTS,
    "Báo cáo có hạn nộp trong kỳ mà đến hạn đã nộp đủ và cơ quan không rút lại; bị trả lại sau đó vẫn là đúng hạn.",
)
def reports_on_time(account: Account, _calendar: Calendar) -> Counted:
    return count_of(one for one in account.all("report_due") if one.payload["on_time"])


@figure("Báo cáo bị trả lại", TIMES, "Lượt cấp trên trả lại báo cáo trong kỳ, yêu cầu bổ sung.")
def reports_returned(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("report_returned"))
