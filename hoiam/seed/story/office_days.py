"""What the office itself does in the story: its templates, its words for topics, reception days, power lent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from hoiam.answer.approval.delegating import delegate
from hoiam.answer.reply.templates import add_template
from hoiam.ledger.acts import act
from hoiam.listen.reception.acts import hold_day
from hoiam.office.topics import set_routing_words
from hoiam.seed import days
from hoiam.seed.cast import Ward
from hoiam.workdays.calendar import Calendar

TEMPLATES = (
    (
        "Đã làm xong tại hiện trường",
        "feedback",
        "Ngày {ngày làm}, {đơn vị} đã {đã làm gì} tại {địa bàn}. Cảm ơn bạn đã báo; nếu còn, xin bấm «Chưa xong».",
    ),
    (
        "Hướng dẫn thủ tục tại quầy",
        "question",
        "Hồ sơ nộp tại {quầy số mấy} Trung tâm Phục vụ hành chính công, gồm: {giấy tờ}. Thời hạn: {thời hạn}.",
    ),
    (
        "Cung cấp thông tin",
        "information",
        "{cơ quan} cung cấp {tên văn bản} theo yêu cầu số {số hồ sơ}, nhận ngày {ngày nhận}.",
    ),
    (
        "Đang làm, hẹn ngày",
        "",
        "{đơn vị} đang {đang làm gì}; dự kiến xong ngày {ngày hẹn}. Hạn trả lời của nội dung này là {hạn}.",
    ),
)
WORDS = {
    "rac-thai": ("xe ép rác", "điểm tập kết rác chợ Hòa Bình"),
    "thoat-nuoc-ngap": ("hố ga", "kênh Vườn Dừa"),
    "chieu-sang": ("trụ đèn", "bóng cao áp"),
}


@act
def settle_in(ward: Ward, at: datetime) -> None:
    """What the office writes down once, in its first days."""
    for name, kind, text in TEMPLATES:
        add_template(ward.office, {"name": name, "kind": kind, "text": text}, by=ward.people["son"], at=at)
    for slug, words in WORDS.items():
        set_routing_words(ward.office.topics.get(slug=slug), words, by=ward.people["quantri"], at=at)


def is_reception_day(day: date) -> bool:
    """The chairman receives on the first and third Thursday of the month."""
    return day.weekday() == 3 and (day.day - 1) // 7 in (0, 2)


def plan(ward: Ward, calendar: Calendar, day: date, then: Callable[..., None]) -> None:
    """What this day brings for the office as a whole."""
    if is_reception_day(day) and calendar.is_working(day):
        then(days.clock(day, 11), lambda at: hold_day(ward.office, day, by=ward.people["tuyet"], at=at))


def travel(ward: Ward, until: date, then: Callable[..., None]) -> None:
    """In the last days the chairman is at a conference: his deputy stands in."""
    binh, hai, day = ward.people["binh"], ward.people["hai"], until - timedelta(days=1)

    def lend(at: datetime) -> None:
        last = until + timedelta(days=3)
        delegate(binh, hai, from_day=day, until_day=last, paper="Giấy ủy quyền dự hội nghị", by=binh, at=at)

    then(days.clock(day, 7, 40), lend)
