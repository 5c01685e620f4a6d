"""Ways to look at the inbox, narrowed by kind, topic, area, unit and channel; each says itself in a sentence.

Never by words and a person: who sent it is nothing the inbox knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q

from hoiam.answer.approval.rules import tray_of
from hoiam.answer.models import APPROVING, Cooperation, Delegation
from hoiam.listen.models import OPEN, Channel, Kind, Stage
from hoiam.office.models import Area, Person, Role, Topic, Unit, roles_of

ANSWERED = (Stage.ANSWERED, Stage.CLOSED)
_OPEN = Q(ended_on=OPEN)
_DRAFTING = (Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED)
SOONEST, LATEST = "gần hạn nhất trước", "chậm nhất trước"
# The parameters of the address; whatever else it says is not heard.
NARROWING = ("loai", "linh-vuc", "dia-ban", "don-vi", "nguon")


@dataclass(frozen=True)
class Filter:
    """One way to look at the inbox. Its parts are asked for one by one where an index gives only one in order."""

    key: str
    words: str
    what: str
    parts: Callable[[Person, date], list[Q]]
    order: str = SOONEST


def mine(person: Person, today: date) -> list[Q]:
    """What waits for this very person: to sort, to assign, to send, to draft, to approve, to help with."""
    roles = roles_of(person)
    stages: set[str] = set()
    if roles & {Role.CLERK, Role.RECEPTION_OFFICER}:
        stages |= {Stage.RECEIVED, Stage.ACCEPTED}
    if roles & {Role.CLERK, Role.RECEPTION_OFFICER, Role.RECORDS_OFFICER}:
        stages.add(Stage.APPROVED)
    waiting = Q(stage__in=stages)
    if person.unit_id and roles & {Role.HANDLER, Role.HEAD_OF_UNIT}:
        waiting |= Q(matter__unit=person.unit_id, stage__in=_DRAFTING)
    if person.unit_id:
        waiting |= _helping(person)
    parts = [_OPEN & waiting]
    if to_decide := _to_decide(person, today):
        parts.append(Q(pk__in=to_decide))
    return parts


def _helping(person: Person) -> Q:
    asked = Cooperation.objects.filter(matter__message=OuterRef("pk"), done_at__isnull=True, ended_at__isnull=True)
    return Q(Exists(asked.filter(unit=person.unit_id)))


def _asked_of_others(person: Person) -> Q:
    """Matters that wait for a unit that helps; of their own unit for who works in one, of all for the desk."""
    asked = Cooperation.objects.filter(matter__message=OuterRef("pk"), done_at__isnull=True, ended_at__isnull=True)
    of_all = roles_of(person) & {Role.CLERK, Role.RECEPTION_OFFICER, Role.APPROVER, Role.VICE_CHAIRMAN}
    return Q(Exists(asked)) if of_all else Q(Exists(asked), matter__unit=person.unit_id)


def _to_decide(person: Person, today: date) -> list[int]:
    """The messages whose draft waits for this person; asked once for each request, as their roles are."""
    known: dict[date, list[int]] = person.__dict__.setdefault("to_decide", {})
    if today not in known:
        known[today] = _looked_up(person, today)
    return known[today]


def _looked_up(person: Person, today: date) -> list[int]:
    deciding = roles_of(person) & {*APPROVING, Role.OFFICE_HEAD}
    lent = Delegation.objects.filter(taker=person, from_day__lte=today, until_day__gte=today, ended_at__isnull=True)
    if not deciding and not lent.exists():
        return []
    return tray_of(person, today).messages


FILTERS = {
    one.key: one
    for one in (
        Filter("cho-toi", "Chờ tôi", "Việc chờ tôi", mine),
        Filter("mo", "Đang mở", "Việc đang mở", lambda _p, _d: [_OPEN]),
        Filter("hom-nay", "Đến hạn hôm nay", "Việc đến hạn hôm nay", lambda _p, d: [_OPEN & Q(due_on=d)]),
        Filter("qua-han", "Quá hạn", "Việc quá hạn", lambda _p, d: [_OPEN & Q(due_on__lt=d)], LATEST),
        Filter("moi", "Chờ phân loại", "Nội dung mới, chưa ai phân loại", lambda _p, _d: [Q(stage=Stage.RECEIVED)]),
        Filter(
            "don-vi",
            "Của đơn vị tôi",
            "Việc đang mở do đơn vị tôi chủ trì",
            lambda p, _d: [_OPEN & Q(matter__unit=p.unit_id, matter__unit__isnull=False)],
        ),
        Filter("phoi-hop", "Chờ tôi phối hợp", "Việc chờ đơn vị tôi phối hợp", lambda p, _d: [_OPEN & _helping(p)]),
        Filter(
            "cho-phoi-hop",
            "Chờ đơn vị khác",
            "Việc chờ đơn vị khác phối hợp",
            lambda p, _d: [_OPEN & _asked_of_others(p)],
        ),
        Filter(
            "cho-nguoi-gui",
            "Chờ người gửi",
            "Việc chờ người gửi bổ sung",
            lambda _p, _d: [Q(stage=Stage.WAITING_SENDER)],
        ),
        Filter("cho-duyet", "Chờ duyệt", "Việc có dự thảo chờ duyệt", lambda _p, _d: [Q(stage=Stage.DRAFTED)]),
        Filter("cho-gui", "Chờ gửi", "Việc đã duyệt, chờ gửi", lambda _p, _d: [Q(stage=Stage.APPROVED)]),
        Filter(
            "da-chuyen",
            "Đã chuyển",
            "Việc đã chuyển, chờ nơi nhận vào sổ",
            lambda _p, _d: [Q(stage=Stage.PASSED_ON)],
        ),
        Filter("trung", "Trùng", "Nội dung trùng với việc khác", lambda _p, _d: [Q(stage=Stage.TWIN)]),
        Filter(
            "han-che",
            "Hạn chế tiếp cận",
            "Hồ sơ hạn chế tiếp cận mà tôi được xem",
            lambda _p, _d: [_OPEN & Q(restriction__isnull=False)],
        ),
        Filter(
            "da-xong",
            "Đã trả lời",
            "Việc đã trả lời, đã kết thúc",
            # An index gives one stage in order; of two stages it would sort every message ever answered.
            lambda _p, _d: [Q(stage=stage) for stage in ANSWERED],
            "theo hạn",
        ),
    )
}


@dataclass(frozen=True)
class Asked:
    """A filter as it was asked for, narrowed or not."""

    filter: Filter
    kind: str = ""
    topic: Topic | None = None
    area: Area | None = None
    unit: Unit | None = None
    channel: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str], person: Person) -> Asked:
        """What an address asks for; what the office does not know narrows nothing."""
        office = person.office_id
        asked = cls(FILTERS.get(given.get("loc", ""), FILTERS["mo"]))
        if given.get("loai", "") in Kind.values:
            asked = replace(asked, kind=given["loai"])
        if given.get("nguon", "") in Channel.values:
            asked = replace(asked, channel=given["nguon"])
        if slug := given.get("linh-vuc"):
            asked = replace(asked, topic=Topic.objects.filter(office=office, slug=slug).first())
        if (pk := given.get("dia-ban", "")).isdecimal():
            asked = replace(asked, area=Area.objects.filter(office=office, pk=int(pk)).first())
        if code := given.get("don-vi"):
            asked = replace(asked, unit=Unit.objects.filter(office=office, code=code).first())
        return asked

    def narrowed(self) -> Q:
        """The conditions besides the filter's own."""
        conditions = {
            "kind": self.kind,
            "topic": self.topic,
            "area": self.area,
            "matter__unit": self.unit,
            "channel": self.channel,
        }
        return Q(**{name: value for name, value in conditions.items() if value})

    @property
    def is_narrowed(self) -> bool:
        return bool(self.narrowed())

    @property
    def sentence(self) -> str:
        """«Việc quá hạn về rác, tổ dân phố 3, do Phòng Kinh tế chủ trì, chậm nhất trước»"""
        what = f"{self.filter.what} về {_small(str(self.topic))}" if self.topic else self.filter.what
        parts = [
            what,
            f"loại {_small(str(Kind(self.kind).label))}" if self.kind else "",
            _small(str(self.area)) if self.area else "",
            f"do {self.unit} chủ trì" if self.unit else "",
            f"nhận qua {Channel(self.channel).label}" if self.channel else "",
            self.filter.order,
        ]
        return ", ".join(part for part in parts if part)

    def parameters(self) -> dict[str, str]:
        """The same as an address says it, without the place in the list."""
        given = {
            "loc": self.filter.key,
            "loai": self.kind,
            "linh-vuc": self.topic.slug if self.topic else "",
            "dia-ban": str(self.area.pk) if self.area else "",
            "don-vi": self.unit.code if self.unit else "",
            "nguon": self.channel,
        }
        return {name: value for name, value in given.items() if value}

    @property
    def address(self) -> str:
        return urlencode(self.parameters())

    def with_filter(self, key: str) -> str:
        """The address of another filter under the same narrowing."""
        return urlencode(self.parameters() | {"loc": key})


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
