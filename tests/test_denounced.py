"""A denunciation of a head of unit, of a deputy chairman, of the chairman: every surface, from every account.

Whom it is about, their unit, their chain, the administrator, other offices and the public see nothing of it. The
surfaces are taken from the table of addresses, so that a new page is walked without anybody thinking of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from hoiam.answer.chores import queue_digests
from hoiam.files import store as files_store
from hoiam.ledger.models import Entry
from hoiam.listen.access import visible_to
from hoiam.listen.intake.receiving import Receipt
from hoiam.listen.models import Attachment, Message
from hoiam.listen.restricted.holding import About
from hoiam.office.acts import appoint, found, grant
from hoiam.office.models import Person, Role
from hoiam.office.province_key import set_sealing_key
from hoiam.outbox.models import Row
from hoiam.testing import FOUNDED, Ward, hoa_writes, ward
from hoiam.timetable import LETTERS
from hoiam.urls import urlpatterns
from hoiam.vault import province
from hoiam.workdays.periods import WEEK, Schedule
from tests.test_leaks import found_in, read, signed_in

pytestmark = pytest.mark.django_db

MARKS = ("zuhead", "zudeputy", "zuchair", "zuhouse")


@dataclass
class Denounced:
    w: Ward
    at: datetime
    receipts: dict[str, Receipt]
    photos: dict[str, str]
    private: bytes
    anh: Person
    people: dict[str, Person]

    def numbers(self) -> dict[str, str]:
        return {name: receipt.number for name, receipt in self.receipts.items()}


def made() -> Denounced:
    w = ward()
    at = timezone.now() - timedelta(minutes=10)
    public, private = province.make_pair()
    set_sealing_key(w.province, public, by=None, at=FOUNDED)
    anh = appoint(w.province, "anh", None, "Đỗ Ngọc Ánh", by=None, at=FOUNDED, post="Ban Tiếp công dân tỉnh")
    grant(anh, Role.RECEPTION_OFFICER, by=None, at=FOUNDED)
    manager = appoint(w.province, "quantritinh", None, "Quản trị tỉnh", by=None, at=FOUNDED)
    grant(manager, Role.ADMINISTRATOR, by=None, at=FOUNDED)
    elsewhere = found("my-loc", "Phường Mỹ Lộc", "phuong", parent=w.province, at=FOUNDED)
    stranger = appoint(elsewhere, "la", None, "Người phường khác", by=None, at=FOUNDED)
    for role in set(Role) - {Role.AUDITOR, Role.ADMINISTRATOR}:
        grant(stranger, role, by=None, at=FOUNDED)
    every = Person.objects.filter(office=w.office)
    scene = Denounced(w, at, {}, {}, private, anh, {person.username: person for person in every})
    scene.people |= {"anh": anh, "quantritinh": manager, "la": stranger}
    told = {
        "head": ("Tố cáo trưởng phòng Nguyễn Thị Lan zuhead đòi tiền.", About(people=(w.lan,))),
        "deputy": ("Tố cáo ông phó chủ tịch phường zudeputy nhận tiền.", About()),
        "chair": ("Tố cáo ông Trần Văn Bình zuchair lấy đất công.", About()),
        # About the unit in which the officer works who receives citizens.
        "house": ("Tố cáo cán bộ zuhouse nhận tiền của dân.", About(units=(w.vp,))),
    }
    for name, (text, about) in told.items():
        photo = files_store.keep(files_store.Remade(f"RIFF zu{name}photo".encode(), "image", "webp", 1, 1))
        scene.photos[name] = photo.name
        scene.receipts[name] = hoa_writes(
            w,
            at,
            kind="denunciation" if name != "house" else "",
            text=text,
            place=f"gần nhà zu{name}place",
            confidential=True,
            concerned=about,
            contact={"phone": "0987654321", "email": "zuhoa@example.invalid"},
            kept=[photo],
        )
    return scene


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Denounced]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


READERS = {"head": {"binh", "mai"}, "house": {"binh"}, "deputy": set(), "chair": set()}


def surfaces(scene: Denounced) -> list[str]:
    """Every address that a GET can ask for, filled in with what there is."""
    week = Schedule().of(WEEK, scene.at)
    known = {"<slug:kind>": "weekly", "<slug:period>": week.code, "<str:figure>": "letters_denunciation"}
    known |= {"<slug:verb>": "nhan", "<int:pk>": "1", "<slug:which>": "don-thu", "<slug:way>": "don-thu"}
    known |= {"<slug:office>": scene.w.office.code, "<slug:section>": "letters", "<slug:unit>": "KT"}
    known |= {"<slug:key>": "received", "<int:year>": "2026"}
    known |= {"<slug:provider_id>": "x", "<str:key>": "x", "<slug:verb_>": "x"}
    known |= {"<slug:month>": f"{scene.at:%Y-%m}", "<int:size>": "1", "<int:old>": "1", "<slug:mark>": "x"}
    found: list[str] = []
    for pattern in urlpatterns:
        address = f"/{pattern.pattern}"
        for part, value in known.items():
            address = address.replace(part, value)
        for form in ("pdf", "docx", "xlsx") if "<str:form>" in address else ("",):
            one = address.replace("<str:form>", form)
            for name in ("figures.json", "report.txt") if "<str:name>" in one else ("",):
                found.append(one.replace("<str:name>", name))
    numbers, photos = scene.numbers().values(), scene.photos.values()
    found = [one.replace("<slug:number>", number) for one in found for number in numbers]
    found = [one.replace("<slug:name>", photo) for one in found for photo in photos]
    found += ["/ban?loc=moi", "/ban?loc=han-che", "/ban?loc=qua-han", *(f"/ban?q={mark}" for mark in MARKS)]
    found += [f"/tra-loi?q={mark}" for mark in MARKS]
    assert all("<" not in one for one in found), [one for one in found if "<" in one]
    return list(dict.fromkeys(found))


def walked(client: Client, scene: Denounced) -> dict[str, str]:
    pages = {}
    for address in surfaces(scene):
        if address.startswith(("/ban/dang-", "/ban/xac-nhan", "/ban/an-toan", "/ban/mat-khau")):
            continue  # the account's own pages
        page = read(client.get(address))
        pages[address] = page.replace(address.partition("q=")[2], "") if "q=" in address else page
    return pages


def of_it(scene: Denounced, name: str) -> set[str]:
    return {f"zu{name} ", f"zu{name}place", f"zu{name}photo", scene.photos[name]}


EVERYBODY = ["nobody", "binh", "hai", "nam", "lan", "hung", "thu", "mai", "quantri", "anh", "quantritinh", "la"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_meets_a_denunciation_but_its_own_readers(scene: Denounced, who: str):
    client = Client() if who == "nobody" else signed_in(scene.people[who])
    pages = walked(client, scene)
    for name, number in scene.numbers().items():
        if who in READERS[name]:
            assert f"zu{name} " in pages[f"/ban/viec/{number}"]
            continue
        words = of_it(scene, name) | {"zuhoa", "0987654321"}
        held = {at: marks for at, marks in found_in(pages, words).items() if scene.photos[name] not in at}
        assert held == {}, name
        # Its number comes back only to who asked for it by that very number; the province lists what is sealed for it.
        where = {address for address in found_in(pages, {number}) if number not in address}
        assert where <= ({"/ban?loc=han-che"} if who == "anh" else set()), name


def test_the_cast_is_whole(scene: Denounced):
    assert set(EVERYBODY) - {"nobody"} >= {person.username for person in Person.objects.all()} - {"son"}


def test_the_accounts_of_the_ward_have_no_row_of_what_is_sealed(scene: Denounced):
    for person in Person.objects.filter(office=scene.w.office):
        numbers = set(visible_to(person).values_list("number", flat=True))
        assert not numbers & {scene.receipts["chair"].number, scene.receipts["deputy"].number}
    sealed = Message.objects.filter(office=scene.w.province)
    assert {message.number for message in sealed} == {scene.receipts["chair"].number, scene.receipts["deputy"].number}
    assert not Attachment.objects.filter(message__in=sealed).exists()


def test_the_province_reads_the_sealed_ones_with_its_key_alone(scene: Denounced):
    number = scene.receipts["chair"].number
    client = signed_in(scene.anh)
    assert "zuchair" not in read(client.get(f"/ban/viec/{number}/niem-phong"))
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    key = SimpleUploadedFile("tinh.pem", scene.private)
    page = client.post(f"/ban/viec/{number}/niem-phong", {"key": key, "step": "doc"})
    assert "zuchair lấy đất công" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    wrong = SimpleUploadedFile("tinh.pem", province.make_pair()[1])
    assert client.post(f"/ban/viec/{number}/niem-phong", {"key": wrong, "step": "doc"}).status_code == 400


def test_no_mail_and_no_digest_speaks_of_one(scene: Denounced):
    queue_digests(scene.at)
    for row in Row.objects.all():
        mail = LETTERS[row.template](row)
        if mail is None:
            continue
        about = {number for number in scene.numbers().values() if number in row.subject}
        said = mail.subject + mail.body
        assert not any(mark in said for mark in MARKS)
        if not about:
            spaced = {" ".join(number[at : at + 4] for at in range(0, 9, 4)) for number in scene.numbers().values()}
            assert not any(one in said for one in spaced | set(scene.numbers().values()))


def test_the_ward_keeps_of_a_sealed_one_its_number_and_date_only(scene: Denounced):
    number = scene.receipts["chair"].number
    entries = Entry.objects.filter(office=scene.w.office, subject=f"message:{number}")
    assert [(entry.kind, set(entry.payload)) for entry in entries] == [("message.sealed", {"due_on"})]


def test_the_sender_still_finds_it_by_the_key(scene: Denounced):
    receipt = scene.receipts["chair"]
    hoa = Client()
    assert hoa.post("/theo-doi", {"number": receipt.number, "key": receipt.key}).status_code == 302
    page = read(hoa.get(f"/tra-loi/{receipt.number}"))
    assert "niêm phong cho Tỉnh Lạc Hồng" in page
