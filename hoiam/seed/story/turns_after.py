"""Turns around the answer and the sender: corrected, interim, issued; appealed; opened by two; a lost key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from hoiam.answer.approval import acts
from hoiam.answer.issuing import acts as issuing_acts
from hoiam.answer.models import Opening, OpeningReason, Outcome
from hoiam.answer.reply import acts as answering
from hoiam.answer.reply.correcting import draft_correction, send_correction
from hoiam.answer.reply.letter import letter
from hoiam.answer.sender import calling, lost_key, opening, rights
from hoiam.listen.models import Ground
from hoiam.listen.withholding import appealing
from hoiam.seed.reports.signing import signed
from hoiam.seed.story.letters import Letter
from hoiam.seed.story.turns import Turn
from hoiam.seed.texts.texts import PHONE_PREFIX

_PHONE = f"{PHONE_PREFIX} 500"


@dataclass
class Appealed(Turn):
    """Withheld, and somebody asks to look again: decided by an auditor, or by nobody in time."""

    NAME = "private"
    publish: bool | None = field(default=False, kw_only=True)

    def _accepted(self, unit: str, at: datetime) -> None:
        super()._accepted(unit, at)
        self.then(self.at_home(at, 1, 4), self._appeal)

    def _appeal(self, at: datetime) -> None:
        self.message.refresh_from_db()
        today = timezone.localdate(at)
        if not appealing.can_be_asked(self.message, today, by_sender=True):
            return
        reason = "Tôi muốn mọi người cùng biết để giúp; đề nghị che tên rồi đăng."
        row = appealing.appeal(self.message, reason=reason, by_sender=True, at=at)[0]
        if self.publish is not None:
            self.then(self.later(at, self.rng.randrange(3, 8)), lambda when: self._review(row.pk, when))

    def _review(self, pk: int, at: datetime) -> None:
        row = appealing.reviewable(self.ward.people["giam"]).get(pk=pk)
        reason = (
            "Đã che tên và địa chỉ thì không còn nhận ra ai: nội dung đăng trở lại."
            if self.publish
            else "Dù che tên, người trong tổ vẫn nhận ra gia đình được nói tới: giữ nguyên, chưa đăng."
        )
        appealing.review(row, publish=bool(self.publish), reason=reason, by=self.ward.people["giam"], at=at)


class Advertised(Appealed):
    """An advertisement: nobody decided the appeal in ten working days, so it is public again."""

    NAME = "selling"

    def _ground(self) -> str:
        return Ground.SELLING


@dataclass
class Verified(Letter):
    """A complaint is verified with its sender: asked for with a clause, agreed to by a second person, opened, told."""

    agreed: bool = field(default=True, kw_only=True)

    def _left(self) -> dict[str, str]:
        return {"phone": _PHONE, "name": "Trần Thị Mẫu"}

    def _work(self, at: datetime) -> None:
        self.then(self.later(at, 0), self._ask_opening)
        super()._work(at)

    def _ask_opening(self, at: datetime) -> None:
        self.message.refresh_from_db()
        clause = "Điều 29 khoản 1 Luật Khiếu nại 2011"
        row = opening.ask_opening(self.message, reason=OpeningReason.VERIFY, clause=clause, by=self.clerk, at=at)
        self.then(self.later(at, 0), lambda when: self._decide_opening(row, when))

    def _decide_opening(self, row: Opening, at: datetime) -> None:
        opening.decide_opening(row, agreed=self.agreed, by=self.ward.people["binh"], at=at)
        if self.agreed:
            opening.open_contact(row, by=self.clerk, at=at)


class LostKey(Turn):
    """The sender lost the key and comes to the counter: what was left is said, a new key is given."""

    NAME = "waiting"

    def _left(self) -> dict[str, str]:
        return {"phone": _PHONE}

    def _accepted(self, unit: str, at: datetime) -> None:
        super()._accepted(unit, at)
        self.then(self.later(at, 1), self._come)

    def _come(self, at: datetime) -> None:
        self.message.refresh_from_db()
        lost_key.renew_key(self.message, f"{PHONE_PREFIX} 501", by=self.clerk, at=at)
        lost_key.renew_key(self.message, _PHONE, by=self.clerk, at=at)


class OwnRights(Turn):
    """The sender takes a copy, leaves another number, and in the end wants it all forgotten."""

    NAME = "masked"

    def _received(self, at: datetime) -> None:
        super()._received(at)
        self.then(self.at_home(at, 1, 2), self._copy)

    def _copy(self, at: datetime) -> None:
        self.message.refresh_from_db()
        rights.give_copy(self.message, at=at)
        rights.correct_contact(self.message, {"phone": f"{PHONE_PREFIX} 777"}, at=at)

    def _hear_from_the_sender(self, at: datetime) -> None:
        self.then(self.at_home(at, 2, 5), self._forget)

    def _forget(self, at: datetime) -> None:
        self.message.refresh_from_db()
        rights.ask_erasure(self.message, at=at)


class Corrected(Turn):
    """The answer named a wrong day: corrected as a new version, with a note."""

    NAME = "again"

    def _hear_from_the_sender(self, at: datetime) -> None:
        self.then(self.later(at, 2), self._correct)

    def _correct(self, at: datetime) -> None:
        self.reply.refresh_from_db()
        text = f"{self.reply.text} Đợt nạo vét tiếp theo vào quý tới, không phải tháng này."
        note = "Đính chính thời gian nạo vét: bản trước ghi chưa rõ đợt."
        self.reply = draft_correction(self.reply, text=text, note=note, by=self._handler(), at=at)
        self.then(self.later(at, 0), self._approve_correction)

    def _approve_correction(self, at: datetime) -> None:
        acts.approve(self.reply, by=self._approver(at), at=at)
        self.then(self.later(at, 0), lambda when: send_correction(self.reply, by=self.ward.people["hanh"], at=when))


class ToldOnTheWay(Turn):
    """Before the answer the sender hears how far it is."""

    NAME = "visit"

    def _work(self, at: datetime) -> None:
        self.then(self.later(at, 1), self._tell)

    def _tell(self, at: datetime) -> None:
        self.matter.refresh_from_db()
        text = "Đơn vị đã xem hồ sơ kiểm đếm và hẹn kiểm tra lại tại vườn cùng gia đình trong tuần tới."
        by = self._handler()
        self.reply = answering.draft(self.matter, outcome=Outcome.ANSWERED, text=text, by=by, at=at, interim=True)
        self.then(self.later(at, 0), self._approve_telling)

    def _approve_telling(self, at: datetime) -> None:
        acts.approve(self.reply, by=self._approver(at), at=at)
        answering.send_reply(self.reply, by=self.ward.people["hanh"], at=at)
        self.then(self.later(at, self.answer_after), self._draft)


class ToBeCalled(Turn):
    """Answered at once; the call to tell it waits on the list of the day."""

    NAME = "danger"

    def _left(self) -> dict[str, str]:
        return {"phone": _PHONE}

    def _plan(self, at: datetime) -> None:
        super()._plan(at)
        self.answer_after, self.extends = 0, False

    def _tell_by_telephone(self, at: datetime) -> None:
        calling.list_call(self.message, "reply", at=at)

    def _hear_from_the_sender(self, at: datetime) -> None:
        """Nobody has told them yet."""


class ForApproval(Turn):
    """Drafted, and waiting to be approved by the head of the unit."""

    NAME = "masked"
    AT = "drafted"

    def _plan(self, at: datetime) -> None:
        super()._plan(at)
        self.answer_after, self.extends, self.stuck_at = 1, False, self.AT


class Petitioned(ForApproval):
    """A petition: Chánh Văn phòng looks at the form first, then Phó Chủ tịch approves."""

    NAME = "visit"


class LyingThere(ForApproval):
    """Nobody has begun it."""

    NAME = "storm"
    AT = "assigned"


class ForTheChairman(Letter):
    """A complaint that cannot be taken up: what says so waits for the chairman."""

    def _outcome(self) -> str:
        return Outcome.REFUSED

    def _plan(self, at: datetime) -> None:
        super()._plan(at)
        self.answer_after, self.extends, self.stuck_at = 2, False, "drafted"


class Issued(Turn):
    """Văn thư brings the signed document back: read, compared with what was approved, published as it came."""

    NAME = "visit"

    def _plan(self, at: datetime) -> None:
        super()._plan(at)
        self.answer_after, self.extends = 3, False

    def _send(self, at: datetime) -> None:
        hanh, binh = self.ward.people["hanh"], self.ward.people["binh"]
        data = signed(letter(self.reply).pdf(), binh.full_name, self.ward.office.committee)
        carried = issuing_acts.look_through(self.reply, data).carried
        issuing_acts.issue(
            self.reply,
            carried,
            number=f"{self.rng.randrange(200, 900)}/UBND-VP",
            dated=timezone.localdate(at),
            signer=binh.full_name,
            by=hanh,
            at=at,
            public=True,
        )
        super()._send(at)
