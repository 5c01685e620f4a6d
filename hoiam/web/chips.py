"""The word and the colour of a state. The colour never stands alone."""

from __future__ import annotations

from dataclasses import dataclass

OK, SOON, LATE, PLAIN = "ok", "soon", "late", "plain"


@dataclass(frozen=True)
class Chip:
    word: str
    colour: str = PLAIN


WORDS: dict[str, dict[str, Chip]] = {
    "stage": {
        "received": Chip("Đã tiếp nhận"),
        "accepted": Chip("Đang xử lý"),
        "assigned": Chip("Đang xử lý"),
        "drafted": Chip("Đang xử lý"),
        "returned": Chip("Đang xử lý"),
        "approved": Chip("Đang xử lý"),
        "passed_on": Chip("Đã chuyển cơ quan khác", SOON),
        "answered": Chip("Đã trả lời", OK),
        "reopened": Chip("Đang xử lý lại", SOON),
        "closed": Chip("Đã kết thúc", OK),
    },
    "desk": {
        "received": Chip("chờ phân loại", SOON),
        "accepted": Chip("chờ giao", SOON),
        "assigned": Chip("đang xử lý"),
        "drafted": Chip("chờ duyệt", SOON),
        "returned": Chip("trả lại dự thảo", LATE),
        "approved": Chip("đã duyệt, chờ gửi", OK),
        "passed_on": Chip("đã chuyển, chờ số nhận"),
        "answered": Chip("đã trả lời", OK),
        "reopened": Chip("mở lại", SOON),
        "closed": Chip("kết thúc", OK),
    },
    "outcome": {
        "solved": Chip("Đã giải quyết xong", OK),
        "partly": Chip("Đã giải quyết một phần", SOON),
        "answered": Chip("Đã trả lời, giải thích", OK),
        "passed_on": Chip("Đã chuyển cơ quan có thẩm quyền"),
        "guided": Chip("Đã hướng dẫn", OK),
        "withdrawn": Chip("Người gửi rút"),
        "filed": Chip("Lưu đơn (không đủ điều kiện xử lý)"),
        "returned_letter": Chip("Trả lại đơn"),
        "refused": Chip("Không xử lý được", LATE),
    },
    "time": {
        "on_time": Chip("đúng hạn", OK),
        "due_soon": Chip("sắp đến hạn", SOON),
        "due_today": Chip("đến hạn hôm nay", SOON),
        "late": Chip("quá hạn", LATE),
    },
}


def chip_for(value: str, of: str) -> Chip | None:
    """The chip of a stage, an outcome or a timeliness; an unknown value shows itself, so that it is seen and mended."""
    return WORDS[of].get(value, Chip(value)) if value else None


def due_chip(left: int, soon: int) -> Chip:
    """Working days left until the due day, in words."""
    if left < 0:
        return Chip(f"quá {-left} ngày", LATE)
    if left == 0:
        return Chip("hôm nay", SOON)
    return Chip(f"còn {left} ngày", SOON if left <= soon else OK)
