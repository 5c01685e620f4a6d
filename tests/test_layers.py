"""The house rules that a machine can see: who imports whom, how long a file may be, and what it is called."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importlinter.application.use_cases import FAILURE, lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for path in (ROOT / "hoiam").rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE = 400
LONGEST_FUNCTION = 80


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_doors_import_verbs_and_verbs_import_nouns(capsys: pytest.CaptureFixture[str]):
    configure()
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) is not FAILURE, (
        capsys.readouterr()
    )


def test_packages_open_with_an_empty_file():
    assert names([path for path in SOURCES if path.name == "__init__.py" and path.read_text().strip()]) == []


def test_a_file_is_named_after_its_thought():
    nothing_said = {"utils", "util", "helpers", "helper", "common", "core", "services", "service", "managers", "misc"}
    assert names([path for path in SOURCES if path.stem in nothing_said or path.parent.name in nothing_said]) == []


def test_no_file_is_longer_than_a_thought():
    assert names([path for path in SOURCES if len(path.read_text().splitlines()) > LONGEST_FILE]) == []


def test_no_function_is_longer_than_two_screens():
    functions = [
        (path, node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    ]
    too_long = [(path, node.name) for path, node in functions if node.end_lineno - node.lineno >= LONGEST_FUNCTION]
    assert too_long == []


def test_only_the_work_loop_catches_everything():
    def is_broad(node: ast.AST) -> bool:
        return isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "Exception")

    catching = [path for path in SOURCES if any(is_broad(node) for node in ast.walk(ast.parse(path.read_text())))]
    assert names(catching) == ["hoiam/outbox/work.py"]
