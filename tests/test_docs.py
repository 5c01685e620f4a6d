"""The papers tell what is there: every command, setting, chore, path and name in them exists, and the reverse."""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from hoiam.environment import SETTINGS
from hoiam.ledger.kinds import KINDS
from hoiam.management.cli import OF_DJANGO, commands
from hoiam.outbox.schedule import Daily, Every, Schedule, Weekly
from hoiam.timetable import CHORES
from hoiam.vault import keys

ROOT = Path(__file__).resolve().parent.parent
PAPERS = {
    str(path.relative_to(ROOT)): path.read_text("utf-8") for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
}
README = PAPERS["README.md"]
OPERATE = PAPERS["docs/operate.md"]


def rows(paper: str, heading: str) -> list[list[str]]:
    """The table under a heading, without its head."""
    (part,) = re.findall(rf"^## {heading}$(.*?)(?=^## |\Z)", paper, re.MULTILINE | re.DOTALL)
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_the_settings_of_the_readme_are_those_of_the_product():
    told = {name.strip("`"): default.strip("`") for name, default, _ in rows(README, "Settings")}
    assert told == {setting.name: setting.default for setting in SETTINGS}


def test_the_commands_of_the_readme_are_those_of_the_product():
    assert [command.strip("`").removeprefix("hoiam ") for command, _ in rows(README, "Commands")] == list(commands())


def test_each_command_explains_itself_with_a_sentence():
    assert {name: sentence for name, sentence in commands().items() if len(sentence.split()) < 4} == {}
    assert set(OF_DJANGO) <= set(get_commands())


def spoken(when: Schedule) -> str:
    match when:
        case Daily(at):
            return f"daily {at}"
        case Every(minutes):
            return f"every {minutes} minutes"
        case Weekly(weekday, at):
            return (
                f"every {('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')[weekday]} {at}"
            )
    raise AssertionError(when)


def test_the_timetable_of_the_paper_is_that_of_the_product():
    told = {name.strip("`"): when for name, when, _ in rows(OPERATE, "The timetable")}
    assert told == {chore.name: spoken(chore.when) for chore in CHORES}


@pytest.fixture(scope="module")
def code() -> list[tuple[str, str]]:
    """Everything that stands between backticks or as an indented example, with its paper."""
    found = []
    for paper, text in PAPERS.items():
        prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        found += [(paper, span) for span in re.findall(r"`([^`\n]+)`", prose)]
        found += [(paper, line.strip()) for line in re.findall(r"^ {4,}(\S.*)$", prose, re.MULTILINE)]
    return found


def options(parser: ArgumentParser, words: list[str]) -> set[str]:
    """What can be said after a command, and after the sub-command that is named."""
    known = set(parser._option_string_actions)
    for action in parser._actions:
        for name, sub in (action.choices or {}).items() if isinstance(action.choices, dict) else ():
            if name in words:
                known |= set(sub._option_string_actions)
    return known


def test_every_command_named_exists_with_its_options(code: list[tuple[str, str]]):
    applications = get_commands()
    for paper, said in code:
        if not said.startswith("hoiam "):
            continue
        _, name, *words = shlex.split(said)
        if name.startswith("-"):
            continue
        assert name in commands() or name == "shell", f"{paper}: {said}"
        parser = load_command_class(applications[name], name).create_parser("hoiam", name)
        unknown = {word for word in words if word.startswith("--")} - options(parser, words)
        assert unknown == set(), f"{paper}: {said}"


def test_every_make_target_named_exists(code: list[tuple[str, str]]):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {said.split()[1] for _, said in code if re.fullmatch(r"make [a-z]+", said)}
    assert {"run", "test"} <= named <= targets


def test_every_setting_named_exists(code: list[tuple[str, str]]):
    named = {name for _, said in code for name in re.findall(r"\b(HOIAM_[A-Z]+|DATABASE_URL|PORT)\b", said)}
    assert named == {setting.name for setting in SETTINGS}


A_PATH = re.compile(r"[\w./*-]+(/|\.(py|toml|md|html|css|typ|txt|json))")
A_NAME = re.compile(r"[a-z_]+(\.[a-z_]+)*\.[A-Za-z_]+(\(\))?")
PACKAGES = {path.name for path in (ROOT / "hoiam").iterdir() if (path / "__init__.py").exists()}
MADE = {"report.docx", "report.pdf", "report.txt", "figures.json", "moc.txt"}


def is_path(said: str) -> bool:
    """A file or a folder of ours: «hoiam/listen/intake/receiving.py», «law/data», «Makefile»."""
    return bool(A_PATH.fullmatch(said)) or (said.split("/")[0] in PACKAGES | {"hoiam", "tests", "docs"} and "/" in said)


def test_every_path_named_exists(code: list[tuple[str, str]]):
    missing = []
    for paper, said in code:
        if not is_path(said) or said in MADE or said.startswith("/") or "<" in said or " " in said:
            continue
        if "/" not in said and list((ROOT / "hoiam").rglob(said)):
            continue  # a name that every verb has, such as acts.py
        places = (ROOT, ROOT / "hoiam", (ROOT / paper).parent)
        if not any(list(place.glob(said)) for place in places):
            missing.append(f"{paper}: {said}")
    assert missing == []


def resolves(dotted: str) -> bool:
    """Whether «listen.intake.receiving.receive» leads to something."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(["hoiam", *parts[:length]]))
        except ModuleNotFoundError:
            continue
        try:
            for name in parts[length:]:
                found = getattr(found, name)
        except AttributeError:
            # A model may be named by its app alone, as Django does: «listen.Message».
            return length == 1 and hasattr(import_module(f"hoiam.{parts[0]}.models"), parts[-1])
        return True
    return False


def test_every_name_of_the_code_leads_somewhere(code: list[tuple[str, str]]):
    named = [(paper, said.removesuffix("()")) for paper, said in code if A_NAME.fullmatch(said)]
    ours = [(paper, name) for paper, name in named if name.split(".")[0] in PACKAGES and not A_PATH.fullmatch(name)]
    known = set(KINDS) | set(keys.ALL)  # what the ledger and the folder of keys call things
    assert len(ours) > 40
    assert [f"{paper}: {name}" for paper, name in ours if name not in known and not resolves(name)] == []


def links() -> Iterator[tuple[str, str]]:
    for paper, text in PAPERS.items():
        yield from ((paper, target) for target in re.findall(r"\]\(([^)#]+)", text))


def test_every_link_leads_to_a_paper_or_a_picture():
    lost = [f"{paper}: {target}" for paper, target in links() if not ((ROOT / paper).parent / target).exists()]
    assert lost == []


def test_every_paper_can_be_reached_from_the_readme():
    reached, waiting = set(), {"README.md"}
    while waiting:
        paper = waiting.pop()
        reached.add(paper)
        for source, target in links():
            if source == paper:
                found = ((ROOT / paper).parent / target).resolve()
                inside = found.glob("*.md") if found.is_dir() else [found]
                waiting |= {str(one.relative_to(ROOT)) for one in inside if one.suffix == ".md"} - reached
    # What is measured stands beside the benchmark that measures it; GitHub shows a changelog by its name.
    assert set(PAPERS) - reached <= {"docs/benchmarks.md"}


def test_no_paper_sends_anybody_to_an_address_outside():
    outside = re.compile(r"https?://(?!127\.0\.0\.1|localhost|phuong\.example\.vn|…)[^\s)`]+")
    found = {paper: match[0] for paper, text in PAPERS.items() if (match := outside.search(text))}
    assert found == {}


def test_every_folder_with_a_migration_is_named_on_the_map():
    apps = {path.parent.parent.name for path in (ROOT / "hoiam").glob("*/migrations/0001_initial.py")}
    assert [app for app in sorted(apps) if f"{app}/" not in PAPERS["docs/map.md"] + PAPERS["docs/glossary.md"]
            and f"`{app}." not in PAPERS["docs/glossary.md"]] == []  # fmt: skip
