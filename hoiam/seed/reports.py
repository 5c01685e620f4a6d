"""The weekly reports of the story: units write on Friday, ông Bình freezes and publishes on the next working day."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from hoiam.report import acts
from hoiam.report.kinds import WEEKLY, kind_of
from hoiam.report.models import Section
from hoiam.report.periods import WEEK, Schedule
from hoiam.seed import days
from hoiam.seed.cast import Ward
from hoiam.workdays.calendar import Calendar

if TYPE_CHECKING:
    from hoiam.seed.lives import Later

_WEEKLY = kind_of(WEEKLY)
_WORDS: dict[str, dict[Section, tuple[str, ...]]] = {
    "KT": {
        Section.ECONOMY: (
            "Kiểm tra vệ sinh môi trường tại các tuyến đường chính; nhắc nhở các hộ để rác sai giờ.",
            "Phối hợp đơn vị thoát nước nạo vét hố ga trước mùa mưa; khảo sát các điểm hay ngập.",
            "Kiểm tra trật tự xây dựng; hướng dẫn các hộ có nhu cầu sửa chữa nhà ở.",
            "Rà soát đèn chiếu sáng công cộng; lập danh mục trụ cần thay.",
        ),
        Section.TASKS: (
            "Tiếp tục xử lý các điểm đổ rác tự phát; hoàn thành dặm vá mặt đường theo kế hoạch.",
            "Họp dân lấy ý kiến phương án cải tạo vỉa hè; kiểm tra cây xanh trước mùa gió.",
        ),
    },
    "VHXH": {
        Section.SOCIETY: (
            "Chi trả trợ cấp xã hội tháng này đúng lịch; thăm hộ neo đơn tại các tổ dân phố.",
            "Phối hợp Trạm Y tế tuyên truyền phòng, chống sốt xuất huyết; tổ chức tổng vệ sinh cuối tuần.",
            "Kiểm tra an toàn thực phẩm tại các quán ăn quanh trường học.",
        ),
    },
    "VP": {
        Section.REFORM: (
            "Hướng dẫn người dân nộp hồ sơ trực tuyến tại sảnh; in tờ hướng dẫn các thủ tục hay làm.",
            "Rà soát hồ sơ trễ hẹn; gọi điện báo trước cho người dân.",
        ),
    },
}


def plan(ward: Ward, calendar: Calendar, day: date, then: Later, rng: Random) -> None:
    """What this working day does for the weekly report."""
    if day.weekday() == 4:
        for unit, sections in _WORDS.items():
            for section, choices in sections.items():
                then(_afternoon(day, rng), partial(_write, ward, unit, section, rng.choice(choices)))
    yesterday = day.fromordinal(day.toordinal() - 1)
    first_of_the_week = not any(
        calendar.is_working(yesterday.fromordinal(yesterday.toordinal() - back)) for back in range(day.weekday())
    )
    if first_of_the_week:
        then(days.clock(day, 8, rng.randrange(5, 50)), partial(_publish, ward))


def _afternoon(day: date, rng: Random) -> datetime:
    return days.clock(day, 15, rng.randrange(0, 59))


def _write(ward: Ward, unit: str, section: Section, text: str, at: datetime) -> None:
    acts.write_narrative(
        _WEEKLY, Schedule().of(WEEK, at), ward.units[unit], section, text, by=ward.head_of(unit), at=at
    )


def _publish(ward: Ward, at: datetime) -> None:
    period, chairman = Schedule().last_ended(WEEK, at), ward.people["binh"]
    acts.publish(acts.freeze(ward.office, _WEEKLY, period, by=chairman, at=at), by=chairman, at=at)
