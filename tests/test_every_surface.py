"""Nobody is exposed: every address, for every way a message can be seen, from everybody who could look.

Each thing that somebody wrote carries a made-up word («zuopen», «zunote»). A table says who may ever read which; a
word that stands on a page, in a file, a mail, a list or the log of anybody else is a leak, and so is a word that no
table knows. The addresses are taken from the table of addresses, so that a new page is walked without a thought of it.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from hoiam.answer.books import books
from hoiam.answer.chores import queue_digests
from hoiam.answer.inbox.filters import FILTERS
from hoiam.files import store as files_store
from hoiam.ledger.models import Entry
from hoiam.listen.key import numbers
from hoiam.outbox.models import Row
from hoiam.report.files.formats import WRITERS
from hoiam.timetable import LETTERS
from hoiam.urls import urlpatterns
from hoiam.workdays.periods import WEEK, Schedule
from tests.scene_whole import Whole, made
from tests.test_leaks import read, text_in

pytestmark = pytest.mark.django_db
DEVICE = "203.0.113.7"


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Whole]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


# --- Who may read what ---

WARD = ("nam", "mai", "hung", "khoi", "lan", "hue", "phuc", "hai", "binh", "thu", "giamsat")
NOBODY = "signed out"
OTHERS = ("quantri", "la", "la2", "anh", "duc", "quantritinh")
HOLDERS = ("key of own", "key of letter", "key of kept", "key of withheld")
EVERYBODY = (NOBODY, *WARD, *OTHERS, *HOLDERS)


def words(names: str, *parts: str) -> set[str]:
    return {f"zu{name}{part}" for name in names.split() for part in ("", *parts)}


PUBLIC = (
    words("open", "place", "photo", "title", "reply")
    | words("working lead twinofkept inwork issued issuedown opened", "place")
    | words("lead twinofkept letter typed scan covered inwork issued issuedown opened", "title")
    | words("letter typed scan covered leadreply interim issuedreply issuedownreply issuedfile issuedownfile")
    | words("issuedaddressee correction correctwhy")
)
STAFF = (
    words("unchecked", "place", "photo")
    | words("private withheld", "place", "photo", "title", "reply")
    | words("released", "place")
    | words("workingphoto draft returned reason privateextension clause")
    | words("twin leadkept own", "place", "photo", "title")
    | words("asked corrected", "place", "photo")
    | words("leadphoto twinofkeptphoto inworkphoto issuedphoto issuedownphoto openedphoto scanpicture")
    | words("voicesound typedsound leadkeptnote appeal note coopask coopgiven question supplied waitingdraft draftfile")
    | words("ownnote owninterim ownreply ownfile owncorrection ownwhy issuedownaddressee")
    | words("issueddifferent issuedowndifferent openclause askclause called calling visit prior request handling")
)
TAKERS = {"nam", "mai", "thu"}
LIST = {"mai", "binh"}
WITHHELD = {"zuwithheld", "zuwithheldplace", "zuwithheldtitle", "zuclause", "zuappeal"}
# Whose eyes each word is for, beside those of the two great tables.
NARROW = {
    **dict.fromkeys(words("restricted", "place", "photo", "reply"), LIST),
    **dict.fromkeys(words("kept", "place", "photo", "note"), LIST),
    **dict.fromkeys(words("held", "place"), LIST),
    **dict.fromkeys(words("part letterscan"), LIST),
    **dict.fromkeys(words("keptvisit keptprior keptrequest kepthandling"), LIST),
    **dict.fromkeys(words("sealed", "place", "photo"), frozenset[str]()),
    **dict.fromkeys(words("importrow"), TAKERS),
    "zukepttyping": {"hung"},
    # Not sent yet: for the unit, and for who puts the report together or signs it.
    "zuunsent": {"lan", "hung", "nam", "binh"},
    "zumohoa": {"hung"},
    # Who administers keeps the templates and sees the report before it is published; no word of a resident.
    **dict.fromkeys(words("templatename template narrative plan"), frozenset({*WARD, "quantri"})),
}
OF_SENDER = {
    "key of own": words("own", "place", "photo", "title", "interim", "reply", "file", "correction", "why"),
    "key of letter": words("letter", "title") | {"zupart", "zuletterscan"},
    "key of kept": words("kept", "place", "photo"),
    "key of withheld": words("withheld", "place", "photo", "title", "reply"),
}
# What was left to be reached by, and the names of the staff: a word of each -> who may ever see it.
CONTACTS = {
    **dict.fromkeys(("0987 654 321", "0987654321", "zubuoihoa", "Zucontact"), frozenset[str]()),
    **dict.fromkeys(("0977 111 222", "0977111222", "zumohoa@", "Zuopenedname"), frozenset({"hung"})),
    **dict.fromkeys(("0966 333 444", "0966333444"), frozenset({"nam"})),
    **dict.fromkeys(("0955 777 888", "0955777888"), frozenset[str]()),
    **dict.fromkeys(("0944 555 666", "0944555666", "Zuimportname"), frozenset(TAKERS)),
    **dict.fromkeys(("Lê Hoài Nam", "Đỗ Mạnh Hùng", "Vũ Thị Mai"), frozenset({*WARD, "quantri"})),
}
KNOWN = PUBLIC | STAFF | set(NARROW)


def allowed(who: str) -> set[str]:
    """Every word that this viewer may meet anywhere."""
    if who == NOBODY:
        return PUBLIC
    may = PUBLIC | OF_SENDER.get(who, set()) | {mark for mark, eyes in NARROW.items() if who in eyes}
    if who in WARD:
        may |= STAFF
    if who == "duc":
        may |= WITHHELD
    return may


# --- Walking ---

# A token against forged forms can hold «zu» by chance, among letters and digits.
MARK = re.compile(r"(?<![A-Za-z0-9_+/=-])zu[a-z]{2,}(?![A-Za-z0-9_])")


def client_of(scene: Whole, who: str) -> Client:
    client = Client(raise_request_exception=False, REMOTE_ADDR=DEVICE)
    if who in scene.people:
        client.force_login(scene.people[who])
    elif who in HOLDERS:
        own = scene.receipts[who.removeprefix("key of ")]
        assert client.post("/theo-doi", {"number": own.number, "key": own.key}).status_code == 302
    return client


def addresses(scene: Whole) -> list[str]:
    """Every address of the table, with everything there is of each thing it can ask for."""
    week, month = Schedule().of(WEEK, scene.at), f"{scene.at:%Y-%m}"
    w = scene.w
    first = Entry.objects.order_by("number").values_list("number", flat=True)
    pks = {
        "call": [call.pk for call in scene.calls],
        "begin_call": [call.pk for call in scene.calls],
        "call_result": [call.pk for call in scene.calls],
        "template": [scene.template],
        "drop_template": [scene.template],
        "manage_unit": [w.kt.pk],
        "manage_area": [w.area.pk],
        "manage_topic": [w.topic.pk],
        "manage_drop_topic": [w.topic.pk],
        "manage_person": [w.nam.pk, scene.people["hue"].pk],
        "manage_person_act": [w.nam.pk],
    }
    assert scene.file is not None
    values: dict[str, list[Any]] = {
        "<slug:number>": scene.numbers,
        "<str:figure>": ["messages_received", "letters_denunciation", "withheld_by_ground"],
        "<slug:period>": [week.code],
        # The ward is shown on the site of the province alone, which is another host.
        "<slug:office>": [w.office.code],
        "<slug:month>": [month],
        "<slug:section>": ["economy"],
        "<slug:mark>": [scene.file.mark],
        "<slug:way>": ["don-thu", "dien-thoai", "tai-quay"],
        "<slug:which>": list(books.SORTS),
        "<slug:provider_id>": ["x"],
        "<int:size>": [len(first)],
        "<int:old>": [1],
        "<slug:unit>": [w.kt.code],
        "<slug:key>": ["received"],
        "<int:year>": [2026],
        "<slug:verb>": ["ghi-chu"],
    }
    found = []
    for pattern in urlpatterns:
        name, route = str(pattern.name), f"/{pattern.pattern}"
        file_names = list(WRITERS) if "/tep/<str:name>" in route else list(scene.names.values())
        these = values | {
            "<slug:kind>": ["weekly"],
            "<int:pk>": pks.get(name, [1]),
            "<str:form>": {"book_file": ["pdf", "xlsx"]}.get(name, ["pdf", "docx"]),
            "<str:name>": file_names,
            "<slug:name>": file_names,
        }
        if name in ("cover", "cover_preview"):
            these |= {"<slug:number>": [scene.receipts[one].number for one in ("covered", "kept")]}
            these |= {"<slug:name>": [scene.photos[one] for one in ("covered", "kept")]}
        filled = [route]
        for part, every in these.items():
            filled = [one.replace(part, str(value)) for one in filled for value in (every if part in one else [""])]
        found += filled
    found += [f"/ban?loc={key}" for key in FILTERS]
    asked = ("bờ kè", "zukept", "zupart", "zuheld", "zusealed", "zuwithheld", "0987654321", "0977111222")
    found += [f"{at}?q={one}" for at in ("/ban", "/tra-loi", "/ban/danh-sach.xlsx") for one in asked]
    found += [f"/ban?q={number}" for number in hidden(scene)]
    assert all("<" not in one for one in found), [one for one in found if "<" in one]
    return list(dict.fromkeys(found))


def hidden(scene: Whole) -> list[str]:
    return [scene.receipts[one].number for one in ("restricted", "kept", "held", "part", "sealed", "keptvisit")]


OF_THE_ACCOUNT = ("/ban/dang-", "/ban/xac-nhan", "/ban/an-toan", "/ban/mat-khau")
# Papers take long to draw: of what everybody at the desk reads, one of them gets them.
DRAWN = re.compile(r"\.(pdf|docx|xlsx)$")
DEEP = ("kept", "part", "sealed")  # with every address that a message has
TELLING = ("restricted", "held", "keptvisit", "letter", "inwork", "opened", "withheld", "own")  # with its pages
FILES = ("kept", "sealed", "restricted", "letter", "own", "withheld", "voice", "covered", "ownfile", "draftfile")


def walked_by(scene: Whole, who: str) -> list[str]:
    """Everything for a stranger; for the clerk all but some papers. The others: every address, but not of every
    message that is read by all their colleagues alike, and no paper of it again.
    """
    every = [one for one in addresses(scene) if not one.startswith(OF_THE_ACCOUNT)]
    deep, telling = (tuple(scene.receipts[one].number for one in names) for names in (DEEP, TELLING))
    plain = [number for number in scene.numbers if number not in (*deep, *telling)]
    if who == NOBODY:
        return every
    if who == "nam":
        undrawn = set(plain) - {scene.receipts[one].number for one in ("issued", "issuedown")}
        return [one for one in every if not (DRAWN.search(one) and any(number in one for number in undrawn))]
    if who in HOLDERS:
        return [one for one in every if not one.startswith(("/ban", "/bao-cao"))]
    files_told = tuple(scene.names[one] for one in FILES)
    found = []
    for one in every:
        if any(number in one for number in plain) or (one.startswith("/tep/") and not one.endswith(files_told)):
            continue
        of_deep, of_telling = (any(number in one for number in group) for group in (deep, telling))
        of_its_pages = of_telling and one.endswith((*telling, "/nguoi-gui"))
        of_the_desk = not of_telling and one.startswith("/ban") and not DRAWN.search(one)
        if of_deep or of_its_pages or of_the_desk or one.startswith("/tep/"):
            found.append(one)
    return found


def leaks(who: str, address: str, page: str) -> set[str]:
    found = set(MARK.findall(page)) - allowed(who)
    return found | {one for one, eyes in CONTACTS.items() if one in page and who not in eyes}


def named(scene: Whole, address: str) -> str:
    """The address with the names that the scene gives its things: a leak must be found again."""
    known = {number: name for name, number in scene.names.items()}
    known |= {receipt.number: name for name, receipt in scene.receipts.items()}
    for secret, name in known.items():
        address = address.replace(secret, f"<{name}>")
    return address


class Kept(logging.Handler):
    """Whatever any part of the product says while it is walked."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@pytest.fixture
def log() -> Iterator[Kept]:
    kept, loggers = Kept(), [logging.getLogger(), *(logging.getLogger(name) for name in settings.LOGGING["loggers"])]
    for one in loggers:
        one.addHandler(kept)
    yield kept
    for one in loggers:
        one.removeHandler(kept)


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_meets_a_word_that_is_not_for_their_eyes(scene: Whole, log: Kept, who: str):
    client = client_of(scene, who)
    found: dict[str, set[str]] = {}
    loose: list[str] = []
    met: set[str] = set()
    with transaction.atomic():
        for address in walked_by(scene, who):
            answer = client.get(address)
            page = read(answer)
            if "q=" in address:
                page = page.replace(address.partition("q=")[2], "")  # a search says again what was asked
            met |= set(MARK.findall(page))
            assert answer.status_code != 500, named(scene, address)
            if held := leaks(who, address, page):
                found[named(scene, address)] = held
            # What is not public, or a person signed in asked for, stays in no cache.
            if (set(MARK.findall(page)) - PUBLIC or address.startswith("/ban")) and not kept_nowhere(answer):
                loose.append(named(scene, address))
            loose += [named(scene, address)] if not quiet(who, address, answer, page) else []
            # Whom a message is kept from does not even learn its number.
            if who not in LIST and not who.startswith("key"):
                for name in ("restricted", "kept", "held", "part", "sealed", "keptvisit"):
                    number = scene.receipts[name].number
                    if number in page and number not in address and not (who == "anh" and name == "sealed"):
                        found.setdefault(named(scene, address), set()).add(f"the number of {name}")
        transaction.set_rollback(True)
    assert found == {}
    assert loose == []
    # The walk does see what there is to see.
    if who == NOBODY:
        assert met & allowed(who) >= PUBLIC
    if who == "nam":
        assert met >= allowed(who) - {"zuappeal", "zuissueddifferent", "zuissuedowndifferent", "zureason", "zutemplate"}
    said = "\n".join(log.said)
    assert MARK.findall(said) == []
    assert not [one for one in (*CONTACTS, DEVICE) if one in said]


def quiet(who: str, address: str, answer: Any, page: str) -> bool:
    """Reading sets no cookie, a page passes no referrer on, and the desk is in no index of a search engine."""
    if answer.headers["Referrer-Policy"] not in ("no-referrer", "same-origin"):
        return False
    # The one cookie is the form's own token.
    if who == NOBODY and set(answer.cookies) - ({settings.CSRF_COOKIE_NAME} if 'method="post"' in page else set()):
        return False
    is_desk = address.startswith("/ban") and answer.status_code == 200 and "<html" in page
    return not is_desk or 'content="noindex"' in page


def kept_nowhere(answer: Any) -> bool:
    return {"private", "no-store"} & {one.strip() for one in answer.headers["Cache-Control"].split(",")} != set()


@pytest.mark.parametrize("who", [NOBODY, "khoi", "la2", "key of own"])
def test_what_one_may_not_see_answers_like_a_number_that_was_never_given(scene: Whole, who: str):
    """Else who tries numbers one by one learns how many denunciations there are, and when."""
    client, never = client_of(scene, who), numbers.new_number()
    kept = [scene.receipts[one].number for one in ("kept", "part", "sealed")]
    different = {}
    with transaction.atomic():
        for address in addresses(scene):
            number = next((one for one in kept if one in address), None)
            if number is None or "/anh/" in address:
                continue
            for ask in (client.get, client.head, client.post) if who == NOBODY else (client.get, client.post):
                real, none = ask(address), ask(address.replace(number, never))
                if real.status_code != none.status_code:
                    different[f"{ask.__name__} {named(scene, address)}"] = (real.status_code, none.status_code)
        transaction.set_rollback(True)
    assert different == {}


def test_a_mail_says_no_more_than_its_reader_may_know(scene: Whole):
    queue_digests(scene.at)
    with transaction.atomic():
        for row in Row.objects.all():
            mail = LETTERS[row.template](row)
            if mail is None:
                continue
            held = set(MARK.findall(f"{mail.subject} {mail.body}"))
            number = row.subject.removeprefix("message:")
            of_it = next((name for name, receipt in scene.receipts.items() if receipt.number == number), None)
            assert not MARK.findall(mail.subject), row
            if of_it is None or number in hidden(scene):
                assert held == set(), (row.template, held)
            shares = ("lead", "leadkept") if of_it in ("twin", "twinofkept") else (of_it or "",)
            own = {mark for mark in KNOWN if any(mark.startswith(f"zu{one}") for one in shares)}
            assert held <= own | words("interim question correction correctwhy openclause"), (row.template, of_it, held)
            # A digest greets its own reader by name, on the days that have one.
            body = mail.body.replace(f"Kính gửi {row.person.full_name},", "") if row.person else mail.body
            assert not [one for one in CONTACTS if one in body], row.template
        transaction.set_rollback(True)


def test_the_commands_show_no_word_that_is_kept_from_view(scene: Whole):
    kept = {
        mark for mark, eyes in NARROW.items() if mark not in ("zutemplate", "zutemplatename", "zunarrative", "zuplan")
    }
    for asked in ("bờ kè", "zukept", "zupart", "zuheld", "zusealed", "zuown"):
        out = io.StringIO()
        call_command("search", asked, "--json", stdout=out)
        assert set(MARK.findall(out.getvalue().replace(asked, ""))) & kept == set()
    for number in scene.numbers:
        out = io.StringIO()
        with suppress(CommandError):  # nothing is compared with what is kept from view
            call_command("twins", number, "--json", stdout=out)
        assert set(MARK.findall(out.getvalue())) & kept == set()
        assert not [one for one in CONTACTS if one in out.getvalue()]


@pytest.mark.parametrize("who", [NOBODY, "khoi", "quantri", "la2", "key of own"])
def test_a_form_sent_empty_or_wrong_shows_no_more_than_its_page(scene: Whole, who: str):
    client, found = client_of(scene, who), {}
    numbered = {*hidden(scene), *(scene.receipts[one].number for one in ("withheld", "opened", "unchecked"))}
    others = {*scene.numbers} - numbered
    with transaction.atomic():
        for address in addresses(scene):
            if address.startswith(OF_THE_ACCOUNT) or "?" in address or any(number in address for number in others):
                continue
            page = read(client.post(address, {"number": "1", "text": "", "lam": "sua", "dang": "x"}))
            if held := leaks(who, address, page):
                found[named(scene, address)] = held
        transaction.set_rollback(True)
    assert found == {}


def test_what_goes_wrong_tells_neither_the_page_nor_the_log_what_was_typed(scene: Whole, log: Kept):
    broken = scene.photos["open"]
    client = client_of(scene, NOBODY)
    with transaction.atomic():
        plain = files_store.read(broken)
        files_store.delete(broken)
        pages = {
            500: client.get(f"/tep/{broken}?tu=zutyped", headers={"Referer": "https://zutyped.example"}),
            404: client.get("/tra-loi/zutyped-so-la?q=zutyped"),
            400: client.get("/?q=zutyped", headers={"host": "zutyped.example"}),
            403: client_of(scene, "khoi").get("/ban/quan-tri?tu=zutyped"),
        }
        assert plain.startswith(b"RIFF")
        transaction.set_rollback(True)
    assert {status: page.status_code for status, page in pages.items()} == {status: status for status in pages}
    assert not [status for status, page in pages.items() if "zutyped" in read(page)]
    said = "\n".join(log.said)
    assert "Internal Server Error" in said
    assert "zutyped" not in said
    assert DEVICE not in said


def test_the_files_of_a_public_report_hold_no_word_but_its_own(scene: Whole, tmp_path: Path):
    call_command("report", "compile", "--period", Schedule().of(WEEK, scene.at).code, "--public",
                 "--office", scene.w.office.code,
                 "--out", str(tmp_path), stdout=io.StringIO())  # fmt: skip
    made_files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(made_files) >= len(WRITERS)
    for path in made_files:
        said = text_in(path.read_bytes())
        assert set(MARK.findall(said)) <= PUBLIC | {"zunarrative", "zuplan"}, path
        assert not [one for one in CONTACTS if one in said], path
