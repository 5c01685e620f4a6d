"""The balance, how it went and what was received: the figures every office asks for first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from hoiam.answer.models import Outcome
from hoiam.report.figures.account import Account, Happening, Track
from hoiam.report.figures.definitions import (
    DAYS,
    MATTERS,
    MESSAGES,
    PERCENT,
    TIMES,
    Counted,
    Histogram,
    count_of,
    enter,
    figure,
    histogram,
    middle_of,
    nine_tenths_of,
    number_of,
    percentage,
    told_apart,
)
from hoiam.report.sentences.numbers import Number
from hoiam.workdays.calendar import Calendar

# --- The balance ---


@figure(
    "Nội dung kỳ trước chuyển sang",
    MESSAGES,
    "Nội dung đã tiếp nhận hoặc mở lại trước đầu kỳ mà đến đầu kỳ chưa giải quyết xong.",
)
def messages_carried(account: Account, _calendar: Calendar) -> Counted:
    return number_of(entry for entry, _ in account.carried)


@figure(
    "Nội dung tiếp nhận trong kỳ",
    MESSAGES,
    "Nội dung có ngày tiếp nhận trong kỳ, từ mọi nguồn, kể cả nội dung không đăng công khai.",
)
def messages_received(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("received"))


@figure("Lượt mở lại trong kỳ", TIMES, "Mỗi lần người gửi báo việc chưa xong trong kỳ và việc được mở lại.")
def messages_reopened(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("reopened"))


@figure("Tổng số phải giải quyết", MESSAGES, "Kỳ trước chuyển sang, cộng tiếp nhận trong kỳ, cộng mở lại trong kỳ.")
def messages_total(account: Account, _calendar: Calendar) -> Counted:
    happened = (one.entry for what in ("received", "reopened") for one in account.all(what))
    return number_of((*(entry for entry, _ in account.carried), *happened))


@figure(
    "Đã giải quyết",
    MESSAGES,
    "Lượt gửi trả lời kết thúc việc trong kỳ, theo mọi kết quả. Việc đã chuyển cơ quan khác chỉ được tính khi cơ "
    "quan nhận đã vào sổ. Việc mở lại rồi trả lời lại được tính thêm một lượt.",
)
def messages_closed(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("closed"))


def _closed_as(outcome: str) -> Callable[[Account, Calendar], Counted]:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(one for one in account.all("closed") if one.payload["outcome"] == outcome)

    return count


OUTCOMES = tuple(Outcome.values)
for _outcome in Outcome:
    _more = " và cơ quan nhận đã vào sổ" if _outcome == Outcome.PASSED_ON else ""
    _words = f"Lượt giải quyết trong kỳ có kết quả «{_outcome.label}»{_more}."
    enter(_outcome.value, str(_outcome.label), MESSAGES, _words, _closed_as(_outcome.value))


def _answered(account: Account, *, first: bool, on_time: bool) -> Counted:
    return count_of(
        one
        for one in account.all("closed")
        if bool(one.payload["first"]) is first and bool(one.payload["on_time"]) is on_time
    )


@figure(
    "Đã trả lời đúng hạn",
    MESSAGES,
    "Lần trả lời đầu được gửi trong kỳ, chậm nhất vào ngày hết hạn. Việc mở lại về sau không xóa kết quả này.",
)
def answered_on_time(account: Account, _calendar: Calendar) -> Counted:
    return _answered(account, first=True, on_time=True)


@figure(
    "Đã trả lời quá hạn",
    MESSAGES,
    "Lần trả lời đầu được gửi trong kỳ, sau ngày hết hạn. Việc mở lại về sau không xóa kết quả này.",
)
def answered_late(account: Account, _calendar: Calendar) -> Counted:
    return _answered(account, first=True, on_time=False)


@figure("Trả lời lại đúng hạn", TIMES, "Trả lời sau khi mở lại, gửi trong kỳ, chậm nhất vào hạn mới.")
def reanswered_on_time(account: Account, _calendar: Calendar) -> Counted:
    return _answered(account, first=False, on_time=True)


@figure("Trả lời lại quá hạn", TIMES, "Trả lời sau khi mở lại, gửi trong kỳ, sau hạn mới.")
def reanswered_late(account: Account, _calendar: Calendar) -> Counted:
    return _answered(account, first=False, on_time=False)


@figure("Tỷ lệ trả lời đúng hạn", PERCENT, "Lần trả lời đầu đúng hạn chia cho mọi lần trả lời đầu gửi trong kỳ.")
def on_time_share(account: Account, _calendar: Calendar) -> Counted:
    first = [one for one in account.all("closed") if one.payload["first"]]
    return percentage((one for one in first if one.payload["on_time"]), first)


@figure("Đang giải quyết", MESSAGES, "Nội dung chưa giải quyết xong vào cuối kỳ.")
def messages_open(account: Account, _calendar: Calendar) -> Counted:
    return number_of(track.opened_by for track in account.open)


@figure("Đang giải quyết, trong hạn", MESSAGES, "Nội dung chưa giải quyết xong vào cuối kỳ mà ngày hết hạn chưa qua.")
def open_in_time(account: Account, _calendar: Calendar) -> Counted:
    return number_of(track.opened_by for track in account.open if track.due_on >= account.today)


@figure("Đang giải quyết, quá hạn", MESSAGES, "Nội dung chưa giải quyết xong vào cuối kỳ mà ngày hết hạn đã qua.")
def open_overdue(account: Account, _calendar: Calendar) -> Counted:
    return number_of(track.opened_by for track in account.open if track.due_on < account.today)


# --- How it went ---


@figure("Vụ việc được gia hạn", MATTERS, "Vụ việc có gia hạn trong kỳ; một vụ việc gia hạn nhiều lần tính một.")
def extended(account: Account, _calendar: Calendar) -> Counted:
    return _once_a_message(account.all("extended"))


def _once_a_message(happenings: Iterable[Happening]) -> Counted:
    first: dict[Track, int] = {}
    for one in happenings:
        first.setdefault(one.track, one.entry)
    return number_of(first.values())


@figure(
    "Thời gian xử lý trung vị",
    DAYS,
    "Một nửa số lượt giải quyết trong kỳ xong trong từng này ngày làm việc, tính từ ngày sau ngày tiếp nhận (hoặc mở "
    "lại) đến ngày trả lời.",
)
def median_working_days(account: Account, _calendar: Calendar) -> Counted:
    return _days_of_closing(account, middle_of)


def _days_of_closing(account: Account, take: Callable[[Histogram], Number | None]) -> Counted:
    closed = account.all("closed")
    days = histogram(int(one.payload["working_days"]) for one in closed)
    return Counted(take(days), tuple(one.entry for one in closed), histogram=days)


@figure("90% vụ việc xong trong", DAYS, "Chín phần mười số lượt giải quyết trong kỳ xong trong từng này ngày làm việc.")
def p90(account: Account, _calendar: Calendar) -> Counted:
    return _days_of_closing(account, nine_tenths_of)


@figure("Vụ việc mở lại", MATTERS, "Vụ việc được mở lại ít nhất một lần trong kỳ.")
def reopened(account: Account, _calendar: Calendar) -> Counted:
    return _once_a_message(account.all("reopened"))


@figure("Tỷ lệ mở lại", PERCENT, "Lượt mở lại trong kỳ chia cho lượt giải quyết trong kỳ.")
def reopened_share(account: Account, _calendar: Calendar) -> Counted:
    closed, again = account.all("closed"), account.all("reopened")
    return replace(percentage(again, closed), entries=tuple(one.entry for one in again))


@figure("Lượt đánh giá", TIMES, "Trả lời được người gửi đánh giá mức độ hài lòng trong kỳ; đánh giá lại: tính lần sau.")
def ratings(account: Account, _calendar: Calendar) -> Counted:
    return count_of(_rated(account))


@figure("Tỷ lệ hài lòng", PERCENT, "Lượt đánh giá «Rất hài lòng», «Hài lòng» chia cho mọi lượt đánh giá trong kỳ.")
def satisfied_share(account: Account, _calendar: Calendar) -> Counted:
    said = _rated(account)
    return percentage((one for one in said if int(one.payload["satisfaction"]) >= 2), said)


def _rated(account: Account) -> list[Happening]:
    return [one for one in account.all("rated") if one.payload["satisfaction"] is not None]


# --- What was received, by what ---


def _received_by(attribute: str) -> Callable[[Account, Calendar], Counted]:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return told_apart((getattr(one.track, attribute), one.entry) for one in account.all("received"))

    return count


for _what, _name, _words in (
    ("kind", "loại nội dung", "loại do người gửi chọn, hoặc do cán bộ phân loại nếu đã phân loại đến cuối kỳ"),
    ("channel", "nguồn tiếp nhận", "nguồn tiếp nhận"),
    ("topic", "lĩnh vực", "lĩnh vực đã ghi đến cuối kỳ"),
    ("area", "thôn, tổ dân phố", "thôn, tổ dân phố đã ghi đến cuối kỳ"),
):
    enter(
        f"received_by_{_what}",
        f"Tiếp nhận theo {_name}",
        MESSAGES,
        f"Nội dung tiếp nhận trong kỳ, chia theo {_words}.",
        _received_by(_what),
    )


@figure("Đã giải quyết theo đơn vị", MESSAGES, "Lượt giải quyết trong kỳ, chia theo đơn vị chủ trì lúc trả lời.")
def closed_by_unit(account: Account, _calendar: Calendar) -> Counted:
    return told_apart((str(one.payload["unit"]), one.entry) for one in account.all("closed"))
