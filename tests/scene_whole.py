"""The small ward of ``scene.py`` with everything that an answering desk has: one message for each way of being seen.

Whatever somebody wrote carries a made-up word of its own. ``Whole.marks`` says who may ever read it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone
from PIL import Image

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.clock import pausing
from hoiam.answer.issuing import acts as issuing_acts
from hoiam.answer.joining.acts import join
from hoiam.answer.joining.splitting import split
from hoiam.answer.matter import acts as matters
from hoiam.answer.matter import cooperation, notes
from hoiam.answer.models import Call, Matter, Opening, Reply
from hoiam.answer.page import unsent as typing
from hoiam.answer.reply import acts, correcting, templates
from hoiam.answer.reply.attaching import Files
from hoiam.answer.reply.letter import letter
from hoiam.answer.sender import calling, opening
from hoiam.answer.sender.rights import correct_contact
from hoiam.files import store as files_store
from hoiam.listen.files.covering import Box, cover_photo
from hoiam.listen.imports import acts as imports_acts
from hoiam.listen.intake.transcribing import transcribe
from hoiam.listen.models import ImportFile
from hoiam.listen.reception import acts as reception_acts
from hoiam.listen.restricted import acts as restricted
from hoiam.listen.restricted.holding import About
from hoiam.listen.withholding import acts as withholding_acts
from hoiam.listen.withholding import appealing
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Person, Role, Unit
from hoiam.office.province_key import set_sealing_key
from hoiam.testing import FOUNDED, hoa_writes
from hoiam.vault import province
from tests import scene as small
from tests.scene import CONTACT, Scene, write

# Shown to the one handler who asked and was agreed to, for ten minutes; to nobody else.
OPENED = {"phone": "0977 111 222", "email": "zumohoa@example.vn", "name": "Zuopenedname Thị Hoa"}
# Called: the number stands before who opened it.
CALLED = {"phone": "0966 333 444"}
CORRECTED = {"phone": "0955 777 888"}


@dataclass
class Whole(Scene):
    """The ward, and what of it has an address of its own."""

    people: dict[str, Person] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    file: ImportFile | None = None
    template: int = 0
    private: bytes = b""

    def matter(self, name: str) -> Matter:
        return Matter.objects.get(message=self.receipts[name].message.pk)


def made() -> Whole:
    before = small.made()
    whole = Whole(before.w, before.at, before.receipts, before.photos, before.stranger, before.auditor)
    _people(whole)
    _kept_from_view(whole)
    _sealed(whole)
    _twins(whole)
    _parts(whole)
    _voices_and_papers(whole)
    _worked_on(whole)
    _sent(whole)
    _contacts(whole)
    _ways_in(whole)
    whole.names |= whole.photos
    return whole


def _people(scene: Whole) -> None:
    w = scene.w
    other = Unit.objects.create(office=w.office, code="VH", name="Phòng Văn hóa và Xã hội")
    chosen = {
        "hue": (w.office, other, Role.HEAD_OF_UNIT),
        "khoi": (w.office, other, Role.HANDLER),
        "phuc": (w.office, w.vp, Role.OFFICE_HEAD),
        "anh": (w.province, None, Role.RECEPTION_OFFICER),
        "duc": (w.province, None, Role.HEAD_OF_UNIT),
        "quantritinh": (w.province, None, Role.ADMINISTRATOR),
    }
    for name, (office, unit, role) in chosen.items():
        scene.people[name] = appoint(office, name, None, f"Zu{name} Văn", by=None, at=FOUNDED, post=name, unit=unit)
        grant(scene.people[name], role, by=None, at=FOUNDED)
    assert scene.stranger is not None
    worker = appoint(scene.stranger.office, "la2", None, "Cán bộ phường khác", by=None, at=FOUNDED)
    for role in set(Role) - {Role.AUDITOR, Role.ADMINISTRATOR}:
        grant(worker, role, by=None, at=FOUNDED)
    for person in Person.objects.all():
        scene.people[person.username] = person
    public, scene.private = province.make_pair()
    set_sealing_key(w.province, public, by=None, at=FOUNDED)


def _kept_from_view(scene: Whole) -> None:
    """Restricted by the sender's word, held by its words, and released again."""
    w, at = scene.w, scene.at
    told = "Tôi tố cáo cán bộ phường zu{0} nhận tiền của dân, sự việc zu{0} xảy ra nhiều lần."
    photo = files_store.keep(files_store.Remade(b"RIFF zukeptphoto", "image", "webp", 1, 1))
    scene.photos["kept"] = photo.name
    about = About(people=(w.lan,))
    scene.receipts["kept"] = hoa_writes(
        w, at, text=told.format("kept"), place="zukeptplace", confidential=True, concerned=about,
        kept=[photo], contact=CONTACT,
    )  # fmt: skip
    for name in ("held", "released"):
        scene.receipts[name] = hoa_writes(
            w, at, kind="", channel="letter", text=told.format(name), place=f"zu{name}place", contact=CONTACT, by=w.nam
        )
    restricted.unrestrict(scene.message("released"), restricted.Release.NOT_ONE, by=w.mai, at=at)
    notes.add_note(scene.message("kept"), "Ghi riêng zukeptnote.", by=w.mai, at=at)


def _sealed(scene: Whole) -> None:
    photo = files_store.keep(files_store.Remade(b"RIFF zusealedphoto", "image", "webp", 1, 1))
    scene.photos["sealed"] = photo.name
    scene.receipts["sealed"] = hoa_writes(
        scene.w, scene.at, text="Tôi tố cáo ông Chủ tịch phường zusealed nhận tiền.", place="zusealedplace",
        confidential=True, kept=[photo], contact=CONTACT,
    )  # fmt: skip


def _given(scene: Whole, name: str, **more: Any) -> Matter:
    """Sorted and with the unit."""
    w, at = scene.w, scene.at
    write(scene, name, **more)
    matter = matters.accept(scene.message(name), kind="feedback", title=f"Việc zu{name}title", by=w.nam, at=at)
    matters.assign(matter, w.kt, by=w.nam, at=at)
    return matter


def _twins(scene: Whole) -> None:
    w, at = scene.w, scene.at
    lead = _given(scene, "lead")
    join(_given(scene, "twin", public=False), lead, by=w.nam, at=at)
    lead_kept = _given(scene, "leadkept")
    join(_given(scene, "twinofkept"), lead_kept, by=w.nam, at=at)
    _answered(scene, lead, "zuleadreply")
    row = withholding_acts.propose_withholding(
        lead_kept.message, ground="danger", note="Có người zuleadkeptnote bị dọa.", by=w.nam, at=at
    )
    withholding_acts.withhold(row, by=w.lan, at=at)
    appealing.appeal(scene.message("withheld"), reason="Xin xem lại vì zuappeal.", by_sender=False, at=at)


def _answered(scene: Whole, matter: Matter, mark: str, **more: Any) -> Reply:
    w, at = scene.w, scene.at
    reply = acts.draft(
        matter, outcome="solved", text=f"Đã xem xong {mark} và sửa lại cho bà con.", by=w.hung, at=at, **more
    )
    approval_acts.approve(reply, by=w.lan, at=at)
    acts.send_reply(reply, by=w.nam, at=at)
    return reply


def _parts(scene: Whole) -> None:
    """A letter of two things: one is public, the other kept from view, with its sentence."""
    w, at = scene.w, scene.at
    text = "Đèn đường zuletter hỏng đã hai tuần. Ông tổ trưởng zupart đòi tiền của tôi."
    scan = files_store.keep(files_store.Remade(b"RIFF zuletterscan", "image", "webp", 1, 1))
    scene.photos["letter"] = scan.name
    scene.receipts["letter"] = hoa_writes(
        w, at, text=text, place="", channel="letter", confidential=False, contact=CONTACT, by=w.nam,
        kept=[replace(scan, scan=True)],
    )  # fmt: skip
    part = split(scene.message("letter"), {1}, kind="denunciation", by=w.nam, at=at)
    scene.receipts["part"] = replace(scene.receipts["letter"], message=part, number=part.number)
    matters.accept(scene.message("letter"), kind="feedback", title="Đèn zulettertitle", by=w.nam, at=at)


def _voices_and_papers(scene: Whole) -> None:
    w, at = scene.w, scene.at
    for name in ("voice", "typed"):
        said = files_store.keep(files_store.Remade(f"ID3 zu{name}sound".encode(), "voice", "mp3", 0, 0))
        scene.photos[name] = said.name
        scene.receipts[name] = hoa_writes(w, at, text="Lời nói.", place="", kept=[said], contact=CONTACT)
    transcribe(scene.message("typed"), "Nghe và chép: zutyped bị hỏng.", by=w.nam, at=at)
    matters.accept(scene.message("typed"), kind="feedback", title="Việc zutypedtitle", by=w.nam, at=at)
    paper = files_store.keep(files_store.Remade(b"RIFF zuscanpicture", "image", "webp", 1, 1))
    scene.photos["scan"] = paper.name
    scene.receipts["scan"] = hoa_writes(
        w, at, text="Chép từ thư: zuscan.", place="", channel="letter", kept=[replace(paper, scan=True)], by=w.nam
    )
    matters.accept(scene.message("scan"), kind="feedback", title="Việc zuscantitle", by=w.nam, at=at)
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, "WEBP")
    small_one = files_store.Remade(out.getvalue(), "image", "webp", 40, 40)
    photo = files_store.keep(files_store.Remade(out.getvalue(), "image", "webp", 40, 40, small_one))
    scene.photos["covered"], scene.photos["coveredthumb"] = photo.name, photo.thumbnail
    scene.receipts["covered"] = hoa_writes(w, at, text="Ảnh che zucovered.", place="", kept=[photo])
    file = scene.message("covered").files.get()
    cover_photo(file, [Box(0, 0, 1000, 1000)], by=w.nam, at=at)
    file.refresh_from_db()
    matters.accept(
        scene.message("covered"), kind="feedback", title="Việc zucoveredtitle", photos=[file], by=w.nam, at=at
    )
    scene.names["burnt"], scene.names["burntthumb"] = file.public_name, file.public_thumbnail


def _worked_on(scene: Whole) -> None:
    """Public words, and all that staff say among themselves about them."""
    w, at, today = scene.w, scene.at, timezone.localdate(scene.at)
    matter = _given(scene, "inwork")
    notes.add_note(matter.message, "Ghi nhanh zunote.", by=w.hung, at=at)
    row = cooperation.ask_cooperation(
        matter, scene.people["hue"].unit, due_on=today, what="Xem giúp zucoopask.", by=w.hung, at=at
    )
    cooperation.give_cooperation(row, "Đã xem zucoopgiven.", by=scene.people["hue"], at=at)
    reply = acts.draft(matter, outcome="solved", interim=True, text="Bước đầu zuinterim đã đến xem.", by=w.hung, at=at)
    approval_acts.approve(reply, by=w.lan, at=at)
    acts.send_reply(reply, by=w.nam, at=at)
    pausing.inquire(matter, "Nhà bà ở số mấy, zuquestion ạ?", by=w.hung, at=at)
    pausing.supply(scene.message("inwork"), "Nhà tôi ở số zusupplied.", at=at)
    matter.refresh_from_db()
    # A draft with a file that nobody has approved, and one that hùng has half typed.
    picture = files_store.keep(files_store.Remade(b"RIFF zudraftfile", "image", "webp", 1, 1))
    scene.names["draftfile"] = picture.name
    acts.draft(
        matter, outcome="solved", text="Dự thảo zuwaitingdraft chưa duyệt.", by=w.hung, at=at,
        files=Files(new=(picture,)),
    )  # fmt: skip
    from django.http import QueryDict  # noqa: PLC0415

    typing.keep(w.hung, scene.message("inwork"), "ghi-chu", QueryDict("text=zukepttyping"), at)
    facts = {"name": "Mẫu zutemplatename", "text": "Kính gửi bà con, zutemplate {ngày làm}.", "kind": ""}
    scene.template = templates.add_template(w.office, facts, by=w.lan, at=at).pk
    # What its sender keeps to themselves, with the same things said about it.
    own = _given(scene, "own", public=False)
    notes.add_note(own.message, "Ghi về zuownnote.", by=w.hung, at=at)
    first = acts.draft(own, outcome="solved", interim=True, text="Bước đầu zuowninterim đã xem.", by=w.hung, at=at)
    approval_acts.approve(first, by=w.lan, at=at)
    acts.send_reply(first, by=w.nam, at=at)
    file = files_store.keep(files_store.Remade(b"RIFF zuownfile", "image", "webp", 1, 1))
    scene.names["ownfile"] = file.name
    sent = _answered(scene, own, "zuownreply", files=Files(new=(file,)))
    better = correcting.draft_correction(
        sent,
        text="Nói lại cho đúng: zuowncorrection, đã sửa xong.",
        note="Sửa chỗ zuownwhy ghi nhầm.",
        by=w.hung,
        at=at,
    )
    approval_acts.approve(better, by=w.lan, at=at)
    correcting.send_correction(better, by=w.nam, at=at)


def _sent(scene: Whole) -> None:
    """Answered in public: a correction, a file of the reply, a signed document for everybody or for the sender."""
    w, at = scene.w, scene.at
    for name, public in (("issued", True), ("issuedown", False)):
        matter = _given(scene, name)
        file = files_store.keep(files_store.Remade(f"RIFF zu{name}file".encode(), "image", "webp", 1, 1))
        scene.names[f"{name}file"] = file.name
        reply = acts.draft(
            matter, outcome="solved", text=f"Đã xem zu{name}reply và sửa.", by=w.hung, at=at, files=Files(new=(file,))
        )
        approval_acts.approve(reply, by=w.lan, at=at)
        paper = replace(letter(reply), to=(f"Bà zu{name}addressee",))
        read = issuing_acts.look_through(reply, paper.pdf())
        issuing_acts.issue(
            reply, read.carried, number=f"{len(name)}/UBND", dated=timezone.localdate(at), signer="Trần Văn Bình",
            by=w.thu, at=at, on_paper=True, public=public, why_different=f"Sửa khi ký zu{name}different.",
        )  # fmt: skip
        acts.send_reply(reply, by=w.nam, at=at)
    reply = Reply.objects.get(matter=scene.matter("issued"))
    better = correcting.draft_correction(
        reply,
        text="Nói lại cho đúng: zucorrection, đã sửa xong.",
        note="Sửa chỗ zucorrectwhy ghi nhầm.",
        by=w.hung,
        at=at,
    )
    approval_acts.approve(better, by=w.lan, at=at)
    correcting.send_correction(better, by=w.nam, at=at)


def _contacts(scene: Whole) -> None:
    w, at, now = scene.w, scene.at, timezone.now()
    write(scene, "opened")
    _recontact(scene, "opened", OPENED)
    matter = matters.accept(scene.message("opened"), kind="feedback", title="Việc zuopenedtitle", by=w.nam, at=at)
    matters.assign(matter, w.kt, by=w.nam, at=at)
    row = opening.ask_opening(
        scene.message("opened"), reason=opening.ASKED[0], clause="Điều 9 zuopenclause", by=w.hung, at=at
    )
    opening.decide_opening(row, agreed=True, by=scene.people["phuc"], at=at)
    opening.open_contact(row, by=w.hung, at=now)
    write(scene, "asked")
    opening.ask_opening(scene.message("asked"), reason=opening.ASKED[0], clause="Điều 9 zuaskclause", by=w.hung, at=at)
    write(scene, "corrected")
    _recontact(scene, "corrected", CORRECTED)
    for name in ("called", "calling"):
        scene.receipts[name] = hoa_writes(w, at, text=f"Gọi lại cho tôi zu{name}.", contact=CALLED)
        scene.calls.append(calling.list_call(scene.message(name), "reply", at=at))
    calling.open_call(scene.calls[1], by=w.nam, at=now)


def _recontact(scene: Whole, name: str, contact: dict[str, str]) -> None:
    correct_contact(scene.message(name), contact, at=scene.at)


def _ways_in(scene: Whole) -> None:
    w, at = scene.w, scene.at
    rows = "Nội dung,Họ tên,Điện thoại\nĐường zuimportrow hỏng,Zuimportname,0944 555 666\n"
    scene.file = imports_acts.lay_down(w.office, rows.encode(), by=w.nam, at=at)
    visit = reception_acts.Visit(
        text="Đến nói về zuvisit.", sort="regular", chaired=False, people=1, first_time=True, public=True,
        received_at=at, prior="Đã hỏi zuprior.", request="Xin zurequest.", handling="Hẹn zuhandling.", kind="feedback",
        contact=CONTACT,
    )  # fmt: skip
    scene.receipts["visit"] = reception_acts.record(w.office, visit, once="một", by=w.mai, at=at)
    kept = replace(
        visit, text="Tố cáo zukeptvisit.", prior="zukeptprior", request="zukeptrequest", handling="zukepthandling",
        kind="denunciation", confidential=True,
    )  # fmt: skip
    scene.receipts["keptvisit"] = reception_acts.record(w.office, kept, once="hai", by=w.mai, at=at)
