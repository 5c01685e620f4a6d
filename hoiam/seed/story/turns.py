"""Special turns of the story: what does not happen every day, and what every screen of the desk must have once."""

from __future__ import annotations

import io
import math
import struct
import wave
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache, partial
from random import Random

from django.utils import timezone

from hoiam.answer.clock import pausing
from hoiam.answer.information.acts import state_terms
from hoiam.answer.joining import acts as joining
from hoiam.answer.joining import splitting
from hoiam.answer.matter.cooperation import ask_cooperation, give_cooperation
from hoiam.answer.matter.notes import add_note
from hoiam.answer.models import Entitlement, Inquiry, Outcome
from hoiam.files.store import Remade, keep, remake
from hoiam.listen.files.adding import add_file
from hoiam.listen.files.covering import Box, cover_photo
from hoiam.listen.intake import receiving
from hoiam.listen.intake.transcribing import transcribe
from hoiam.listen.message.acts import SPOKEN
from hoiam.listen.models import Channel, Kind, Reception
from hoiam.listen.restricted.acts import ask_open
from hoiam.seed.cast import AREAS
from hoiam.seed.story.lives import Life
from hoiam.seed.texts import texts
from hoiam.seed.texts.texts import PHONE_PREFIX

_QUESTION = "Để thay đúng bóng, xin cho biết số ghi trên trụ đèn, hoặc trụ nằm trước số nhà nào."
_SUPPLIED = "Dạ trụ số 14 và 15, ngay trước nhà văn hóa."
_NOT_VALID = "Xin ghi rõ tên công trình và năm làm: tổ dân phố có ba công trình đã quyết toán."
_COMPLETED = "Công trình làm đường hẻm năm 2024, hoàn thành tháng 10."


@dataclass
class Turn(Life):
    """Somebody who writes with care, of the right kind, to be published."""

    NAME = ""
    CHANNEL = Channel.WEB
    words: int = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.case = texts.turns()[self.NAME]
        place = self.rng.randrange(len(AREAS))
        self.at_place(place)
        self.channel = self.CHANNEL

    def at_place(self, place: int) -> None:
        label, name, _, places = AREAS[place]
        self.area = self.ward.areas[place]
        self.written = texts.plainly(self.case, places[0], f"{label} {name}", self.rng, self.words)

    def _kind_chosen(self) -> str:
        return self.case.kind

    def _received(self, at: datetime) -> None:
        if not self.unsorted:
            self.then(self.later(at, 0), self.sort_it)

    def _wants_public(self) -> bool:
        return True

    def _left(self) -> dict[str, str]:
        return {"phone": f"{PHONE_PREFIX} {self.rng.randrange(1000):03}", "email": "ban.doc.500@thu.example"}


class FallenTree(Turn):
    """After a stormy night several people write about one tree."""

    NAME = "storm"


@dataclass
class SameTree(Turn):
    """Joined to the first one by a clerk, answered with it; or parted by the sender, or not yet looked at."""

    NAME = "storm"
    lead: Life = field(kw_only=True)
    parts: bool = field(default=False, kw_only=True)

    def _accepted(self, unit: str, at: datetime) -> None:
        self.then(self.later(at, 0), partial(self._join, unit))

    def _join(self, unit: str, at: datetime) -> None:
        lead = self.lead
        if not hasattr(lead, "matter") or not joining.is_public(lead.message, at):
            self._assign(unit, at)
            return
        lead.matter.refresh_from_db()
        joining.join(self.matter, lead.matter, by=self.clerk, at=at)
        if self.parts and self.matter.stage == "twin" and joining.current_twin(self.matter):
            self.then(at + timedelta(hours=3), partial(self._part, unit))

    def _part(self, unit: str, at: datetime) -> None:
        self.matter.refresh_from_db()
        if self.matter.stage == "twin":
            joining.part(self.matter, by=None, at=at)
            self._assign(unit, at)


@dataclass
class Asked(Turn):
    """A question goes to the sender; the clock stands still until the answer, or for ten working days."""

    NAME = "waiting"
    replies: bool = field(default=True, kw_only=True)

    def _work(self, at: datetime) -> None:
        self.then(self.later(at, 0), self._ask)

    def _ask(self, at: datetime) -> None:
        inquiry = pausing.inquire(self.matter, _QUESTION, by=self._handler(), at=at)
        self.then(at + timedelta(minutes=4), lambda when: self._sent(inquiry, when))
        if self.replies:
            self.then(self.at_home(at, 1, 6), partial(self._supply, _SUPPLIED))
        else:
            self.then(self.later(at, 13), self._draft)

    def _sent(self, inquiry: Inquiry, at: datetime) -> None:
        pausing.pause(inquiry, at=at)

    def _supply(self, words: str, at: datetime) -> None:
        self.message.refresh_from_db()
        pausing.supply(self.message, words, at=at)
        self.then(self.later(at, 2), self._draft)


class GivenBack(Asked):
    """A request for information that is not valid yet: its twelve days run anew from the day it is."""

    NAME = "given_back"

    def _ask(self, at: datetime) -> None:
        pausing.inquire(self.matter, _NOT_VALID, by=self._handler(), at=at, completes=True)
        self.then(self.at_home(at, 1, 5), partial(self._supply, _COMPLETED))

    def _draft(self, at: datetime) -> None:
        self.matter.refresh_from_db()
        if self.matter.stage in pausing.WORKED_ON:
            by = self._handler()
            state_terms(self.matter, Entitlement.RESIDENT, cost=self.rng.randrange(8, 40) * 1000, by=by, at=at)
            super()._draft(at)


class PassedBack(Turn):
    """Passed on, and after five working days without a number ours again."""

    NAME = "passed_back"

    def __post_init__(self) -> None:
        super().__post_init__()
        self.entered_there = 0

    def _outcome(self) -> str:
        return Outcome.SOLVED if self.came_back else Outcome.PASSED_ON


class TwoThings(Turn):
    """A letter that asks for two things is split; each has its unit and its clock."""

    NAME = "two_things"
    CHANNEL = Channel.COUNTER

    def sort_it(self, at: datetime) -> None:
        part = splitting.split(self.message, {1}, kind=Kind.QUESTION, by=self.clerk, at=at)
        rng = Random(self.rng.random())  # noqa: S311
        second = Life(self.ward, self.calendar, texts.turns()["second_thing"], rng, self.then)
        second.message, second.channel = part, self.channel
        second.written = texts.plainly(second.case, self.written.place, str(self.area), rng)
        self.then(self.later(at, 0), second.sort_it)
        super().sort_it(at)


class Spoken(Turn):
    """Who does not write speaks; a clerk listens and types."""

    NAME = "spoken"

    def receive(self, at: datetime) -> None:
        receipt = receiving.receive(
            self.ward.office, receiving.Taken(self.channel, SPOKEN, public=True, contact=self._left()), at=at
        )
        self.message = receipt.message
        add_file(self.message, keep(_voice()), at=at)
        if not self.unsorted:
            self.then(self.later(at, 0), self._listen)

    def _listen(self, at: datetime) -> None:
        self.message.refresh_from_db()
        transcribe(self.message, self.written.text, by=self.clerk, at=at)
        self.then(self.later(at, 0), self.sort_it)


@lru_cache(maxsize=1)
def _voice() -> Remade:
    """Two seconds of a tone that rises and falls: nobody's voice."""
    tones = (math.sin(place / 8000 * math.tau * (260 + 40 * math.sin(place / 2600))) for place in range(16_000))
    data = io.BytesIO()
    with wave.open(data, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", int(9000 * tone)) for tone in tones))
    return remake(data.getvalue(), "loi-noi.wav")


class Covered(Turn):
    """A photo shows too much: a part of it is covered before it is published."""

    NAME = "masked"

    def __post_init__(self) -> None:
        super().__post_init__()
        self.photos = 1.0

    def sort_it(self, at: datetime) -> None:
        for file in self.message.files.all():
            cover_photo(file, [Box(80, 640, 240, 150), Box(600, 660, 170, 120)], by=self.clerk, at=at)
        super().sort_it(at)


@dataclass
class Held(Turn):
    """Told by telephone in words of a denunciation: held at once, until the sender undoes it or nobody confirms it."""

    NAME = "undone"
    CHANNEL = Channel.PHONE
    undone: bool = field(default=True, kw_only=True)

    def _kind_chosen(self) -> str:
        return ""

    def _says_confidential(self) -> bool | None:
        return None

    def _received(self, at: datetime) -> None:
        if self.undone:
            self.then(self.at_home(at, 1, 2), self._undo)
        else:
            self.then(self.later(at, 4), self.sort_it)

    def _undo(self, at: datetime) -> None:
        self.message.refresh_from_db()
        ask_open(self.message, at=at)
        self.then(self.later(at, 0), self.sort_it)


class Neighbours(Turn):
    """A dispute of two households is guided to those who mediate."""

    NAME = "neighbours"


class InDanger(Turn):
    """Told by telephone to the wrong number: whom to call comes first."""

    NAME = "danger"
    CHANNEL = Channel.PHONE


class NotSolvedAgain(Turn):
    """Reopened three times."""

    NAME = "again"

    def _hear_from_the_sender(self, at: datetime) -> None:
        if self.reply.round < 3:
            self.then(self.at_home(at, 2, 8), self._not_solved)


class BeforeTheChairman(Turn):
    """Brought to the chairman's reception day."""

    NAME = "visit"
    CHANNEL = Channel.RECEPTION

    def __post_init__(self) -> None:
        super().__post_init__()
        self.sort = Reception.Sort.SCHEDULED


class Helped(Turn):
    """Another unit helps by an inner date; colleagues leave notes."""

    NAME = "waiting"

    def _work(self, at: datetime) -> None:
        self.matter.refresh_from_db()
        police, today = self.ward.units["CA"], timezone.localdate(at)
        due_on = min(self.calendar.add(today, 3), self.matter.due_on)
        what = "Cho biết đoạn này tối đến có hay tụ tập, va quẹt không, để ưu tiên thay đèn."
        add_note(self.message, "Đã gọi đơn vị chiếu sáng, hẹn đi xem chung.", by=self._handler(), at=at)
        row = ask_cooperation(self.matter, police, due_on=due_on, what=what, by=self.clerk, at=at)
        self.then(self.later(at, 2), lambda when: self._give(row.pk, when))
        super()._work(at)

    def _give(self, pk: int, at: datetime) -> None:
        row = self.matter.cooperations.get(pk=pk)
        self.matter.refresh_from_db()
        if row.done_at is None and row.ended_at is None:
            said = "Đoạn này hai tháng qua có 02 vụ va quẹt vào buổi tối; đề nghị thay đèn sớm."
            give_cooperation(row, said, by=self.ward.handler_of("CA"), at=at)
