"""What the ledger tells of a period: the entries that bear on it, read once, in the order of legal time.

A message is a small state machine over its entries. Nothing else is asked: no stage, no row of listen or answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from hoiam.answer.models import OpeningReason, Outcome
from hoiam.ledger.models import Entry
from hoiam.listen.models import Ground
from hoiam.office.models import Office
from hoiam.report.figures.history import Account as Account
from hoiam.report.figures.history import Happening as Happening
from hoiam.report.figures.history import HistoryRow
from hoiam.report.figures.history import Track as Track
from hoiam.workdays.periods import Period

# Below what SQLite takes as parameters of one question.
_SUBJECTS_AT_ONCE = 500


class Reader:
    """Reads entries one after another and keeps what happened since the last ``begin``."""

    def __init__(self) -> None:
        self.tracks: dict[str, Track] = {}
        self.carried: list[tuple[int, Track]] = []
        self.undecided: list[tuple[int, Track]] = []
        self.happened: defaultdict[str, list[Happening]] = defaultdict(list)

    def begin(self) -> None:
        """A period begins here: what is open now is carried over."""
        self.carried = [(track.opened_by, track) for track in self.tracks.values() if track.is_open]
        self.undecided = [(track.owed_by, track) for track in self.tracks.values() if track.owed_by]
        self.happened = defaultdict(list)

    def account(self, period: Period, counted_to: datetime) -> Account:
        tracks = list(self.tracks.values())
        return Account(period, counted_to, self.carried, dict(self.happened), tracks, self.undecided)

    def read(self, row: HistoryRow) -> None:
        if not row.subject.startswith("message:"):
            # Of the office itself, and no message of anybody's.
            self.keep(OF_THE_OFFICE[row.kind], Happening(row.number, Track("", restricted=False), row.payload))
            return
        number = row.subject.removeprefix("message:")
        track = self.tracks.get(number)
        if track is None:
            track = self.tracks[number] = Track(number)
        STEPS[row.kind](self, Happening(row.number, track, row.payload), row.at)

    def keep(self, what: str, one: Happening) -> None:
        self.happened[what].append(one)

    def received(self, one: Happening, at: datetime) -> None:
        track, payload = one.track, one.payload
        track.restricted = bool(payload["restricted"])
        track.kind, track.channel = payload["kind"], payload["channel"]
        track.topic, track.area = payload["topic"], payload["area"]
        track.received_on, track.received_by = timezone.localdate(at), one.entry
        self._open(one)
        self.keep("received", one)
        track.wants_public = bool(payload["wants_public"])
        if not track.wants_public and not track.restricted:
            # The sender's own choice holds at once, without an entry of its own.
            self.withheld(one._replace(payload={"ground": Ground.SENDER.value}), at)

    def accepted(self, one: Happening, _at: datetime) -> None:
        track, payload = one.track, one.payload
        track.kind, track.topic, track.area = payload["kind"], payload["topic"], payload["area"]
        track.due_on, track.accepted = date.fromisoformat(payload["due_on"]), True
        self.keep("accepted", one)

    def assigned(self, one: Happening, _at: datetime) -> None:
        one.track.unit = one.payload["unit"]

    def due(self, one: Happening, _at: datetime) -> None:
        if one.payload["next_due_on"]:
            one.track.due_on = date.fromisoformat(one.payload["next_due_on"])

    def came_back(self, one: Happening, _at: datetime) -> None:
        self.joined(one, _at)
        self.keep("returned", one)

    def joined(self, one: Happening, _at: datetime) -> None:
        """A twin has the earlier due day while it is joined, and its own again when it has parted."""
        one.track.due_on = date.fromisoformat(one.payload["due_on"])

    def step_done(self, one: Happening, at: datetime) -> None:
        self.due(one, at)
        track, step = one.track, one.payload["step"]
        if step in TAKING_UP:
            track.owed_by, track.owed_at = one.entry, at
            self.keep("taken_up", one)
        elif step == "decide":
            track.owed_by = 0
        self.keep("step_done", one)

    def stated(self, one: Happening, _at: datetime) -> None:
        one.track.cost = int(one.payload["cost"])

    def sent(self, one: Happening, _at: datetime) -> None:
        if one.payload["outcome"] == Outcome.PASSED_ON:
            # Open with us until the receiver's own number comes back.
            self.keep("sent_on", one)
        else:
            self.closed(one, _at)

    def closed(self, one: Happening, at: datetime) -> None:
        self._owed_no_more(one, at)
        one.track.is_open = False
        one.track.answers += 1
        one.track.outcome = one.payload["outcome"]
        self.keep("closed", one._replace(payload=one.payload | {"cost": one.track.cost}))

    def left(self, one: Happening, at: datetime) -> None:
        """Sealed and sent up to the province, or handed back by it: another office answers for it."""
        self._owed_no_more(one, at)
        if one.track.is_open:
            one.track.is_open = False
            self.keep("left", one)

    def reopened(self, one: Happening, at: datetime) -> None:
        self._open(one)
        if one.track.ended_owing:
            one.track.owed_by, one.track.owed_at, one.track.ended_owing = one.entry, at, False
            self.keep("taken_up", one)
        self.keep("reopened", one)

    def rated(self, one: Happening, _at: datetime) -> None:
        # One answer has one rating: said again, it replaces what was said.
        answer = one.track.answers
        self.happened["rated"] = [
            said for said in self.happened["rated"] if (said.track, said.payload["answer"]) != (one.track, answer)
        ]
        self.keep("rated", one._replace(payload=one.payload | {"answer": answer}))

    def checked(self, one: Happening, at: datetime) -> None:
        one.track.checked = True
        self._shown(one, at)

    def held(self, one: Happening, _at: datetime) -> None:
        one.track.restricted = True
        self.keep("restricted", one)

    def unrestricted(self, one: Happening, at: datetime) -> None:
        one.track.restricted = False
        if not one.track.wants_public:
            self.withheld(one._replace(payload={"ground": Ground.SENDER.value}), at)
        self._shown(one, at)
        self.keep("unrestricted", one)

    def withheld(self, one: Happening, _at: datetime) -> None:
        one.track.grounds.add(one.payload["ground"])
        self.keep("withheld", one)

    def released(self, one: Happening, at: datetime) -> None:
        one.track.grounds.discard(one.payload["ground"])
        self._shown(one, at)

    def contact_opened(self, one: Happening, _at: datetime) -> None:
        # The sender's own copy is no look at the sender.
        if one.payload["reason"] != OpeningReason.OWN_COPY:
            self.keep("contact_opened", one)

    def _owed_no_more(self, one: Happening, at: datetime) -> None:
        """A letter that ends without a decision. The answer that refuses to take it up takes the step itself: by the
        same act, so at the same moment, and no decision was ever owed."""
        track = one.track
        if not track.owed_by:
            return
        if track.owed_at == at:
            self.happened["taken_up"] = [was for was in self.happened["taken_up"] if was.entry != track.owed_by]
        else:
            track.ended_owing = True
            self.keep("ended_undecided", one)
        track.owed_by = 0

    def _open(self, one: Happening) -> None:
        one.track.is_open, one.track.opened_by, one.track.outcome = True, one.entry, ""
        one.track.due_on = date.fromisoformat(one.payload["due_on"])

    def _shown(self, one: Happening, at: datetime) -> None:
        if one.track.readable and not one.track.was_public:
            one.track.was_public = True
            self.keep("published", one._replace(payload={"on": timezone.localdate(at)}))


def _kept(what: str, *, due: bool = False) -> Callable[[Reader, Happening, datetime], None]:
    """A step that is counted, and with ``due`` also says when the message is due now."""

    def read(reader: Reader, one: Happening, at: datetime) -> None:
        if due:
            reader.due(one, at)
        reader.keep(what, one)

    return read


# The steps by which a letter is taken up, of a complaint and of a denunciation.
TAKING_UP = frozenset({"accept", "check"})
# Whose subject is the office.
OF_THE_OFFICE = {
    "reception.day_held": "day_held",
    "duty.fell_due": "report_due",
    "report.returned": "report_returned",
}
STEPS: dict[str, Callable[[Reader, Happening, datetime], None]] = {
    "message.received": Reader.received,
    "message.published": Reader.checked,
    "matter.accepted": Reader.accepted,
    "matter.assigned": Reader.assigned,
    "matter.extended": _kept("extended", due=True),
    "matter.step_done": Reader.step_done,
    "matter.step_opened": Reader.due,
    "information.stated": Reader.stated,
    "matter.inquired": _kept("inquired"),
    "matter.paused": _kept("paused", due=True),
    "matter.resumed": _kept("resumed", due=True),
    "matter.recounted": Reader.due,
    "matter.returned": Reader.came_back,
    "matter.joined": Reader.joined,
    "matter.parted": Reader.joined,
    "reply.sent": Reader.sent,
    "matter.receiver_number": Reader.closed,
    "matter.reopened": Reader.reopened,
    "matter.rated": Reader.rated,
    "message.withheld": Reader.withheld,
    "message.released": Reader.released,
    "message.restricted": Reader.held,
    "message.unrestricted": Reader.unrestricted,
    "message.sent_up": Reader.left,
    "message.handed_back": Reader.left,
    "message.restriction_confirmed": _kept("restriction_confirmed"),
    "message.me_too": _kept("me_too"),
    "message.deflected": _kept("deflected"),
    "withholding.appealed": _kept("appealed"),
    "withholding.reviewed": _kept("reviewed"),
    "reception.recorded": _kept("reception"),
    "contact.opened": Reader.contact_opened,
    "contact.opening_refused": _kept("opening_refused"),
    "contact.erased": _kept("contact_erased"),
    "call.made": _kept("call_made"),
}


def rows(office: Office, since: datetime, end: datetime, at: datetime) -> list[HistoryRow]:
    """The entries that count, up to ``end`` (not counted) or to ``at``, by legal time.

    Of every message something happened to from ``since`` on, or that was open then: all its entries. What ended earlier
    and has been quiet since is in no figure, and is not read.
    """
    counted = Entry.objects.filter(office=office, kind__in=(*STEPS, *OF_THE_OFFICE), at__lt=end, at__lte=at)
    touched = counted.filter(at__gte=since).values_list("subject", flat=True).order_by().distinct()
    subjects = sorted({*touched, *open_at(office, since)})
    found = [
        HistoryRow(*values)
        for start in range(0, len(subjects), _SUBJECTS_AT_ONCE)
        for values in counted.filter(subject__in=subjects[start : start + _SUBJECTS_AT_ONCE])
        .order_by()
        .values_list("number", "kind", "subject", "at", "payload")
    ]
    # A number is taken at commit: at the same legal moment it tells which came first.
    return sorted(found, key=lambda row: (row.at, row.number))


def open_at(office: Office, moment: datetime) -> Iterable[str]:
    """The messages opened more often than closed before this moment."""
    opened = Q(kind__in=("message.received", "matter.reopened"))
    left = ("matter.receiver_number", "message.sent_up", "message.handed_back")
    closed = Q(kind__in=left) | Q(kind="reply.sent") & ~Q(payload__outcome=Outcome.PASSED_ON.value)
    turns = Entry.objects.filter(opened | closed, office=office, at__lt=moment).order_by()
    counted = turns.values("subject").annotate(left=Count("pk", filter=opened) - Count("pk", filter=closed))
    return counted.filter(left__gt=0).values_list("subject", flat=True)


def read_until(reader: Reader, coming: list[HistoryRow], moment: datetime) -> list[HistoryRow]:
    """Read the entries before ``moment``; gives back those that are left."""
    past = next((place for place, row in enumerate(coming) if row.at >= moment), len(coming))
    for row in coming[:past]:
        reader.read(row)
    return coming[past:]


def accounts(office: Office, periods: Iterable[Period], at: datetime) -> Iterator[Account]:
    """The accounts of periods in order of time, up to ``at``, from one reading.

    Each must be counted before the next is taken: all look at the same messages as they change.
    """
    wanted = list(periods)
    reader, left = Reader(), rows(office, wanted[0].start, wanted[-1].end, at)
    for period in wanted:
        left = read_until(reader, left, period.start)
        reader.begin()
        left = read_until(reader, left, period.end)
        yield reader.account(period, period.end if period.ended(at) else at)
