"""One name for each thing in each language: the glossary and the code say the same."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from hoiam.ledger.kinds import KINDS
from hoiam.report.figures.table import FIGURES
from hoiam.report.typed.definitions import typed_figures
from tests.sources import parsed

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CODE = [path for path in sorted((ROOT / "hoiam").rglob("*.py")) if not {"tests", "migrations"} & set(path.parts)]
TEMPLATES = sorted((ROOT / "hoiam").rglob("*.html"))
OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("hoiam.")]
SAID = sorted(path for ending in ("toml", "po", "typ") for path in (ROOT / "hoiam").rglob(f"*.{ending}"))


def section(title: str) -> dict[str, str]:
    """The lines of one table of the glossary: identifier -> office word."""
    (part,) = re.findall(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", GLOSSARY, re.MULTILINE | re.DOTALL)
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", part, re.MULTILINE))


def enumerations() -> list[tuple[str, str]]:
    return re.findall(r"^## ((?:.+) \(`([\w.]+\.models\.[\w.]+)`\))$", GLOSSARY, re.MULTILINE)


def test_every_model_has_its_line_and_every_line_its_model():
    ours = {f"{model._meta.app_label}.{model.__name__}" for model in OUR_MODELS}
    assert set(section("Nouns")) == ours


def acts() -> set[str]:
    """Every function that is an act; the seed's only put acts together."""
    return {
        f"{'.'.join(path.relative_to(ROOT / 'hoiam').with_suffix('').parts)}.{node.name}"
        for path in CODE
        if "seed" not in path.relative_to(ROOT).parts
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and "act" in {ast.unparse(one) for one in node.decorator_list}
    }


def test_every_act_has_its_line_and_every_line_its_act():
    assert set(section("Acts")) == acts()


@pytest.mark.parametrize(("title", "path"), enumerations())
def test_choices_read_as_the_glossary_has_them(title: str, path: str):
    package, _, names = path.partition(".models.")
    choices: Any = import_module(f"hoiam.{package}.models")
    for name in names.split("."):
        choices = getattr(choices, name)
    assert section(title) == {str(value): str(label) for value, label in choices.choices}


def test_roles_kinds_stages_outcomes_and_grounds_are_all_in_the_glossary():
    assert {"Role", "Kind", "Channel", "Stage", "Outcome", "Ground", "Section"} <= {
        path.rpartition(".")[2] for _, path in enumerations()
    }


def test_entries_of_the_ledger_read_as_the_glossary_has_them():
    told = section("Entries of the ledger (`ledger.kinds.KINDS`)")
    assert told == {name: kind.sentence for name, kind in KINDS.items()}


def test_figures_read_as_the_glossary_has_them():
    told = section("Figures (`report.figures.table.FIGURES`)")
    assert told == {figure.id: f"{figure.name} [{figure.unit}]" for figure in FIGURES.values()}


def test_typed_figures_read_as_the_glossary_has_them():
    told = section("Figures typed by hand (`report.typed.definitions.typed_figures`)")
    assert told == {figure.id: f"{figure.name} [{figure.unit}]" for figure in typed_figures().values()}
    assert not set(told) & set(FIGURES)


# Each has its one name in the glossary: Matter, Message, Reply, Entry, Unit …
SECOND_NAMES = {
    *("Ticket", "Case", "Complaint", "Feedback", "Request", "Issue", "Department", "Division", "Event", "AuditLog"),
    *("LogEntry", "Response", "Answer", "Document", "User", "Account", "Citizen", "Resident", "Profile", "Ward"),
    *("Commune", "Category", "Deadline", "Status", "Comment"),
}


def classes() -> Iterator[tuple[Path, str]]:
    for path in CODE:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                yield path, node.name


def test_nothing_has_a_second_name():
    assert {model.__name__ for model in OUR_MODELS} & SECOND_NAMES == set()
    named = {name for _, name in classes()}
    assert named & {"Ticket", "Case", "Department", "Event", "Citizen", "Resident", "User"} == set()


# «nhân viên» is not how an office calls its people; the others are other things' names.
NEVER_SAID = re.compile(
    "phiếu gửi|báo cáo của (bạn|ông|bà|người dân)|vé hỗ trợ|khách hàng|người dùng|nhân viên|con dấu số", re.IGNORECASE
)


def spoken_strings(path: Path) -> Iterator[str]:
    """The strings of a module that are no docstring."""
    tree = parsed(path)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_a_message_is_never_called_a_report_and_a_resident_never_a_customer():
    said = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in TEMPLATES}
    said |= {str(path.relative_to(ROOT)): "\n".join(spoken_strings(path)) for path in CODE}
    found = {path: match[0] for path, text in said.items() if (match := NEVER_SAID.search(text))}
    assert found == {}


def test_everything_is_written_in_one_form_of_unicode():
    everything = [*CODE, *TEMPLATES, *SAID, *PAPERS]
    assert [str(path) for path in everything if not unicodedata.is_normalized("NFC", path.read_text("utf-8"))] == []


# hoà, khoẻ, thuỷ: right by another rule; our own strings keep to hòa, khỏe, thủy.
NEW_TONE_PLACE = re.compile(r"\b\w*(?<![qQ])(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])\b")


def test_our_own_words_place_their_tone_marks_the_old_way():
    said = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in (*TEMPLATES, *PAPERS)}
    said |= {
        str(path.relative_to(ROOT)): "\n".join(spoken_strings(path)) for path in CODE if "viettext" not in path.parts
    }
    found = {path: match[0] for path, text in said.items() if (match := NEW_TONE_PLACE.search(text))}
    assert found == {}


ENGLISH = re.compile(
    r"\b(submit|search|password|username|error|please|next|previous|send|message(?!:)|logout|login|sign in|cancel|"
    r"delete|save|edit|upload|report|office|page|required|optional|the|your|with|from|welcome|home|click|here)\b",
    re.IGNORECASE,
)


def words_on_screen(template: str) -> str:
    """What a person reads or hears of a template: its text and the attributes that are read out."""
    template = re.sub(r"\{% block body_class %\}.*?\{% endblock %\}", " ", template)
    template = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", " ", template, flags=re.DOTALL)
    template = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", template, flags=re.DOTALL)
    heard = re.findall(r"(?:alt|aria-label|title|placeholder)=\"([^\"]*)\"", template)
    return " ".join([re.sub(r"<[^>]*>", " ", template), *heard])


def test_no_screen_speaks_english():
    found = {
        str(path.relative_to(ROOT)): match[0]
        for path in TEMPLATES
        if (match := ENGLISH.search(words_on_screen(path.read_text("utf-8"))))
    }
    assert found == {}


def test_every_field_speaks_vietnamese_where_it_speaks():
    helped = [field.help_text for model in OUR_MODELS for field in model._meta.concrete_fields if field.help_text]
    assert helped
    assert [text for text in helped if ENGLISH.search(str(text))] == []


def test_the_house_speaks_vietnamese_and_lives_by_the_clock_of_vietnam():
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE, settings.USE_TZ) == ("vi", "Asia/Ho_Chi_Minh", True)
    assert [code for code, _ in settings.LANGUAGES] == ["vi"]
    assert issubclass(apps.get_model(settings.AUTH_USER_MODEL), models.Model)
