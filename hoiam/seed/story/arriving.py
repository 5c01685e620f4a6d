"""How a message comes in: by the site, at the counter, by telephone, letter or mail, pasted, at the reception."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from hoiam.files.store import Stored
from hoiam.listen.intake import receiving
from hoiam.listen.intake.acts import take_in
from hoiam.listen.intake.receiving import Receipt, Taken
from hoiam.listen.models import Channel, Reception
from hoiam.listen.pasting import reading as pasting_reading
from hoiam.listen.reception import acts as reception_acts
from hoiam.listen.reception.acts import Visit
from hoiam.office.models import Area, Person
from hoiam.seed.cast import Ward

# How many of a hundred come by which way.
CHANNELS = (
    (Channel.WEB, 62),
    (Channel.COUNTER, 9),
    (Channel.PHONE, 10),
    (Channel.LETTER, 4),
    (Channel.MAIL, 3),
    (Channel.RECEPTION, 2),
    (Channel.PORTAL, 5),
    (Channel.TRANSFER, 3),
    (Channel.OFFICE_CHAT, 2),
)
# Nobody types these for the sender.
ALONE = (Channel.WEB, Channel.MAIL)
_PASTED = {
    Channel.PORTAL: "Mã phản ánh: {ref}\nThời gian: {when}\nNội dung: {text}",
    Channel.OFFICE_CHAT: "{text}",
}


@dataclass(frozen=True)
class Arriving:
    """What one sender says of themselves and of the matter."""

    kind: str
    text: str
    place: str
    area: Area | None
    channel: Channel
    contact: dict[str, str]
    public: bool
    confidential: bool | None
    kept: tuple[Stored, ...] = ()
    sort: str = Reception.Sort.REGULAR

    def take_in(self, ward: Ward, at: datetime, by: Person, rng: Random) -> Receipt:
        """Enter it by the way it comes."""
        if self.channel == Channel.RECEPTION:
            return self._at_the_reception(ward, at, by, rng)
        if self.channel in ALONE:
            return receiving.receive(ward.office, self._taken(), at=at)
        ref = f"{'PA' if self.channel == Channel.PORTAL else 'CV'}{at:%y%m%d%H%M%S}"
        paper = self.channel in (Channel.LETTER, Channel.TRANSFER)
        taken = replace(
            self._taken(),
            text=self._pasted(ref, at),
            public=None if self.channel in _PASTED or paper else self.public,
            sent_on=timezone.localdate(at) - timedelta(days=rng.randrange(1, 5)) if paper else None,
            external_ref=ref if self.channel in (Channel.PORTAL, Channel.TRANSFER) else "",
        )
        return take_in(ward.office, taken, once=f"{rng.random()}", by=by, at=at)

    def _taken(self) -> Taken:
        return Taken(
            self.channel,
            self.text,
            public=self.public,
            kind=self.kind,
            place=self.place,
            area=self.area,
            contact=self.contact,
            kept=self.kept,
            confidential=self.confidential,
        )

    def _pasted(self, ref: str, at: datetime) -> str:
        """What the clerk pastes is taken apart by the machine, as on the screen."""
        if self.channel not in _PASTED:
            return self.text
        raw = _PASTED[self.channel].format(ref=ref, when=f"{timezone.localtime(at):%H:%M %d/%m/%Y}", text=self.text)
        return pasting_reading.read_pasted(raw, timezone.localtime(at)).text or self.text

    def _at_the_reception(self, ward: Ward, at: datetime, by: Person, rng: Random) -> Receipt:
        by_chance = self.sort == Reception.Sort.REGULAR and rng.random() < 0.1
        visit = Visit(
            text=self.text,
            sort=Reception.Sort.URGENT if by_chance else self.sort,
            chaired=self.sort == Reception.Sort.SCHEDULED,
            people=rng.choices((1, 2, 3, 6), (70, 18, 8, 4))[0],
            first_time=rng.random() < 0.7,
            public=self.public,
            received_at=at,
            prior="" if rng.random() < 0.8 else "Tổ dân phố đã lập biên bản, chưa thống nhất.",
            request="Đề nghị phường xem xét, trả lời bằng văn bản.",
            handling="Nhận nội dung, hẹn trả lời.",
            kind=self.kind,
            place=self.place,
            area=self.area,
            contact=self.contact,
            confidential=self.confidential,
        )
        return reception_acts.record(ward.office, visit, once=f"{rng.random()}", by=by, at=at)
