"""What the product never does, as tests: code that crosses one of these limits is a defect, not a feature."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import get_resolver

from hoiam.answer.inbox.filters import NARROWING
from hoiam.ledger.kinds import KINDS
from hoiam.listen.imports import json_lines
from hoiam.listen.intake.receiving import Taken, receive
from hoiam.listen.models import Channel, Ground, Message, PublicCopy, Withholding
from hoiam.office.models import Person, Topic
from hoiam.report.figures.history import Filter
from hoiam.report.kinds.forms import PeriodForm, ThemeForm
from hoiam.report.models import Theme
from hoiam.testing import at, hoa_writes, ward
from hoiam.vault.models import Contact
from tests.sources import trees

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in (ROOT / "hoiam").rglob("*.html")}
OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("hoiam.")]


def is_public(path: str) -> bool:
    """A page for residents: the second screen of a room too, and what is drawn for it."""
    name = Path(path).stem
    return name.partition("_")[0] in ("public", "pages") or path.startswith(("web/", "answer/public/"))


def is_page(path: str) -> bool:
    return is_public(path) or Path(path).stem.partition("_")[0] in ("desk", "views") or path.startswith("desk/")


def calls(tree: ast.AST) -> Iterator[str]:
    """The dotted name of everything that is called: «Entry.objects.create»."""
    return (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


# --- It collects nothing from elsewhere: it knows only what people send to the office themselves ---

NETWORK = re.compile(
    r"(requests|httpx|aiohttp|urllib3?\.request|urllib3|http\.client|http\.server|smtplib|imaplib|poplib|ftplib|"
    r"telnetlib|nntplib|xmlrpc|websockets?|socket|socketserver|ssl|asyncio|paramiko|feedparser|webbrowser|"
    r"django\.core\.mail|django\.test)(\.|$)"
)
MAY_REACH_OUT = {
    "outbox/mail/channel.py",
    "listen/mailbox/imap.py",
    "outbox/mail/folder.py",
    "ledger/outside/checkpoints.py",
    "report/bundle/line.py",
    # It reaches nowhere: it looks whether a port of this machine is free.
    "management/supervisor.py",
}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_only_mail_in_and_out_approved_reports_and_the_memory_outside_reach_the_network():
    reaching = {path for path, tree in trees().items() if any(NETWORK.match(name) for name in imported(tree))}
    assert reaching == MAY_REACH_OUT
    assert [path for path, tree in trees().items() if {"eval", "exec", "__import__"} & set(calls(tree))] == []


def test_no_network_client_is_among_the_packages():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    clients = re.compile(r"requests|httpx|aiohttp|urllib3|scrapy|selenium|playwright|feedparser|tweepy|facebook|zalo")
    assert [package for package in packages if clients.match(package)] == []


def test_a_message_comes_only_through_the_channels_named_and_brings_no_author_and_no_address_of_a_post():
    assert Channel.values == [
        *("web", "counter", "phone", "letter", "mail", "reception", "old_book", "transfer", "portal", "office_chat")
    ]
    assert set(inspect.signature(receive).parameters) == {"office", "taken", "by", "at"}
    assert set(Taken.__dataclass_fields__) == {
        *("kind", "text", "channel", "public", "received_at", "sent_on", "place", "area", "topic"),
        *("lat", "lon", "contact", "external_ref", "fingerprint", "masks", "kept", "confidential", "concerned"),
    }


def test_a_line_of_a_file_has_no_field_for_an_author_an_address_or_a_post():
    assert {
        *("kind", "text", "received_at", "sent_at", "place", "lat", "lon", "area", "topic", "channel", "contact"),
        *("external_ref", "attachments", "public"),
    } == json_lines.LINE_FIELDS
    assert {"phone", "email", "name"} == json_lines.CONTACT_FIELDS
    with pytest.raises(Exception, match="không nhận trường author, url"):
        json_lines.read_line('{"text": "Đèn hỏng", "author": "Hoa", "url": "https://example.vn/p/1"}', ROOT)


# --- It makes no profile of a person ---


def relations(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """The forward relations of a model: name -> what it points at."""
    return {
        field.name: field.related_model for field in model._meta.get_fields() if field.concrete and field.is_relation
    }


def test_nothing_ties_many_messages_to_one_resident():
    assert set(relations(Message)) == {"office", "topic", "area"}
    pointing = {
        f"{model.__name__}.{name}": type(model._meta.get_field(name)).__name__
        for model in OUR_MODELS
        for name, target in relations(model).items()
        if target is Message
    }
    many = {name for name, sort in pointing.items() if sort != "OneToOneField"}
    # Each of these belongs to one message; none of them is about who sent it.
    assert many == {
        *("Attachment.message", "Concerned.message", "Draft.message", "Withholding.message", "Part.origin"),
        *("StepDone.message", "StepOpened.message", "DueChange.message", "Inquiry.message"),
        *("KeptForm.message", "Note.message", "Call.message", "Opening.message", "MeToo.message", "Deflection.message"),
    }
    assert "ManyToManyField" not in pointing.values()


def test_a_contact_belongs_to_one_message_and_nothing_points_at_it():
    assert {field.name for field in Contact._meta.get_fields()} == {"number", "blob"}
    assert Contact._meta.pk.name == "number"
    assert [model for model in OUR_MODELS if Contact in relations(model).values()] == []
    # Put away, there?, opened to send, erased: no list and no search.
    asked = {call for tree in trees().values() for call in calls(tree) if call.startswith("Contact.objects.")}
    by_number = {call for call in asked if call.startswith("Contact.objects.filter(number=number).")}
    # The numbers alone, for the erasure that comes by the clock.
    assert asked - by_number <= {"Contact.objects.filter", "Contact.objects.values"}


def test_the_ways_to_reach_a_person_stand_only_with_offices_and_staff():
    reach = re.compile(r"phone|email|mail|full_name|sender|author$|contact|cccd|birth|device|agent|ip$|ip_|session")
    found = {
        f"{model.__name__}.{field.name}"
        for model in OUR_MODELS
        for field in model._meta.concrete_fields
        if reach.match(field.name)
    }
    assert found == {
        *("Office.phone", "Office.email", "Unit.phone", "Person.full_name", "Person.email"),
    }


JUDGING = {
    *("sentiment", "stance", "loyalty", "trust", "reputation", "score", "opinion_score", "attitude", "toxicity"),
    *("cam_xuc", "lap_truong", "long_trung_thanh", "do_tin_cay", "cảm xúc", "lập trường", "lòng trung thành"),
    "độ tin cậy",
}


def test_no_column_and_no_key_judges_a_person_or_an_opinion():
    columns = {
        name for model in OUR_MODELS for field in model._meta.concrete_fields for name in (field.name, field.column)
    }
    tables = {name for model in OUR_MODELS for name in (model.__name__.lower(), model._meta.model_name)}
    entries = {key for kind in KINDS.values() for key in kind.keys}
    assert (columns | tables | entries) & JUDGING == set()
    keys = {
        key.value
        for tree in trees().values()
        for node in ast.walk(tree)
        for key in (
            node.keys if isinstance(node, ast.Dict) else [node.slice] if isinstance(node, ast.Subscript) else []
        )
        if isinstance(key, ast.Constant)
    }
    assert keys & JUDGING == set()


def test_no_screen_speaks_of_feeling_standpoint_or_loyalty():
    spoken = TEMPLATES | {
        path: " ".join(
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        for path, tree in trees().items()
    }
    banned = re.compile("cảm xúc|lập trường|lòng trung thành|độ tin cậy|dư luận xấu|phản động|chống đối", re.IGNORECASE)
    assert [path for path, text in spoken.items() if banned.search(text)] == []


def test_residents_have_no_accounts():
    assert not Person._meta.get_field("office").null
    makers = {path for path, tree in trees().items() for call in calls(tree) if "create_user" in call}
    assert makers == {"office/acts.py"}
    signing_up = re.compile(r"signup|sign-up|register|dang-ky|tai-khoan|accounts")
    routes = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
    assert [route for route in routes if signing_up.search(route)] == []


@pytest.mark.django_db
def test_a_sender_is_found_by_nothing_that_they_left():
    w = ward()
    hoa_writes(w, at("2026-10-05 07:12"), contact={"phone": "0912345678", "email": "hoa@example.vn"})
    desk = Client()
    desk.force_login(w.nam)
    for asked in ("0912345678", "0912 345 678", "hoa@example.vn"):
        page = desk.get("/ban", {"q": asked}).content.decode()
        assert "/ban/viec/" not in page


@pytest.mark.django_db
def test_topics_are_published_with_who_added_them():
    topic = ward().topic
    assert not Topic._meta.get_field("added_by").blank
    page = Client().get("/co-quan").content.decode()
    assert topic.words in page
    assert topic.added_by in page


def test_what_a_list_or_a_report_is_asked_by_is_never_a_person():
    asked = {
        path: set(re.findall(r"request\.GET(?:\.get\(|\[)['\"]([\w-]+)", ast.unparse(tree)))
        for path, tree in trees().items()
        if is_page(path)
    }
    # A week and a page of the records behind a figure: never words.
    assert asked.get("report/reading/public.py", set()) | asked.get("report/freezing/desk.py", set()) <= {"tu", "trang"}
    # Words, a list, the place in it, where to go back to, a number, what one wants to do; of the register of what is
    # withheld its ground and its state.
    known = {"q", "truoc", "loc", "sau", "tu", "trang", "so", "viec", "ly-do", "tinh-trang"}
    # Of a letter that must be signed: its blank; of the province's figures a period; of the calendar a year.
    assert set().union(*asked.values()) <= known | {"mau", "ky", "nam"}
    # And the inbox is narrowed by kind, topic, area, unit and channel: by nothing else.
    assert NARROWING == ("loai", "linh-vuc", "dia-ban", "don-vi", "nguon")


# --- Nothing is withheld silently ---


def test_the_grounds_are_exactly_the_six():
    assert Ground.values == ["private", "danger", "confidential", "selling", "sender", "order"]


def refused_by_the_database(row: models.Model) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db
def test_the_database_refuses_every_other_ground():
    message = hoa_writes(ward(), at("2026-10-05 07:12")).message
    for ground in ("criticism", "tone", "false", "under_review", "honour", ""):
        refused_by_the_database(Withholding(message=message, ground=ground, proposed_at=at("2026-10-05 08:00")))


@pytest.mark.django_db
def test_the_database_refuses_a_withholding_confirmed_by_who_proposed_it():
    w = ward()
    message = hoa_writes(w, at("2026-10-05 07:12")).message
    when = at("2026-10-05 08:00")
    refused_by_the_database(
        Withholding(
            message=message,
            ground="private",
            proposed_by=w.lan,
            proposed_at=when,
            confirmed_by=w.lan,
            confirmed_at=when,
        )
    )


# --- One source of account, one public face, two doors ---


def test_only_the_acts_of_the_ledger_write_entries():
    writing = re.compile(
        r"^Entry(\.objects\.(bulk_|get_or_|update_or_)?(create|update)|$)|\bEntry\.objects\.filter.*delete"
    )
    assert {path for path, tree in trees().items() if any(writing.match(call) for call in calls(tree))} == {
        "ledger/acts.py"
    }


def test_nothing_happens_behind_the_acts():
    listening = {path for path, tree in trees().items() if {"pre_save", "post_save", "pre_delete"} & names(tree)}
    assert listening == set()
    saving = {
        f"{path}: {node.name}"
        for path, tree in trees().items()
        if path.endswith("models.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete")
    }
    assert saving == set()


def names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


INSIDE = {"text_masked", "place_masked", "sealed_text", "sealed_place", "masks", "lat", "lon"}


def test_public_pages_never_look_inside_a_message():
    looking = {
        f"{path}: {node.attr}"
        for path, tree in trees().items()
        if is_public(path)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in INSIDE and ast.unparse(node.value).endswith("message")
    }
    assert looking == set()
    assert [
        path for path, text in TEMPLATES.items() if re.search(r"\.(text_masked|place_masked|sealed_\w+)\b", text)
    ] == []


def test_the_public_copy_is_read_by_the_public_face_and_by_staff_alone():
    reading = {
        path
        for path, tree in trees().items()
        if any(isinstance(node, ast.Name) and node.id == PublicCopy.__name__ for node in ast.walk(tree))
    }
    assert reading <= {"listen/publicity/acts.py", "listen/publicity/privacy.py"}


# --- Report filters: kind, area, unit, topic, outcome, dates; never words or a person ---


def test_a_report_is_narrowed_by_kind_area_unit_topic_outcome_and_days_alone():
    made_by = {"by", "at", "ended_by", "ended_at"}
    columns = {field.name for field in Theme._meta.get_fields()} - made_by - {"id", "office", "title"}
    assert columns == set(Filter.__dataclass_fields__) == {"kinds", "area", "unit", "topic", "outcome"}
    assert set(relations(Theme)) == {"office", "area", "unit", "topic", "by", "ended_by"}
    assert set(PeriodForm.base_fields) == {"named", "first", "last"}  # the days
    assert set(ThemeForm.base_fields) == {"title", *columns}


def test_no_address_of_a_report_takes_words():
    read = {
        (path, node.slice.value if isinstance(node, ast.Subscript) else node.args[0].value)
        for path, tree in trees().items()
        if path.startswith("report/")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Subscript) and ast.unparse(node.value) == "request.GET")
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "request.GET.get")
    }
    # A period to begin the list with, a page, a period to look at.
    assert {key for _, key in read} <= {"tu", "trang", "ky", "ban", "so-voi"}
