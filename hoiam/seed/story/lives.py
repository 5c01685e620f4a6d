"""The life of one message: each step is one of the office's real acts, and says when the next one comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.approval.routes import check_form
from hoiam.answer.approval.rules import approvers_of, may_check
from hoiam.answer.clock.extending import extend
from hoiam.answer.clock.pausing import WORKED_ON
from hoiam.answer.information.acts import has_closed_list
from hoiam.answer.matter import acts
from hoiam.answer.models import Matter, Outcome, Reply
from hoiam.answer.rating import acts as rating_acts
from hoiam.answer.reply import acts as answering
from hoiam.files.store import Stored
from hoiam.listen.models import RESTRICTED_KINDS, Attachment, Channel, Ground, Kind, Message, Reception, Withholding
from hoiam.listen.restricted import read_log
from hoiam.listen.withholding import acts as withholding_acts
from hoiam.office.models import Area, Person
from hoiam.office.request_cache import asked_once
from hoiam.seed import days
from hoiam.seed.cast import AREAS, Ward
from hoiam.seed.steps import Later
from hoiam.seed.story import calls, readers
from hoiam.seed.story.arriving import ALONE, CHANNELS, Arriving
from hoiam.seed.texts import pictures, texts
from hoiam.seed.texts.texts import Occasion, Written
from hoiam.workdays.calendar import Calendar

_RETURNED = (
    "Ghi rõ ngày làm và đơn vị đã làm, người dân cần biết ai làm.",
    "Bổ sung thời hạn cho phần việc còn lại.",
    "Viết ngắn lại, bỏ trích dẫn văn bản không cần thiết.",
    "Kiểm tra lại hiện trường rồi hãy trả lời là đã xong.",
)
_EXTENDED = (
    "Cần đo đạc thực địa cùng đơn vị quản lý tuyến; lịch đo đã hẹn nhưng rơi vào sau hạn trả lời.",
    "Phải chờ vật tư thay thế, đơn vị cung cấp hẹn giao trong tuần tới.",
    "Nội dung liên quan nhiều đơn vị, cần họp thống nhất trước khi trả lời chính xác.",
    "Mưa kéo dài nên chưa thi công được; sẽ làm ngay khi mặt đường khô.",
)
_OURS_AGAIN = (
    "Nơi nhận chưa vào sổ trong 05 ngày làm việc nên phường lấy lại việc này. Ngày {ngay}, {don_vi} đã làm việc "
    "trực tiếp với đơn vị quản lý; việc được hẹn làm xong trước ngày {hen}."
)
_SORTED_ANEW = "Nội dung hỏi và đề nghị khác với loại người gửi đã chọn; phân lại để đúng đơn vị và thời hạn."


@dataclass
class Life:
    """One message from its receipt on. ``rng`` is its own, so that no other message changes its story."""

    ward: Ward
    calendar: Calendar
    case: Occasion
    rng: Random
    then: Later
    stuck: bool = False
    """The office lets it lie at some step: what is late or waits for someone on the last day."""
    unsorted: bool = False
    """Nobody has looked at it yet on the last day."""
    written: Written = field(init=False)
    message: Message = field(init=False)
    matter: Matter = field(init=False)
    reply: Reply = field(init=False)
    area: Area = field(init=False)
    channel: Channel = field(init=False)
    answer_after: int = field(init=False, default=1)
    extends: bool = field(init=False, default=False)
    stuck_at: str = field(init=False, default="")
    came_back: bool = field(init=False, default=False)
    photos: float = field(init=False, default=0.2)
    entered_there: float = field(init=False, default=0.9)
    sort: str = field(init=False, default=Reception.Sort.REGULAR)

    def __post_init__(self) -> None:
        place = self.rng.randrange(len(AREAS))
        label, name, old_names, places = AREAS[place]
        self.area = self.ward.areas[place]
        spoken = self.rng.choice((f"{label} {name}", f"{label} {name}", *old_names))
        self.written = texts.write(self.case, self.rng.choice(places), spoken, self.rng)
        names, weights = zip(*CHANNELS, strict=True)
        self.channel = self.rng.choices(names, weights)[0]

    @property
    def restricted(self) -> bool:
        return self.case.kind in RESTRICTED_KINDS

    def begins(self, day: date) -> datetime:
        """When it comes in: what staff write into the book comes in office hours."""
        if self.channel in ALONE:
            return days.at_home(day, self.rng, night=self.case.night)
        return days.in_office(day if self.calendar.is_working(day) else self.calendar.add(day, 1), self.rng)

    def receive(self, at: datetime) -> None:
        kept: tuple[Stored, ...] = ()
        if (
            pictures.has_scene(self.case.topic)
            and self.channel != Channel.RECEPTION
            and self.rng.random() < self.photos
        ):
            kept = tuple(pictures.photo(self.case.topic) for _ in range(self.rng.choice((1, 1, 1, 2))))
        arriving = Arriving(
            kind=self._kind_chosen(),
            text=self.written.text,
            place=self.written.place,
            area=self.area if self.rng.random() < 0.7 else None,
            channel=self.channel,
            contact=self._left(),
            public=self._wants_public(),
            confidential=self._says_confidential(),
            kept=kept,
            sort=self.sort,
        )
        self.message = arriving.take_in(self.ward, at, self.clerk, self.rng).message
        self._received(at)

    def _received(self, at: datetime) -> None:
        if self.unsorted:
            return
        backlog = self.rng.random() < 0.06
        self.then(self.later(at, self.rng.randrange(3, 6) if backlog else int(self.rng.random() < 0.15)), self.sort_it)

    def _kind_chosen(self) -> str:
        """Most choose rightly; some leave it to the ward, a few take the wrong one."""
        chance = self.rng.random()
        if chance < 0.07:
            return ""
        if chance < 0.09:
            return Kind.QUESTION if self.case.kind != Kind.QUESTION else Kind.FEEDBACK
        return self.case.kind

    def _left(self) -> dict[str, str]:
        return texts.contact(self.rng)

    def _wants_public(self) -> bool:
        return self.rng.random() >= 0.12

    def _says_confidential(self) -> bool | None:
        """What the sender answers when asked; None: nobody could ask."""
        return False

    @property
    def clerk(self) -> Person:
        return self.ward.people["tuyet" if self.channel == Channel.RECEPTION else "nam"]

    def sort_it(self, at: datetime) -> None:
        """Checked, given a title and a topic, made public; what must stay out of it is kept by two first."""
        self.message.refresh_from_db()
        read_log.read_restricted(self.message, by=self.clerk, at=at)
        ground = self._ground()
        if ground:
            note = "Người báo tin cho biết có thể bị trả thù; đã báo Công an phường." if ground == Ground.DANGER else ""
            row = withholding_acts.propose_withholding(self.message, ground=ground, note=note, by=self.clerk, at=at)
            self.then(self.later(at, 0), lambda when: self._decide(row, when))
            return
        self._accept(at)

    def _ground(self) -> str:
        if self.case.keep:
            return self.case.keep
        if self.case.topic == "an-ninh-trat-tu" and self.rng.random() < 0.2:
            return Ground.DANGER
        # A clerk who is over-careful: the second person turns it down.
        return Ground.PRIVATE if not self.restricted and self.rng.random() < 0.006 else ""

    def _decide(self, row: Withholding, at: datetime) -> None:
        chairman = self.ward.people["hai"]
        row.refresh_from_db()
        if row.ended_at:
            # Nobody decided in time.
            pass
        elif self.case.keep or row.ground == Ground.DANGER:
            withholding_acts.withhold(row, by=chairman, at=at)
        else:
            withholding_acts.release(row, by=chairman, at=at)
        self.then(self.later(at, 0), self._accept)

    def _accept(self, at: datetime) -> None:
        topic = self.ward.topics[self.case.topic]
        self.matter = acts.accept(
            self.message,
            kind=self.case.kind,
            by=self.clerk,
            at=at,
            title=self.written.title,
            topic=topic,
            area=self.area if self.rng.random() < 0.9 else None,
            photos=list(self.message.files.exclude(sort=Attachment.Sort.VOICE)) if self.rng.random() < 0.85 else [],
            reason=_SORTED_ANEW if self.message.kind not in ("", self.case.kind) else "",
        )
        assert topic.lead
        unit = "VP" if self.restricted else topic.lead.code
        self._plan(at)
        self._accepted(unit, at)

    def _accepted(self, unit: str, at: datetime) -> None:
        self.then(self.later(at, 0), lambda when: self._assign(unit, when))
        readers.plan_me_too(self, at)

    def _plan(self, at: datetime) -> None:
        """When it will be answered: most in time, some extended, a few late and very few very late."""
        span = self.calendar.between(timezone.localdate(at), self.matter.due_on)
        chance = self.rng.random()
        if chance < 0.02:
            self.answer_after = span + self.rng.randrange(6, 13)
        elif chance < 0.08:
            self.answer_after = span + self.rng.randrange(1, 5)
        elif chance < 0.15 and span > 1 and self.message.promise.extension.times:
            self.extends = True
            self.answer_after = span + self.rng.randrange(0, 4)
        else:
            self.answer_after = max(0, round(self.rng.triangular(0, span, span * 0.65)))
        if self.stuck:
            self.stuck_at = self.rng.choices(("assigned", "drafted", "approved", "returned"), (45, 33, 12, 10))[0]

    def _assign(self, unit: str, at: datetime) -> None:
        acts.assign(self.matter, self.ward.units[unit], by=self.clerk, at=at)
        if unit != "VP" and self.rng.random() < 0.02:
            other = self.rng.choice([code for code in ("KT", "VHXH", "CA") if code != unit])
            head = self.ward.head_of(unit)
            self.then(
                self.later(at, 1),
                lambda when: self._hand_over(other, head, when),
            )
            return
        self._work(at)

    def _hand_over(self, unit: str, by: Person, at: datetime) -> None:
        acts.assign(self.matter, self.ward.units[unit], by=by, at=at)
        self._work(at)

    def _work(self, at: datetime) -> None:
        if self.extends:
            last = self.calendar.between(timezone.localdate(at), self.matter.due_on) - 1
            self.then(self.later(at, max(0, last)), self._extend)
        if self.stuck_at == "assigned":
            return
        self.then(self.later(at, self.answer_after), self._draft)

    def _extend(self, at: datetime) -> None:
        if timezone.localdate(at) <= self.matter.due_on and self.matter.stage == "assigned":
            by = self.ward.people["binh"] if self.restricted else self._head()
            extend(self.matter, self.rng.choice(_EXTENDED), by=by, at=at)

    def _draft(self, at: datetime) -> None:
        outcome = self._outcome()
        self.matter.refresh_from_db()
        if self.matter.stage not in WORKED_ON:
            return
        if self._must_wait(outcome, at):
            return
        worked = self._working_day_before(at)
        promised = self.calendar.add(timezone.localdate(at), self.rng.randrange(8, 25))
        slots = self.written.slots | {
            "ngay": f"{worked:%d/%m/%Y}",
            "hen": f"{promised:%d/%m/%Y}",
            "don_vi": self.matter.unit.name if self.matter.unit else "",
        }
        self.reply = answering.draft(
            self.matter,
            outcome=outcome,
            text=_first_capital(self._words(outcome, slots)),
            by=self.clerk if self.restricted else self._handler(),
            at=at,
            clause=self._clause() if outcome in self._resting_on_a_clause() else "",
            receiver=self.case.receiver if outcome == Outcome.PASSED_ON else "",
        )
        if self.stuck_at == "drafted":
            return
        returned = self.stuck_at == "returned" or self.rng.random() < 0.06
        self.then(self.later(at, 0), self._return if returned else self._approve)

    def _words(self, outcome: str, slots: dict[str, str]) -> str:
        if outcome not in self.case.replies:
            return _OURS_AGAIN.format(**slots)
        return texts.answer(self.case, outcome, slots, self.rng)

    def _must_wait(self, _outcome: str, _at: datetime) -> bool:
        """Whether something is owed before the answer."""
        return False

    def _working_day_before(self, at: datetime) -> date:
        today = timezone.localdate(at)
        earlier = (today - timedelta(days=back) for back in range(self.rng.randrange(1, 3), 6))
        accepted = timezone.localdate(self.matter.accepted_at)
        return next((day for day in earlier if day > accepted and self.calendar.is_working(day)), today)

    def _outcome(self) -> str:
        """The first kind of answer a case names is its usual one."""
        known = [one for one in self.case.replies if one != Outcome.PASSED_ON or not self.came_back]
        if not known:
            return Outcome.ANSWERED
        return self.rng.choices(known, [3 if place == 0 else 1 for place in range(len(known))])[0]

    def _resting_on_a_clause(self) -> tuple[str, ...]:
        # What a partial release keeps back needs its clause as a refusal does.
        kept_back = (Outcome.PARTLY,) if self.case.kind == Kind.INFORMATION else ()
        return (Outcome.REFUSED, *kept_back)

    def _clause(self) -> str:
        """What was asked before the new law on information holds is refused by the old one."""
        old = self.case.clause_before_2026_09
        return old if old and not has_closed_list(self.matter.message) else self.case.clause

    def _return(self, at: datetime) -> None:
        approval_acts.return_draft(self.reply, self.rng.choice(_RETURNED), by=self._approver(at), at=at)
        if self.stuck_at != "returned":
            self.then(self.later(at, 0), self._draft)

    def _approve(self, at: datetime) -> None:
        approval_acts.approve(self.reply, by=self._approver(at), at=at)
        if self.stuck_at != "approved":
            self.then(self.later(at, 0), self._send)

    def _send(self, at: datetime) -> None:
        by = self.ward.people["tuyet" if self.restricted else "hanh"]
        answering.send_reply(self.reply, by=by, at=at)
        if self.reply.outcome == Outcome.PASSED_ON:
            if self.rng.random() < self.entered_there:
                self.then(self.later(at, self.rng.randrange(1, 5)), self._entered_there)
            else:
                # Silent for five working days: it is ours again, and answered here.
                self.came_back = True
                self.then(self.later(at, 7), self._draft)
            return
        self._tell_by_telephone(at)
        readers.plan_deflected(self, at)
        self._hear_from_the_sender(at)

    def _entered_there(self, at: datetime) -> None:
        number = f"{self.rng.randrange(100, 2600)}/{self.rng.choice(('CV', 'PC', 'TN'))}-{at:%Y}"
        answering.enter_receiver_number(self.reply, number, by=self.clerk, at=at)

    def _hear_from_the_sender(self, at: datetime) -> None:
        first = self.reply.round == 0
        chance = self.rng.random()
        if first and not self.restricted and chance < 0.06:
            self.then(self.at_home(at, 3, 20), self._not_solved)
        elif chance < 0.42:
            self.then(self.at_home(at, 1, 9), self._rate)

    def _tell_by_telephone(self, at: datetime) -> None:
        calls.plan(self, at)

    def _rate(self, at: datetime) -> None:
        satisfaction = self.rng.choices((3, 2, 1, None), (34, 46, 9, 11))[0]
        solved = satisfaction != 1 if self.rng.random() < 0.8 else None
        if satisfaction is not None or solved is not None:
            rating_acts.rate(self.message, at=at, satisfaction=satisfaction, solved=solved)

    def _not_solved(self, at: datetime) -> None:
        rating_acts.rate(self.message, at=at, satisfaction=self.rng.choice((1, None)), solved=False)
        rating_acts.reopen(self.message, at=at)
        if self.stuck_at != "assigned":
            self.then(self.later(at, self.rng.randrange(1, 6)), self._draft)

    def _approver(self, at: datetime) -> Person:
        """Whose move it is; Chánh Văn phòng looks at the form first where the office asks for it."""
        today = timezone.localdate(at)
        with asked_once():
            moving = approvers_of(self.reply, today)[0]
            checks = may_check(moving, self.reply, today)
        if checks:
            check_form(self.reply, by=moving, at=at)
            moving = approvers_of(self.reply, today)[0]
        return moving

    def _head(self) -> Person:
        assert self.matter.unit
        return self.ward.head_of(self.matter.unit.code)

    def _handler(self) -> Person:
        assert self.matter.unit
        return self.ward.handler_of(self.matter.unit.code)

    def later(self, at: datetime, working_days: int) -> datetime:
        return days.later(self.calendar, at, working_days, self.rng)

    def at_home(self, at: datetime, soonest: int, latest: int) -> datetime:
        day = timezone.localdate(at) + timedelta(days=self.rng.randrange(soonest, latest))
        return days.at_home(day, self.rng)


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
