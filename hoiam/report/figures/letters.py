"""Letters («đơn»): complaints and denunciations, exact for the superior only, and what else came on paper."""

from __future__ import annotations

from collections.abc import Iterable

from hoiam.listen.models import Kind
from hoiam.report.figures.account import Account, Happening
from hoiam.report.figures.definitions import (
    LETTERS,
    MATTERS,
    STEPS,
    Count,
    Counted,
    count_of,
    enter,
    enter_inside,
    figure,
    told_apart,
)
from hoiam.report.figures.history import sort_of_letter
from hoiam.workdays.calendar import Calendar

# --- Letters: exact for the superior only ---


def _letters(kind: str) -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(one for one in account.all("received") if one.track.restricted and one.track.kind == kind)

    return count


for _kind in (Kind.COMPLAINT, Kind.DENUNCIATION):
    _words = f"Đơn {_kind.label.lower()} tiếp nhận trong kỳ. Trên trang công khai, số nhỏ hơn 5 ghi «dưới 05»."
    enter(f"letters_{_kind.value}", f"Đơn {_kind.label.lower()}", LETTERS, _words, _letters(_kind.value))


@figure(
    "Đơn kiến nghị, phản ánh",
    LETTERS,
    "Đơn không phải khiếu nại, tố cáo, nhận trong kỳ qua bưu chính hoặc do cơ quan khác chuyển đến, kể cả đơn chưa "
    "phân loại; không kể câu hỏi và yêu cầu cung cấp thông tin.",
)
def letters_petition(account: Account, _calendar: Calendar) -> Counted:
    return count_of(one for one in account.all("received") if sort_of_letter(one.track) == Kind.PETITION)


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
    enter_inside(
        f"{_stem}_looked_at",
        f"{_kind.label} đã xem xét thụ lý",
        MATTERS,
        f"Đơn {_low} mà trong kỳ cơ quan đã thụ lý, hoặc trả lời không thụ lý.",
        _looked_at(_kind.value),
    )
    enter_inside(
        f"{_stem}_resolved",
        f"{_kind.label} đã giải quyết",
        MATTERS,
        f"Đơn {_low} có quyết định, kết luận trong kỳ, chia theo kết quả.",
        _decided(_kind.value),
    )
    enter_inside(
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
    enter_inside(_id, _name, STEPS, _words, _in_time(on_time=_on_time))


def _restriction(what: str, key: str = "") -> Count:
    def count(account: Account, _calendar: Calendar) -> Counted:
        happened = account.all(what)
        return told_apart((str(one.payload[key]), one.entry) for one in happened) if key else count_of(happened)

    return count


enter_inside(
    "restrictions_held",
    "Bắt đầu hạn chế tiếp cận",
    LETTERS,
    "Nội dung bắt đầu hạn chế tiếp cận trong kỳ, chia theo căn cứ: người gửi chọn, hoặc chữ trong nội dung.",
    _restriction("restricted", "source"),
)
enter_inside(
    "restrictions_confirmed",
    "Hạn chế tiếp cận được xác nhận",
    LETTERS,
    "Hạn chế tiếp cận chưa hỏi được người gửi, trong kỳ được người ở ngoài đơn vị bị nói tới xác nhận.",
    _restriction("restriction_confirmed"),
)
enter_inside(
    "restrictions_ended",
    "Hết hạn chế tiếp cận",
    LETTERS,
    "Nội dung hết hạn chế tiếp cận trong kỳ, chia theo lý do: người gửi bỏ, cán bộ bỏ, không ai xác nhận trong hạn.",
    _restriction("unrestricted", "why"),
)
