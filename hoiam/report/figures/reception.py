"""Requests for information, and the reception of citizens."""

from __future__ import annotations

from datetime import date, timedelta

from hoiam.answer.models import Outcome
from hoiam.listen.models import Kind, Reception
from hoiam.report.figures.account import Account, Happening
from hoiam.report.figures.definitions import (
    DAYS_HELD,
    GROUPS,
    MATTERS,
    MESSAGES,
    MONEY,
    PEOPLE,
    TIMES,
    Count,
    Counted,
    count_of,
    enter,
    figure,
    told_apart,
)
from hoiam.workdays.calendar import Calendar
from hoiam.workdays.periods import WEEK, ZONE, Period

# From how many people on a visit is a «đoàn đông người» (Luật Tiếp công dân 2013, Điều 29).
LARGE_GROUP = 5

# --- Requests for information ---


@figure(
    "Yêu cầu cung cấp thông tin",
    MESSAGES,
    "Nội dung tiếp nhận trong kỳ thuộc loại yêu cầu cung cấp thông tin.",
)
def info_requests(account: Account, _calendar: Calendar) -> Counted:
    return count_of(one for one in account.all("received") if one.track.kind == Kind.INFORMATION)


def _information_closed_as(account: Account, *outcomes: str) -> list[Happening]:
    asked = (one for one in account.all("closed") if one.payload["kind"] == Kind.INFORMATION)
    return [one for one in asked if one.payload["outcome"] in outcomes]


def _ended_as(*outcomes: str) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(_information_closed_as(account, *outcomes))

    return count


for _id, _name, _outcomes in (
    ("info_granted", "Đã cung cấp thông tin", (Outcome.SOLVED.value, Outcome.ANSWERED.value)),
    ("info_partly", "Đã cung cấp một phần thông tin", (Outcome.PARTLY.value,)),
    ("info_refused", "Từ chối cung cấp thông tin", (Outcome.REFUSED.value,)),
):
    _as = ", ".join(f"«{Outcome(outcome).label}»" for outcome in _outcomes)
    _words = f"Yêu cầu cung cấp thông tin giải quyết trong kỳ với kết quả {_as}."
    enter(_id, _name, MESSAGES, _words, _ended_as(*_outcomes))


@figure(
    "Từ chối cung cấp thông tin theo khoản",
    MESSAGES,
    "Yêu cầu cung cấp thông tin giải quyết trong kỳ bị từ chối, cả từ chối một phần, chia theo khoản của Điều 27.",
)
def info_refused_by_clause(account: Account, _calendar: Calendar) -> Counted:
    found = _information_closed_as(account, Outcome.REFUSED, Outcome.PARTLY)
    # What was answered before the clause was entered has none; nor has what the law of 2016 holds for.
    return told_apart((str(one.payload.get("clause", "")), one.entry) for one in found)


@figure(
    "Yêu cầu thông tin giải quyết đúng hạn",
    MESSAGES,
    "Yêu cầu cung cấp thông tin giải quyết trong kỳ, chậm nhất vào ngày hết hạn.",
)
def info_on_time(account: Account, _calendar: Calendar) -> Counted:
    ended = (one for one in account.all("closed") if one.payload["kind"] == Kind.INFORMATION)
    return count_of(one for one in ended if one.payload["on_time"])


@figure("Yêu cầu thông tin được gia hạn", TIMES, "Mỗi lần gia hạn trong kỳ của một yêu cầu cung cấp thông tin.")
def info_extended(account: Account, _calendar: Calendar) -> Counted:
    return count_of(one for one in account.all("extended") if one.track.kind == Kind.INFORMATION)


@figure(
    "Chi phí in, sao, gửi thông tin",
    MONEY,
    "Cộng chi phí đã ghi của các yêu cầu đã cung cấp thông tin, cả một phần, trong kỳ; không thu phí nào khác.",
)
def info_cost(account: Account, _calendar: Calendar) -> Counted:
    given = _information_closed_as(account, Outcome.SOLVED, Outcome.ANSWERED, Outcome.PARTLY)
    paid = [one for one in given if one.payload["cost"]]
    return Counted(sum(int(one.payload["cost"]) for one in paid), tuple(one.entry for one in paid))


@figure(
    "Yêu cầu thông tin trả lại để hoàn chỉnh",
    TIMES,
    "Yêu cầu cung cấp thông tin chưa hợp lệ, trong kỳ được trả lại để người gửi hoàn chỉnh; thời hạn tính lại từ ngày "
    "yêu cầu hợp lệ.",
)
def info_completed(account: Account, _calendar: Calendar) -> Counted:
    return count_of(one for one in account.all("inquired") if one.payload["completes"])


# --- Reception of citizens (the book of Điều 25 Luật Tiếp công dân) ---


@figure(
    "Tiếp công dân: lượt",
    TIMES,
    "Lượt tiếp ghi vào sổ tiếp công dân trong kỳ; việc thứ hai của cùng lượt không tính thêm lượt.",
)
def reception_visits(account: Account, _calendar: Calendar) -> Counted:
    return count_of(_visits(account))


def _visits(account: Account) -> list[Happening]:
    return [one for one in account.all("reception") if int(one.payload["people"])]


@figure("Tiếp công dân: người", PEOPLE, "Cộng số người đến của các lượt tiếp trong kỳ.")
def reception_people(account: Account, _calendar: Calendar) -> Counted:
    visits = _visits(account)
    return Counted(sum(int(one.payload["people"]) for one in visits), tuple(one.entry for one in visits))


@figure("Tiếp công dân: vụ việc", MATTERS, "Dòng sổ tiếp công dân ghi trong kỳ; mỗi vụ việc một dòng.")
def reception_matters(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("reception"))


def _visits_of(sort: str) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(one for one in _visits(account) if one.payload["sort"] == sort)

    return count


for _sort in Reception.Sort:
    _words = f"Lượt tiếp công dân trong kỳ ghi hình thức «{_sort.label}»."
    enter(f"reception_{_sort.value}", f"Tiếp công dân {_sort.label}: lượt", TIMES, _words, _visits_of(_sort.value))


def _first_time(*, first: bool) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(one for one in account.all("reception") if bool(one.payload["first_time"]) is first)

    return count


for _id, _name, _first in (
    ("reception_first_time", "Vụ việc tiếp lần đầu", True),
    ("reception_repeat", "Vụ việc tiếp nhiều lần", False),
):
    _words = f"{_name} trong kỳ, như người đến nói hoặc cán bộ biết; máy không tra cứu theo người."
    enter(_id, _name, MATTERS, _words, _first_time(first=_first))


def _large_groups(account: Account) -> list[Happening]:
    return [one for one in _visits(account) if int(one.payload["people"]) >= LARGE_GROUP]


@figure("Đoàn đông người", GROUPS, f"Lượt tiếp công dân trong kỳ có từ {LARGE_GROUP:02d} người trở lên.")
def large_groups(account: Account, _calendar: Calendar) -> Counted:
    return count_of(_large_groups(account))


@figure("Đoàn đông người: số người", PEOPLE, "Cộng số người đến của các đoàn đông người trong kỳ.")
def large_groups_people(account: Account, _calendar: Calendar) -> Counted:
    groups = _large_groups(account)
    return Counted(sum(int(one.payload["people"]) for one in groups), tuple(one.entry for one in groups))


@figure("Ngày Chủ tịch trực tiếp tiếp công dân", DAYS_HELD, "Số ngày Chủ tịch đã trực tiếp tiếp, ghi trong kỳ.")
def chair_days_held(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("day_held"))


@figure(
    "Ngày Chủ tịch phải trực tiếp tiếp công dân",
    DAYS_HELD,
    "Mỗi tuần ít nhất một ngày: số tuần kết thúc trong kỳ, đến ngày đếm, không kể tuần cơ quan nghỉ cả tuần.",
)
def chair_days_required(account: Account, calendar: Calendar) -> Counted:
    weeks = _weeks_ended(account.period, account.counted_to.astimezone(ZONE).date())
    return Counted(sum(any(map(calendar.is_working, _days(week))) for week in weeks))


def _weeks_ended(period: Period, today: date) -> list[Period]:
    """The office's weeks whose last day lies in the period and is over."""
    week, found = period.schedule.of(WEEK, period.first), []
    while week.last <= period.last and week.last < today:
        found.append(week)
        week = week.next()
    return found


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(days=day) for day in range((period.last - period.first).days + 1)]


def _told(*, on_time: bool | None) -> Count:
    """The notice that is owed of what was raised at a reception (step «tell»)."""

    def count(account: Account, _calendar: Calendar) -> Counted:
        notices = (one for one in account.all("step_done") if one.payload["step"] == "tell")
        return count_of(one for one in notices if on_time is None or one.payload["on_time"] is on_time)

    return count


enter(
    "reception_notified",
    "Đã thông báo kết quả tiếp công dân",
    MATTERS,
    "Vụ việc nêu tại buổi tiếp mà trong kỳ đã thông báo kết quả xử lý.",
    _told(on_time=None),
)
enter(
    "reception_notified_on_time",
    "Thông báo kết quả tiếp công dân đúng hạn",
    MATTERS,
    "Vụ việc nêu tại buổi tiếp mà trong kỳ đã thông báo kết quả, chậm nhất vào ngày hết hạn của bước ấy.",
    _told(on_time=True),
)
