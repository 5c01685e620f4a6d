"""Requests for information, the reception of citizens, and letters: complaints and denunciations."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hoiam.answer.models import Outcome
from hoiam.listen.models import Kind, Reception
from hoiam.report.account import Account, Happening
from hoiam.report.definitions import (
    DAYS_HELD,
    LETTERS,
    MATTERS,
    MESSAGES,
    MONEY,
    PEOPLE,
    STEPS,
    TIMES,
    Counted,
    count_of,
    enter,
    figure,
    told_apart,
)
from hoiam.workdays.calendar import Calendar

Count = Callable[[Account, Calendar], Counted]

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


@figure("Ngày Chủ tịch trực tiếp tiếp công dân", DAYS_HELD, "Số ngày Chủ tịch đã trực tiếp tiếp, ghi trong kỳ.")
def chair_days_held(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("day_held"))


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

# --- Letters: exact for the superior only ---


def _letters(kind: str) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(one for one in account.all("received") if one.track.restricted and one.track.kind == kind)

    return count


for _kind in (Kind.COMPLAINT, Kind.DENUNCIATION):
    _words = f"Đơn {_kind.label.lower()} tiếp nhận trong kỳ. Trên trang công khai, số nhỏ hơn 5 ghi «dưới 05»."
    enter(f"letters_{_kind.value}", f"Đơn {_kind.label.lower()}", LETTERS, _words, _letters(_kind.value))

# What stands in the report to the superior and nowhere in public: each would tell the small numbers of the others.
INSIDE_FIGURES: list[str] = []


def _inside(id: str, name: str, unit: str, words: str, count: Count) -> None:
    INSIDE_FIGURES.append(id)
    enter(id, name, unit, f"{words} Chỉ ghi trong báo cáo gửi cấp trên.", count)


def _steps(account: Account, kind: str, *names: str) -> Iterable[Happening]:
    done = (one for one in account.all("step_done") if one.track.restricted and one.track.kind == kind)
    return (one for one in done if not names or one.payload["step"] in names)


def _looked_at(kind: str) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(_steps(account, kind, "accept", "check"))

    return count


def _decided(kind: str) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return told_apart((str(one.payload["result"]), one.entry) for one in _steps(account, kind, "decide"))

    return count


def _decided_on_time(kind: str) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(one for one in _steps(account, kind, "decide") if one.payload["on_time"])

    return count


for _kind, _stem in ((Kind.COMPLAINT, "complaints"), (Kind.DENUNCIATION, "denunciations")):
    _low = _kind.label.lower()
    _inside(
        f"{_stem}_looked_at",
        f"{_kind.label} đã xem xét thụ lý",
        MATTERS,
        f"Đơn {_low} mà trong kỳ cơ quan đã thụ lý, hoặc trả lời không thụ lý.",
        _looked_at(_kind.value),
    )
    _inside(
        f"{_stem}_resolved",
        f"{_kind.label} đã giải quyết",
        MATTERS,
        f"Đơn {_low} có quyết định, kết luận trong kỳ, chia theo kết quả.",
        _decided(_kind.value),
    )
    _inside(
        f"{_stem}_resolved_on_time",
        f"{_kind.label} giải quyết đúng hạn",
        MATTERS,
        f"Đơn {_low} có quyết định, kết luận trong kỳ, chậm nhất vào ngày hết hạn giải quyết.",
        _decided_on_time(_kind.value),
    )


def _in_time(*, on_time: bool) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        done = (one for kind in (Kind.COMPLAINT, Kind.DENUNCIATION) for one in _steps(account, kind.value))
        return count_of(one for one in done if bool(one.payload["on_time"]) is on_time)

    return count


for _id, _name, _on_time, _when in (
    ("letters_steps_on_time", "Bước giải quyết đơn đúng hạn", True, "chậm nhất vào ngày hết hạn của bước"),
    ("letters_steps_late", "Bước giải quyết đơn quá hạn", False, "sau ngày hết hạn của bước"),
):
    _words = f"Mỗi bước của đơn khiếu nại, tố cáo (thụ lý, quyết định, gửi, công khai…) xong trong kỳ, {_when}."
    _inside(_id, _name, STEPS, _words, _in_time(on_time=_on_time))


def _restriction(what: str, key: str = "") -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        happened = account.all(what)
        return told_apart((str(one.payload[key]), one.entry) for one in happened) if key else count_of(happened)

    return count


_inside(
    "restrictions_held",
    "Bắt đầu hạn chế tiếp cận",
    LETTERS,
    "Nội dung bắt đầu hạn chế tiếp cận trong kỳ, chia theo căn cứ: người gửi chọn, hoặc chữ trong nội dung.",
    _restriction("restricted", "source"),
)
_inside(
    "restrictions_confirmed",
    "Hạn chế tiếp cận được xác nhận",
    LETTERS,
    "Hạn chế tiếp cận chưa hỏi được người gửi, trong kỳ được người ở ngoài đơn vị bị nói tới xác nhận.",
    _restriction("restriction_confirmed"),
)
_inside(
    "restrictions_ended",
    "Hết hạn chế tiếp cận",
    LETTERS,
    "Nội dung hết hạn chế tiếp cận trong kỳ, chia theo lý do: người gửi bỏ, cán bộ bỏ, không ai xác nhận trong hạn.",
    _restriction("unrestricted", "why"),
)
