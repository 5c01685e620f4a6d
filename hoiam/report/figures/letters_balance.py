"""The balance of letters: what was to be dealt with, how each was judged, what is left; and what is owed a decision.

All of it is for the superior alone. Two sums must close: carried over + received + reopened = eligible + not eligible +
not sorted yet + sent up; and for complaints and denunciations: owed = decided + ended otherwise + still owed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hoiam.answer.models import Outcome
from hoiam.listen.models import Kind
from hoiam.report.figures.account import Account, Happening, Track
from hoiam.report.figures.definitions import LETTERS, MATTERS, TIMES, Counted, count_of, enter_inside, number_of
from hoiam.report.figures.history import sort_of_letter
from hoiam.workdays.calendar import Calendar

Entered = Iterable[tuple[int, Track]]
NOT_ELIGIBLE = frozenset({Outcome.FILED.value, Outcome.RETURNED_LETTER.value})
NOT_OURS = frozenset({Outcome.GUIDED.value, Outcome.PASSED_ON.value})


def _enter(id: str, name: str, unit: str, words: str, found: Callable[[Account], Entered]) -> None:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return number_of(entry for entry, track in found(account) if sort_of_letter(track))

    enter_inside(id, name, unit, words, count)


def _entered(account: Account, what: str) -> Iterator[tuple[int, Track]]:
    return ((one.entry, one.track) for one in account.all(what))


def _total(account: Account) -> Entered:
    return (*account.carried, *_entered(account, "received"), *_entered(account, "reopened"))


def _left(account: Account) -> Entered:
    return ((track.opened_by, track) for track in account.open)


def _overdue(account: Account) -> Entered:
    return ((track.opened_by, track) for track in account.open if track.due_on < account.today)


def _unsorted(account: Account) -> Entered:
    return ((track.opened_by, track) for track in account.open if not track.accepted)


def _closed(account: Account, *outcomes: str) -> Iterator[tuple[int, Track]]:
    """Letters that ended in the period: as one of these outcomes, or as any."""
    ended = (one for one in account.all("closed") if not outcomes or one.payload["outcome"] in outcomes)
    return ((one.entry, one.track) for one in ended)


def _ours(account: Account) -> Entered:
    others = set(Outcome.values) - NOT_ELIGIBLE - NOT_OURS
    accepted = ((track.opened_by, track) for track in account.open if track.accepted)
    return (*_closed(account, *others), *accepted)


_enter(
    "letters_carried",
    "Đơn kỳ trước chuyển sang",
    LETTERS,
    "Đơn khiếu nại, tố cáo, và đơn kiến nghị, phản ánh nhận qua bưu chính hoặc do cơ quan khác chuyển đến, nhận hoặc "
    "mở lại trước đầu kỳ mà đến đầu kỳ chưa xử lý xong.",
    lambda account: account.carried,
)
_enter(
    "letters_received",
    "Đơn tiếp nhận trong kỳ",
    LETTERS,
    "Đơn khiếu nại, tố cáo, kiến nghị, phản ánh tiếp nhận trong kỳ.",
    lambda account: _entered(account, "received"),
)
_enter(
    "letters_reopened",
    "Đơn mở lại trong kỳ",
    TIMES,
    "Mỗi lần một đơn đã xử lý xong được mở lại trong kỳ.",
    lambda account: _entered(account, "reopened"),
)
_enter(
    "letters_total",
    "Tổng số đơn phải xử lý",
    LETTERS,
    "Đơn kỳ trước chuyển sang, cộng tiếp nhận trong kỳ, cộng mở lại trong kỳ.",
    _total,
)
_enter(
    "letters_closed",
    "Đơn đã xử lý xong",
    LETTERS,
    "Lượt xử lý xong một đơn trong kỳ, theo mọi kết quả; đơn đã chuyển chỉ tính khi cơ quan nhận đã vào sổ.",
    _closed,
)
_enter(
    "letters_eligible",
    "Đơn đủ điều kiện xử lý",
    LETTERS,
    "Trong tổng số đơn: đơn thuộc thẩm quyền, đơn đã hướng dẫn và đơn đã chuyển.",
    lambda account: (*_ours(account), *_closed(account, *NOT_OURS)),
)
_enter(
    "letters_ineligible",
    "Đơn không đủ điều kiện xử lý",
    LETTERS,
    "Trong tổng số đơn: đơn kết thúc trong kỳ bằng cách lưu đơn hoặc trả lại đơn.",
    lambda account: _closed(account, *NOT_ELIGIBLE),
)
_enter(
    "letters_unsorted",
    "Đơn chưa phân loại",
    LETTERS,
    "Trong tổng số đơn: đơn mà đến cuối kỳ chưa phân loại, nhận xử lý.",
    _unsorted,
)
_enter(
    "letters_own",
    "Đơn thuộc thẩm quyền",
    LETTERS,
    "Đơn đủ điều kiện xử lý mà không hướng dẫn, không chuyển: đã giải quyết trong kỳ, hoặc đã phân loại và đang giải "
    "quyết, kể cả đơn đã chuyển mà cơ quan nhận chưa vào sổ.",
    _ours,
)
_enter(
    "letters_guided",
    "Đơn đã hướng dẫn",
    LETTERS,
    "Đơn kết thúc trong kỳ bằng cách hướng dẫn người gửi đến cơ quan có thẩm quyền.",
    lambda account: _closed(account, Outcome.GUIDED.value),
)
_enter(
    "letters_passed_on",
    "Đơn đã chuyển",
    LETTERS,
    "Đơn đã chuyển cơ quan có thẩm quyền mà trong kỳ cơ quan nhận đã vào sổ.",
    lambda account: _closed(account, Outcome.PASSED_ON.value),
)
_enter(
    "letters_filed",
    "Đơn lưu",
    LETTERS,
    "Đơn không đủ điều kiện xử lý, trong kỳ được lưu.",
    lambda account: _closed(account, Outcome.FILED.value),
)
_enter(
    "letters_returned",
    "Đơn trả lại",
    LETTERS,
    "Đơn không đủ điều kiện xử lý, trong kỳ được trả lại người gửi.",
    lambda account: _closed(account, Outcome.RETURNED_LETTER.value),
)
_enter(
    "letters_sent_up",
    "Đơn niêm phong, chuyển tỉnh",
    LETTERS,
    "Đơn nói về lãnh đạo cơ quan, trong kỳ được niêm phong, chuyển cơ quan cấp trên giải quyết.",
    lambda account: _entered(account, "left"),
)
_enter(
    "letters_left",
    "Đơn còn tồn cuối kỳ",
    LETTERS,
    "Đơn chưa xử lý xong vào cuối kỳ.",
    _left,
)
_enter(
    "letters_overdue",
    "Đơn còn tồn, quá hạn",
    LETTERS,
    "Đơn chưa xử lý xong vào cuối kỳ mà hạn của bước đang phải làm đã qua.",
    _overdue,
)

# --- What is owed a decision ---


def _owed(account: Account) -> Entered:
    return (*account.undecided, *_entered(account, "taken_up"))


def _undecided(account: Account) -> Entered:
    return ((track.owed_by, track) for track in account.tracks if track.owed_by)


def _undecided_late(account: Account) -> Entered:
    return ((track.owed_by, track) for track in account.tracks if track.owed_by and track.due_on < account.today)


def _enter_owed(id: str, name: str, words: str, kind: Kind, found: Callable[[Account], Entered]) -> None:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return number_of(entry for entry, track in found(account) if sort_of_letter(track) == kind)

    enter_inside(id, name, MATTERS, words, count)


def _late(kind: Kind) -> Callable[[Account, Calendar], Counted]:
    def is_late(one: Happening) -> bool:
        return one.payload["step"] == "decide" and not one.payload["on_time"] and sort_of_letter(one.track) == kind

    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(filter(is_late, account.all("step_done")))

    return count


for _kind, _stem in ((Kind.COMPLAINT, "complaints"), (Kind.DENUNCIATION, "denunciations")):
    _low = str(_kind.label).lower()
    _enter_owed(
        f"{_stem}_due",
        f"{_kind.label} phải giải quyết",
        f"Đơn {_low} đã thụ lý mà đầu kỳ chưa có quyết định, kết luận, cộng đơn thụ lý trong kỳ.",
        _kind,
        _owed,
    )
    enter_inside(
        f"{_stem}_resolved_late",
        f"{_kind.label} giải quyết quá hạn",
        MATTERS,
        f"Đơn {_low} có quyết định, kết luận trong kỳ, sau ngày hết hạn giải quyết.",
        _late(_kind),
    )
    _enter_owed(
        f"{_stem}_ended_otherwise",
        f"{_kind.label} kết thúc không có quyết định",
        f"Đơn {_low} đã thụ lý mà trong kỳ kết thúc không có quyết định, kết luận (rút, chuyển, lưu…).",
        _kind,
        lambda account: _entered(account, "ended_undecided"),
    )
    _enter_owed(
        f"{_stem}_undecided",
        f"{_kind.label} đang giải quyết",
        f"Đơn {_low} đã thụ lý mà cuối kỳ chưa có quyết định, kết luận.",
        _kind,
        _undecided,
    )
    _enter_owed(
        f"{_stem}_overdue",
        f"{_kind.label} đang giải quyết, quá hạn",
        f"Đơn {_low} đã thụ lý mà cuối kỳ chưa có quyết định, kết luận, và hạn đã qua.",
        _kind,
        _undecided_late,
    )
