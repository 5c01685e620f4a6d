"""The word and the colour of a state. The colour never stands alone."""

from __future__ import annotations

from dataclasses import dataclass

from hoiam.answer.models import Outcome
from hoiam.listen.models import Stage

OK, SOON, LATE, PLAIN = "ok", "soon", "late", "plain"


@dataclass(frozen=True)
class Chip:
    word: str
    colour: str = PLAIN


_DESK = {
    Stage.RECEIVED: SOON,
    Stage.ACCEPTED: SOON,
    Stage.DRAFTED: SOON,
    Stage.RETURNED: LATE,
    Stage.APPROVED: OK,
    Stage.ANSWERED: OK,
    Stage.REOPENED: SOON,
    Stage.CLOSED: OK,
}
_OUTCOMES = {
    Outcome.SOLVED: OK,
    Outcome.PARTLY: SOON,
    Outcome.ANSWERED: OK,
    Outcome.GUIDED: OK,
    Outcome.REFUSED: LATE,
}

WORDS: dict[str, dict[str, Chip]] = {
    "stage": {
        "received": Chip("Đã tiếp nhận"),
        "accepted": Chip("Đang xử lý"),
        "assigned": Chip("Đang xử lý"),
        "drafted": Chip("Đang xử lý"),
        "returned": Chip("Đang xử lý"),
        "waiting_sender": Chip("Chờ bạn bổ sung", SOON),
        "approved": Chip("Đang xử lý"),
        "passed_on": Chip("Đã chuyển cơ quan khác", SOON),
        "answered": Chip("Đã trả lời", OK),
        "reopened": Chip("Đang xử lý lại", SOON),
        "twin": Chip("Trùng, cùng trả lời"),
        "closed": Chip("Đã kết thúc", OK),
    },
    "desk": {stage.value: Chip(str(stage.label), _DESK.get(stage, PLAIN)) for stage in Stage},
    "outcome": {outcome.value: Chip(str(outcome.label), _OUTCOMES.get(outcome, PLAIN)) for outcome in Outcome},
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
