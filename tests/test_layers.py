"""The house rules that a machine can see: who imports whom, how large a file or a room may be, what it is called.

A failing rule says what to do: DESIGN's rooms are told in STYLE.md, the order of layers and rooms in pyproject.toml.
"""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from importlinter.application.use_cases import FAILURE, lint_imports
from importlinter.configuration import configure

from tests.sources import parsed

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for path in (ROOT / "hoiam").rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE = 400
LONGEST_FUNCTION = 80
MOST_FILES = 13
LONGEST_ROOM = 2000
VERBS = ("listen", "answer", "report")
HEAD = {"__init__", "models", "access", "chores", "apps"}
# The layers of pyproject.toml, lowest first, for what imports do not show.
LAYERS = (
    *({"workdays", "viettext"}, {"ledger", "law"}, {"office"}, {"vault"}, {"outbox", "papers", "files"}),
    *({"listen"}, {"answer"}, {"report"}, {"web", "desk"}),
)


CODE = [path for path in SOURCES if "tests" not in path.parts]
ROOMS = sorted(
    {path.parent for path in CODE if path.parts[-3] in VERBS and path.parent.parent.parent == ROOT / "hoiam"}
)


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_doors_import_verbs_and_verbs_import_nouns_and_rooms_have_one_order(capsys: pytest.CaptureFixture[str]):
    configure()
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) is not FAILURE
    assert kept, (
        "An import goes against the order of pyproject.toml, [tool.importlinter]. Move what is needed down to the room "
        f"or layer whose word it has, or ask from above.\n{capsys.readouterr().out}"
    )


def test_every_room_is_told_what_its_files_may_import():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (inside,) = [one for one in contracts if one["name"] == "Inside a room"]
    rooms = {".".join(room.relative_to(ROOT).parts) for room in ROOMS}
    assert rooms == set(inside["containers"]), "Add the new room to «Inside a room» in pyproject.toml, or take it out."


@pytest.mark.django_db
def test_every_change_of_a_row_has_its_migration():
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except SystemExit:
        pytest.fail("Run «manage.py makemigrations»: a new choice of a field is a migration too.")


def test_a_row_points_only_at_rows_of_its_own_layer_or_below():
    height = {app: number for number, layer in enumerate(LAYERS) for app in layer}
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("hoiam.")
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model.__module__.startswith("hoiam.")
        # Who did it and whose office it is: the lower nouns point there by name, as the settings do.
        if field.related_model._meta.label not in ("office.Person", "office.Office")
        if height[field.related_model._meta.app_label] > height[model._meta.app_label]
    ]
    assert upward == [], "A foreign key obeys the layers too: let the row above point down."


def test_a_room_is_not_crowded():
    files = defaultdict(list)
    for path in CODE:
        if path.stem != "__init__":
            files[path.parent].append(path)
    # Django wants every command in one folder.
    crowded = {
        str(folder.relative_to(ROOT)): len(paths)
        for folder, paths in files.items()
        if len(paths) > MOST_FILES and folder.name != "commands"
    }
    assert crowded == {}, f"More than {MOST_FILES} files: these are two rooms. Give the second one a word of its own."
    lines = {
        str(room.relative_to(ROOT)): sum(len(path.read_text().splitlines()) for path in files[room]) for room in ROOMS
    }
    assert {room: long for room, long in lines.items() if long > LONGEST_ROOM} == {}, "Too long: these are two rooms."
    small = [room for room in ROOMS if sum(path.suffix in (".py", ".toml") for path in room.iterdir()) < 3]
    assert names(small) == [], "One file is no room: it belongs to the room that it serves."


def test_at_the_head_of_a_verb_stand_only_what_django_finds_there_and_who_sees_what():
    found = {f"{verb}/{path.name}" for verb in VERBS for path in (ROOT / "hoiam" / verb).glob("*.py")}
    allowed = {f"{verb}/{name}.py" for verb in VERBS for name in HEAD}
    assert found - allowed == set(), "Put it into the room whose word it has; a new word is a new room."


def test_no_prefix_repeats_a_room_or_stands_where_a_folder_belongs():
    repeated = [
        path
        for path in CODE
        for kind in ("forms_", "desk_", "models_", "public_", "panel_")
        if path.stem.startswith(kind)
        if kind == "models_" or path.parent.name in path.stem.removeprefix(kind).split("_") or path.parent not in ROOMS
    ]
    manage = ROOT / "hoiam" / "desk" / "manage"
    assert names([path for path in repeated if path.parent != manage]) == [], (
        "A room has one models.py; a second screen may be desk_<word>, where the word is not the room's."
    )


# What every room calls by one name, as it calls its files.
SPOKEN_BY_EVERY_ROOM = {"panel", "log"}


def is_page(path: Path) -> bool:
    return path.stem.partition("_")[0] in ("desk", "public", "door", "pages")


@pytest.mark.parametrize("verb", VERBS)
def test_a_public_name_is_defined_once_in_a_verb(verb: str):
    defined = defaultdict(set)
    for path in CODE:
        if (ROOT / "hoiam" / verb) not in path.parents or is_page(path):
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                defined[node.name].add(path)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for name in (target.id for target in targets if isinstance(target, ast.Name)):
                    defined[name].add(path)
    twice = {
        name: names(sorted(paths))
        for name, paths in defined.items()
        if len(paths) > 1 and not name.startswith("_") and name not in SPOKEN_BY_EVERY_ROOM
    }
    assert twice == {}, "One word for one thing: name what this one is about (reading a mail is read_mail)."


def test_packages_open_with_an_empty_file():
    assert names([path for path in SOURCES if path.name == "__init__.py" and path.read_text().strip()]) == []


def test_a_file_is_named_after_its_thought():
    nothing_said = {"utils", "util", "helpers", "helper", "common", "core", "services", "service", "managers", "misc"}
    assert names([path for path in SOURCES if path.stem in nothing_said or path.parent.name in nothing_said]) == []


def test_no_file_is_longer_than_a_thought():
    assert names([path for path in SOURCES if len(path.read_text().splitlines()) > LONGEST_FILE]) == []


def test_no_function_is_longer_than_two_screens():
    functions = [
        (path, node) for path in SOURCES for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)
    ]
    too_long = [(path, node.name) for path, node in functions if node.end_lineno - node.lineno >= LONGEST_FUNCTION]
    assert too_long == []


def test_only_the_work_loop_catches_everything():
    def is_broad(node: ast.AST) -> bool:
        return isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "Exception")

    catching = [path for path in SOURCES if any(is_broad(node) for node in ast.walk(parsed(path)))]
    assert names(catching) == ["hoiam/outbox/work.py"]
