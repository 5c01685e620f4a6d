"""A small ward with one message of each sort. Whatever somebody wrote carries a made-up word of its own, its mark."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.clock import stepping
from hoiam.answer.clock.extending import extend
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import Matter
from hoiam.answer.rating import acts as rating_acts
from hoiam.answer.reply import acts
from hoiam.files import store as files_store
from hoiam.listen.intake.receiving import Receipt
from hoiam.listen.models import Message
from hoiam.listen.withholding import acts as withholding_acts
from hoiam.office.acts import appoint, found, grant
from hoiam.office.models import Person, Role
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import Section
from hoiam.report.sections.acts import draft_section, write_narrative
from hoiam.report.sections.planning import plan_task
from hoiam.testing import FOUNDED, Ward, hoa_writes, ward
from hoiam.workdays.periods import WEEK, Schedule

# What nobody reads on any page: it is opened to send, and erased.
CONTACT = {"phone": "0987 654 321", "email": "zubuoihoa@example.vn", "name": "Zucontact Thị Hoa"}
CONTACT_MARKS = {"0987 654 321", "0987654321", "zubuoihoa", "Zucontact"}
# Written into the public message, covered in its public copy; staff read it.
COVERED = "0912 345 678"
# The word that each message shares with what people search for.
HOOK = "bờ kè"


@dataclass
class Scene:
    """The ward with one message of each sort, and the marks that stand in each."""

    w: Ward
    at: datetime
    receipts: dict[str, Receipt] = field(default_factory=dict)
    photos: dict[str, str] = field(default_factory=dict)
    stranger: Person | None = None
    auditor: Person | None = None

    def message(self, name: str) -> Message:
        return Message.objects.get(pk=self.receipts[name].message.pk)

    @property
    def numbers(self) -> list[str]:
        return [receipt.number for receipt in self.receipts.values()]


def write(scene: Scene, name: str, **more: Any) -> Receipt:
    """A message whose words, place and photo carry its mark: «zuopen», «zuopenplace», «zuopenphoto»."""
    photo = files_store.keep(files_store.Remade(f"RIFF zu{name}photo".encode(), "image", "webp", 1, 1))
    scene.photos[name] = photo.name
    scene.receipts[name] = hoa_writes(
        scene.w,
        scene.at,
        text=f"Ở {HOOK} có việc zu{name} cần xem. Gọi tôi số {COVERED}.",
        place=f"gần nhà zu{name}place",
        contact=CONTACT,
        kept=[photo],
        **more,
    )
    return scene.receipts[name]


def answered(scene: Scene, name: str, by: Person, second: Person, **more: Any) -> Matter:
    """Sorted, assigned, and answered with a reply that carries «zu<name>reply»."""
    message, w, at = scene.message(name), scene.w, scene.at
    matter = matter_acts.accept(message, kind=message.kind, by=by, at=at, **more)
    matter_acts.assign(matter, w.kt, by=by, at=at)
    if message.kind == "denunciation":
        stepping.take_up(matter, by=by, at=at)
        stepping.decide(matter, "right", by=second, at=at)
    text = f"Đã xem xong việc zu{name}reply và sửa lại."
    reply = acts.draft(matter, outcome="solved", text=text, by=by, at=at)
    approval_acts.approve(reply, by=second, at=at)
    acts.send_reply(reply, by=by, at=at)
    return matter


def made() -> Scene:
    w = ward()
    scene = Scene(w, timezone.now() - timedelta(minutes=10))
    at = scene.at
    # Published and answered; the photo was looked at and ticked.
    write(scene, "open")
    photos = list(scene.message("open").files.all())
    answered(scene, "open", w.nam, w.lan, title="Kè zuopentitle bị lở", photos=photos)
    # Published, but its photo not ticked, its draft sent back, its kind changed.
    write(scene, "working", kind="question")
    working = scene.message("working")
    matter = matter_acts.accept(working, kind="feedback", title="Việc đang làm", reason="Vì zureason.", by=w.nam, at=at)
    matter_acts.assign(matter, w.kt, by=w.nam, at=at)
    reply = acts.draft(matter, outcome="solved", text="Bản nháp zudraft chưa ai duyệt.", by=w.hung, at=at)
    approval_acts.return_draft(reply, "Sửa chỗ zureturned.", by=w.lan, at=at)
    # Nobody has looked at its words.
    write(scene, "unchecked")
    # Checked, and its sender does not want it published.
    write(scene, "private", public=False)
    matter = answered(scene, "private", w.nam, w.lan, title="Việc zuprivatetitle")
    rating_acts.reopen(scene.message("private"), at=at)
    matter.refresh_from_db()
    extend(matter, "Phải chờ zuprivateextension đến xem.", by=w.lan, at=at)
    # Checked, answered, then withheld by two people.
    write(scene, "withheld")
    answered(scene, "withheld", w.nam, w.lan, title="Việc zuwithheldtitle")
    row = withholding_acts.propose_withholding(
        scene.message("withheld"), ground="danger", note="Của zuclause, bị đe dọa.", by=w.nam, at=at
    )
    withholding_acts.withhold(row, by=w.lan, at=at)
    # A denunciation, answered.
    write(scene, "restricted", kind="denunciation", channel="letter")
    answered(scene, "restricted", w.mai, w.binh)
    # Words for this week's report, not yet published.
    weekly, week = kind_of("weekly"), Schedule().of(WEEK, at)
    write_narrative(weekly, week, w.vp, Section.LEADERSHIP, "Đã làm zunarrative.", by=w.nam, at=at)
    draft_section(weekly, week, w.kt, Section.ECONOMY, "Mới nháp zuunsent.", by=w.lan, at=at)
    plan_task(weekly, week, w.kt, "Sẽ làm zuplan.", by=w.lan, at=at)
    scene.auditor = appoint(w.office, "giamsat", None, "Zuauditor", by=None, at=FOUNDED)
    grant(scene.auditor, Role.AUDITOR, by=None, at=FOUNDED)
    elsewhere = found("my-loc", "Phường Mỹ Lộc", "phuong", parent=w.province, at=FOUNDED)
    scene.stranger = appoint(elsewhere, "la", None, "Người phường khác", by=None, at=FOUNDED)
    for role in set(Role) - {Role.AUDITOR}:
        grant(scene.stranger, role, by=None, at=FOUNDED)
    return scene
