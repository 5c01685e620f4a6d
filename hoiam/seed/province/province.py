"""Some weeks of a province in a light hand: a few messages a week in each commune, and their weekly reports as they are
in life: most on time, some late, some missing, some given back. All by the acts, each at its moment."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, partial
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.matter import acts
from hoiam.answer.models import Matter, Outcome
from hoiam.answer.rating import acts as rating_acts
from hoiam.answer.reply import acts as answering
from hoiam.ledger.acts import recorded_as_lived, seal
from hoiam.listen.intake import receiving
from hoiam.listen.models import Channel, Kind, Message
from hoiam.office.models import Office, Person
from hoiam.outbox.acts import needless
from hoiam.outbox.models import Row
from hoiam.report.duties import owed as duties_owed
from hoiam.report.duties import submitting
from hoiam.report.freezing import acts as reporting
from hoiam.report.kinds.kinds import WEEKLY, kind_of, shipped
from hoiam.report.models import Duty, Submission
from hoiam.report.sections.completeness import SECTION
from hoiam.seed import days
from hoiam.seed.cast import PASSWORD
from hoiam.seed.province.communes import Commune, found_commune, found_province
from hoiam.seed.steps import Step
from hoiam.seed.texts import texts
from hoiam.seed.texts.texts import Occasion, Written
from hoiam.viettext.search.search import refresh_vocabulary
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import WEEK, Period, Schedule

WEEKS = 13
# Who comes by this name is on the province's site, by 127.0.0.1 on that of its first commune.
PROVINCE_HOST = "localhost"
_WEEKLY = kind_of(WEEKLY)
# So many of a hundred communes are in earnest, easy-going, careless; and what they do with a report, of a hundred:
# on time, late, not at all.
_CHARACTERS = ((72, (94, 5, 1)), (20, (62, 30, 8)), (8, (30, 35, 35)))
_GIVEN_BACK, _MENDED = 0.05, 0.6
_WANTING = (
    "Bổ sung số liệu tiếp công dân trong tuần.",
    "Mục nhiệm vụ trọng tâm chưa nêu việc tuần tới: bổ sung.",
    "Số vụ việc quá hạn khác với tuần trước chuyển sang: rà soát lại.",
)
_LATE, _RATED = 0.08, 0.4
_KINDS = (Kind.FEEDBACK, Kind.QUESTION, Kind.PETITION)
_SPEAKS_OF_A_WARD = ("phường", "hòa bình")


def seed_province(
    until: date, communes: int, weeks: int = WEEKS, told: Callable[[str], None] = lambda _: None
) -> Office:
    """Make a province of so many communes and let it live for some weeks. All of it is kept, or nothing."""
    first = Schedule().of(WEEK, until - timedelta(weeks=weeks))
    founded = days.clock(first.first - timedelta(days=10), 8)
    password, end = make_password(PASSWORD), days.clock(until, 0, 30)
    with recorded_as_lived(), transaction.atomic():
        province, people = found_province(PROVINCE_HOST, password, founded)
        for kind in shipped().values():
            if kind != _WEEKLY:
                # Light: the others would all be missing.
                duties_owed.end_rule(province, kind, by=people["tinh.chutich"], at=founded)
        for place in range(communes):
            commune = found_commune(province, place, password, founded)
            _Life(commune, people["tinh.tonghop"], end, Random(f"{commune.office.code} {until}")).live(first)  # noqa: S311
            told(commune.office.name)
        _report_of_the_province(province, people["tinh.chutich"], first, end)
        for row in Row.objects.filter(done_at__isnull=True):
            needless(row, at=end)
        for office in Office.objects.all():
            seal(office, at=end)
    refresh_vocabulary()
    return province


def _report_of_the_province(province: Office, chairman: Person, week: Period, end: datetime) -> None:
    """Each week summed, approved and made public ten days later; the newest ones wait to be tried."""
    while (at := days.clock(week.last + timedelta(days=10), 9)) < end:
        reporting.publish(reporting.freeze(province, _WEEKLY, week, by=chairman, at=at), by=chairman, at=at)
        week = week.next()


@dataclass
class _Life:
    """The weeks of one commune. Its dice are its own, so that no other changes them."""

    commune: Commune
    superior: Person
    end: datetime
    rng: Random
    queue: list[tuple[datetime, int, Step]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.calendar = calendar_of(self.commune.office)
        self.fates = self.rng.choices([fates for _, fates in _CHARACTERS], [many for many, _ in _CHARACTERS])[0]

    def live(self, week: Period) -> None:
        """One step after the other, so that the ledger runs in the order of time."""
        self._plan_duties(week)
        while week.start < self.end:
            for _ in range(self.rng.choices((0, 1, 2, 3), (50, 35, 11, 4))[0]):
                day = week.first + timedelta(days=self.rng.randrange(7))
                self._then(days.at_home(day, self.rng), partial(self._receive, self.rng.choice(_cases())))
            self._plan_report(week)
            week = week.next()
        while self.queue:
            at, _, step = heapq.heappop(self.queue)
            step(at)

    def _then(self, at: datetime, step: Step) -> None:
        """What comes after the end stays undone."""
        if at < self.end:
            heapq.heappush(self.queue, (at, len(self.queue) + self.rng.randrange(10**9), step))

    def _later(self, at: datetime, working_days: int, step: Step) -> None:
        self._then(days.later(self.calendar, at, working_days, self.rng), step)

    def _receive(self, case: Occasion, at: datetime) -> None:
        area = self.rng.choice(self.commune.areas)
        written = texts.plainly(case, self.rng.choice(self.commune.places(area)), f"thôn {area.name}", self.rng)
        channel = self.rng.choices((Channel.WEB, Channel.PHONE, Channel.COUNTER), (70, 18, 12))[0]
        message = receiving.receive(
            self.commune.office,
            receiving.Taken(channel, written.text, public=True, kind=case.kind, place=written.place, area=area),
            by=None if channel == Channel.WEB else self.commune.clerk,
            at=at,
        ).message
        self._later(at, 0, partial(self._accept, case, written, message))

    def _accept(self, case: Occasion, written: Written, message: Message, at: datetime) -> None:
        topic, clerk = self.commune.topics[case.topic], self.commune.clerk
        matter = acts.accept(message, kind=case.kind, by=clerk, at=at, title=written.title, topic=topic)
        assert topic.lead
        acts.assign(matter, topic.lead, by=clerk, at=at)
        span = self.calendar.between(timezone.localdate(at), matter.due_on)
        after = span + self.rng.randrange(1, 6) if self.rng.random() < _LATE else self.rng.randrange(span + 1)
        self._later(at, after, partial(self._answer, case, written, matter))

    def _answer(self, case: Occasion, written: Written, matter: Matter, at: datetime) -> None:
        """Drafted, approved and sent on one day: a small office."""
        assert matter.unit
        outcome = self.rng.choice([one for one in case.replies if one != Outcome.PASSED_ON])
        worked, promised = timezone.localdate(at), self.calendar.add(timezone.localdate(at), 10)
        slots = {"ngay": f"{worked:%d/%m/%Y}", "hen": f"{promised:%d/%m/%Y}", "don_vi": matter.unit.name}
        text = texts.answer(case, outcome, written.slots | slots, self.rng)
        text = text[:1].upper() + text[1:]
        reply = answering.draft(matter, outcome=outcome, text=text, by=self.commune.clerk, at=at)
        approval_acts.approve(reply, by=self.commune.chairman, at=at)
        answering.send_reply(reply, by=self.commune.clerk, at=at)
        if self.rng.random() < _RATED:
            self._later(at, 1, partial(self._rate, matter.message))

    def _rate(self, message: Message, at: datetime) -> None:
        satisfaction = self.rng.choices((3, 2, 1), (40, 45, 15))[0]
        rating_acts.rate(message, at=at, satisfaction=satisfaction, solved=satisfaction > 1)

    def _plan_duties(self, first: Period) -> None:
        """Made ahead as the worker does it, often enough that none is missed."""
        at = days.clock(first.first, 6)
        while at < self.end:
            self._then(at, self._make_duties)
            at += timedelta(weeks=6)

    def _make_duties(self, at: datetime) -> None:
        owed = duties_owed.make_duties(self.commune.office, at=at)
        for duty in owed:
            self._then(duty.due_at + timedelta(minutes=5), partial(self._fall_due, duty))

    def _fall_due(self, duty: Duty, at: datetime) -> None:
        duties_owed.fall_due(duty, at=at)

    def _plan_report(self, week: Period) -> None:
        """In time on the morning of the first working day after; late some days more; or not at all."""
        fate = self.rng.choices(("on_time", "late", "missing"), self.fates)[0]
        first_day = self.calendar.add(week.last, 1)
        if fate == "on_time":
            self._then(
                days.clock(first_day, 8 + self.rng.randrange(3), self.rng.randrange(60)), partial(self._report, week)
            )
        elif fate == "late":
            self._later(days.clock(first_day, 16), self.rng.randrange(6), partial(self._report, week))

    def _report(self, week: Period, at: datetime) -> None:
        """Frozen, its sections settled, handed in."""
        office, chairman = self.commune.office, self.commune.chairman
        frozen = reporting.freeze(office, _WEEKLY, week, by=chairman, at=at)
        settled = (f"{SECTION}{section.value}" for section in _WEEKLY.sections)
        submitting.explain(office, _WEEKLY, week, settled, "không phát sinh", by=self.commune.clerk, at=at)
        submission = submitting.submit(frozen, by=chairman, at=at)
        judged = self._give_back if self.rng.random() < _GIVEN_BACK else self._accept_report
        self._later(at, self.rng.randrange(1, 4), partial(judged, week, submission))

    def _accept_report(self, _week: Period, submission: Submission, at: datetime) -> None:
        submitting.accept(submission, by=self.superior, at=at)
        reporting.publish(submission.frozen, by=self.commune.chairman, at=at)

    def _give_back(self, week: Period, submission: Submission, at: datetime) -> None:
        submitting.return_report(submission, self.rng.choice(_WANTING), by=self.superior, at=at)
        if self.rng.random() < _MENDED:
            self._later(at, 1, partial(self._mend, week))

    def _mend(self, week: Period, at: datetime) -> None:
        note = "Rà soát lại theo yêu cầu của tỉnh."
        frozen = submitting.correct(self.commune.office, _WEEKLY, week, note, by=self.commune.chairman, at=at)
        submitting.submit(frozen, by=self.commune.chairman, at=at)


@cache
def _cases() -> tuple[Occasion, ...]:
    """What may happen in any commune, and is answered in plain words by the commune itself."""

    def fits(case: Occasion) -> bool:
        said = " ".join((case.title, *case.texts, *(text for told in case.replies.values() for text in told)))
        plain = not (case.keep or case.clause) and set(case.replies) - {Outcome.PASSED_ON}
        return bool(plain) and case.kind in _KINDS and not any(words in said.lower() for words in _SPEAKS_OF_A_WARD)

    return tuple(case for case in texts.cases() if fits(case))
