"""What the clock waited for: the sender, a receiver elsewhere; and what came back again and again."""

from __future__ import annotations

from collections.abc import Callable

from hoiam.answer.models import WhyBack
from hoiam.report.figures.account import Account
from hoiam.report.figures.definitions import DAYS, MATTERS, TIMES, Counted, count_of, enter, figure
from hoiam.workdays.calendar import Calendar

MANY_TIMES = 3


@figure("Lượt tạm dừng tính hạn", TIMES, "Mỗi lần trong kỳ thời hạn tạm dừng để chờ người gửi bổ sung.")
def pauses(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("paused"))


@figure(
    "Số ngày đã chờ người gửi",
    DAYS,
    "Số ngày làm việc mà thời hạn đã tạm dừng, cộng của các lần tính hạn tiếp trong kỳ. Mỗi lần nhiều nhất 10 ngày.",
)
def pause_days(account: Account, _calendar: Calendar) -> Counted:
    resumed = account.all("resumed")
    return Counted(sum(int(one.payload["working_days"]) for one in resumed), tuple(one.entry for one in resumed))


@figure(
    "Lượt chuyển cơ quan khác",
    TIMES,
    "Mỗi lần trong kỳ một việc được chuyển đi. Việc ấy còn tính là đang giải quyết đến khi cơ quan nhận vào sổ.",
)
def sent_on(account: Account, _calendar: Calendar) -> Counted:
    return count_of(account.all("sent_on"))


def _came_back(*why: str) -> Callable[[Account, Calendar], Counted]:
    def count(account: Account, _calendar: Calendar) -> Counted:
        return count_of(one for one in account.all("returned") if one.payload["why"] in why)

    return count


enter(
    "returned_unreceived",
    "Trở lại vì nơi nhận chưa vào sổ",
    TIMES,
    "Việc đã chuyển mà sau 5 ngày làm việc cơ quan nhận chưa cho số vào sổ, nên trong kỳ trở lại.",
    _came_back(WhyBack.SILENT),
)
enter(
    "returned_otherwise",
    "Trở lại vì nơi nhận từ chối, hoặc được lấy lại",
    TIMES,
    "Việc đã chuyển mà trong kỳ nơi nhận từ chối hoặc cơ quan lấy lại để giải quyết.",
    _came_back(WhyBack.REFUSED, WhyBack.TAKEN_BACK),
)


@figure(
    "Việc mở lại từ lần thứ ba",
    MATTERS,
    "Vụ việc mà trong kỳ người gửi báo chưa xong lần thứ ba trở đi; một vụ việc tính một.",
)
def reopened_many_times(account: Account, _calendar: Calendar) -> Counted:
    first = {one.track: one for one in reversed(account.all("reopened")) if int(one.payload["times"]) >= MANY_TIMES}
    return count_of(sorted(first.values(), key=lambda one: one.entry))
