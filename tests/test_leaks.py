"""Who must not read a word, does not find it anywhere: every surface of a small ward is walked, looking for marks.

The marks are made-up words, one for each thing that somebody wrote: a page is simply asked whether it holds one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from hoiam.answer.chores import queue_digests
from hoiam.answer.models import Rating, Reopening
from hoiam.ledger.models import Entry
from hoiam.listen.access import may_see, visible_to
from hoiam.listen.models import Message
from hoiam.office.models import Person
from hoiam.outbox.models import Row
from hoiam.timetable import LETTERS
from hoiam.viettext.models import KnownWord, SearchText
from hoiam.workdays.periods import WEEK, Schedule
from tests.scene import CONTACT_MARKS, COVERED, HOOK, Scene, made

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Made once; what a test adds is rolled back after it, the whole scene after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


def marks(name: str, *parts: str) -> set[str]:
    return {f"zu{name}{part}" for part in parts}


# Of a message whose words are not public: the words, the place, the photo, the title and the reply.
def whole(name: str) -> set[str]:
    return marks(name, " ", "place", "photo", "title", "reply")


NEVER_PUBLIC = CONTACT_MARKS.union(
    *(whole(name) for name in ("unchecked", "private", "withheld", "restricted")),
    {COVERED, "0912345678", "zuprivateextension", "zuclause", "zuworkingphoto", "zudraft", "zureturned", "zureason"},
    {"zunarrative"},
    # Residents read posts and units, never who of the staff it was.
    {"Lê Hoài Nam", "Đỗ Mạnh Hùng", "Nguyễn Thị Lan", "Vũ Thị Mai"},
)


def read(answer: Any) -> str:
    """All that an answer says, also inside a PDF or a DOCX."""
    said = text_in(answer.getvalue() if answer.streaming else answer.content)
    return "\n".join([said, *(f"{name}: {value}" for name, value in answer.headers.items())])


def text_in(body: bytes) -> str:
    """The words in a file of any form."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as document:
            body = b"\n".join(document.read(name) for name in document.namelist())
    elif body.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(body)
        body = "\n".join(page.get_textpage().get_text_bounded() for page in document).encode()
    return body.decode("utf-8", "replace")


def walk(client: Client, addresses: list[str]) -> dict[str, str]:
    return {address: read(client.get(address)) for address in addresses}


def found_in(pages: dict[str, str], wanted: set[str]) -> dict[str, set[str]]:
    return {address: held for address, page in pages.items() if (held := {mark for mark in wanted if mark in page})}


def seen_in(pages: dict[str, str], wanted: set[str]) -> set[str]:
    return set().union(*found_in(pages, wanted).values())


def public_addresses(scene: Scene) -> list[str]:
    week = Schedule().of(WEEK, scene.at)
    report = f"/bao-cao/weekly/{week.code}"
    figures = ("messages_received", "messages_closed", "withheld_by_ground", "letters_denunciation", "closed_by_unit")
    return [
        *("/", "/gui", "/theo-doi", "/tra-loi", f"/tra-loi?q={HOOK}", "/tra-loi?q=zurestricted", "/bao-cao", report),
        *(f"/theo-doi?so={number}" for number in scene.numbers),
        *(f"{report}/{figure}" for figure in figures),
        *(f"{report}/tep/{name}" for name in ("report.txt", "report.docx", "report.pdf", "figures.json")),
        *about_messages(scene),
    ]


def about_messages(scene: Scene) -> list[str]:
    return [f"/tra-loi/{number}" for number in scene.numbers] + [f"/tep/{name}" for name in scene.photos.values()]


def lists_of_the_desk(scene: Scene) -> list[str]:
    """Where many messages stand together, and everything about the denunciation."""
    week = Schedule().of(WEEK, scene.at)
    report = f"/ban/bao-cao/weekly/{week.code}"
    restricted = scene.receipts["restricted"].number
    return [
        *("/ban", "/ban?loc=moi", "/ban?loc=han-che", "/ban?loc=da-xong", "/ban/duyet", "/ban/tiep-theo"),
        *(f"/ban?q={asked}" for asked in (HOOK, "zurestricted", "0987654321", "zubuoihoa", restricted)),
        *("/ban/bao-cao", report, f"{report}/tep/report.txt"),
        f"/ban/viec/{restricted}",
        *(f"/ban/viec/{restricted}/{paper}.docx" for paper in ("bien-nhan", "tra-loi")),
        f"/tep/{scene.photos['restricted']}",
    ]


def desk_addresses(scene: Scene) -> list[str]:
    return [
        *lists_of_the_desk(scene),
        *(f"/ban/viec/{number}" for number in scene.numbers),
        *(f"/tep/{name}" for name in scene.photos.values()),
    ]


def signed_in(person: Person | None) -> Client:
    client = Client()
    assert person is not None
    client.force_login(person)
    return client


def without_echo(pages: dict[str, str]) -> dict[str, str]:
    """A search says again what was asked; that is no leak."""
    return {
        address: page.replace(address.partition("q=")[2], "") if "q=" in address else page
        for address, page in pages.items()
    }


def test_the_public_reads_what_is_published_and_nothing_else(scene: Scene):
    pages = without_echo(walk(Client(), public_addresses(scene)))
    assert found_in(pages, NEVER_PUBLIC) == {}
    # The walk does see what there is to see.
    seen = {
        mark
        for page in pages.values()
        for mark in (*marks("open", " ", "place", "photo", "title", "reply"),)
        if mark in page
    }
    assert seen == whole("open")
    restricted = scene.receipts["restricted"].number
    assert found_in(pages, {restricted}).keys() <= {f"/theo-doi?so={restricted}"}


def test_a_message_that_is_not_public_keeps_its_public_row(scene: Scene):
    for name in ("unchecked", "private", "withheld", "working", "open"):
        assert Client().get(f"/tra-loi/{scene.receipts[name].number}").status_code == 200
    assert Client().get(f"/tra-loi/{scene.receipts['restricted'].number}").status_code == 404


EVERY_WORD = {
    mark for name in ("open", "working", "unchecked", "private", "withheld") for mark in marks(name, " ", "place")
}


@pytest.mark.parametrize("who", ["lan", "hung", "thu", "auditor"])
def test_staff_who_are_not_on_its_list_never_meet_a_denunciation(scene: Scene, who: str):
    person = scene.auditor if who == "auditor" else getattr(scene.w, who)
    pages = without_echo(walk(signed_in(person), lists_of_the_desk(scene)))
    restricted = scene.receipts["restricted"].number
    assert found_in(pages, whole("restricted") | {scene.photos["restricted"]}) == {}
    # Its number comes back only to who asked for it by that very number.
    assert {address for address in found_in(pages, {restricted}) if restricted not in address} == set()
    assert found_in(pages, CONTACT_MARKS) == {}


def test_the_clerk_reads_every_word_but_the_contact(scene: Scene):
    pages = without_echo(walk(signed_in(scene.w.nam), desk_addresses(scene)))
    assert seen_in(pages, EVERY_WORD) == EVERY_WORD
    assert found_in(pages, whole("restricted") | CONTACT_MARKS) == {}


@pytest.mark.parametrize("who", ["binh", "mai"])
def test_who_is_on_the_list_reads_the_denunciation_and_still_no_contact(scene: Scene, who: str):
    pages = walk(signed_in(getattr(scene.w, who)), lists_of_the_desk(scene))
    assert "zurestricted " in pages[f"/ban/viec/{scene.receipts['restricted'].number}"]
    # In its own list only, never among the others.
    assert scene.receipts["restricted"].number not in pages["/ban"] + pages["/ban?loc=da-xong"]
    assert found_in(without_echo(pages), CONTACT_MARKS) == {}


@pytest.mark.parametrize("who", ["administrator", "stranger", "nobody"])
def test_who_has_no_work_with_it_reads_no_word_at_the_desk(scene: Scene, who: str):
    people = {"administrator": scene.w.admin, "stranger": scene.stranger}
    client = Client() if who == "nobody" else signed_in(people[who])
    pages = without_echo(walk(client, desk_addresses(scene)))
    inside = (
        EVERY_WORD | whole("restricted") | CONTACT_MARKS | {COVERED, "zudraft", "zureturned", "zureason", "zuclause"}
    )
    assert found_in(pages, inside | marks("open", "title", "reply")) == {} if who != "administrator" else True
    assert found_in(pages, inside) == {}


def test_the_words_of_a_unit_wait_at_the_desk_until_the_report_is_published(scene: Scene):
    week = Schedule().of(WEEK, scene.at)
    assert "zunarrative" in read(signed_in(scene.w.binh).get(f"/ban/bao-cao/weekly/{week.code}"))
    assert "zunarrative" not in read(signed_in(scene.stranger).get(f"/ban/bao-cao/weekly/{week.code}"))


def test_the_number_alone_does_nothing_and_a_key_opens_its_own_message_only(scene: Scene):
    for number in scene.numbers:
        Client().post(f"/tra-loi/{number}/danh-gia", {"xong": "chua", "hai-long": "1"})
    assert not Rating.objects.exists()
    assert Reopening.objects.count() == 1  # the one of the scene
    hoa = Client()
    own = scene.receipts["private"]
    assert hoa.post("/theo-doi", {"number": own.number, "key": own.key}).status_code == 302
    pages = walk(hoa, about_messages(scene))
    mine = pages.pop(f"/tra-loi/{own.number}")
    assert {mark for mark in marks("private", " ", "place", "reply") if mark in mine} == marks(
        "private", " ", "place", "reply"
    )
    pages.pop(f"/tep/{scene.photos['private']}")
    assert found_in(without_echo(pages), NEVER_PUBLIC) == {}


def test_the_ledger_holds_no_word_of_anybody(scene: Scene):
    keys = {receipt.key for receipt in scene.receipts.values()} | {receipt.salt for receipt in scene.receipts.values()}
    said = {"zu", HOOK, COVERED, "Hoa", "Nam", "Lan"} | keys
    entries = {f"{entry.number} {entry.kind}": f"{entry.canonical} {entry.payload}" for entry in Entry.objects.all()}
    assert len(entries) > 40
    assert found_in(entries, said) == {}


def test_notices_are_references_and_their_subjects_say_a_number_at_most(scene: Scene):
    queue_digests(scene.at)
    waiting = list(Row.objects.all())
    columns = {str(row.pk): " ".join(str(value) for value in vars(row).values()) for row in waiting}
    assert found_in(columns, {"zu", HOOK, COVERED} | CONTACT_MARKS) == {}
    mails = [(row, mail) for row in waiting if (mail := LETTERS[row.template](row))]
    assert {row.template for row, _ in mails} >= {"receipt", "reply", "extended", "withheld"}
    for row, mail in mails:
        assert "zu" not in mail.subject
        for secret in (COVERED, *CONTACT_MARKS, *(receipt.key for receipt in scene.receipts.values())):
            assert secret not in mail.subject + mail.body, row
        if row.template == "digest" or scene.receipts["restricted"].number in row.subject:
            assert "zu" not in mail.body


def test_a_denunciation_is_in_no_index(scene: Scene):
    restricted = scene.receipts["restricted"].message.pk
    assert not SearchText.objects.filter(ref=restricted).exists()
    assert not KnownWord.objects.filter(word__startswith="zurestricted").exists()
    published = SearchText.objects.filter(published=True).values_list("ref", flat=True)
    assert set(published) == {scene.receipts[name].message.pk for name in ("open", "working")}
    output = io.StringIO()
    call_command("search", HOOK, "--json", stdout=output)
    assert scene.receipts["open"].number in output.getvalue()
    assert found_in({"search": output.getvalue()}, whole("restricted") | {COVERED} | CONTACT_MARKS) == {}


def test_no_column_holds_in_plain_what_is_sealed(scene: Scene):
    keys = {receipt.key for receipt in scene.receipts.values()}
    sealed = CONTACT_MARKS | {COVERED, "0912345678"} | keys | marks("restricted", " ", "place")
    for model in apps.get_models():
        if model.__module__.startswith("hoiam."):
            rows = {
                f"{model.__name__} {row.pk}": " ".join(map(plain, vars(row).values())) for row in model.objects.all()
            }
            assert found_in(rows, sealed) == {}, model


def plain(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


@pytest.mark.parametrize("column", ["key_hash", "salt", "commitment", "sealed_text", "sealed_place"])
def test_two_messages_of_one_sender_have_nothing_in_common(scene: Scene, column: str):
    values = [plain(value) for value in Message.objects.values_list(column, flat=True)]
    assert len(set(values)) == len(values) == len(scene.receipts)


def test_no_file_of_the_home_holds_a_picture_or_a_word_in_plain(scene: Scene):
    wanted = {f"zu{name}photo" for name in scene.photos} | CONTACT_MARKS
    found = {
        str(path): held
        for path in settings.HOME.rglob("*")
        if path.is_file() and path.suffix not in (".sqlite3", ".sqlite3-wal", ".sqlite3-shm")
        if (held := {mark for mark in wanted if mark.encode() in path.read_bytes()})
    }
    assert found == {}


def test_what_goes_wrong_is_logged_without_what_was_written(scene: Scene, caplog: pytest.LogCaptureFixture):
    walk(Client(), about_messages(scene))
    walk(signed_in(scene.w.nam), [f"/ban/viec/{number}" for number in scene.numbers])
    Client().post("/theo-doi", {"number": scene.numbers[0], "key": scene.receipts["private"].key})
    assert (
        found_in({"log": caplog.text}, {"zuopen", "zuprivate", COVERED, scene.receipts["private"].key} | CONTACT_MARKS)
        == {}
    )


def test_a_list_and_a_single_message_are_seen_by_the_same_people(scene: Scene):
    for person in Person.objects.all():
        listed = set(visible_to(person).values_list("number", flat=True))
        assert {number for number in scene.numbers if may_see(person, Message.objects.get(number=number))} == listed
